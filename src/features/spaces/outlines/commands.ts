import { createHash } from 'node:crypto'
import type { Context, Db } from '../../../platform/context.ts'
import { insertMany } from '../../../platform/db/bulk.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import { type Layer, readLayers } from './features.ts'
import { chooseLayer, keysOf, nameOf } from './keys.ts'
import type { Outline, OutlineLevel, OutlinesReport, Rejection } from './model.ts'
import { UnusableFile } from './model.ts'
import { projected, unitsPerDegree } from './projection.ts'
import { type Drawing, simplified } from './simplification.ts'

/** Characters of path that one map may weigh: a country by states, a state by municipalities (570 of them in Oaxaca). */
export const mapBytes: Record<OutlineLevel, number> = { state: 40_000, municipality: 60_000 }

export type OutlinesFile = { bytes: Uint8Array; source: string; level: OutlineLevel | null }
export type OnProgress = (phase: 'reading' | 'drawing' | 'saving', done: number, total: number) => void

/**
 * Loads outlines from a file of geometry: features that are no known territory are rejected one by one, the others stored.
 * Loading the same file again changes nothing. Throws UnusableFile before anything is written.
 */
export async function loadOutlines(
  context: Context,
  file: OutlinesFile,
  onProgress: OnProgress = () => {},
): Promise<OutlinesReport> {
  onProgress('reading', 0, 1)
  const { layer, level } = chooseLayer(readLayers(textOf(file.bytes)), file.level)
  onProgress('reading', 1, 1)
  const siblings = await siblingCounts(context.db, level)
  const { drawings, rejections } = sorted(layer, level, siblings.parents)
  const outlines = drawn(drawings, level, siblings, onProgress)
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  onProgress('saving', 0, outlines.length)
  const counts = await store(context, level, outlines, { source: file.source, sha256, loaded_at: context.now })
  onProgress('saving', outlines.length, outlines.length)
  return { level, features_read: layer.features.length, ...counts, rejected: rejections.length, rejections }
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new UnusableFile(
      'No es texto en UTF-8, o pesa demasiado (más de unos 500 MB): simplifícalo antes, por ejemplo con mapshaper.',
    )
  }
}

type Siblings = { parents: ReadonlyMap<string, string>; counts: ReadonlyMap<string, number> }

async function siblingCounts(db: Db, level: OutlineLevel): Promise<Siblings> {
  const rows = await db.selectFrom('territories').select(['key', 'parent_key']).where('level', '=', level).execute()
  const parents = new Map(rows.map(({ key, parent_key }) => [key, parent_key ?? '']))
  const counts = new Map<string, number>()
  for (const parent of parents.values()) counts.set(parent, (counts.get(parent) ?? 0) + 1)
  return { parents, counts }
}

/** The features that are territories we know, in units of the map, and why the others are not. */
function sorted(layer: Layer, level: OutlineLevel, parents: ReadonlyMap<string, string>) {
  const rejections: Rejection[] = []
  const drawings: Drawing[] = []
  const seen = new Set<string>()
  const keys = keysOf(layer, level)
  for (const [index, feature] of layer.features.entries()) {
    const read = keys[index]
    if (!read) continue
    const fault =
      'key' in read ? faultOf(read.key, level, { parents, seen, isEmpty: feature.polygons.length === 0 }) : read
    if (!('key' in read) || fault) {
      const key = 'key' in read ? read.key : read.found
      const { reason = 'key-form', expected = '' } = fault ?? {}
      rejections.push({ feature: feature.number, name: nameOf(feature), key, reason, expected })
      continue
    }
    seen.add(read.key)
    const place = (point: readonly [number, number]) => projected(point, unitsPerDegree[level])
    drawings.push({ key: read.key, polygons: feature.polygons.map((rings) => rings.map((ring) => ring.map(place))) })
  }
  return { drawings, rejections }
}

type Known = { parents: ReadonlyMap<string, string>; seen: ReadonlySet<string>; isEmpty: boolean }

function faultOf(key: string, level: OutlineLevel, known: Known): Pick<Rejection, 'reason' | 'expected'> | null {
  if (!known.parents.has(key)) {
    const expected =
      level === 'state'
        ? 'Ningún estado tiene esa clave.'
        : 'Ningún municipio del catálogo tiene esa clave: si es nuevo, carga antes el catálogo con «tequio territories load».'
    return { reason: 'key-unknown', expected }
  }
  if (known.seen.has(key))
    return { reason: 'key-repeated', expected: 'Se espera una sola figura por clave; se tomó la primera.' }
  if (known.isEmpty) return { reason: 'no-polygon', expected: 'Se espera un polígono con al menos tres vértices.' }
  return null
}

/** Map by map, each within its weight; a file with part of a map gets that part of the weight. */
function drawn(
  drawings: readonly Drawing[],
  level: OutlineLevel,
  siblings: Siblings,
  onProgress: OnProgress,
): Outline[] {
  const maps = Map.groupBy(drawings, ({ key }) => siblings.parents.get(key) ?? '')
  const outlines: Outline[] = []
  for (const [parent, parts] of maps) {
    onProgress('drawing', outlines.length, drawings.length)
    const share = parts.length / Math.max(1, siblings.counts.get(parent) ?? 1)
    outlines.push(...simplified(parts, Math.floor(mapBytes[level] * share)))
  }
  onProgress('drawing', outlines.length, drawings.length)
  return outlines
}

type Origin = { source: string; sha256: string; loaded_at: Date }

const columns = [
  ...(['territory_key', 'path', 'min_x', 'min_y', 'max_x', 'max_y'] as const),
  ...(['source', 'sha256', 'loaded_at'] as const),
] as const

async function store(
  context: Context,
  level: OutlineLevel,
  outlines: readonly Outline[],
  origin: Origin,
): Promise<{ added: number; changed: number; unchanged: number }> {
  return context.db.transaction().execute(async (tx) => {
    // Two operators at once: the second waits, then counts what is there.
    await tx.selectFrom('reference_sets').select('name').where('name', '=', 'territories').forUpdate().execute()
    const rows = await tx
      .selectFrom('territory_outlines')
      .select(['territory_key', 'path', 'source', 'sha256'])
      .execute()
    const known = new Map(rows.map((row) => [row.territory_key, row]))
    const moved = outlines.filter(({ key, path }) => {
      const row = known.get(key)
      return row?.path !== path || row.source !== origin.source || row.sha256 !== origin.sha256
    })
    const added = moved.filter(({ key }) => !known.has(key)).length
    const values = moved.map(({ key, path, box }) => ({
      ...{ territory_key: key, path, min_x: box.minX, min_y: box.minY, max_x: box.maxX, max_y: box.maxY },
      ...origin,
    }))
    await insertMany(tx, 'territory_outlines', columns, values, ['territory_key'])
    const changed = moved.length - added
    if (moved.length > 0) {
      // Public pages are kept while the record stands: with its word they are drawn anew.
      const details = { level, added, changed, source: origin.source, sha256: origin.sha256 }
      const subject = { type: 'outlines', id: newId() }
      await record(tx, context, { type: 'territories.outlined', spaceId: null, subject, details })
    }
    return { added, changed, unchanged: outlines.length - moved.length }
  })
}
