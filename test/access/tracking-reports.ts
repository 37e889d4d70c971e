import { newId } from '../../src/platform/identity.ts'
import type { AccessStage, Furnished } from '../access-stage.ts'
import { anyone, desk, nobody, team } from '../access-table.ts'
import type { Annexe } from './annexe.ts'

const plan = '/:space/planes/:plan'
const activity = `${plan}/compromisos/:key/actividades/:code`
const report = `${plan}/reportes/:folio{[Rr][Ee][Pp]-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}}`
const reportJson = `${plan}/reportes/:folio{[Rr][Ee][Pp]-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}\\.json}`
const extension = `${plan}/prorrogas/:folio{[Pp][Rr][Oo]-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}}`
const contestation = `${plan}/impugnaciones/:folio{[Ii][Mm][Pp]-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}}`

type Things = { key: string; code: string; letters: string }

const furnished = new WeakMap<Furnished, Promise<Things>>()

/** A commitment of the plan for which the cast's organisations answer, with a report and a contestation. */
async function furnish({ db, space, personId, now }: AccessStage, published: Furnished): Promise<Things> {
  const letters = published.isPublished ? 'AAAA' : 'BBBB'
  const row = await db
    .selectFrom('activities as a')
    .innerJoin('commitments as c', 'c.id', 'a.commitment_id')
    .select(['a.id', 'a.code', 'c.id as commitmentId', 'c.key'])
    .where('c.plan_id', '=', published.id)
    .where('c.key', '=', published.document.key)
    .orderBy('a.position')
    .limit(1)
    .executeTakeFirstOrThrow()
  const { organization_id: partner } = await db
    .selectFrom('role_grants')
    .select('organization_id')
    .where('person_id', '=', personId('co-responsible') ?? '')
    .executeTakeFirstOrThrow()
  for (const [organizationId, part] of [
    [space.organizationId, 'lead'],
    [partner ?? '', 'co-responsible'],
  ] as const) {
    const party = { commitment_id: row.commitmentId, organization_id: organizationId, part, position: 90 }
    await db
      .insertInto('commitment_organizations')
      .values(party)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  const other = await db
    .selectFrom('organizations')
    .select('id')
    .where('id', 'not in', [space.organizationId, partner ?? ''])
    .limit(1)
    .executeTakeFirstOrThrow()
  const place = { plan_id: published.id, commitment_id: row.commitmentId, activity_id: row.id }
  await db
    .insertInto('reports')
    .values({
      ...{ id: newId(), folio: `REP-${letters}-0000`, client_id: newId(), ...place, organization_id: other.id },
      ...{ voice: 'institution', period_from: '2026-10-01', period_to: '2026-10-31', body: 'x', state: 'in-progress' },
      reported_at: now,
    })
    .execute()
  await db
    .insertInto('contestations')
    .values({
      ...{ id: newId(), folio: `IMP-${letters}-0000`, ...place, contested_state: 'complete', reason: 'x' },
      ...{ filed_at: now, answer_due_on: '2026-12-04' },
    })
    .execute()
  await db
    .insertInto('extension_requests')
    .values({
      ...{ id: newId(), folio: `PRO-${letters}-0000`, commitment_id: row.commitmentId, activity_id: row.id },
      ...{ organization_id: space.organizationId, was_due_on: '2026-10-31', wanted_on: '2026-11-30', reason: 'x' },
      asked_at: now,
    })
    .execute()
  return { key: row.key, code: row.code, letters }
}

export const trackingReportsAnnexe: Annexe = {
  rules: [
    { who: anyone, routes: ['GET /folios'] },
    {
      who: anyone,
      draft: team,
      routes: [
        `GET ${report}`,
        `GET ${reportJson}`,
        `GET ${activity}/impugnar`,
        `POST ${activity}/impugnar`,
        `GET ${plan}/impugnaciones`,
        `GET ${contestation}`,
        `GET ${plan}/prorrogas`,
        `GET ${plan}/prorrogas.json`,
        `GET ${extension}`,
      ],
    },
    {
      who: ['liaison', 'co-responsible'],
      routes: [
        `GET ${plan}/reportes`,
        `GET ${activity}/reportar`,
        `POST ${activity}/reportar`,
        `GET ${activity}/reportar/cargas`,
        `POST ${activity}/reportar/cargas`,
        `POST ${report}/respuesta`,
        `POST ${report}/respuesta/cargas`,
        `POST ${contestation}/respuesta`,
      ],
    },
    {
      who: ['evaluator'],
      routes: [`GET ${plan}/verificaciones`, `GET ${activity}/verificar`, `POST ${activity}/verificar`],
    },
    { who: ['liaison'], routes: [`GET ${activity}/prorroga`, `POST ${activity}/prorroga`] },
    { who: desk, routes: [`POST ${extension}/decision`, `GET ${plan}/sin-reporte`, `POST ${plan}/sin-reporte`] },
    { who: ['moderator'], draft: nobody, routes: [`POST ${contestation}/decision`] },
  ],
  addressOf: async (stage, route, _player, furnishedPlan) => {
    let things = furnished.get(furnishedPlan)
    if (!things) {
      things = furnish(stage, furnishedPlan)
      furnished.set(furnishedPlan, things)
    }
    const { key, code, letters } = await things
    return (route.split(' ')[1] ?? '')
      .replace(/:folio\{\[Rr\].*?\\\.json\}/, `REP-${letters}-0000.json`)
      .replace(/:folio\{\[Rr\](\[[^\]]*\]|\{\d\}|[-A-Za-z])*\}/, `REP-${letters}-0000`)
      .replace(/:folio\{\[Ii\](\[[^\]]*\]|\{\d\}|[-A-Za-z])*\}/, `IMP-${letters}-0000`)
      .replace(/:folio\{\[Pp\](\[[^\]]*\]|\{\d\}|[-A-Za-z])*\}/, `PRO-${letters}-0000`)
      .replace(':space', stage.space.slug)
      .replace(':plan', furnishedPlan.slug)
      .replace(':key', key)
      .replace(':code', encodeURIComponent(code))
  },
}
