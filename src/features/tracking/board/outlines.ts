import mexico from '@svg-maps/mexico'
import type { OutlineMap } from '../../spaces/outlines/model.ts'
import type { BoardRow } from './model.ts'
import { inegiKeys } from './states.ts'

/** A map of commitments: each region with how many concern it. */
export type BoardMap = Omit<OutlineMap, 'regions'> & {
  of: 'states' | 'municipalities'
  regions: (OutlineMap['regions'][number] & { count: number })[]
}

/** The package's own types speak of another module system than its file. */
const svgMaps = mexico as unknown as { viewBox: string; locations: { id: string; name: string; path: string }[] }

/** Mexico's states as every installation has them, by the names of the catalogue. */
export function packagedStates(states: readonly { key: string; name: string }[]): OutlineMap {
  const names = new Map(states.map(({ key, name }) => [key, name]))
  const regions = svgMaps.locations.map(({ id, name, path }) => {
    const key = inegiKeys[id] ?? ''
    return { key, name: names.get(key) ?? name, path }
  })
  return { viewBox: svgMaps.viewBox, sources: ['svg-maps, CC BY 4.0'], regions }
}

export function boardMap(
  of: BoardMap['of'],
  { regions, ...map }: OutlineMap,
  counts: ReadonlyMap<string, number>,
): BoardMap {
  return { of, ...map, regions: regions.map((region) => ({ ...region, count: counts.get(region.key) ?? 0 })) }
}

type Places = Pick<BoardRow, 'territories' | 'plan'>

/** Commitments a municipality: those that name it, else all of a plan made in that municipality; others count nowhere. */
export function countsByMunicipality(rows: readonly Places[], state: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) for (const key of municipalitiesOf(row, state)) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

function municipalitiesOf({ territories, plan }: Places, state: string): Set<string> {
  const own = territories.length > 0 ? territories : [plan.spaceTerritory ?? '']
  return new Set(own.filter((key) => /^\d{5}$/.test(key) && key.startsWith(state)))
}

/** The state in which a space lies, or which it is; null for countries and what has no place in Mexico. */
export function stateAround(territoryKey: string | null): string | null {
  return territoryKey !== null && /^\d{2}(\d{3})?$/.test(territoryKey) ? territoryKey.slice(0, 2) : null
}
