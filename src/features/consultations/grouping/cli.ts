import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { csvRecord } from '../../../platform/csv/write.ts'
import { translator } from '../../../platform/i18n.ts'
import { bytesOf, type FilesWorld, progressOn, reading, Stop, stopping, writing } from '../files/terminal.ts'
import { groupContributions, type Suggestions } from './group.ts'
import { type Columns, readContributions } from './read-contributions.ts'
import { type Language, languages } from './words.ts'

const t = translator('es')

const options = {
  id: { type: 'string' },
  text: { type: 'string', multiple: true },
  out: { type: 'string' },
  similar: { type: 'string' },
  groups: { type: 'string' },
  language: { type: 'string' },
} as const

/** `tequio contributions group FILE --id COLUMN --text COLUMN --out groups.csv …`: 0, or 2 with a sentence and nothing written. */
export async function groupCommand(args: string[], world: FilesWorld): Promise<number> {
  return stopping(world, async () => {
    const { file, columns, out, similar, groups, language } = argumentsOf(args)
    const paths = [out, ...(similar === null ? [] : [similar])].map((path) => resolve(world.cwd, path))
    if (new Set([resolve(world.cwd, file), ...paths]).size !== paths.length + 1)
      throw new Stop(t('consultations.cli.same-file'))
    const bytes = await bytesOf(world, file, t)
    const contributions = reading(file, t, () => readContributions(bytes, columns, t))
    const onProgress = progressOn(world, t('consultations.cli.comparing'))
    const found = groupContributions(contributions, { groups, language, withSimilar: similar !== null, onProgress })
    const ids = contributions.map(({ id }) => id)
    const contents = [groupsFile(found, ids), similarFile(found, ids)]
    await writing(
      paths.map((path, at) => ({ path, content: contents[at] ?? '' })),
      t,
    )
    world.stdout.write(
      `${t('consultations.cli.grouped', { count: ids.length, groups: found.groups.length, file: out })}\n`,
    )
    return 0
  })
}

type Asked = {
  file: string
  columns: Columns
  out: string
  similar: string | null
  groups: number | null
  language: Language | null
}

function argumentsOf(args: string[]): Asked {
  const usage = new Stop(t('consultations.cli.group-usage'))
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch {
    throw usage
  }
  const { values, positionals } = parsed
  const [file, ...rest] = positionals
  const language = languages.find((name) => name === values.language) ?? null
  if (!file || rest.length > 0 || !values.id || !values.text || !values.out) throw usage
  if (values.language !== undefined && language === null) throw usage
  if (values.groups !== undefined && !/^[1-9]\d{0,6}$/.test(values.groups))
    throw new Stop(t('consultations.cli.groups-number', { value: values.groups.slice(0, 80) }))
  return {
    file,
    columns: { id: values.id, texts: values.text },
    out: values.out,
    similar: values.similar ?? null,
    groups: values.groups === undefined ? null : Number(values.groups),
    language,
  }
}

function parse(args: string[]) {
  return parseArgs({ args, options, allowPositionals: true })
}

/** In the order of the file that was read. Ids stand as they came: whoever joins the files needs them so. */
function groupsFile({ groups }: Suggestions, ids: readonly string[]): string {
  const rows = new Map<string, string>()
  for (const { number, label, ids: members } of groups) {
    for (const id of members)
      rows.set(id, csvRecord([id, String(number), label ?? t('consultations.grouping.no-text')]))
  }
  return csvRecord(['id', 'group', 'label']) + ids.map((id) => rows.get(id) ?? '').join('')
}

function similarFile({ similar }: Suggestions, ids: readonly string[]): string {
  const rows = new Map<string, string>()
  for (const { id, other, score } of similar)
    rows.set(id, (rows.get(id) ?? '') + csvRecord([id, other, score.toFixed(4)]))
  return csvRecord(['id', 'other', 'score']) + ids.map((id) => rows.get(id) ?? '').join('')
}
