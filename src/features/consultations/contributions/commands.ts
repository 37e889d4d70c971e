import type { Transaction } from 'kysely'
import { dayIn } from '../../../platform/civil-day.ts'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, Refused } from '../../../platform/errors.ts'
import { folioOf } from '../../../platform/folio.ts'
import { translator } from '../../../platform/i18n.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import { type Consultation, phaseOf } from '../model.ts'
import { canModerateContributions, canRunConsultations } from '../policy.ts'
import { type Arrival, emptyArrival, type Received } from './model.ts'
import { personalDataIn } from './personal-data.ts'
import type { ContributionForm } from './schema.ts'

type Tx = Transaction<DB>

/**
 * Takes in what anybody says, with or without an account, while the consultation is open. The same client id gives the same folio,
 * however often it comes. What may hold personal data is kept and held back until a person has looked.
 */
export async function contribute(
  context: Context,
  consultation: Consultation,
  form: ContributionForm,
): Promise<Received> {
  const { actor, db, now } = context
  const phase = phaseOf(consultation, now)
  if (!consultation.channels.includes('online')) throw new Refused('consultations.refused.not-online')
  return db.transaction().execute(async (tx) => {
    // Sent again after the close, because the answer never arrived: still the same contribution.
    if (phase !== 'open') {
      const [sent] = await keptBefore(tx, consultation.id, [form.clientId], [])
      if (sent) return { ...sent, isNew: false }
      throw new Refused(phase === 'closed' ? 'consultations.refused.closed' : 'consultations.refused.not-yet')
    }
    const arrival: Arrival = {
      ...emptyArrival(dayIn(consultation.timeZone, now)),
      ...{ clientId: form.clientId, channel: 'online', axisId: form.axis, title: form.title, body: form.body },
      ...{ signature: form.signature, language: form.language, territoryKey: form.territory },
      personId: actor?.id ?? null,
    }
    const [received] = await takeIn(tx, context, consultation, [arrival], {})
    if (!received) throw new Error('one contribution in, none out')
    if (received.isNew) {
      const details = { ...about(consultation), folio: received.folio, channel: 'online' }
      const subject = { type: 'contribution', id: received.id }
      // Without an actor even when somebody is signed in: the record cannot be erased, her tie to her words can.
      const witness = { actor: null, now }
      await record(tx, witness, { type: 'contribution.received', spaceId: consultation.space.id, subject, details })
    }
    return received
  })
}

/** Many at once, from meetings, files or the rehearsal: one event for all. Returns them in the order given. */
export async function contributeMany(
  context: Context,
  consultation: Consultation,
  arrivals: readonly Arrival[],
): Promise<Received[]> {
  allow(canRunConsultations(context.actor, consultation.space.id))
  return context.db.transaction().execute((tx) => takeInMany(tx, context, consultation, arrivals, {}))
}

/** The same with no question of who: for the command line, jobs and whoever has asked already. */
export async function takeInMany(
  tx: Tx,
  context: Pick<Context, 'actor' | 'now' | 'locale'>,
  consultation: Consultation,
  arrivals: readonly Arrival[],
  from: { importId?: string },
): Promise<Received[]> {
  const received = await takeIn(tx, context, consultation, arrivals, from)
  const isNew = new Set(received.filter((one) => one.isNew).map(({ id }) => id))
  if (isNew.size === 0) return received
  const channels: Record<string, number> = {}
  for (const [index, { channel }] of arrivals.entries())
    if (isNew.has(received[index]?.id ?? '')) channels[channel] = (channels[channel] ?? 0) + 1
  const details = {
    ...about(consultation),
    count: isNew.size,
    channels,
    ...(from.importId ? { import: from.importId } : {}),
  }
  const subject = { type: 'consultation', id: consultation.id }
  await record(tx, context, { type: 'contributions.received', spaceId: consultation.space.id, subject, details })
  return received
}

const atOnce = 1000

async function takeIn(
  tx: Tx,
  context: Pick<Context, 'actor' | 'now' | 'locale'>,
  consultation: Consultation,
  arrivals: readonly Arrival[],
  from: { importId?: string },
): Promise<Received[]> {
  const received: Received[] = []
  for (let start = 0; start < arrivals.length; start += atOnce)
    received.push(...(await takeChunk(tx, context, consultation, arrivals.slice(start, start + atOnce), from)))
  return received
}

async function takeChunk(
  tx: Tx,
  { actor, now, locale }: Pick<Context, 'actor' | 'now' | 'locale'>,
  consultation: Consultation,
  arrivals: readonly Arrival[],
  { importId = null }: { importId?: string | null },
): Promise<Received[]> {
  const ids = await freshIds(tx, arrivals.length)
  const rows = arrivals.map((arrival, index) => {
    const id = ids[index] ?? newId()
    const isHeld = personalDataIn(arrival.title, arrival.body, arrival.signature, arrival.place).length > 0
    return { id, folio: folioOf('APO', id), arrival, isHeld }
  })
  if (rows.length === 0) return []
  const inserted = await tx
    .insertInto('contributions')
    .values(
      rows.map(({ id, folio, arrival, isHeld }) => ({
        ...{ id, folio, client_id: arrival.clientId, consultation_id: consultation.id, axis_id: arrival.axisId },
        ...{ channel: arrival.channel, title: arrival.title, body: arrival.body, signature: arrival.signature },
        ...{ language: arrival.language, territory_key: arrival.territoryKey, place: arrival.place },
        ...{ said_on: arrival.saidOn, sheet: arrival.sheet, external_id: arrival.externalId, import_id: importId },
        ...{ supports_elsewhere: arrival.supportsElsewhere, person_id: arrival.personId, is_hidden: isHeld },
        ...{ captured_by: arrival.channel === 'online' ? null : (actor?.id ?? null), received_at: now },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  const written = new Set(inserted.map(({ id }) => id))
  const held = rows.filter(({ id, isHeld }) => isHeld && written.has(id))
  if (held.length > 0) {
    const reason = translator(locale)('consultations.held.reason')
    const values = held.map(({ id }) => {
      return { id: newId(), contribution_id: id, decision: 'hidden', reason, decided_by: null, decided_at: now }
    })
    await tx.insertInto('contribution_decisions').values(values).execute()
  }
  const missing = rows.filter(({ id }) => !written.has(id)).map(({ arrival }) => arrival)
  const before = await keptBefore(
    tx,
    consultation.id,
    missing.map(({ clientId }) => clientId),
    missing.flatMap(({ externalId }) => externalId ?? []),
  )
  return rows.map(({ id, folio, arrival, isHeld }) => {
    if (written.has(id)) return { id, folio, isHeld, isNew: true }
    const kept = before.find(
      (one) => one.clientId === arrival.clientId || (one.externalId !== null && one.externalId === arrival.externalId),
    )
    // The same client id in another consultation is no repetition of this one.
    if (!kept) throw new Refused('consultations.refused.again')
    return { id: kept.id, folio: kept.folio, isHeld: kept.isHeld, isNew: false }
  })
}

/** Ids whose folios nobody has; forty bits are many, but not for tens of thousands at once. */
async function freshIds(tx: Tx, count: number): Promise<string[]> {
  const ids = new Map<string, string>()
  while (ids.size < count) {
    while (ids.size < count) {
      const id = newId()
      ids.set(folioOf('APO', id), id)
    }
    const taken = await tx
      .selectFrom('contributions')
      .select('folio')
      .where('folio', 'in', [...ids.keys()])
      .execute()
    for (const { folio } of taken) ids.delete(folio)
  }
  // In their order, so that what came together stands in the order it was given.
  return [...ids.values()].sort()
}

type Kept = Omit<Received, 'isNew'> & { clientId: string | null; externalId: string | null }

async function keptBefore(
  tx: Tx,
  consultationId: string,
  clientIds: readonly string[],
  externalIds: readonly string[],
): Promise<Kept[]> {
  if (clientIds.length === 0) return []
  const rows = await tx
    .selectFrom('contributions')
    .select(['id', 'folio', 'client_id', 'external_id', 'is_hidden'])
    .where('consultation_id', '=', consultationId)
    .where((eb) => {
      const byClient = eb('client_id', 'in', clientIds)
      return externalIds.length > 0 ? eb.or([byClient, eb('external_id', 'in', externalIds)]) : byClient
    })
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, folio: row.folio, isHeld: row.is_hidden },
    ...{ clientId: row.client_id, externalId: row.external_id },
  }))
}

export function about(consultation: Consultation) {
  return { consultation: consultation.id, slug: consultation.slug, title: consultation.title }
}

/** Hides or shows, with a reason that everybody reads; every decision stays. Deciding what already holds is refused. */
export async function decideContribution(
  context: Context,
  consultation: Consultation,
  contributionId: string,
  form: { decision: 'hidden' | 'shown'; reason: string },
): Promise<void> {
  const { actor, now } = context
  allow(canModerateContributions(actor, consultation.space.id))
  await context.db.transaction().execute(async (tx) => {
    const { is_hidden: isHidden, folio } = await tx
      .selectFrom('contributions')
      .select(['is_hidden', 'folio'])
      .where('id', '=', contributionId)
      .where('consultation_id', '=', consultation.id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (isHidden === (form.decision === 'hidden')) throw new Refused('consultations.refused.decided')
    const row = { id: newId(), contribution_id: contributionId, ...form, decided_by: actor.id, decided_at: now }
    await tx.insertInto('contribution_decisions').values(row).execute()
    await tx
      .updateTable('contributions')
      .set({ is_hidden: form.decision === 'hidden' })
      .where('id', '=', contributionId)
      .execute()
    const details = { ...about(consultation), folio, reason: form.reason }
    const type = form.decision === 'hidden' ? 'contribution.hidden' : 'contribution.shown'
    const subject = { type: 'contribution', id: contributionId }
    await record(tx, context, { type, spaceId: consultation.space.id, subject, details })
  })
}
