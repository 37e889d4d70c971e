import type { Transaction } from 'kysely'
import type { AuthSettings } from '../../../platform/auth/settings.ts'
import type { Context, Database } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { translator } from '../../../platform/i18n.ts'
import { newId } from '../../../platform/identity.ts'
import { queueMail } from '../../../platform/mail/queue.ts'
import { diagnosisPaths } from '../paths.ts'
import { canDiagnose } from '../policy.ts'
import { keepRewordings } from '../rewordings/commands.ts'
import { changed, held, type TreeRef, tell } from '../trees/commands.ts'
import { findTree } from '../trees/queries.ts'
import { kitMail } from './emails.ts'
import { lateFor, type Moment, momentOf, noticeOf } from './model.ts'
import { findKit, isOf, kitsUnderWay, type Participant, participantsOf } from './queries.ts'
import type { KitFields, RewordKitFields } from './schema.ts'

/** Puts a kit together; a table that is named gets it as its own. Returns its id. */
export async function createKit(context: Context, tree: TreeRef, fields: KitFields): Promise<string> {
  const id = newId()
  const { table, ...texts } = fields
  await changed(context, tree, async (tx) => {
    const made = { created_by: context.actor?.id ?? null, created_at: context.now }
    await tx
      .insertInto('kits')
      .values({ id, tree_id: tree.id, ...texts, ...made })
      .execute()
    if (table) await giveTo(tx, tree, id, table)
    return { type: 'tree.kit-made', details: { kit: id } }
  })
  return id
}

/** Writes its words anew; what it said before is kept. Who comes too late is shown both. */
export async function rewordKit(context: Context, tree: TreeRef, id: string, fields: RewordKitFields): Promise<void> {
  await changed(context, tree, async (tx) => {
    const kit = found(await findKit(tx, tree.id, id))
    const { version, ...texts } = fields
    if (kit.version !== version) throw new Refused('diagnoses.refused.kit-clash')
    const changedFields = await keepRewordings(tx, context, { treeId: tree.id, kitId: id }, kit, texts)
    if (changedFields.length === 0) return null
    await tx
      .updateTable('kits')
      .set({ ...texts, version: version + 1 })
      .where('id', '=', id)
      .execute()
    return { type: 'tree.kit-reworded', details: { kit: id, fields: changedFields } }
  })
}

async function giveTo(tx: Transaction<DB>, tree: TreeRef, kitId: string, table: string): Promise<void> {
  const taken = await tx
    .updateTable('working_tables')
    .set({ kit_id: kitId })
    .where('id', '=', table)
    .where('space_id', '=', tree.space.id)
    .where('kit_id', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!taken) throw new Refused('diagnoses.refused.table')
}

/** Shows it to everybody. Later than five working days before the table it still is shown, and the record says how late. */
export async function publishKit(context: Context, tree: TreeRef, id: string): Promise<void> {
  await changed(context, tree, async (tx, _nodes, { publishedAt }) => {
    if (!publishedAt) throw new Refused('diagnoses.refused.kit-draft')
    const kit = found(await findKit(tx, tree.id, id))
    if (kit.publishedAt) throw new Refused('diagnoses.refused.kit-published')
    await tx.updateTable('kits').set({ published_at: context.now }).where('id', '=', id).execute()
    const notice = kit.tables.map(({ slug, heldAt }) => ({ table: slug, workingDays: noticeOf(context.now, heldAt) }))
    const late = lateFor(kit, context.now).map(({ slug }) => slug)
    return { type: 'tree.kit-published', details: { kit: id, notice, late } }
  })
}

/**
 * Sends the kit by mail to whoever has a place at its tables and did not get it yet at this moment of them (before, during,
 * after), and keeps the proof. Asked again it sends only to those who came since. Returns how many were sent.
 */
export async function sendKit(
  context: Context,
  settings: Pick<AuthSettings, 'baseUrl'>,
  tree: TreeRef,
  id: string,
): Promise<number> {
  allow(canDiagnose(context.actor, tree.space.id))
  return mailKit(context, settings, tree, id)
}

/**
 * What the clock asks for once somebody sent a kit: to those who took a place since, and again when the table begins and when it
 * is over, until a week after.
 */
export async function sendDueKits(work: { db: Database; baseUrl: string }, now: Date): Promise<number> {
  const context: Context = { db: work.db, actor: null, now, locale: 'es' }
  let sent = 0
  for (const { space, tree, kit } of await kitsUnderWay(work.db, now)) {
    sent += await mailKit(context, work, found(await findTree(work.db, space, tree)), kit)
  }
  return sent
}

function mailKit(
  context: Context,
  settings: Pick<AuthSettings, 'baseUrl'>,
  tree: TreeRef,
  id: string,
): Promise<number> {
  return held(context, tree, async (tx) => {
    const kit = found(await findKit(tx, tree.id, id))
    if (!kit.publishedAt) throw new Refused('diagnoses.refused.kit-unpublished')
    const sent: Record<Moment, number> = { before: 0, during: 0, after: 0 }
    for (const one of await participantsOf(tx, id)) {
      const moment = momentOf(one, context.now)
      const has = one.deliveries.some((delivery) => delivery.moment === moment && delivery.way === 'mail')
      if (has || !one.email) continue
      const t = translator(one.language === 'en' ? 'en' : 'es')
      const deliveryId = newId()
      const path = one.isPublic ? diagnosisPaths.kitOfTable(tree, id, one.tableSlug) : diagnosisPaths.kit(tree, id)
      const url = new URL(`${path}?entrega=${deliveryId}`, settings.baseUrl).href
      const mail = kitMail(t, tree, kit, { ...one, moment }, url)
      const mailId = await queueMail(tx, { ...mail, recipient: one.email, purpose: 'kit' }, context.now)
      await tx
        .insertInto('kit_deliveries')
        .values({
          ...{ id: deliveryId, kit_id: id, registration_id: one.id, moment, way: 'mail', mail_id: mailId },
          delivered_at: context.now,
        })
        .execute()
      sent[moment] += 1
    }
    const count = sent.before + sent.during + sent.after
    if (count > 0) await tell(tx, context, tree, { type: 'tree.kit-sent', details: { kit: id, sent } })
    return count
  })
}

/** Written down by whoever hands it over on paper. */
export async function handKit(
  context: Context,
  tree: TreeRef,
  id: string,
  registrations: readonly string[],
): Promise<void> {
  allow(canDiagnose(context.actor, tree.space.id))
  await deliver(context, tree, id, 'printed', (one) => registrations.includes(one.id))
}

/** Said by the participant herself: with the account that she registered with, or with the link of her mail. */
export async function receiveKit(
  context: Context,
  tree: TreeRef,
  id: string,
  delivery: string | null = null,
): Promise<void> {
  const { actor } = context
  allow(actor !== null || delivery !== null)
  await deliver(context, tree, id, 'read', (one) => isOf(one, actor?.id ?? null, delivery))
}

async function deliver(
  context: Context,
  tree: TreeRef,
  id: string,
  way: 'printed' | 'read',
  isTheirs: (one: Participant) => boolean,
): Promise<void> {
  await held(context, tree, async (tx) => {
    const kit = found(await findKit(tx, tree.id, id))
    if (!kit.publishedAt) throw new Refused('diagnoses.refused.kit-unpublished')
    const theirs = (await participantsOf(tx, id)).filter(isTheirs)
    if (theirs.length === 0) throw new Refused('diagnoses.refused.no-place')
    const rows = theirs.map((one) => ({
      ...{ id: newId(), kit_id: id, registration_id: one.id, moment: momentOf(one, context.now), way },
      delivered_at: context.now,
    }))
    const written = await tx
      .insertInto('kit_deliveries')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute()
    if (written.length === 0) return
    await tell(tx, context, tree, { type: 'tree.kit-delivered', details: { kit: id, way, count: written.length } })
  })
}
