import { newId } from '../../src/platform/identity.ts'
import { rememberFile } from '../../src/platform/storage/files.ts'
import type { AccessStage } from '../access-stage.ts'
import { anyone, desk, nobody, team } from '../access-table.ts'
import { pdfOf } from '../attachments.ts'
import { testStorage } from '../files.ts'
import type { Annexe } from './annexe.ts'

const uuid = '{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
const base = '/:space/planes/:plan/evidencias'
const one = `${base}/:id${uuid}`

/** A document and a link of the published plan, new for each who asks: withdrawing is for once. */
async function furnish({ db, now, space, published }: AccessStage) {
  const kept = await testStorage().put(pdfOf('Acta'))
  await rememberFile(db, { ...kept, mediaType: 'application/pdf' }, now)
  const activity = await db
    .selectFrom('activities as a')
    .innerJoin('commitments as c', 'c.id', 'a.commitment_id')
    .select(['a.id', 'c.id as commitment_id'])
    .where('c.plan_id', '=', published.id)
    .executeTakeFirstOrThrow()
  const [id, link, copy] = [newId(), newId(), newId()]
  const url = `https://example.org/${link}`
  for (const one of [id, link]) {
    const place = { plan_id: published.id, commitment_id: activity.commitment_id, activity_id: activity.id }
    const said = { kind: 'document', title: 'Acta', organization_id: space.organizationId, added_at: now }
    await db
      .insertInto('evidence')
      .values({ id: one, ...place, ...said })
      .execute()
    const what = one === id ? { sha256: kept.sha256, media_type: 'application/pdf' } : { url }
    await db
      .insertInto('evidence_versions')
      .values({ evidence_id: one, number: 1, ...what, added_at: now })
      .execute()
  }
  const copied = { ...kept, media_type: 'application/pdf', final_url: url, copied_at: now }
  await db
    .insertInto('link_copies')
    .values({ id: copy, url, ...copied })
    .execute()
  return { id, copy, sha256: kept.sha256 }
}

export const trackingEvidenceAnnexe: Annexe = {
  rules: [
    { who: anyone, routes: ['GET /evidencias/:sha256{[0-9a-f]{64}}', `GET /evidencias/copias/:id${uuid}`] },
    { who: anyone, draft: team, routes: [`GET ${base}.csv`] },
    // Evidence comes with reports, and nobody reports on a draft.
    { who: anyone, draft: nobody, routes: [`GET ${one}`] },
    { who: ['liaison'], draft: nobody, routes: [`POST ${one}/cargas`] },
    { who: [...desk, 'liaison'], draft: nobody, routes: [`POST ${one}/retiro`] },
  ],
  addressOf: async (stage, route, _player, plan) => {
    const { id, copy, sha256 } = await furnish(stage)
    const [, path = ''] = route.split(' ')
    return path
      .replace('/:space/planes/:plan', `/${stage.space.slug}/planes/${plan.slug}`)
      .replace(':sha256{[0-9a-f]{64}}', sha256)
      .replace(`:id${uuid}`, path.includes('copias') ? copy : id)
  },
}
