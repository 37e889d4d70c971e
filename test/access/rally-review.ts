import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'
import { anyone, desk } from '../access-table.ts'
import { addJudges, addPost } from '../review-stage.ts'
import type { Annexe } from './annexe.ts'
import { addEdition } from './edition.ts'

const edition = '/:space/rallies/:edition'
const folio = ':folio{APE-[0-9A-Z]{4}-[0-9A-Z]{4}}'
const judge = ['evaluator'] as const
const appeal = 'APE-0000-0000'

const stages = new WeakMap<AccessStage, Promise<string>>()

/** An edition that the evaluator judges, with a post without a work and an appeal about it. */
async function furnished(stage: AccessStage): Promise<string> {
  const { id, path } = await addEdition(stage.db, stage.space.id, stage.space.slug, 'revisado')
  await addJudges(stage.db, id, [{ id: stage.personId('evaluator') ?? '' }])
  await addPost(stage.db, id, { id: 'p1', team: null, works: [], kind: null, status: 'review', reason: 'no_work' })
  const about = { folio: appeal, network: 'x', external_id: 'p1', reason: 'El letrero dice qué obra es.' }
  await stage.db
    .insertInto('rally_appeals')
    .values({ id: newId(), edition_id: id, ...about, filed_at: stage.now })
    .execute()
  return path
}

export const rallyReviewAnnexe: Annexe = {
  rules: [
    {
      who: anyone,
      routes: [
        ...[`GET ${edition}/revision/acuerdo`, `GET ${edition}/revision/acuerdo.json`],
        ...['', '.json', '.csv', '.atom'].map((ending) => `GET ${edition}/apelaciones${ending}`),
        ...[`GET ${edition}/apelaciones/nueva`, `POST ${edition}/apelaciones/nueva`],
        `GET ${edition}/apelaciones/${folio}`,
      ],
    },
    {
      who: judge,
      routes: [
        ...[`POST ${edition}/revision`, `POST ${edition}/revision/deshacer`],
        ...[`GET ${edition}/revision/segunda-mirada`, `POST ${edition}/revision/segunda-mirada`],
        `POST ${edition}/apelaciones/${folio}/respuesta`,
      ],
    },
    {
      who: [...judge, ...desk],
      routes: [`GET ${edition}/revision`, `GET ${edition}/revision/obra`, `POST ${edition}/revision/obra`],
    },
    {
      who: desk,
      routes: [
        ...[`GET ${edition}/revision/personas`, `POST ${edition}/revision/personas`],
        `POST ${edition}/revision/muestra`,
      ],
    },
    { who: [...desk, 'moderator'], routes: [`POST ${edition}/apelaciones/${folio}/ocultar`] },
  ],
  addressOf: async (stage, route) => {
    let path = stages.get(stage)
    if (!path) {
      path = furnished(stage)
      stages.set(stage, path)
    }
    const address = (route.split(' ')[1] ?? '').replace(edition, await path).replace(folio, appeal)
    return /\/(obra|nueva)$/.test(address) ? `${address}?red=x&id=p1` : address
  },
}
