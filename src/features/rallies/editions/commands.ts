import type { Transaction } from 'kysely'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { newId, slugOf } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import type { Space } from '../../spaces/model.ts'
import { askForScoring } from '../consolidation/queue/commands.ts'
import type { Part } from './checklist/model.ts'
import { type Edition, isLocked } from './model.ts'
import { canOrganise } from './policy.ts'
import { editionById } from './queries.ts'
import { presetNames, presetOf, rulesOfPreset, teamMaxOf } from './rules/presets.ts'
import type { NewEdition } from './schema.ts'

export type Tx = Transaction<DB>

/** Creates a draft with the rules of a preset; returns its part of the address. */
export async function createEdition(context: Context, space: Space, fields: NewEdition): Promise<string> {
  allow(canOrganise(context.actor, space.id))
  return context.db.transaction().execute((tx) => insertEdition(tx, context, space, fields))
}

/** The same with no question of who: for the command line and for whoever starts an edition from another's file. */
export async function insertEdition(tx: Tx, context: Context, space: Space, fields: NewEdition): Promise<string> {
  const { name, kind, level, language, timeZone, preset } = fields
  const slug = await freeSlug(tx, space, fields.slug || slugOf(name) || 'rally')
  const id = newId()
  const rules = rulesOfPreset(preset, { closesAt: null, timeZone })
  await tx
    .insertInto('rally_editions')
    .values({
      ...{ id, space_id: space.id, slug, name, kind, level, language },
      territory_key: space.territoryKey,
      time_zone: timeZone,
      visit_modes: kind === 'from-home' ? ['remote'] : ['on-site'],
      team_max: teamMaxOf(preset),
      created_by: context.actor?.id ?? null,
      created_at: context.now,
    })
    .execute()
  await tx
    .insertInto('rally_rules')
    .values({
      ...{ edition_id: id, number: 1, rules: JSON.stringify(rules), is_sample: presetOf(preset).isSample },
      written_by: context.actor?.id ?? null,
      written_at: context.now,
    })
    .execute()
  const subject = { type: 'rally-edition', id }
  await record(tx, context, { type: 'rally.created', spaceId: space.id, subject, details: { slug, name, preset } })
  return slug
}

/** Holds the space until the transaction ends, so that two who ask for one address do not both get it. */
async function freeSlug(tx: Tx, space: Space, slug: string): Promise<string> {
  await tx.selectFrom('spaces').select('id').where('id', '=', space.id).forUpdate().executeTakeFirstOrThrow()
  const taken = await tx
    .selectFrom('rally_editions')
    .select('id')
    .where('space_id', '=', space.id)
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (taken) throw new Refused('rally.slug.taken')
  return slug
}

/** The edition as it stands while its row is held: what is decided about it stays true until the transaction ends. */
export async function lockEdition(tx: Tx, id: string): Promise<Edition> {
  await tx.selectFrom('rally_editions').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  return found(await editionById(tx, id))
}

export type Columns = Partial<{
  [Column in keyof DB['rally_editions']]: unknown
}>

/** What of an edition its score is made from: a change asks for another scoring. */
const scored = ['opens_at', 'closes_at', 'hashtags', 'networks', 'team_min', 'team_max', 'time_zone']

/**
 * Changes one part. Once the edition runs, dates and conditions change only with a reason that stays on the record, the opening
 * not at all, and after the end nothing.
 */
export async function changeEdition(
  context: Context,
  edition: Edition,
  part: Part,
  columns: Columns,
  reason: string | null,
): Promise<void> {
  allow(canOrganise(context.actor, edition.space.id))
  await context.db.transaction().execute(async (tx) => {
    const held = await lockEdition(tx, edition.id)
    refuseUnlessOpen(held)
    const before = await tx.selectFrom('rally_editions').selectAll().where('id', '=', held.id).executeTakeFirstOrThrow()
    const changed = Object.entries(columns).filter(([name, value]) => !same(value, before[name as keyof typeof before]))
    if (changed.length === 0) return
    const names = changed.map(([name]) => name)
    const needsReason = isLocked(held, context.now) && part !== 'textos'
    if (needsReason && names.includes('opens_at')) throw new Refused('rally.locked.opening')
    if (needsReason && (reason?.length ?? 0) < 10) throw new Refused('rally.locked.reason')
    await tx.updateTable('rally_editions').set(Object.fromEntries(changed)).where('id', '=', held.id).execute()
    if (!isLocked(held, context.now)) await fitPreset(tx, held.id)
    if (held.acts.published && names.some((name) => scored.includes(name))) await askForScoring(tx, held.id)
    await record(tx, context, {
      ...happening(held, 'rally.changed'),
      details: { slug: held.slug, part, fields: names, ...(needsReason && reason ? { reason } : {}) },
    })
  })
}

/** Rules taken from a preset and not touched since follow the dates of the edition. */
async function fitPreset(tx: Tx, id: string): Promise<void> {
  const { rules, ...edition } = found(await editionById(tx, id))
  const name = presetNames.find((one) => one === rules.rules.version)
  if (!name) return
  await tx
    .updateTable('rally_rules')
    .set({ rules: JSON.stringify(rulesOfPreset(name, edition)) })
    .where('edition_id', '=', id)
    .where('number', '=', rules.number)
    .execute()
}

export function refuseUnlessOpen(edition: Edition): void {
  if (edition.acts.cancelled) throw new Refused('rally.locked.cancelled')
  if (edition.acts.finalised) throw new Refused('rally.locked.finalised')
}

export function happening(edition: Edition, type: `rally.${string}`) {
  return { type, spaceId: edition.space.id, subject: { type: 'rally-edition', id: edition.id } } as const
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}
