/** What a work is: the eleven official types of investment project, and what no source said. */
export const workKinds = [
  'economic',
  'social',
  'government',
  'buildings',
  'other-projects',
  'purchases',
  'maintenance',
  'subsidies',
  'external-credit',
  'other-programmes',
  'studies',
] as const
export type WorkKind = (typeof workKinds)[number]

/** What the publisher says of it. `fiscal-calendar-ended` ends a budget's calendar; it is no proof that anything stands (T-39). */
export const workStatuses = [
  'current',
  'fiscal-calendar-ended',
  'being-modified',
  'registered',
  'suspended',
  'being-cancelled',
  'ex-post',
  'cancelled',
  'ppp-registration',
] as const
export type WorkStatus = (typeof workStatuses)[number]

export type Coverage = 'state' | 'abroad' | 'not-distributable' | 'national' | 'unknown'
export type Precision = 'point' | 'line' | 'area' | 'municipality' | 'state' | 'none'
export const coordinateFaults = ['zero', 'empty', 'out-of-range', 'swapped'] as const
export type CoordinateFault = (typeof coordinateFaults)[number]

/**
 * What a reader should know before trusting a figure: spending above what was modified, progress that fell since the earlier cut,
 * a pair that stood the wrong way round, a work of several states, one point for something long.
 */
export const workFlags = [
  'spending-not-comparable',
  'progress-fell',
  'coordinates-swapped',
  'several-states',
  'point-of-a-line',
  'status-suspended',
  'status-being-cancelled',
] as const
export type WorkFlag = (typeof workFlags)[number]

export type Dataset = {
  id: string
  slug: string
  title: string
  publisher: string
  sourceUrl: string | null
  licence: string
  licenceUrl: string | null
  about: string | null
  space: { id: string; slug: string; name: string }
}

export const products = ['consolidated', 'tracking', 'concluded', 'annual', 'other'] as const
export type Product = (typeof products)[number]
export const cutFormats = ['opa', 'oc4ids', 'table'] as const
export type CutFormat = (typeof cutFormats)[number]

/** One edition of a data set as it was published: the file itself is kept, because its publisher overwrites it (T-43). */
export type Cut = {
  id: string
  dataset: Dataset
  number: number
  /** The day that the data speak of: YYYY-MM-DD. */
  datedOn: string
  product: Product
  year: number | null
  quarter: number | null
  sourceUrl: string | null
  licence: string
  fileName: string
  sha256: string
  bytes: number
  downloadedOn: string
  format: CutFormat
  requestedAt: Date
  rowsDone: number
  rowsTotal: number | null
  finishedAt: Date | null
  outcome: 'kept' | 'refused' | 'failed' | null
  refusal: string | null
  sourceSchema: string | null
  encoding: string | null
  works: number | null
}

export type WorksFilter = { states?: string[]; municipalities?: string[]; kinds?: string[]; withOthers?: boolean }

/** A work as an edition of the rally takes it over. */
export type EditionWork = {
  key: string
  name: string
  stateKey: string | null
  stateName: string | null
  municipality: string | null
  latitude: number | null
  longitude: number | null
  locationPrecision: Precision
  physicalProgress: number | null
}
