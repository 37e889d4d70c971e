import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { CliWorld } from '../../../platform/cli.ts'
import { translator } from '../../../platform/i18n.ts'
import { markBounced } from './commands.ts'
import { failedRecipients } from './model.ts'

const t = translator('es')

/**
 * `tequio mails bounced ADDRESS…` or `--notice FILE` (a delivery report as it came; /dev/stdin for a mail server that hands it on):
 * 0 with how many were marked, 2 with a sentence where nothing was given.
 */
export async function mailsBouncedCommand(args: string[], world: CliWorld): Promise<number> {
  const asked = argumentsOf(args)
  if (!asked) {
    world.stderr.write(`${t('follow.cli.bounced-usage')}\n`)
    return 2
  }
  const told = asked.notice ? failedRecipients(await readFile(resolve(world.cwd, asked.notice), 'latin1')) : []
  const given = asked.emails.map((email) => ({ email: email.toLowerCase(), status: 'told' }))
  let marked = 0
  for (const { email, status } of [...given, ...told]) {
    if (await markBounced(world.db, email, status, world.now())) marked += 1
  }
  world.stdout.write(`${t('follow.cli.bounced', { count: marked, asked: given.length + told.length })}\n`)
  return 0
}

function argumentsOf(args: string[]): { emails: string[]; notice?: string } | null {
  try {
    const { values, positionals } = parseArgs({ args, options: { notice: { type: 'string' } }, allowPositionals: true })
    if (positionals.some((email) => !email.includes('@'))) return null
    if (positionals.length === 0 && !values.notice) return null
    return { emails: positionals, ...(values.notice ? { notice: values.notice } : {}) }
  } catch {
    return null
  }
}
