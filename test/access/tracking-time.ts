import { freezeDueCuts } from '../../src/features/tracking/cuts/commands.ts'
import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'
import { anyone, desk } from '../access-table.ts'
import { testStorage } from '../files.ts'
import type { Annexe } from './annexe.ts'

const plan = '/:space/planes/:plan'
const cuts = `${plan}/cortes`
const id = ':id{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
const number = ':n{[1-9][0-9]{0,6}}'
const file = (ending: string) => `:file{[1-9][0-9]{0,6}\\.${ending}}`

const stages = new WeakMap<AccessStage, Promise<{ open: string }>>()

/** A cut frozen long ago and a date that is still to come, in the published plan. */
async function furnished(stage: AccessStage): Promise<{ open: string }> {
  const { db, now, published } = stage
  const open = newId()
  const dates = [
    { id: newId(), number: 1, due_on: '2026-11-01' },
    { id: open, number: 2, due_on: '2026-12-15' },
  ]
  const shared = { plan_id: published.id, title: 'Corte', set_at: now }
  await db
    .insertInto('cut_dates')
    .values(dates.map((date) => ({ ...date, ...shared })))
    .execute()
  await freezeDueCuts({ db, storage: testStorage() }, now)
  return { open }
}

export const trackingTimeAnnexe: Annexe = {
  rules: [
    {
      who: anyone,
      routes: [
        ...[`GET ${cuts}`, `GET ${cuts}.json`, `GET ${cuts}/${number}`],
        ...[`GET ${cuts}/${file('json')}`, `GET ${cuts}/${file('csv')}`],
        ...[`GET ${cuts}/comparar`, `GET ${cuts}/comparar.json`],
      ],
    },
    {
      who: desk,
      routes: [`POST ${cuts}/fechas`, `POST ${cuts}/fechas/${id}`, `POST ${cuts}/congelar`],
    },
  ],
  addressOf: async (stage, route) => {
    let made = stages.get(stage)
    if (!made) {
      made = furnished(stage)
      stages.set(stage, made)
    }
    const { open } = await made
    const [, path = ''] = route.split(' ')
    const address = path
      .replace(plan, `/${stage.space.slug}/planes/${stage.published.slug}`)
      .replace(file('json'), '1.json')
      .replace(file('csv'), '1.csv')
      .replace(number, '1')
      .replace(id, open)
    return address.endsWith('comparar.json') ? `${address}?de=1&a=1` : address
  },
}
