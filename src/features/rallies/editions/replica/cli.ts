import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { CliWorld } from '../../../../platform/cli.ts'
import { Refused } from '../../../../platform/errors.ts'
import { type MessageKey, translator } from '../../../../platform/i18n.ts'
import { findSpace } from '../../../spaces/queries.ts'
import { slugField } from '../schema.ts'
import { replicateInto } from './commands.ts'
import { mostReplicaBytes, readReplicaBytes, startForm } from './schema.ts'

const t = translator('es')
const options = {
  space: { type: 'string' },
  slug: { type: 'string' },
  name: { type: 'string' },
  opens: { type: 'string' },
  zone: { type: 'string' },
} as const

/** `tequio rallies replicate FILE --space … --slug … --opens … --zone …`: 0, or 2 after a sentence that says what was wrong. */
export async function replicateCommand(args: string[], world: CliWorld): Promise<number> {
  const refuse = (sentence: string) => {
    world.stderr.write(`${sentence}\n`)
    return 2
  }
  const given = readArgs(args)
  const [file] = given?.positionals ?? []
  if (!given || !file || !given.values.space) return refuse(t('rally.cli.usage'))
  const bytes = await readLimited(resolve(world.cwd, file))
  if (bytes === null) return refuse(t('rally.cli.no-file', { file }))
  const read = readReplicaBytes(bytes)
  if (!read.ok) return refuse(`${file}: ${t(read.fault.key, read.fault.values)}`)
  const space = await findSpace(world.db, given.values.space)
  if (!space) return refuse(t('plan.cli.no-space', { slug: given.values.space }))
  const { name = read.replica.from.name, opens, zone, slug = '' } = given.values
  const start = startForm.safeParse({ name, opens, timeZone: zone })
  const wanted = slugField.safeParse(slug)
  if (!start.success || !wanted.success) {
    const issue = (start.success ? wanted.error : start.error)?.issues[0]
    return refuse(t((issue?.message ?? 'error.required') as MessageKey, { max: 200 }))
  }
  const context = { db: world.db, actor: null, now: world.now(), locale: 'es' as const }
  try {
    const made = await world.db
      .transaction()
      .execute((tx) => replicateInto(tx, context, space, read.replica, { ...start.data, slug: wanted.data }))
    world.stdout.write(`${t('rally.cli.replicated', { space: space.slug, slug: made })}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return refuse(t(error.key, error.values))
  }
}

function readArgs(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch {
    return null
  }
}

async function readLimited(path: string): Promise<Uint8Array | null> {
  try {
    const { size } = await stat(path)
    return size > mostReplicaBytes ? new Uint8Array(mostReplicaBytes + 1) : await readFile(path)
  } catch {
    return null
  }
}
