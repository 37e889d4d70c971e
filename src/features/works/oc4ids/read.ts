import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import * as z from 'zod'
import { type Fault, UnreadableFile } from '../../../platform/csv/faults.ts'
import type { WorkStatus } from '../model.ts'
import { decimalOf } from '../opa/cells.ts'
import { mexico, placeOf, world } from '../opa/coordinates.ts'
import { dateOf } from '../opa/dates.ts'
import { longestName, precisionOf, textOf } from '../opa/rows.ts'
import { territoryOf } from '../opa/territory.ts'
import { encodingOf, type FileSource } from '../reading/encodings.ts'
import type { ReadRow, WorkRow, WorksFile } from '../reading/work-row.ts'
import { tableKey } from '../tables/mapping.ts'

const text = z.string().nullish()
const geometry = z.looseObject({ type: z.string(), coordinates: z.unknown().optional() }).nullish()
const address = z.looseObject({ locality: text, region: text, countryName: text, country: text, streetAddress: text })
const period = z.looseObject({ startDate: text, endDate: text }).nullish()

/** What we take of a project; the rest of the standard is neither refused nor kept. Only `id` is required there. */
const projectSchema = z.looseObject({
  id: z.string().min(1),
  title: text,
  description: text,
  status: text,
  type: text,
  sector: z.array(z.string()).nullish(),
  period,
  identifiers: z.array(z.looseObject({ id: text, scheme: text })).nullish(),
  publicAuthority: z.looseObject({ name: text, id: text }).nullish(),
  budget: z
    .looseObject({ amount: z.looseObject({ amount: z.number().nullish(), currency: text }).nullish() })
    .nullish(),
  locations: z.array(z.looseObject({ description: text, geometry, address: address.nullish() })).nullish(),
  metrics: z
    .array(
      z.looseObject({
        id: text,
        observations: z
          .array(
            z.looseObject({
              measure: z.union([z.string(), z.number()]).nullish(),
              period,
              value: z.unknown().optional(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
})

type Project = z.output<typeof projectSchema>

const largestBytes = 64 * 1024 * 1024

/**
 * A project package of OC4IDS (0.9.x), or a bare list of projects: bounded, because JSON is read whole. Row 1 is the first
 * project. Throws UnreadableFile.
 */
export async function readPackage(source: FileSource): Promise<WorksFile> {
  const refused = (fault: Omit<Fault, 'row'>) => new UnreadableFile({ row: 1, ...fault })
  const bytes = await wholeFile(source)
  const encoding = await encodingOf(source)
  let parsed: unknown
  try {
    parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    const detail = error instanceof SyntaxError ? error.message.slice(0, 200) : 'UTF-8'
    throw refused({ column: '', value: '', reason: 'json-syntax', values: { detail } })
  }
  const held = Array.isArray(parsed) ? parsed : (parsed as { projects?: unknown } | null)?.projects
  if (!Array.isArray(held) || held.length === 0)
    throw refused({ column: 'projects', value: '', reason: 'work-package' })
  const version = (parsed as { version?: unknown }).version
  const projects: unknown[] = held
  async function* rows(): AsyncGenerator<ReadRow[]> {
    for (let at = 0; at < projects.length; at += 500)
      yield projects.slice(at, at + 500).map((project, index) => projectRow(project, at + index + 1))
  }
  const schema = `oc4ids ${typeof version === 'string' ? version.slice(0, 20) : '?'}`
  // Contact points name persons, and they may stand anywhere in a project.
  return { schema, encoding, hasPersonalData: true, rows: rows() }
}

async function wholeFile(source: FileSource): Promise<Buffer> {
  let bytes = 0
  async function* bounded() {
    for await (const piece of source.open()) {
      bytes += piece.byteLength
      if (bytes > largestBytes) {
        const values = { megabytes: largestBytes / 1024 / 1024 }
        throw new UnreadableFile({ row: 1, column: '', value: '', reason: 'file-too-large', values })
      }
      yield piece
    }
  }
  return buffer(Readable.from(bounded()))
}

/** One project as a work; its faults name the path inside it. */
export function projectRow(project: unknown, row: number): ReadRow {
  const parsed = projectSchema.safeParse(project)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const column = issue?.path.map(String).join('.') || 'id'
    return { fault: { row, column, value: '', reason: 'work-project', values: { detail: column } } }
  }
  const long = tooLongIn(parsed.data)
  if (long) return { fault: { row, ...long, reason: 'too-long' } }
  const key = keyOf(parsed.data)
  if ('fault' in key) return { fault: { row, column: 'id', value: parsed.data.id, reason: key.fault } }
  const name = textOf(parsed.data.title ?? '')
  if (name === null) return { fault: { row, column: 'title', value: '', reason: 'required' } }
  return { work: workOf(parsed.data, row, key.key, name), notes: [] }
}

/** Characters of any other text that is kept; a standard's description is a paragraph, not a book. */
const longestText = 20_000

/** The first text that is kept and too long to be one, with its path. */
function tooLongIn(project: Project): { column: string; value: string; values: { max: number } } | null {
  for (const [name, value] of Object.entries(project)) {
    if (!(name in projectSchema.shape)) continue
    const max = name === 'title' ? longestName : longestText
    const long = longerThan(value, max, name)
    if (long) return { ...long, values: { max } }
  }
  return null
}

function longerThan(value: unknown, max: number, path: string): { column: string; value: string } | null {
  if (typeof value === 'string') return value.length > max ? { column: path, value: value.slice(0, 200) } : null
  if (typeof value !== 'object' || value === null) return null
  for (const [name, member] of Object.entries(value)) {
    const long = longerThan(member, max, `${path}.${name}`)
    if (long) return long
  }
  return null
}

/** SHCP's own key where the project gives it, else one made of its id. */
function keyOf(project: Project) {
  const own = project.identifiers?.find(({ scheme }) => scheme === 'MX-SHCP-PPI')?.id
  return tableKey(own ?? project.id)
}

const statuses: Record<string, WorkStatus> = {
  identification: 'registered',
  preparation: 'registered',
  implementation: 'current',
  completion: 'fiscal-calendar-ended',
  maintenance: 'ex-post',
  decommissioning: 'ex-post',
  decommissioned: 'ex-post',
  cancelled: 'cancelled',
}

function workOf(project: Project, row: number, key: string, name: string): WorkRow {
  const [location] = project.locations ?? []
  const where = location?.address
  const isMexico = /m[eé]xico|^mx$/i.test(`${where?.countryName ?? where?.country ?? ''}`)
  const [longitude, latitude] = pointOf(project)
  const place = placeOf(latitude, longitude, isMexico ? mexico : world)
  const territory = territoryOf('', isMexico ? (where?.region ?? '') : '')
  const municipality = textOf(where?.locality ?? '')
  const total = decimalOf(String(project.budget?.amount?.amount ?? ''))
  const currency = textOf(project.budget?.amount?.currency ?? '')
  return {
    row,
    key,
    name,
    description: textOf(project.description ?? ''),
    kindSource: textOf([project.type, ...(project.sector ?? [])].filter(Boolean).join(', ')),
    kind: null,
    branchKey: null,
    branch: null,
    unitKey: textOf(project.publicAuthority?.id ?? ''),
    unit: textOf(project.publicAuthority?.name ?? ''),
    locationText: textOf(where?.streetAddress ?? location?.description ?? ''),
    coverage: territory.coverage,
    stateKey: territory.stateKey,
    municipalityKey: null,
    municipality,
    latitude: place.latitude,
    longitude: place.longitude,
    coordinateFault: place.fault,
    precision: isLine(project) && place.latitude !== null ? 'line' : precisionOf(place, name, territory, municipality),
    amounts: total === null ? {} : { MONTO_TOTAL_INVERSION: total },
    totalAmount: total,
    progress: progressOf(project),
    startsOn: dateOf((project.period?.startDate ?? '').slice(0, 10), 'start'),
    endsOn: dateOf((project.period?.endDate ?? '').slice(0, 10), 'end'),
    statusSource: textOf(project.status ?? ''),
    status: statuses[project.status ?? ''] ?? null,
    isVisitable: true,
    flags: [...(place.fault === 'swapped' ? (['coordinates-swapped'] as const) : [])],
    other: { CLAVE_ORIGINAL: project.id, ...(currency ? { MONEDA: currency } : {}) },
  }
}

const isLine = (project: Project) =>
  project.locations?.some(({ geometry: one }) => /Line/.test(one?.type ?? '')) ?? false

/** GeoJSON is longitude, latitude (T-62); of a line or an area its first point. */
function pointOf(project: Project): [string, string] {
  let at: unknown = project.locations?.find(({ geometry: one }) => one?.coordinates !== undefined)?.geometry
    ?.coordinates
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0]
  const [longitude, latitude] = Array.isArray(at) ? at : []
  return [String(longitude ?? ''), String(latitude ?? '')]
}

/** The newest observation of physicalProgress, from 0 to 100. */
function progressOf(project: Project): number | null {
  const metric = project.metrics?.find(({ id }) => id === 'physicalProgress')
  const measures = (metric?.observations ?? [])
    .toSorted((a, b) => (a.period?.endDate ?? '').localeCompare(b.period?.endDate ?? ''))
    .map(({ measure }) => Number(measure ?? Number.NaN))
    .filter((measure) => measure >= 0 && measure <= 100)
  return measures.at(-1) ?? null
}
