import type { Db } from '../../platform/context.ts'
import type { Space } from '../spaces/model.ts'
import type { Axis, Channel, Consultation, DemographicQuestion, OfferedChannel } from './model.ts'

function select(db: Db) {
  return db
    .selectFrom('consultations as c')
    .leftJoin('exercises as e', 'e.id', 'c.exercise_id')
    .selectAll('c')
    .select(['e.slug as exercise_slug', 'e.title as exercise_title'])
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

/** With what is still a draft: who may see it is asked by the caller. */
export async function findConsultation(db: Db, space: Space, slug: string): Promise<Consultation | null> {
  const row = await select(db).where('c.space_id', '=', space.id).where('c.slug', '=', slug).executeTakeFirst()
  return row ? consultationOf(row, space, await axesOf(db, [row.id])) : null
}

/** Newest first; drafts only where they are asked for. */
export async function listConsultations(db: Db, space: Space, withDrafts: boolean): Promise<Consultation[]> {
  let query = select(db).where('c.space_id', '=', space.id)
  if (!withDrafts) query = query.where('c.published_at', 'is not', null)
  const rows = await query.orderBy('c.opens_at', 'desc').orderBy('c.id').execute()
  const axes = await axesOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => consultationOf(row, space, axes))
}

type AxisRow = Axis & { consultationId: string }

async function axesOf(db: Db, ids: readonly string[]): Promise<AxisRow[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('consultation_axes')
    .selectAll()
    .where('consultation_id', 'in', ids)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    consultationId: row.consultation_id,
    position: row.position,
    name: row.name,
    guidingQuestion: row.guiding_question,
    sdgs: row.sdgs,
  }))
}

function consultationOf(row: Row, space: Space, axes: readonly AxisRow[]): Consultation {
  return {
    id: row.id,
    space,
    exercise:
      row.exercise_id && row.exercise_slug && row.exercise_title
        ? { id: row.exercise_id, slug: row.exercise_slug, title: row.exercise_title }
        : null,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    question: row.question,
    channels: row.channels as OfferedChannel[],
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    timeZone: row.time_zone,
    demographics: row.demographics as DemographicQuestion[],
    hasStatements: row.has_statements,
    source: row.source_title ? { title: row.source_title, url: row.source_url, licence: row.source_licence } : null,
    publishedAt: row.published_at,
    axes: axes.filter(({ consultationId }) => consultationId === row.id).map(({ consultationId: _, ...axis }) => axis),
  }
}

/** Contributions by the way they came; hidden ones count too, they were received. */
export async function countsByChannel(db: Db, consultationId: string): Promise<{ channel: Channel; count: number }[]> {
  const rows = await db
    .selectFrom('contributions')
    .select(['channel', ({ fn }) => fn.countAll<string>().as('count')])
    .where('consultation_id', '=', consultationId)
    .groupBy('channel')
    .execute()
  return rows
    .map(({ channel, count }) => ({ channel: channel as Channel, count: Number(count) }))
    .sort((a, b) => b.count - a.count || a.channel.localeCompare(b.channel))
}

/** Exercises of the space, for the form that ties a consultation to one. */
export async function exercisesOf(db: Db, spaceId: string): Promise<{ id: string; title: string }[]> {
  return db.selectFrom('exercises').select(['id', 'title']).where('space_id', '=', spaceId).orderBy('title').execute()
}

/** Places that may be named in a consultation of this space: those right below its own. */
export async function territoriesBelow(db: Db, territoryKey: string | null): Promise<{ key: string; name: string }[]> {
  return db
    .selectFrom('territories')
    .select(['key', 'name'])
    .where('parent_key', '=', territoryKey ?? 'MX')
    .orderBy('name')
    .execute()
}
