import { readFile, writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import type { CliWorld } from '../../../platform/cli.ts'
import type { Db } from '../../../platform/context.ts'
import { Refused } from '../../../platform/errors.ts'
import { translator } from '../../../platform/i18n.ts'
import { type ImportReport, type ImportRequest, importCommitments } from './commands.ts'
import { findPlanId, findSpaceId, listSpaceSlugs } from './queries.ts'
import { type ImportFormat, importFormats } from './report.ts'

const t = translator('es')

/** A sentence for the terminal and exit 2. */
export class Stop extends Error {}

const options = {
  space: { type: 'string' },
  plan: { type: 'string' },
  format: { type: 'string' },
  report: { type: 'string' },
  reason: { type: 'string' },
  'approved-by': { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const

/** `tequio commitments import FILE --space S --plan P …`: 0, or 2 with a sentence that names file, row and column. */
export async function importCommand(args: string[], world: CliWorld): Promise<number> {
  return stopping(world, async () => {
    const { file, space, plan, values } = argumentsOf(args)
    const bytes = await readFile(resolve(world.cwd, file)).catch(() => {
      throw new Stop(t('import.cli.no-file', { file }))
    })
    const target = await targetOf(world.db, space, plan, basename(file))
    const report = await imported(world, { bytes, fileName: basename(file), plan: target, ...values })
    if (values.report) await writeReport(world, values.report, { ...report, space, plan })
    tell(world, report, plan)
    return report.rejections.length > 0 ? 2 : 0
  })
}

type Values = {
  format: ImportFormat | null
  report: string | null
  dryRun: boolean
  approval: ImportRequest['approval']
}

function argumentsOf(args: string[]): { file: string; space: string; plan: string; values: Values } {
  const { values, positionals } = parsed(
    () => parseArgs({ args, options, allowPositionals: true }),
    t('import.cli.usage'),
  )
  const [file, ...rest] = positionals
  const format = importFormats.find((name) => name === values.format) ?? null
  if (!file || rest.length > 0 || !values.space || !values.plan || (values.format && !format))
    throw new Stop(t('import.cli.usage'))
  const reason =
    values.reason ?? (values['approved-by'] ? t('import.reason-of-change', { file: basename(file) }) : null)
  const approval = reason
    ? { reason, approvedBy: values['approved-by'] ?? null, approvedOn: null, approvalUrl: null }
    : null
  const { space, plan } = values
  return {
    file,
    space,
    plan,
    values: { format, report: values.report ?? null, dryRun: values['dry-run'] ?? false, approval },
  }
}

/** What node:util says of an unknown option is in English; the usage says it all. */
export function parsed<Result>(parse: () => Result, usage: string): Result {
  try {
    return parse()
  } catch {
    throw new Stop(usage)
  }
}

export async function stopping(world: CliWorld, act: () => Promise<number>): Promise<number> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    world.stderr.write(`${error.message}\n`)
    return 2
  }
}

/** Throws Stop, naming the spaces there are. */
export async function spaceIdOf(db: Db, slug: string): Promise<string> {
  const id = await findSpaceId(db, slug)
  if (id) return id
  const list = (await listSpaceSlugs(db, 10)).join(', ')
  const known = list ? t('import.cli.known-spaces', { list }) : t('import.cli.no-spaces')
  throw new Stop(t('import.cli.unknown-space', { slug, known }))
}

async function targetOf(db: Db, space: string, plan: string, fileName: string): Promise<ImportRequest['plan']> {
  const spaceId = await spaceIdOf(db, space)
  const id = await findPlanId(db, spaceId, plan)
  if (id) return { id }
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(plan) || plan.length > 80)
    throw new Stop(t('import.cli.plan-slug', { slug: plan }))
  return { create: { spaceId, slug: plan, sourceTitle: fileName } }
}

async function imported(world: CliWorld, request: Omit<ImportRequest, 'onProgress'>): Promise<ImportReport> {
  const context = { db: world.db, actor: null, now: world.now(), locale: 'es' as const }
  const onProgress = progressOn(world.stderr)
  try {
    return await importCommitments(context, { ...request, ...(onProgress ? { onProgress } : {}) })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    throw new Stop(t('import.cli.refused', { file: request.fileName, sentence: t(error.key, error.values) }))
  }
}

/** A line that rewrites itself, and only where a person looks on. */
function progressOn(stream: Writable): ImportRequest['onProgress'] | null {
  if (!('isTTY' in stream) || stream.isTTY !== true) return null
  return (phase, done, total) => {
    const filled = total === 0 ? 0 : Math.round((20 * done) / total)
    const name = phase === 'reading' ? t('import.cli.reading') : t('import.cli.saving')
    stream.write(
      `\r\u001B[K${name} [${'█'.repeat(filled)}${'·'.repeat(20 - filled)}] ${done}/${total}${phase === 'saving' && done === total ? '\n' : ''}`,
    )
  }
}

async function writeReport(world: CliWorld, file: string, report: object): Promise<void> {
  await writeFile(resolve(world.cwd, file), `${JSON.stringify(report, null, 2)}\n`).catch(() => {
    throw new Stop(t('import.cli.not-written', { file }))
  })
}

function tell(world: CliWorld, report: ImportReport, plan: string): void {
  const say = (sentence: string) => world.stdout.write(`${sentence}\n`)
  if (report.created.includes('plan'))
    say(t(report.dry_run ? 'import.cli.plan-to-create' : 'import.cli.plan-created', { plan }))
  const { rows_read: rows, added, changed, unchanged, rejected } = report
  say(t('import.cli.totals', { rows, added, changed, unchanged, rejected }))
  if (report.dry_run) say(t('import.cli.dry-run'))
  const [first, ...others] = report.rejections
  if (!first) return
  world.stderr.write(`${t('import.cli.rejected', { ...first, file: report.file, column: first.column || '—' })}\n`)
  if (others.length > 0) world.stderr.write(`${t('import.cli.more-rejections', { count: others.length })}\n`)
}
