import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'
import { anyone, desk, signedIn } from '../access-table.ts'
import type { Annexe } from './annexe.ts'

const list = '/:space/organos'
const body = `${list}/:body`
const session = `${body}/sesiones/:n{[1-9][0-9]{0,6}}`
const motion = `${session}/mociones/:m{[1-9][0-9]{0,3}}`
const id = ':id{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
const folio = ':folio{ACU-[0-9A-Z]{4}-[0-9A-Z]{4}}'

export const governanceAnnexe: Annexe = {
  rules: [
    {
      who: anyone,
      routes: [
        ...[`GET ${list}`, `GET ${list}.json`, `GET ${body}`, `GET ${session}`],
        ...[`GET ${list}/:file{[a-z0-9-]+\\.json}`, `GET ${list}/:file{[a-z0-9-]+\\.ics}`],
        ...[`GET ${body}/sesiones/:file{[1-9][0-9]{0,6}\\.json}`],
        ...[`GET ${body}/acuerdos`, `GET ${body}/acuerdos.json`, `GET ${body}/acuerdos.csv`],
      ],
    },
    { who: signedIn, routes: [`POST ${motion}/mi-voto`, `POST ${session}/minuta/comentarios`] },
    {
      who: desk,
      routes: [
        ...[`GET ${list}/nuevo`, `POST ${list}/nuevo`, `GET ${body}/integracion`, `POST ${body}/integracion/nombrar`],
        ...[`POST ${body}/integracion/facilitacion`, `POST ${body}/integracion/partes`, `POST ${body}/documentos`],
        ...[`POST ${body}/integracion/${id}/terminar`, `GET ${body}/sesiones/nueva`, `POST ${body}/sesiones/nueva`],
        ...[
          `GET ${session}/mesa`,
          `POST ${session}/asistencia`,
          `POST ${session}/cancelar`,
          `POST ${session}/mociones`,
        ],
        ...[`POST ${motion}/votos`, `POST ${motion}/resultado`, `POST ${session}/minuta`],
        ...[`POST ${session}/minuta/aprobar`, `POST ${session}/minuta/comentarios/${id}`, `POST ${session}/acuerdos`],
        `POST ${body}/acuerdos/${folio}`,
      ],
    },
  ],
  addressOf: async (stage, route) => {
    const [, pattern = ''] = route.split(' ')
    const made = await furnish(stage)
    return pattern
      .replace(':space', stage.space.slug)
      .replace(':body', made.slug)
      .replace(':file{[a-z0-9-]+\\.json}', `${made.slug}.json`)
      .replace(':file{[a-z0-9-]+\\.ics}', `${made.slug}.ics`)
      .replace(':file{[1-9][0-9]{0,6}\\.json}', '1.json')
      .replace(':n{[1-9][0-9]{0,6}}', '1')
      .replace(':m{[1-9][0-9]{0,3}}', '1')
      .replace(folio, made.folio)
      .replace(id, made.memberId)
  },
}

/** A body with a seat, somebody on it, a session with its motion and agreement, for each who asks. */
async function furnish({ db, space, now }: AccessStage) {
  const [bodyId, seatId, memberId, sessionId, agreementId] = [newId(), newId(), newId(), newId(), newId()]
  const slug = `organo-${bodyId.slice(-8)}`
  const folio_ = `ACU-${agreementId.slice(-8, -4).toUpperCase()}-${agreementId.slice(-4).toUpperCase()}`
  const day = now.toISOString().slice(0, 10)
  const row = { id: bodyId, space_id: space.id, slug, kind: 'local', name: slug, minimum: '{}', created_at: now }
  await db.insertInto('bodies').values(row).execute()
  await db.insertInto('seats').values({ id: seatId, body_id: bodyId, sector: 'government', number: 1 }).execute()
  const seated = { id: memberId, body_id: bodyId, seat_id: seatId, quality: 'titular', name: 'T', from_on: day }
  await db
    .insertInto('memberships')
    .values({ ...seated, named_at: now })
    .execute()
  const called = { id: sessionId, body_id: bodyId, number: 1, title: 'Sesión', held_at: now, modality: 'in-person' }
  await db
    .insertInto('sessions_of_bodies')
    .values({ ...called, is_open: true, called_at: now })
    .execute()
  await db
    .insertInto('motions')
    .values({ id: newId(), session_id: sessionId, number: 1, kind: 'other', wording: 'M', moved_at: now })
    .execute()
  const agreed = { id: agreementId, folio: folio_, space_id: space.id, session_id: sessionId, wording: 'A' }
  await db
    .insertInto('agreements')
    .values({ ...agreed, responsible: 'R', made_at: now })
    .execute()
  return { slug, memberId, folio: folio_ }
}
