/** Levels that have outlines. */
export const outlineLevels = ['state', 'municipality'] as const
export type OutlineLevel = (typeof outlineLevels)[number]

/** Degrees [longitude, latitude] in a file; units of the map, y downwards, once projected. */
export type Point = readonly [number, number]

/** First ring the land, the others its holes; each ring closed by its first point again. */
export type Polygon = readonly (readonly Point[])[]

/** A thing in a file of geometry, before anybody knows which territory it is. */
export type Feature = {
  /** Where it stands in the file, the first being 1. */
  number: number
  id: unknown
  properties: Readonly<Record<string, unknown>>
  polygons: readonly Polygon[]
}

export type Box = { minX: number; minY: number; maxX: number; maxY: number }

/** A territory ready to be drawn. */
export type Outline = { key: string; path: string; box: Box }

export type Rejection = { feature: number; name: string; key: string; reason: RejectionReason; expected: string }
export type RejectionReason = 'key-missing' | 'key-form' | 'key-unknown' | 'key-repeated' | 'no-polygon'

/** features_read = added + changed + unchanged + rejected. */
export type OutlinesReport = {
  level: OutlineLevel
  features_read: number
  added: number
  changed: number
  unchanged: number
  rejected: number
  rejections: Rejection[]
}

/** A file of which nothing can be used; the message is a sentence for whoever brought it. */
export class UnusableFile extends Error {
  override name = 'UnusableFile'
}

/** A map of everything inside one territory. */
export type OutlineMap = {
  viewBox: string
  sources: string[]
  regions: { key: string; name: string; path: string }[]
}

export function boxAround(boxes: readonly Box[]): Box {
  return {
    minX: Math.min(...boxes.map((box) => box.minX)),
    minY: Math.min(...boxes.map((box) => box.minY)),
    maxX: Math.max(...boxes.map((box) => box.maxX)),
    maxY: Math.max(...boxes.map((box) => box.maxY)),
  }
}

/** With a margin of a hundredth, so that strokes at the edge are whole. */
export function viewBoxOf(boxes: readonly Box[]): string {
  const { minX, minY, maxX, maxY } = boxAround(boxes)
  const margin = Math.ceil(Math.max(maxX - minX, maxY - minY) / 100)
  return [minX - margin, minY - margin, maxX - minX + 2 * margin, maxY - minY + 2 * margin].join(' ')
}
