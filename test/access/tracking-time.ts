import { freezeDueCuts } from '../../src/features/tracking/cuts/commands.ts'
import { newId } from '../../src/platform/identity.ts'
import type { AccessStage, Furnished } from '../access-stage.ts'
import { anyone, desk, nobody, team } from '../access-table.ts'
import { testStorage } from '../files.ts'
import type { Annexe } from './annexe.ts'

const plan = '/:space/planes/:plan'
const cuts = `${plan}/cortes`
const id = ':id{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
const number = ':n{[1-9][0-9]{0,6}}'
const file = (ending: string) => `:file{[1-9][0-9]{0,6}\\.${ending}}`

const stages = new WeakMap<AccessStage, Map<string, Promise<string>>>()

/** A date that is still to come, and in a published plan a cut frozen long ago. */
async function furnished({ db, now }: AccessStage, furnishedPlan: Furnished): Promise<string> {
  const open = newId()
  const dates = [
    ...(furnishedPlan.isPublished ? [{ id: newId(), number: 1, due_on: '2026-11-01' }] : []),
    { id: open, number: 2, due_on: '2026-12-15' },
  ]
  const shared = { plan_id: furnishedPlan.id, title: 'Corte', set_at: now }
  await db
    .insertInto('cut_dates')
    .values(dates.map((date) => ({ ...date, ...shared })))
    .execute()
  await freezeDueCuts({ db, storage: testStorage() }, now)
  return open
}

function furnishedOnce(stage: AccessStage, furnishedPlan: Furnished): Promise<string> {
  const made = stages.get(stage) ?? new Map<string, Promise<string>>()
  stages.set(stage, made)
  const open = made.get(furnishedPlan.id) ?? furnished(stage, furnishedPlan)
  made.set(furnishedPlan.id, open)
  return open
}

export const trackingTimeAnnexe: Annexe = {
  rules: [
    { who: anyone, draft: team, routes: [`GET ${cuts}`, `GET ${cuts}.json`, `GET ${cuts}/comparar`] },
    {
      who: anyone,
      // Only a published plan has a board to freeze.
      draft: nobody,
      routes: [
        ...[`GET ${cuts}/${number}`, `GET ${cuts}/${file('json')}`, `GET ${cuts}/${file('csv')}`],
        `GET ${cuts}/comparar.json`,
      ],
    },
    {
      who: desk,
      routes: [`POST ${cuts}/fechas`, `POST ${cuts}/fechas/${id}`, `POST ${cuts}/congelar`],
    },
    {
      who: desk,
      routes: [`GET ${plan}/hoja`, `GET ${plan}/hoja.csv`, `GET ${plan}/hoja.xlsx`, `POST ${plan}/hoja/importaciones`],
    },
  ],
  addressOf: async (stage, route, _player, furnishedPlan) => {
    const open = await furnishedOnce(stage, furnishedPlan)
    const [, path = ''] = route.split(' ')
    const address = path
      .replace(plan, `/${stage.space.slug}/planes/${furnishedPlan.slug}`)
      .replace(file('json'), '1.json')
      .replace(file('csv'), '1.csv')
      .replace(number, '1')
      .replace(id, open)
    return address.endsWith('comparar.json') ? `${address}?de=1&a=1` : address
  },
}
