import { writeFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { CliWorld } from '../../../platform/cli.ts'
import type { Config } from '../../../platform/config.ts'
import { Refused } from '../../../platform/errors.ts'
import { isDate } from '../../../platform/http/form.ts'
import { translator } from '../../../platform/i18n.ts'
import { configuredStorage } from '../../../platform/storage/configured.ts'
import { findSpace } from '../../spaces/queries.ts'
import { type CutFormat, cutFormats, type Product, products } from '../model.ts'
import { fileSource } from '../normalizing/cli.ts'
import { guessedMapping } from '../tables/mapping.ts'
import { type Bringing, type DatasetFields, runCut, takeCut } from './commands.ts'
import { findOwnCut, listDatasets } from './queries.ts'
import { readSheet } from './read-file.ts'

const t = translator('es')

const text = { type: 'string' } as const
const options = {
  ...{ space: text, dataset: text, date: text, downloaded: text, product: text, quarter: text, format: text },
  ...{ 'source-url': text, title: text, publisher: text, licence: text, 'licence-url': text, report: text },
  'admit-status': { type: 'string', multiple: true },
} as const

type Values = {
  [Name in keyof typeof options]?: Name extends 'admit-status' ? string[] : string
}

/**
 * `tequio works import FILE --space S --dataset D --date AAAA-MM-DD …`: 0 when the cut was kept, 2 with a sentence when it was
 * refused. A data set that is not there yet is made, from --title, --publisher and --licence.
 */
export async function importWorksCommand(args: string[], world: CliWorld, config: Config): Promise<number> {
  const stop = (sentence: string) => {
    world.stderr.write(`${sentence}\n`)
    return 2
  }
  const asked = argumentsOf(args, world.now().toISOString().slice(0, 10))
  if (!asked) return stop(t('works.cli.import-usage'))
  const space = await findSpace(world.db, asked.space)
  if (!space) return stop(t('works.cli.no-space', { space: asked.space }))
  const known = (await listDatasets(world.db, space.id)).find(({ slug }) => slug === asked.dataset.slug)
  if (!known && !asked.dataset.title) return stop(t('works.cli.no-dataset', { dataset: asked.dataset.slug ?? '' }))
  const storage = configuredStorage(config)
  const source = fileSource(resolve(world.cwd, asked.file))
  const bringing: Bringing = { ...asked.bringing, space, dataset: known ?? asked.dataset }
  try {
    if (bringing.format === 'table') {
      const { header } = await readSheet(source, () => true)
      bringing.mapping = guessedMapping(header)
    }
    const context = { db: world.db, actor: null, now: world.now(), locale: 'es' as const }
    const { id, isReady } = await takeCut(context, storage, bringing, source.open())
    if (!isReady) return stop(t('works.cli.needs-mapping'))
    await runCut({ db: world.db, storage }, { id, locale: 'es' }, world.now())
    return await told(world, id, asked.report)
  } catch (error) {
    if (error instanceof Refused) return stop(t(error.key, error.values))
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return stop(t('works.cli.no-file', { file: asked.file }))
    throw error
  }
}

type Asked = {
  file: string
  space: string
  dataset: DatasetFields
  bringing: Omit<Bringing, 'space' | 'dataset'>
  report: string | null
}

function argumentsOf(args: string[], today: string): Asked | null {
  let values: Values
  let positionals: string[]
  try {
    ;({ values, positionals } = parseArgs({ args, options, allowPositionals: true }))
  } catch {
    return null
  }
  const [file, ...rest] = positionals
  const { space, dataset, date, downloaded = today, product = 'other', quarter, format } = values
  const isRight =
    products.includes(product as Product) &&
    (format === undefined || cutFormats.includes(format as CutFormat)) &&
    (quarter === undefined || /^[1-4]$/.test(quarter))
  if (!file || rest.length > 0 || !space || !dataset || !date || !isDate(date) || !isDate(downloaded) || !isRight)
    return null
  return {
    file,
    space,
    dataset: {
      slug: dataset,
      title: values.title ?? '',
      publisher: values.publisher ?? '—',
      sourceUrl: values['source-url'] ?? null,
      licence: values.licence ?? '—',
      licenceUrl: values['licence-url'] ?? null,
    },
    bringing: {
      cut: {
        datedOn: date,
        downloadedOn: downloaded,
        product: product as Product,
        year: Number(date.slice(0, 4)),
        quarter: quarter === undefined ? null : Number(quarter),
        sourceUrl: values['source-url'] ?? null,
      },
      fileName: basename(file),
      format: (format as CutFormat | undefined) ?? null,
      admittedStatuses: values['admit-status'] ?? [],
    },
    report: values.report ?? null,
  }
}

async function told(world: CliWorld, id: string, reportFile: string | null): Promise<number> {
  const own = await findOwnCut(world.db, id)
  const report = own?.report ?? null
  if (reportFile) await writeFile(resolve(world.cwd, reportFile), `${JSON.stringify(report, null, 2)}\n`)
  if (own?.cut.outcome !== 'kept' || !report) {
    world.stderr.write(`${own?.cut.refusal ?? ''}\n`)
    return 2
  }
  const { rows_read: rows, added, changed, unchanged, rejected, works } = report
  world.stdout.write(`${t('works.cli.imported', { rows, added, changed, unchanged, rejected, works })}\n`)
  if (report.row_drop !== null && report.earlier)
    world.stderr.write(
      `${t('works.report.row-drop', { percent: Math.round(report.row_drop * 100), number: report.earlier.number, rows: report.earlier.rows })}\n`,
    )
  return 0
}
