import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'
import { anyone } from '../access-table.ts'
import { addPost } from '../review-stage.ts'
import type { Annexe } from './annexe.ts'
import { addEdition } from './edition.ts'

const edition = '/:space/rallies/:edition'
const list = `${edition}/hallazgos`
const number = ':number{[0-9]{1,9}}'
const formats = ['xml', 'json'] as const

const stages = new WeakMap<AccessStage, Promise<string>>()

/** An edition with one finding that the liaison may answer. */
async function furnished(stage: AccessStage): Promise<string> {
  const { id, path } = await addEdition(stage.db, stage.space.id, stage.space.slug, 'hallado')
  await addPost(stage.db, id, { id: 'p1', finding: 'differs' })
  const about = { work_key: '26FICT00001', network: 'x', external_id: 'p1', code: 'other', codes: ['other'] }
  await stage.db
    .insertInto('rally_findings')
    .values({ id: newId(), edition_id: id, number: 1, ...about, finding: 'differs', opened_at: stage.now })
    .execute()
  return path
}

export const findingsAnnexe: Annexe = {
  rules: [
    {
      who: anyone,
      routes: [
        ...['', '.json', '.csv', '.geojson', '.atom'].map((ending) => `GET ${list}${ending}`),
        ...['', '.json', '.csv'].map((ending) => `GET ${list}/para-quien-publica${ending}`),
        `GET ${list}/${number}`,
        ...formats.flatMap((format) => [
          `GET ${edition}/open311/v2/discovery.${format}`,
          `GET ${edition}/open311/v2/services.${format}`,
          `GET ${edition}/open311/v2/services/:code{[a-z_]+\\.${format}}`,
          `GET ${edition}/open311/v2/requests.${format}`,
          `GET ${edition}/open311/v2/requests/:id{[0-9]{1,9}\\.${format}}`,
          `POST ${edition}/open311/v2/requests.${format}`,
        ]),
      ],
    },
    { who: ['installation', 'facilitator', 'administrator'], routes: [`POST ${list}/para-quien-publica/correcciones`] },
    { who: ['liaison'], routes: [`POST ${list}/${number}/respuesta`] },
  ],
  addressOf: async (stage, route) => {
    let path = stages.get(stage)
    if (!path) {
      path = furnished(stage)
      stages.set(stage, path)
    }
    return (route.split(' ')[1] ?? '')
      .replace(edition, await path)
      .replace(number, '1')
      .replace(/:code\{\[a-z_\]\+\\/, 'other')
      .replace(/:id\{\[0-9\]\{1,9\}\\/, '1')
      .replace(/\}$/, '')
  },
}
