import { sql } from 'kysely'
import type { Context } from '../../../../platform/context.ts'
import { insertMany } from '../../../../platform/db/bulk.ts'
import { allow, Refused } from '../../../../platform/errors.ts'
import { record } from '../../../../platform/record.ts'
import { findCut } from '../../../works/cuts/queries.ts'
import { worksForEdition } from '../../../works/queries.ts'
import { happening, lockEdition, refuseUnlessOpen, type Tx } from '../commands.ts'
import { type Edition, isLocked, type WorksFilter } from '../model.ts'
import { canOrganise } from '../policy.ts'

/** Takes the works of a cut into the edition; from the opening on they stand. What the organisers added stays. */
export async function chooseWorks(
  context: Context,
  edition: Edition,
  cutId: string,
  filter: WorksFilter,
): Promise<number> {
  allow(canOrganise(context.actor, edition.space.id))
  return context.db.transaction().execute((tx) => takeWorks(tx, context, edition, cutId, filter))
}

/** The same with no question of who: for the demonstration. */
export async function takeWorks(
  tx: Tx,
  context: Context,
  edition: Edition,
  cutId: string,
  filter: WorksFilter,
): Promise<number> {
  const held = await lockEdition(tx, edition.id)
  refuseUnlessOpen(held)
  if (isLocked(held, context.now)) throw new Refused('rally.locked.works')
  if (!(await findCut(tx, held.space.id, cutId))) throw new Refused('rally.works.no-cut')
  const works = await worksForEdition(tx, cutId, filter)
  if (works.length === 0) throw new Refused('rally.works.none')
  await keepOnly(
    tx,
    held.id,
    works.map(({ key }) => key),
  )
  const rows = works.map((work) => ({
    edition_id: held.id,
    key: work.key,
    name: work.name,
    state_key: work.stateKey,
    state_name: work.stateName,
    municipality: work.municipality,
    latitude: work.latitude,
    longitude: work.longitude,
    location_precision: work.locationPrecision,
    physical_progress: work.physicalProgress,
    is_added: false,
  }))
  await insertMany(tx, 'rally_works', workColumns, rows, ['edition_id', 'key'])
  const columns = { works_cut_id: cutId, works_filter: JSON.stringify(filter) }
  await tx.updateTable('rally_editions').set(columns).where('id', '=', held.id).execute()
  const details = { slug: held.slug, cut: cutId, filter, works: works.length }
  await record(tx, context, { ...happening(held, 'rally.works-chosen'), details })
  return works.length
}

const workColumns = [
  ...(['edition_id', 'key', 'name', 'state_key', 'state_name', 'municipality', 'latitude', 'longitude'] as const),
  ...(['location_precision', 'physical_progress', 'is_added'] as const),
]

/** Works that stay are updated, not replaced: teams may have chosen them. */
async function keepOnly(tx: Tx, editionId: string, keys: readonly string[]): Promise<void> {
  await sql`delete from rally_works where edition_id = ${editionId} and not is_added
    and key not in (select json_array_elements_text(${JSON.stringify(keys)}::json))`.execute(tx)
}
