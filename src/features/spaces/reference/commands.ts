import type { Database } from '../../../platform/context.ts'
import { insertMany } from '../../../platform/db/bulk.ts'
import { loadReferenceSet } from '../../../platform/db/reference-set.ts'
import { readCatalogue, type Territory } from './catalogue.ts'
import { type MunicipalityReport, readMunicipalities } from './municipalities.ts'

const columns = ['key', 'level', 'parent_key', 'iso3', 'name', 'name_en'] as const

/** Brings countries, states and municipalities up to what this version ships; true when something was written. */
export async function loadTerritories(db: Database, now: Date): Promise<boolean> {
  const catalogue = readCatalogue()
  return loadReferenceSet(db, { name: 'territories', text: JSON.stringify(catalogue), now }, async (tx) => {
    await insertMany(tx, 'territories', columns, catalogue.territories, ['key'])
    await tx.deleteFrom('territory_aliases').execute()
    await insertMany(tx, 'territory_aliases', ['territory_key', 'alias'], catalogue.aliases)
  })
}

/**
 * Adds the municipalities of a newer catalogue of INEGI, or renames those that changed their name; never removes any, since
 * promises may speak of them. With rejections nothing is written.
 */
export async function loadMunicipalities(db: Database, file: Uint8Array): Promise<MunicipalityReport> {
  const { rows, rejections, rowsRead } = readMunicipalities(file)
  return db.transaction().execute(async (tx) => {
    await tx.selectFrom('reference_sets').select('name').where('name', '=', 'territories').forUpdate().execute()
    const known = await tx
      .selectFrom('territories')
      .select(['key', 'name'])
      .where('level', '=', 'municipality')
      .execute()
    const names = new Map(known.map((row) => [row.key, row.name]))
    const added = rows.filter((row) => !names.has(row.key))
    const changed = rows.filter((row) => names.has(row.key) && names.get(row.key) !== row.name)
    const moved: Territory[] = rejections.length === 0 ? [...added, ...changed] : []
    await insertMany(tx, 'territories', columns, moved, ['key'])
    return {
      rows_read: rowsRead,
      added: added.length,
      changed: changed.length,
      unchanged: rows.length - added.length - changed.length,
      rejected: rejections.length,
      written: rejections.length === 0,
      rejections,
    }
  })
}
