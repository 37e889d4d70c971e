import { tokenHash } from '../../src/platform/auth/one-time-link.ts'
import { folioOf } from '../../src/platform/folio.ts'
import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'
import { anyone, desk, signedIn, team } from '../access-table.ts'
import type { Annexe } from './annexe.ts'

const list = '/:space/mesas'
const table = `${list}/:table`
const draft = `${table}/borradores/:n{[1-9][0-9]{0,4}}`
const id = ':id{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
const folio = ':folio{ACU-[0-9A-Z]{4}-[0-9A-Z]{4}}'
const secret = 'a-secret-of-thirty-two-letters--'

export const tablesAnnexe: Annexe = {
  rules: [
    {
      who: anyone,
      routes: [
        ...[`GET ${list}`, `GET ${list}.json`, `GET ${list}.csv`, `GET ${list}.ics`, `GET ${table}`],
        ...[`GET ${list}/:file{[a-z0-9-]+\\.json}`, `GET ${list}/:file{[a-z0-9-]+\\.ics}`],
        ...[`GET ${table}/minuta`, `GET ${table}/minuta.json`, `GET ${draft}`],
        ...[`GET ${table}/registro`, `POST ${table}/registro`],
        ...[`GET ${table}/registro/lugar`, `POST ${table}/registro/lugar`],
      ],
    },
    { who: signedIn, routes: [`POST ${draft}/pasajes/${id}/observaciones`, `POST ${draft}/aprobaciones`] },
    { who: team, routes: [`POST ${draft}/calificacion`] },
    {
      who: desk,
      routes: [
        ...[`GET ${list}/nueva`, `POST ${list}/nueva`, `GET ${table}/editar`, `POST ${table}/editar`],
        ...[`POST ${table}/publicar`, `POST ${table}/cancelar`, `POST ${table}/acuerdos`],
        ...[`POST ${table}/acuerdos/${folio}`, `POST ${table}/borradores`, `POST ${table}/minuta`],
        ...[`GET ${table}/llegada`, `POST ${table}/llegada`, `POST ${table}/llegada/nueva`],
        ...[`POST ${table}/llegada/deshacer`, `POST ${draft}/pasajes`, `POST ${draft}/pasajes/${id}`],
        ...[`POST ${draft}/observaciones/${id}`, `POST ${draft}/detener`],
      ],
    },
  ],
  addressOf: async (stage, route) => {
    const [method, pattern = ''] = route.split(' ')
    const made = await furnish(stage)
    const address = pattern
      .replace(':space', stage.space.slug)
      .replace(':table', made.slug)
      .replace(':file{[a-z0-9-]+\\.json}', `${made.slug}.json`)
      .replace(':file{[a-z0-9-]+\\.ics}', `${made.slug}.ics`)
      .replace(':n{[1-9][0-9]{0,4}}', '1')
      .replace(folio, made.folio)
      .replace(id, made.passageId)
    return method === 'GET' && address.endsWith('/lugar') ? `${address}?clave=${made.secret}` : address
  },
}

/** A published table that still registers, with somebody on its list, an agreement and a draft, for each who asks. */
async function furnish({ db, space, now }: AccessStage) {
  const [tableId, registrationId, agreementId, draftId, passageId] = [newId(), newId(), newId(), newId(), newId()]
  const slug = `mesa-${tableId.slice(-12)}`
  const held = new Date(now.getTime() + 86_400_000)
  const row = { id: tableId, space_id: space.id, slug, title: slug, purpose: 'P', held_at: held, modality: 'remote' }
  await db
    .insertInto('working_tables')
    .values({ ...row, published_at: now, created_at: now })
    .execute()
  const own = `${secret}${tableId.slice(-6)}`
  const registered = { id: registrationId, table_id: tableId, folio: folioOf('REG', registrationId), name: 'N' }
  await db
    .insertInto('table_registrations')
    .values({ ...registered, sector: 'citizens', secret_hash: tokenHash(own), is_waiting: false, registered_at: now })
    .execute()
  const agreed = { id: agreementId, folio: folioOf('ACU', agreementId), space_id: space.id, table_id: tableId }
  await db
    .insertInto('agreements')
    .values({ ...agreed, wording: 'A', responsible: 'R', made_at: now })
    .execute()
  await db
    .insertInto('commitment_drafts')
    .values({ id: draftId, table_id: tableId, number: 1, title: 'B', created_at: now })
    .execute()
  await db
    .insertInto('draft_passages')
    .values({ id: passageId, draft_id: draftId, field: 'problem', position: 1, wording: 'W' })
    .execute()
  return { slug, folio: agreed.folio, passageId, secret: own }
}
