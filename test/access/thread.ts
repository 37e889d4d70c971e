import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'
import { anyone } from '../access-table.ts'
import type { Annexe } from './annexe.ts'

const shape = '[Aa][Pp][Oo]-[0-9A-Za-z]{4}-[0-9A-Za-z]{4}'
const one = `/hilo/:folio{${shape}}`
const flow = '/:space/ejercicios/:exercise/hilo'

export const threadAnnexe: Annexe = {
  rules: [
    {
      who: anyone,
      routes: [
        ...['GET /hilo', `GET ${one}`, `GET /hilo/:folio{${shape}\\.json}`, `POST ${one}/avisos`],
        ...[`GET ${one}/avisos/confirmar`, `POST ${one}/avisos/confirmar`],
        ...[`GET ${one}/avisos/salir`, `POST ${one}/avisos/salir`],
        ...[`GET ${flow}`, `GET ${flow}.json`, `GET ${flow}.csv`],
      ],
    },
  ],
  addressOf: async (stage, route) => {
    const [, pattern = ''] = route.split(' ')
    const { folio, exercise } = await furnish(stage)
    return pattern
      .replace(':space', stage.space.slug)
      .replace(':exercise', exercise)
      .replace(`:folio{${shape}\\.json}`, `${folio}.json`)
      .replace(`:folio{${shape}}`, folio)
  },
}

/** A published exercise with one contribution, for each who asks. */
async function furnish({ db, space, now }: AccessStage) {
  const [methodId, exerciseId, consultationId] = [newId(), newId(), newId()]
  const [slug, folio] = [
    `hilo-${exerciseId.slice(-10)}`,
    `APO-${exerciseId.slice(-8, -4)}-${exerciseId.slice(-4)}`.toUpperCase(),
  ]
  const here = { space_id: space.id, created_at: now, published_at: now }
  const method = { id: methodId, code: slug, version: 1, name: 'Corto', definition: '{}', made_at: now }
  await db
    .insertInto('methods')
    .values({ ...method, space_id: space.id })
    .execute()
  await db
    .insertInto('exercises')
    .values({ id: exerciseId, slug, title: slug, programme: 'local', method_id: methodId, ...here })
    .execute()
  const asked = {
    id: consultationId,
    exercise_id: exerciseId,
    slug,
    title: slug,
    question: '¿Qué?',
    channels: ['mail'],
  }
  const until = new Date(now.getTime() + 86_400_000)
  await db
    .insertInto('consultations')
    .values({ ...asked, opens_at: now, closes_at: until, ...here })
    .execute()
  const said = { id: newId(), folio, consultation_id: consultationId, channel: 'mail', body: 'Agua' }
  await db
    .insertInto('contributions')
    .values({ ...said, said_on: now.toISOString().slice(0, 10), received_at: now })
    .execute()
  return { folio, exercise: slug }
}
