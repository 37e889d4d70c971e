import type { Db } from '../../../platform/context.ts'
import { type Box, type OutlineLevel, type OutlineMap, viewBoxOf } from './model.ts'

/**
 * The territories directly inside one ('MX': its states; '20': Oaxaca's municipalities), once every one of them has an outline:
 * a map with holes would hide what is promised there.
 */
export async function findOutlineMap(db: Db, parentKey: string): Promise<OutlineMap | null> {
  const rows = await db
    .selectFrom('territories as t')
    .leftJoin('territory_outlines as o', 'o.territory_key', 't.key')
    .select(['t.key', 't.name', 'o.path', 'o.source', 'o.min_x', 'o.min_y', 'o.max_x', 'o.max_y'])
    .where('t.parent_key', '=', parentKey)
    .orderBy('t.key')
    .execute()
  const boxes: Box[] = []
  const regions: OutlineMap['regions'] = []
  for (const { key, name, path, min_x: minX, min_y: minY, max_x: maxX, max_y: maxY } of rows) {
    if (path === null || minX === null || minY === null || maxX === null || maxY === null) return null
    regions.push({ key, name, path })
    boxes.push({ minX, minY, maxX, maxY })
  }
  if (regions.length === 0) return null
  return {
    viewBox: viewBoxOf(boxes),
    sources: [...new Set(rows.flatMap(({ source }) => source ?? []))].sort(),
    regions,
  }
}

/** How many territories have an outline for every one of their parts of a level. */
export async function countCompleteMaps(db: Db, level: OutlineLevel): Promise<number> {
  const rows = await db
    .selectFrom('territories as t')
    .leftJoin('territory_outlines as o', 'o.territory_key', 't.key')
    .select((select) => ['t.parent_key', select.fn.count('t.key').as('parts'), select.fn.count('o.path').as('drawn')])
    .where('t.level', '=', level)
    .groupBy('t.parent_key')
    .execute()
  return rows.filter(({ parts, drawn }) => Number(parts) === Number(drawn)).length
}
