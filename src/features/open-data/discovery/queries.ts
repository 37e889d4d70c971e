import type { Db } from '../../../platform/context.ts'
import { commitmentPaths, planPaths } from '../../commitments/paths.ts'
import { exercisePaths } from '../../exercises/paths.ts'
import { recordPaths } from '../../record/paths.ts'
import { spacePaths } from '../../spaces/paths.ts'
import { boardPaths } from '../../tracking/paths.ts'
import { openDataPaths } from '../paths.ts'
import { publishedPlans } from '../queries.ts'
import type { Address } from './files.ts'

/** Every public page worth finding: the house's own, spaces, plans and their boards, then commitments. */
export async function publicAddresses(db: Db): Promise<Address[]> {
  const spaces = await db.selectFrom('spaces').select('slug').orderBy('slug').execute()
  const plans = await publishedPlans(db)
  const commitments = await db
    .selectFrom('commitments as c')
    .innerJoin('plan_publications as u', 'u.plan_id', 'c.plan_id')
    .innerJoin('plans as p', 'p.id', 'c.plan_id')
    .innerJoin('spaces as s', 's.id', 'p.space_id')
    .select(['c.key', 'c.updated_at', 'p.slug as plan', 's.slug as space'])
    .orderBy('s.slug')
    .orderBy('p.slug')
    .orderBy('c.position')
    .execute()
  const exercises = await db
    .selectFrom('exercises as e')
    .innerJoin('spaces as s', 's.id', 'e.space_id')
    .select(['e.slug', 's.slug as space'])
    .where('e.published_at', 'is not', null)
    .orderBy('s.slug')
    .orderBy('e.slug')
    .execute()
  const own = [
    '/',
    boardPaths.all(),
    spacePaths.all(),
    openDataPaths.home(),
    openDataPaths.recipe(),
    openDataPaths.api(),
    recordPaths.all(),
    '/privacidad',
    '/accesibilidad',
  ]
  return [
    ...own.map((path) => ({ path, changedAt: null })),
    ...spaces.map(({ slug }) => ({ path: spacePaths.space(slug), changedAt: null })),
    ...exercises.map(({ slug, space }) => ({
      path: exercisePaths.one({ space: { slug: space }, slug }),
      changedAt: null,
    })),
    ...plans.flatMap((plan) => {
      const place = { space: { slug: plan.space }, slug: plan.slug }
      return [planPaths.plan(place), planPaths.board(place)].map((path) => ({ path, changedAt: plan.updatedAt }))
    }),
    ...commitments.map((row) => ({
      path: commitmentPaths.commitment({ space: { slug: row.space }, slug: row.plan }, row.key),
      changedAt: row.updated_at,
    })),
  ]
}

/** Where the offices of the outermost spaces are reached. */
export async function contactUrls(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom('spaces')
    .select('contact_url')
    .where('parent_id', 'is', null)
    .orderBy('slug')
    .execute()
  return rows.flatMap((row) => (row.contact_url?.startsWith('https://') ? [row.contact_url] : []))
}

/** Who publishes: the office of the only outermost space, where there is just one that names it. */
export async function publisherName(db: Db): Promise<string | null> {
  const rows = await db
    .selectFrom('spaces')
    .select(['name', 'contact_office'])
    .where('parent_id', 'is', null)
    .limit(2)
    .execute()
  const [only] = rows
  return only && rows.length === 1 ? (only.contact_office ?? only.name) : null
}
