import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import type { Kit, KitTable, Moment, Way } from './model.ts'

type Row = Omit<Kit, 'tables'> & {
  tables: (Omit<KitTable, 'heldAt' | 'endsAt'> & { heldAt: string; endsAt: string | null })[]
}

async function read(db: Db, where: ReturnType<typeof sql>): Promise<Kit[]> {
  const { rows } = await sql<Row>`
    select k.id, k.title, k.rules, k.agenda, k.sources, k.version, k.published_at as "publishedAt",
      coalesce((select json_agg(json_build_object('id', w.id, 'slug', w.slug, 'title', w.title, 'heldAt', w.held_at,
        'endsAt', w.ends_at, 'place', w.place, 'isPublic', w.published_at is not null) order by w.held_at, w.id)
        from working_tables w where w.kit_id = k.id), '[]') as tables
    from kits k where ${where} order by k.created_at, k.id limit 500`.execute(db)
  return rows.map(({ tables, ...kit }) => ({
    ...kit,
    tables: tables.map(({ heldAt, endsAt, ...table }) => ({
      ...table,
      heldAt: new Date(heldAt),
      endsAt: endsAt ? new Date(endsAt) : null,
    })),
  }))
}

export function kitsOf(db: Db, treeId: string, withDrafts: boolean): Promise<Kit[]> {
  return read(db, sql`k.tree_id = ${treeId} and (${withDrafts} or k.published_at is not null)`)
}

export async function findKit(db: Db, treeId: string, id: string): Promise<Kit | null> {
  const [kit] = await read(db, sql`k.tree_id = ${treeId} and k.id = ${id}`)
  return kit ?? null
}

/** Tables of the space that have no kit yet, the next one first. */
export async function tablesWithoutKit(
  db: Db,
  spaceId: string,
): Promise<{ id: string; title: string; heldAt: Date }[]> {
  const { rows } = await sql<{ id: string; title: string; heldAt: Date }>`
    select id, title, held_at as "heldAt" from working_tables
    where space_id = ${spaceId} and kit_id is null order by held_at desc limit 500`.execute(db)
  return rows
}

/** Its id is in the participant's own mail and nowhere else: with it she confirms without an account. */
export type Delivery = { id: string; moment: Moment; way: Way; at: Date; sentAt: Date | null; isFailed: boolean }
export type Participant = {
  id: string
  folio: string
  name: string
  table: string
  tableSlug: string
  /** The table is announced. */
  isPublic: boolean
  email: string | null
  language: string | null
  personId: string | null
  heldAt: Date
  endsAt: Date | null
  deliveries: Delivery[]
}

/** Who has a place at a table of the kit, with what each received: for whoever runs it, names are nobody else's matter. */
export async function participantsOf(db: Db, kitId: string): Promise<Participant[]> {
  const { rows } = await sql<
    Omit<Participant, 'deliveries'> & {
      deliveries: (Omit<Delivery, 'at' | 'sentAt'> & { at: string; sentAt: string | null })[]
    }
  >`
    select r.id, r.folio, r.name, w.title as table, w.slug as "tableSlug",
      w.published_at is not null as "isPublic", r.email, p.language, r.person_id as "personId",
      w.held_at as "heldAt", w.ends_at as "endsAt",
      coalesce((select json_agg(json_build_object('id', d.id, 'moment', d.moment, 'way', d.way, 'at', d.delivered_at, 'sentAt',
        m.sent_at, 'isFailed', m.sent_at is null and m.handed_at is null and m.last_error is not null) order by d.delivered_at, d.id)
        from kit_deliveries d left join mails m on m.id = d.mail_id
        where d.registration_id = r.id and d.kit_id = ${kitId}), '[]') as deliveries
    from table_registrations r join working_tables w on w.id = r.table_id left join people p on p.id = r.person_id
    where w.kit_id = ${kitId} and r.left_at is null and not r.is_waiting order by w.held_at, r.name, r.id`.execute(db)
  return rows.map(({ deliveries, ...row }) => ({
    ...row,
    deliveries: deliveries.map((one) => ({
      ...one,
      at: new Date(one.at),
      sentAt: one.sentAt ? new Date(one.sentAt) : null,
    })),
  }))
}

/** Whether a participant is who asks: by her account, or by the link of a mail that she got. */
export function isOf(one: Participant, personId: string | null, delivery: string | null): boolean {
  if (personId !== null && one.personId === personId) return true
  return delivery !== null && one.deliveries.some(({ id }) => id === delivery)
}

/** How many have a place and how many received the kit at each moment, for everybody to read. */
export async function deliveryTotals(db: Db, kitId: string): Promise<{ people: number } & Record<Moment, number>> {
  const { rows } = await sql<{ people: number } & Record<Moment, number>>`
    select count(distinct r.id)::int as people,
      count(distinct r.id) filter (where d.moment = 'before')::int as before,
      count(distinct r.id) filter (where d.moment = 'during')::int as during,
      count(distinct r.id) filter (where d.moment = 'after')::int as after
    from table_registrations r join working_tables w on w.id = r.table_id
      left join kit_deliveries d on d.registration_id = r.id and d.kit_id = ${kitId}
    where w.kit_id = ${kitId} and r.left_at is null and not r.is_waiting`.execute(db)
  return rows[0] ?? { people: 0, before: 0, during: 0, after: 0 }
}

/** What came of the consultation behind the tree: for the kit's page. */
export type Results = { contributions: number; takenUp: number; responses: { kind: string; count: number }[] }

export async function resultsOfTopic(db: Db, topicId: string | null): Promise<Results | null> {
  if (!topicId) return null
  const { rows } = await sql<{ contributions: number; takenUp: number }>`
    select (select count(*)::int from contributions c where c.consultation_id = t.consultation_id) as contributions,
      (select count(*)::int from outcomes_of_contributions o join topics x on x.id = o.topic_id
        where x.id = t.id or x.merged_into = t.id) as "takenUp"
    from topics t where t.id = ${topicId}`.execute(db)
  const { rows: responses } = await sql<{ kind: string; count: number }>`
    select o.kind, count(*)::int as count from outcomes_of_contributions o
      join contributions c on c.id = o.contribution_id join topics t on t.consultation_id = c.consultation_id
    where t.id = ${topicId} group by o.kind order by count desc, o.kind`.execute(db)
  return rows[0] ? { ...rows[0], responses } : null
}

/** Kits that were sent once by somebody, of tables that are to come or were over less than a week ago. */
export async function kitsUnderWay(db: Db, now: Date): Promise<{ space: string; tree: string; kit: string }[]> {
  const weekAgo = new Date(now.getTime() - 7 * 86_400_000)
  const { rows } = await sql<{ space: string; tree: string; kit: string }>`
    select s.slug as space, t.slug as tree, k.id as kit
    from kits k join problem_trees t on t.id = k.tree_id join spaces s on s.id = t.space_id
    where k.published_at is not null
      and exists (select 1 from working_tables w where w.kit_id = k.id and coalesce(w.ends_at, w.held_at) > ${weekAgo})
      and exists (select 1 from kit_deliveries d where d.kit_id = k.id and d.way = 'mail')
    order by k.created_at, k.id`.execute(db)
  return rows
}
