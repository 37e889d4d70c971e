import { readFileSync } from 'node:fs'
import { stringify } from 'csv-stringify/sync'
import { instantOf as instantAt } from '../../../../platform/civil-day.ts'
import type { ProgressRange } from '../../../rallies/capture/model.ts'
import type { Finding } from '../../../rallies/scoring/model.ts'
import { dayFrom, demoTimeZone } from '../files.ts'
import type { SceneKind } from '../pictures/scene.ts'

export type StoryWork = {
  key: string
  name: string
  type: string
  place: string
  latitude: number | null
  longitude: number | null
  /** One figure a cut. */
  progress: [number, number]
  status: string
  total: number
  scene: SceneKind
}

export type StoryVisit = {
  team: string
  /** Number of the work: 99SJF000001 is 1. */
  work: number
  /** Hours after the opening. */
  hour: number
  finding: Finding
  built: number
  view: number
  hasSign: boolean
  note: string
  observed: ProgressRange
  mode: 'on-site' | 'remote'
  offsetMeters: number
  comparisons: Record<string, string>
  announced: boolean
  samePhotoAs?: [string, number]
}

export type StoryTeam = {
  code: string
  name: string
  kind: 'individual' | 'team' | 'school' | 'civil-society'
  members: string[]
  minors?: string[]
}

export type StoryEdition = {
  slug: string
  name: string
  openDay: number
  lengthHours: number
  summary: string
  ended: boolean
}

export type RallyStory = {
  space: string
  dataset: { slug: string; title: string; publisher: string; licence: string; licenceUrl: string; about: string }
  works: StoryWork[]
  cuts: { day: number; product: 'tracking' }[]
  editions: StoryEdition[]
  teams: StoryTeam[]
  visits: StoryVisit[]
  posts: {
    network: string
    id: string
    author: string
    hour: number
    text: string
    interactions: number
    repost_of?: string
  }[]
  judgements: { team: string; work: number; criterion: string; judges: ('yes' | 'no')[]; note: string }[]
  panel: { challenge: string; team: string; points: number; reason: string }[]
  appeals: {
    team: string
    work: number
    hour: number
    reason: string
    outcome: 'upheld' | 'rejected'
    remedy: string | null
    answer: string
  }[]
  answers: { work: number; stance: 'acknowledged' | 'explained' | 'corrected' | 'disputed'; text: string }[]
  missing: {
    team: string
    hour: number
    name: string
    description: string
    municipality: string
    latitude: number
    longitude: number
    outcome: 'sent-to-publisher'
    answer: string
  }[]
  forums: { name: string; day: number; isInternational: boolean; url: string }[]
}

export function readStory(): RallyStory {
  return JSON.parse(readFileSync(new URL('../../../../../db/demo/rally-san-jacinto.json', import.meta.url), 'utf8'))
}

export function keyOf(work: number): string {
  return `99SJF${String(work).padStart(6, '0')}`
}

/** Nine in the morning where the rally is, so many days from the day of loading. */
export function openingOf(edition: StoryEdition, now: Date): Date {
  const instant = instantAt(`${dayFrom(now, edition.openDay)}T09:00`, demoTimeZone)
  if (!instant) throw new Error(`no nine o'clock on day ${edition.openDay}`)
  return instant
}

export function hoursAfter(start: Date, hours: number): Date {
  return new Date(start.getTime() + hours * 3_600_000)
}

/** The works as their publisher would give them out: the columns of an OPA file, without anybody's name. */
export function cutFile(story: RallyStory, cut: number): string {
  const rows = story.works.map((work) => ({
    CVE_CARTERA: work.key,
    NOMBRE_PPI: work.name,
    DESCRIPCION_TIPO_PPI: work.type,
    LOCALIZACION: work.place,
    ID_ENTIDAD_FEDERATIVA: '20',
    ENTIDAD_FEDERATIVA: 'OAXACA',
    MUNICIPIO: 'San Jacinto de los Fresnos',
    LATITUD: work.latitude ?? (work.key.endsWith('20') ? 0 : ''),
    LONGITUD: work.longitude ?? (work.key.endsWith('20') ? 0 : ''),
    AVANCE_FISICO: work.progress[cut] ?? '',
    MONTO_TOTAL_INVERSION: work.total,
    ESTATUS_OPERACION: work.status,
  }))
  return stringify(rows, { header: true, record_delimiter: '\r\n' })
}
