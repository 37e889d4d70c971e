import { sql } from 'kysely'
import { insertVersions } from '../src/features/commitments/document/commands.ts'
import { promiseOf } from '../src/features/commitments/document/model.ts'
import { readDocumentsById } from '../src/features/commitments/document/queries.ts'
import type { Database } from '../src/platform/context.ts'
import { newId } from '../src/platform/identity.ts'

export type Sizes = { commitments: number; actions: number; activities: number; reports: number }

/** One published plan made inside the database: ids follow from numbers, so that children find their parents. */
export async function fillPlan(db: Database, { commitments, actions, activities, reports }: Sizes) {
  const [space, plan, institution, society] = [newId(), newId(), newId(), newId()]
  const at = new Date('2026-01-10T18:00:00Z')
  await db
    .insertInto('spaces')
    .values({ id: space, kind: 'municipality', slug: 'medida', name: 'Medida', is_fictional: true, created_at: at })
    .execute()
  await db
    .insertInto('organizations')
    .values([
      { id: institution, space_id: space, kind: 'public-institution', name: 'Tesorería', created_at: at },
      { id: society, space_id: space, kind: 'civil-society', name: 'Vigía', created_at: at },
    ])
    .execute()
  const dates = { starts_on: '2026-01-01', ends_on: '2026-12-31', created_at: at }
  await db
    .insertInto('plans')
    .values({ id: plan, space_id: space, slug: 'plan', kind: 'local', title: 'Plan', origin: 'platform', ...dates })
    .execute()
  await db.insertInto('plan_publications').values({ plan_id: plan, published_at: at }).execute()
  await sql`insert into commitments (id, plan_id, key, number, position, title, problem, starts_on, ends_on, updated_at)
    select md5('c' || c)::uuid, ${plan}, 'c' || c, c::text, c, 'Compromiso número ' || c, repeat('Un problema. ', 30), '2026-01-01', '2026-12-31', ${at}
    from generate_series(1, ${commitments}) c`.execute(db)
  await sql`insert into commitment_organizations (commitment_id, organization_id, part, position)
    select md5('c' || c)::uuid, o.id, o.part, 1 from generate_series(1, ${commitments}) c,
      (values (${institution}::uuid, 'lead'), (${society}::uuid, 'co-responsible')) o(id, part)`.execute(db)
  await sql`insert into key_actions (id, commitment_id, position, code, title, weight)
    select md5('k' || c || '.' || k)::uuid, md5('c' || c)::uuid, k, k::text, 'Acción ' || k, ${100 / actions}
    from generate_series(1, ${commitments}) c, generate_series(1, ${actions}) k`.execute(db)
  await sql`insert into activities (id, key_action_id, commitment_id, position, code, title, product, starts_on, ends_on, is_validated, is_disputed)
    select md5('a' || c || '.' || k || '.' || a)::uuid, md5('k' || c || '.' || k)::uuid, md5('c' || c)::uuid, a, k || '.' || a,
      'Actividad ' || a || ' de la acción ' || k, 'Un producto', '2026-02-01', date '2026-03-01' + ((a * 29 + k * 7) % 300), a % 4 = 0, (c + a) % 37 = 0
    from generate_series(1, ${commitments}) c, generate_series(1, ${actions}) k, generate_series(1, ${activities}) a`.execute(
    db,
  )
  await fillWords(db, { plan, institution, society }, reports)
  await sql`analyze`.execute(db)
  return { space: 'medida', plan: 'plan', planId: plan }
}

type Ids = { plan: string; institution: string; society: string }

/** Reports of each activity, answers to a third of them, a change of state with the first, and the first version of each promise. */
async function fillWords(db: Database, { plan, institution, society }: Ids, reports: number): Promise<void> {
  await sql`insert into reports (id, folio, client_id, plan_id, commitment_id, activity_id, organization_id, voice, period_from, period_to, body,
      share_done, state, reported_at)
    select md5('r' || a.id || r)::uuid, 'REP-' || md5(a.id::text || r), md5('x' || a.id || r)::uuid, ${plan}, a.commitment_id, a.id, ${institution},
      'institution', date '2026-01-01' + r * 30, date '2026-01-30' + r * 30, 'Se avanzó en lo acordado durante el periodo ' || r, least(100, r * 30),
      'in-progress', timestamptz '2026-02-01' + r * interval '30 days' + abs(hashtext(a.id::text)) % 86400 * interval '1 second'
    from activities a, generate_series(1, ${reports}) r`.execute(db)
  await sql`insert into report_answers (id, report_id, organization_id, voice, stance, reason, answered_at)
    select md5('w' || r.id)::uuid, r.id, ${society}, 'civil-society', 'in-part', 'Falta una parte', r.reported_at + interval '2 days'
    from reports r where r.share_done = 30`.execute(db)
  await sql`insert into activity_states (id, activity_id, state, at, report_id)
    select md5('s' || r.id)::uuid, r.activity_id, 'in-progress', r.reported_at, r.id from reports r where r.share_done = 30`.execute(
    db,
  )
  const ids = await db.selectFrom('commitments').select('id').where('plan_id', '=', plan).orderBy('position').execute()
  for (let start = 0; start < ids.length; start += 200) {
    const stored = await readDocumentsById(
      db,
      ids.slice(start, start + 200).map(({ id }) => id),
    )
    const facts = { number: 1, reason: '', approved_by: null, approved_on: null, approval_url: null, author_id: null }
    const at = new Date('2026-01-10T18:00:00Z')
    await db.transaction().execute((tx) =>
      insertVersions(
        tx,
        stored.map(({ id, document }) => ({ commitment_id: id, document: promiseOf(document), ...facts, at })),
      ),
    )
  }
}
