import { newToken, tokenHash } from '../../../platform/auth/one-time-link.ts'
import type { Context, Database } from '../../../platform/context.ts'
import { found, Refused } from '../../../platform/errors.ts'
import { folioOf } from '../../../platform/folio.ts'
import { translator } from '../../../platform/i18n.ts'
import { newId } from '../../../platform/identity.ts'
import { queueMail } from '../../../platform/mail/queue.ts'
import { record } from '../../../platform/record.ts'
import { aboutTable, locked, type Tx, within } from '../locking/commands.ts'
import { phaseOf, type Sector, type WorkingTable } from '../model.ts'
import { tablePaths } from '../paths.ts'
import { movedUpMail, registeredMail } from './emails.ts'
import { hasPlace, nextUp } from './model.ts'
import { registrationBySecret, seatingOf } from './queries.ts'
import type { RegistrationFields } from './schema.ts'

/** What a registration leaves in her hands: with the secret she finds her place and gives it up. */
export type Registered = { folio: string; secret: string; isWaiting: boolean }

/**
 * Takes a place, or a turn on the waiting list, without an account. The form brings its own secret: sent twice it is one place.
 * In the record stand sector and whether she waits, and nobody's name.
 */
export async function register(
  context: Context,
  table: WorkingTable,
  fields: RegistrationFields,
  { baseUrl, secret = newToken() }: { baseUrl: string; secret?: string },
): Promise<Registered> {
  if (phaseOf(table, context.now) !== 'registering') throw new Refused('tables.refused.not-registering')
  return locked(context, table, async (tx) => {
    const sent = await registrationBySecret(tx, table.id, secret)
    if (sent) return { folio: sent.folio, secret, isWaiting: sent.isWaiting }
    await refuseTwice(tx, context, table)
    const { seated } = await seatingOf(tx, table.id)
    const isWaiting = !hasPlace(seated, table.capacity, fields.sector)
    const own = { ...fields, secret, isWaiting, personId: context.actor?.id ?? null }
    const [made] = await insert(tx, context, table, [own])
    const { folio } = found(made)
    const { sector, email } = fields
    if (email !== null) {
      const url = new URL(tablePaths.place(table, secret), baseUrl).href
      const mail = registeredMail(translator(context.locale), table, { folio, url, isWaiting })
      await queueMail(tx, { ...mail, recipient: email, purpose: 'table-registration' }, context.now)
    }
    const witness = { actor: null, now: context.now }
    await record(tx, witness, aboutTable(table, 'table.registered', { sector, isWaiting }))
    return { folio, secret, isWaiting }
  })
}

/** Somebody who comes without having registered, or a whole list that was kept on paper; one event for all. Returns their ids. */
export async function registerMany(
  context: Context,
  table: WorkingTable,
  people: readonly RegistrationFields[],
  { arrived = false }: { arrived?: boolean } = {},
): Promise<string[]> {
  return within(context, table, async (tx) => {
    if (arrived) refuseTooEarly(table, context.now)
    const { seated } = await seatingOf(tx, table.id)
    const ones = people.map((person) => {
      // Whoever came is in the room, with or without a place.
      const isWaiting = !arrived && !hasPlace(seated, table.capacity, person.sector)
      if (!isWaiting) seated[person.sector] = (seated[person.sector] ?? 0) + 1
      return { ...person, secret: newToken(), isWaiting, personId: null }
    })
    const ids = (await insert(tx, context, table, ones)).map(({ id }) => id)
    if (arrived) await arrive(tx, context, ids, 'list')
    if (people.length > 0)
      await record(tx, context, aboutTable(table, 'table.listed', { sectors: countBySector(people), arrived }))
    return ids
  })
}

/** Gives up a place; whoever waited longest and has one now moves up and is told by mail. */
export async function leave(context: Context, table: WorkingTable, secret: string, baseUrl: string): Promise<void> {
  if (context.now >= table.heldAt) throw new Refused('tables.refused.begun')
  await locked(context, table, async (tx) => {
    const own = found(await registrationBySecret(tx, table.id, secret))
    if (own.leftAt !== null) return
    await tx.updateTable('table_registrations').set({ left_at: context.now }).where('id', '=', own.id).execute()
    const movedUp = await seatWaiting(tx, context.now, table, baseUrl)
    const witness = { actor: null, now: context.now }
    await record(tx, witness, aboutTable(table, 'table.left', { sector: own.sector, movedUp }))
  })
}

/** Gives free places to those who wait, under the table's lock; returns how many moved up. */
export async function seatWaiting(tx: Tx, now: Date, table: WorkingTable, baseUrl: string): Promise<number> {
  const { seated, waiting } = await seatingOf(tx, table.id)
  const up = nextUp(seated, waiting, table.capacity)
  if (up.length === 0) return 0
  const rows = await tx
    .updateTable('table_registrations')
    .set({ is_waiting: false })
    .where('id', 'in', up)
    .returning(['email', 'language', 'folio'])
    .execute()
  const url = new URL(tablePaths.table(table), baseUrl).href
  for (const { email, language, folio } of rows) {
    if (email === null) continue
    const mail = movedUpMail(translator(language === 'en' ? 'en' : 'es'), table, { folio, url })
    await queueMail(tx, { ...mail, recipient: email, purpose: 'table-place' }, now)
  }
  return up.length
}

/** Writes down who arrived, by her code or by the list; whoever already had is left as she was. Returns how many were new. */
export async function checkIn(
  context: Context,
  table: WorkingTable,
  registrationIds: readonly string[],
  way: 'code' | 'list',
): Promise<number> {
  return within(context, table, async (tx) => {
    refuseTooEarly(table, context.now)
    if (registrationIds.length === 0) return 0
    const own = await tx
      .selectFrom('table_registrations')
      .select(['id', 'sector'])
      .where('table_id', '=', table.id)
      .where('left_at', 'is', null)
      .where('id', 'in', [...registrationIds])
      .execute()
    const fresh = await arrive(
      tx,
      context,
      own.map(({ id }) => id),
      way,
    )
    const came = own.filter(({ id }) => fresh.includes(id))
    const details = { way, sectors: countBySector(came as { sector: Sector }[]) }
    if (came.length > 0) await record(tx, context, aboutTable(table, 'table.arrived', details))
    return came.length
  })
}

/** A mark on the wrong line. */
export async function undoArrival(context: Context, table: WorkingTable, registrationId: string): Promise<void> {
  await within(context, table, async (tx) => {
    const own = found(
      await tx
        .selectFrom('table_registrations')
        .select(['id', 'sector'])
        .where('table_id', '=', table.id)
        .where('id', '=', registrationId)
        .executeTakeFirst(),
    )
    const gone = await tx
      .deleteFrom('table_attendance')
      .where('registration_id', '=', own.id)
      .returning('way')
      .execute()
    if (gone.length > 0) await record(tx, context, aboutTable(table, 'table.arrival-undone', { sector: own.sector }))
  })
}

/** Places that an erased account left go to those who wait; returns how many moved up. Nothing happens at a table that began or was called off. */
export async function seatAfterErasure(work: { db: Database; baseUrl: string }, now: Date, table: WorkingTable) {
  return work.db.transaction().execute(async (tx) => {
    await tx.selectFrom('working_tables').select('id').where('id', '=', table.id).forUpdate().execute()
    if (phaseOf(table, now) !== 'registering') return 0
    const movedUp = await seatWaiting(tx, now, table, work.baseUrl)
    if (movedUp > 0) await record(tx, { actor: null, now }, aboutTable(table, 'table.left', { movedUp }))
    return movedUp
  })
}

type NewRegistration = RegistrationFields & { secret: string; isWaiting: boolean; personId: string | null }

const rowsAtOnce = 1000

async function insert(tx: Tx, { now, locale }: Context, table: WorkingTable, ones: readonly NewRegistration[]) {
  await refuseUnknownPlaces(tx, ones)
  // Of those of one instant the first in the list waits before the next.
  const ids = ones.map(() => newId()).sort()
  const rows = ones.map((one, index) => {
    const id = ids[index] as string
    return {
      ...{ id, table_id: table.id, folio: folioOf('REG', id), name: one.name, sector: one.sector },
      ...{ organization: one.organization, territory_key: one.territory, gender: one.gender, email: one.email },
      ...{ person_id: one.personId, secret_hash: tokenHash(one.secret), is_waiting: one.isWaiting },
      ...{ language: locale, registered_at: now },
    }
  })
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const some = rows.slice(start, start + rowsAtOnce)
    await tx.insertInto('table_registrations').values(some).execute()
  }
  return rows.map(({ id, folio }) => ({ id, folio }))
}

async function refuseUnknownPlaces(tx: Tx, ones: readonly NewRegistration[]): Promise<void> {
  const keys = [...new Set(ones.flatMap(({ territory }) => territory ?? []))]
  if (keys.length === 0) return
  const known = await tx.selectFrom('territories').select('key').where('key', 'in', keys).execute()
  if (known.length < keys.length) throw new Refused('tables.refused.territory')
}

async function refuseTwice(tx: Tx, { actor }: Context, table: WorkingTable): Promise<void> {
  if (!actor) return
  const own = await tx
    .selectFrom('table_registrations')
    .select('id')
    .where('table_id', '=', table.id)
    .where('person_id', '=', actor.id)
    .where('left_at', 'is', null)
    .executeTakeFirst()
  if (own) throw new Refused('tables.refused.already')
}

/** Presence before the day would be no presence. The door opens twelve hours before, for whoever sets up the room. */
function refuseTooEarly(table: WorkingTable, now: Date): void {
  if (now.getTime() < table.heldAt.getTime() - 12 * 3_600_000) throw new Refused('tables.refused.too-early')
}

async function arrive(
  tx: Tx,
  { actor, now }: Context,
  ids: readonly string[],
  way: 'code' | 'list',
): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .insertInto('table_attendance')
    .values(ids.map((id) => ({ registration_id: id, way, arrived_at: now, written_by: actor?.id ?? null })))
    .onConflict((conflict) => conflict.doNothing())
    .returning('registration_id')
    .execute()
  return rows.map(({ registration_id: id }) => id)
}

function countBySector(people: readonly { sector: Sector }[]): Partial<Record<Sector, number>> {
  const counts: Partial<Record<Sector, number>> = {}
  for (const { sector } of people) counts[sector] = (counts[sector] ?? 0) + 1
  return counts
}
