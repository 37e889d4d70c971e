import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import type { CliWorld } from '../../../platform/cli.ts'
import { translator } from '../../../platform/i18n.ts'
import { readDocuments } from '../document/queries.ts'
import { parsed, Stop, spaceIdOf, stopping } from '../imports/cli.ts'
import { findPlanId } from '../imports/queries.ts'
import type { CommitmentDocument } from '../model.ts'
import { csvPieces } from './csv.ts'
import { dictionaryCsv, emptyTemplateCsv } from './dictionary.ts'
import { jsonPieces } from './json.ts'
import { findExportedPlan } from './queries.ts'
import { writeWorkbook } from './workbook.ts'

const t = translator('es')

/** `tequio commitments export --space S --plan P --format json|csv|xlsx --out FILE`. */
export async function exportCommand(args: string[], world: CliWorld): Promise<number> {
  return stopping(world, async () => {
    const usage = t('import.cli.export-usage')
    const names = {
      space: { type: 'string' },
      plan: { type: 'string' },
      format: { type: 'string' },
      out: { type: 'string' },
    } as const
    const { space, plan, format, out } = parsed(() => parseArgs({ args, options: names }).values, usage)
    if (!space || !plan || !out || !format || !['json', 'csv', 'xlsx'].includes(format)) throw new Stop(usage)
    const planId = await findPlanId(world.db, await spaceIdOf(world.db, space), plan)
    if (!planId) throw new Stop(t('import.cli.unknown-plan', { space, slug: plan }))
    const documents = (await readDocuments(world.db, planId)).map((stored) => stored.document)
    if (format === 'json') {
      const exported = await findExportedPlan(world.db, planId)
      await writePieces(world, out, jsonPieces(space, exported, documents))
    } else if (format === 'csv') await writePieces(world, out, csvPieces(documents))
    else await writeBook(world, out, documents)
    world.stdout.write(`${t('import.cli.exported', { count: documents.length, file: out })}\n`)
    return 0
  })
}

/** `tequio commitments template --format csv|xlsx|dictionary --out FILE`: the empty template, or what its columns mean. */
export async function templateCommand(args: string[], world: CliWorld): Promise<number> {
  return stopping(world, async () => {
    const usage = t('import.cli.template-usage')
    const names = { format: { type: 'string' }, out: { type: 'string' } } as const
    const { format, out } = parsed(() => parseArgs({ args, options: names }).values, usage)
    if (!out || !format || !['csv', 'xlsx', 'dictionary'].includes(format)) throw new Stop(usage)
    if (format === 'xlsx') await writeBook(world, out, [])
    else await writePieces(world, out, [format === 'csv' ? emptyTemplateCsv() : dictionaryCsv()])
    world.stdout.write(`${t('import.cli.template-written', { file: out })}\n`)
    return 0
  })
}

async function writePieces(world: CliWorld, file: string, pieces: Iterable<string>): Promise<void> {
  await writing(file, () => pipeline(Readable.from(pieces), createWriteStream(resolve(world.cwd, file))))
}

async function writeBook(world: CliWorld, file: string, documents: Iterable<CommitmentDocument>): Promise<void> {
  await writing(file, async () => {
    const stream = createWriteStream(resolve(world.cwd, file))
    const done = finished(stream)
    await Promise.all([writeWorkbook(stream, documents), done])
  })
}

async function writing(file: string, write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw new Stop(t('import.cli.not-written', { file }))
    throw error
  }
}
