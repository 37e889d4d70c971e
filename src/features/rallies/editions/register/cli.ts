import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { CliWorld } from '../../../../platform/cli.ts'
import { translator } from '../../../../platform/i18n.ts'
import { findSpace } from '../../../spaces/queries.ts'
import { addToRegister } from './commands.ts'
import { registerFile } from './model.ts'

const t = translator('es')

/** A thousand entries with room to spare. */
const mostBytes = 4 * 1024 * 1024

/** `tequio rallies register FILE --space …`: 0, or 2 after a sentence that says what was wrong. The same file twice adds nothing. */
export async function registerCommand(args: string[], world: CliWorld): Promise<number> {
  const refuse = (sentence: string) => {
    world.stderr.write(`${sentence}\n`)
    return 2
  }
  const given = readArgs(args)
  const [file] = given?.positionals ?? []
  if (!given || !file || !given.values.space) return refuse(t('rally.cli.register-usage'))
  const read = await readJson(resolve(world.cwd, file))
  if (read === null) return refuse(t('rally.cli.no-file', { file }))
  const parsed = registerFile.safeParse(read.value)
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.map(String).join('.') || 'entries'
    return refuse(t('rally.cli.register-field', { file, place }))
  }
  const space = await findSpace(world.db, given.values.space)
  if (!space) return refuse(t('plan.cli.no-space', { slug: given.values.space }))
  const context = { actor: null, now: world.now() }
  const added = await world.db.transaction().execute((tx) => addToRegister(tx, context, space.id, parsed.data))
  world.stdout.write(`${t('rally.cli.registered', { count: added, space: space.slug })}\n`)
  return 0
}

function readArgs(args: string[]) {
  try {
    return parseArgs({ args, options: { space: { type: 'string' } }, allowPositionals: true })
  } catch {
    return null
  }
}

/** Null where there is no file to read; what is no JSON has no entries. */
async function readJson(path: string): Promise<{ value: unknown } | null> {
  let text: string
  try {
    if ((await stat(path)).size > mostBytes) return null
    text = await readFile(path, 'utf8')
  } catch {
    return null
  }
  try {
    return { value: JSON.parse(text) }
  } catch {
    return { value: null }
  }
}
