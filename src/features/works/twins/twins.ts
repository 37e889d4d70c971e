import { csvRecord } from '../../../platform/csv/write.ts'
import type { C } from '../../../platform/http/env.ts'
import { streamed } from '../../../platform/http/streamed.ts'
import { eachWork, type WorkState } from '../listing/queries.ts'
import type { Filters } from '../listing/schema.ts'
import type { Cut } from '../model.ts'
import { packagePieces } from '../oc4ids/write.ts'
import { worksPaths } from '../paths.ts'
import { canonicalCell } from './cells.ts'
import { csvColumns, plainCut, plainWork } from './rows.ts'

export type Seen = { cut: Cut; filters: Filters; space: { slug: string; isFictional: boolean }; address: string }
export type Twin = (c: C, seen: Seen) => Response

/** The works of the list as data, all pages of them, made as the reader takes them. */
export const twins: Record<'json' | 'csv' | 'geojson' | 'oc4ids.json', Twin> = {
  json: (c, seen) => answer(c, 'application/json', jsonPieces(c, seen)),
  csv: (c, seen) => {
    c.header('Content-Disposition', 'inline; filename="obras.csv"')
    return answer(c, 'text/csv; charset=utf-8', csvPieces(c, seen))
  },
  geojson: (c, seen) => answer(c, 'application/geo+json', geojsonPieces(c, seen)),
  'oc4ids.json': (c, seen) => {
    const base = c.var.deps.config.baseUrl
    const works = eachWork(c.var.context.db, seen.cut.id, seen.filters)
    return answer(c, 'application/json', packagePieces({ base, cut: seen.cut, address: seen.address }, works))
  },
}

function answer(c: C, type: string, pieces: AsyncIterable<string>): Response {
  return c.body(streamed(pieces), 200, { 'Content-Type': type })
}

const urlOf = (c: C, { space }: Seen, key: string) => `${c.var.deps.config.baseUrl}${worksPaths.work(space.slug, key)}`

async function* jsonPieces(c: C, seen: Seen): AsyncGenerator<string> {
  const head = { is_fictional: seen.space.isFictional, cut: plainCut(seen.cut) }
  yield `${JSON.stringify(head).slice(0, -1)},"works":[`
  yield* listed(c, seen, (work) => JSON.stringify(plainWork(work, urlOf(c, seen, work.key))))
  yield ']}'
}

async function* geojsonPieces(c: C, seen: Seen): AsyncGenerator<string> {
  const head = { type: 'FeatureCollection', is_fictional: seen.space.isFictional, cut: plainCut(seen.cut) }
  yield `${JSON.stringify(head).slice(0, -1)},"features":[`
  yield* listed(c, seen, (work) => {
    const { latitude, longitude, ...properties } = plainWork(work, urlOf(c, seen, work.key))
    const isPlace = latitude !== null && longitude !== null
    // GeoJSON is longitude, latitude (T-62); a work without a place has none here either.
    const geometry = isPlace ? { type: 'Point', coordinates: [longitude, latitude] } : null
    return JSON.stringify({ type: 'Feature', id: work.key, geometry, properties })
  })
  yield ']}'
}

async function* listed(c: C, seen: Seen, textOf: (work: WorkState) => string): AsyncGenerator<string> {
  let isFirst = true
  for await (const works of eachWork(c.var.context.db, seen.cut.id, seen.filters)) {
    yield (isFirst ? '' : ',') + works.map(textOf).join(',')
    isFirst = false
  }
}

async function* csvPieces(c: C, seen: Seen): AsyncGenerator<string> {
  yield csvRecord(csvColumns)
  for await (const works of eachWork(c.var.context.db, seen.cut.id, seen.filters)) {
    const records = works.map((work) => {
      const row = plainWork(work, urlOf(c, seen, work.key))
      return csvRecord(csvColumns.map((column) => canonicalCell(row[column])))
    })
    yield records.join('')
  }
}
