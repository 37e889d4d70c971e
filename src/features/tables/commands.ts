import type { Transaction } from 'kysely'
import type { Context } from '../../platform/context.ts'
import type { DB } from '../../platform/db/types.ts'
import { allow, Refused } from '../../platform/errors.ts'
import { newId, slugOf } from '../../platform/identity.ts'
import { record } from '../../platform/record.ts'
import { aboutTable, within } from './locking/commands.ts'
import { phaseOf, type WorkingTable } from './model.ts'
import { canRunTables } from './policy.ts'
import { seatWaiting } from './registrations/commands.ts'
import { tellCancelled, tellChanged } from './registrations/telling/commands.ts'
import type { TableFields } from './schema.ts'

type Tx = Transaction<DB>

/** Writes a table as a draft; returns its part of the address. Times are instants; the zone is where its clock hangs. */
export async function createTable(
  context: Context,
  space: { id: string },
  fields: TableFields,
  timeZone = 'America/Mexico_City',
): Promise<string> {
  allow(canRunTables(context.actor, space.id))
  const { db, actor, now } = context
  return db.transaction().execute(async (tx) => {
    await tx.selectFrom('spaces').select('id').where('id', '=', space.id).forUpdate().executeTakeFirstOrThrow()
    const slug = await freeSlug(tx, space.id, slugOf(fields.title) || 'mesa')
    await refuseStrangers(tx, space.id, fields)
    const id = newId()
    await tx
      .insertInto('working_tables')
      .values({
        ...{ id, space_id: space.id, slug, ...rowOf(fields), time_zone: timeZone },
        ...{ created_by: actor?.id ?? null, created_at: now },
      })
      .execute()
    const details = { slug, title: fields.title, heldAt: fields.heldAt.toISOString() }
    await record(tx, context, {
      ...{ type: 'table.created', spaceId: space.id, subject: { type: 'table', id } },
      details,
    })
    return slug
  })
}

/** Changes a table; what places were added go to those who wait, and everybody registered is told of another day, hour or place. */
export async function editTable(
  context: Context,
  table: WorkingTable,
  fields: TableFields,
  baseUrl: string,
): Promise<void> {
  await within(context, table, async (tx) => {
    await refuseStrangers(tx, table.space.id, fields)
    await tx.updateTable('working_tables').set(rowOf(fields)).where('id', '=', table.id).execute()
    const { title, heldAt, endsAt, place, link, capacity } = fields
    const changed = { ...table, title, heldAt, endsAt, place, link, capacity }
    const movedUp = await seatWaiting(tx, context.now, changed, baseUrl)
    const isElsewhere = hasMoved(table, fields) && phaseOf(changed, context.now) === 'registering'
    const told = isElsewhere ? await tellChanged(tx, context.now, changed, baseUrl) : 0
    const details = { title, heldAt: heldAt.toISOString(), movedUp, told }
    await record(tx, context, aboutTable(table, 'table.changed', details))
  })
}

export async function publishTable(context: Context, table: WorkingTable): Promise<void> {
  await within(context, table, async (tx) => {
    if (table.publishedAt !== null) throw new Refused('tables.refused.published')
    await tx.updateTable('working_tables').set({ published_at: context.now }).where('id', '=', table.id).execute()
    await record(tx, context, aboutTable(table, 'table.published', { title: table.title }))
  })
}

/** Calls a table off, with its public reason; everybody registered is told by mail, also who waited, unless it has begun already. */
export async function cancelTable(
  context: Context,
  table: WorkingTable,
  reason: string,
  baseUrl: string,
): Promise<void> {
  await within(context, table, async (tx) => {
    await tx.updateTable('working_tables').set({ cancelled_reason: reason }).where('id', '=', table.id).execute()
    const told =
      phaseOf(table, context.now) === 'registering' ? await tellCancelled(tx, context.now, table, reason, baseUrl) : 0
    await record(tx, context, aboutTable(table, 'table.cancelled', { reason, told }))
  })
}

/** Whoever comes at the old hour, or to the old door, comes in vain. */
function hasMoved(table: WorkingTable, fields: TableFields): boolean {
  return (
    table.heldAt.getTime() !== fields.heldAt.getTime() || table.place !== fields.place || table.link !== fields.link
  )
}

function rowOf(fields: TableFields) {
  return {
    ...{ title: fields.title, purpose: fields.purpose, call_text: fields.call, held_at: fields.heldAt },
    ...{ ends_at: fields.endsAt, modality: fields.modality, place: fields.place, link: fields.link },
    ...{ recording_url: fields.recordingUrl, exercise_id: fields.exercise, topic_id: fields.topic },
    ...{ tree_id: fields.tree, kit_id: fields.kit, capacity: JSON.stringify(fields.capacity) },
    reported: fields.reported.length === 0 ? null : JSON.stringify(fields.reported),
  }
}

/** Two tables of one topic on two days bear one name. */
async function freeSlug(tx: Tx, spaceId: string, wanted: string): Promise<string> {
  const rows = await tx.selectFrom('working_tables').select('slug').where('space_id', '=', spaceId).execute()
  const taken = new Set(['nueva', ...rows.map(({ slug }) => slug)])
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number++) {
    const slug = `${wanted.slice(0, 76)}-${number}`
    if (!taken.has(slug)) return slug
  }
}

/** Exercise, topic, tree and kit are of the same space. */
async function refuseStrangers(tx: Tx, spaceId: string, { exercise, topic, tree, kit }: TableFields): Promise<void> {
  const own = async (table: 'exercises' | 'problem_trees', id: string | null) =>
    id === null ||
    (await tx.selectFrom(table).select('id').where('id', '=', id).where('space_id', '=', spaceId).executeTakeFirst())
  const ownTopic = tx
    .selectFrom('topics as t')
    .innerJoin('consultations as c', 'c.id', 't.consultation_id')
    .select('t.id')
    .where('c.space_id', '=', spaceId)
  const ownKit = tx
    .selectFrom('kits as k')
    .innerJoin('problem_trees as t', 't.id', 'k.tree_id')
    .select('k.id')
    .where('t.space_id', '=', spaceId)
  const isOwn =
    (await own('exercises', exercise)) &&
    (await own('problem_trees', tree)) &&
    (topic === null || (await ownTopic.where('t.id', '=', topic).executeTakeFirst())) &&
    (kit === null || (await ownKit.where('k.id', '=', kit).executeTakeFirst()))
  if (!isOwn) throw new Refused('tables.refused.elsewhere')
}
