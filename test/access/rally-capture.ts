import { newId } from '../../src/platform/identity.ts'
import { rememberFile } from '../../src/platform/storage/files.ts'
import type { AccessStage } from '../access-stage.ts'
import { anyone, desk, signedIn } from '../access-table.ts'
import { testStorage } from '../files.ts'
import { picture } from '../photos.ts'
import type { Annexe } from './annexe.ts'
import { addEdition } from './edition.ts'

const edition = '/:space/rallies/:edition'
const uuid = '{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
const folio = 'OBRA-0000-0001'

type Furnished = { path: string; captureId: string; photoId: string; shown: string }
const stages = new WeakMap<AccessStage, Promise<Furnished>>()

/** An edition that runs, where the neighbour is a team of one with a visit and a photograph that was checked. */
async function furnish(stage: AccessStage): Promise<Furnished> {
  const { db, now } = stage
  const { id, path } = await addEdition(db, stage.space.id, stage.space.slug, 'rally-en-la-calle')
  const [teamId, memberId, captureId, photoId] = [newId(), newId(), newId(), newId()]
  const team = { code: 'vecinas', name: 'Vecinas', kind: 'individual', notice_version: '1', registered_at: now }
  await db
    .insertInto('rally_teams')
    .values({ id: teamId, edition_id: id, ...team })
    .execute()
  const member = { position: 1, pseudonym: 'Vecina', person_id: stage.personId('neighbour'), joined_at: now }
  await db
    .insertInto('rally_members')
    .values({ id: memberId, edition_id: id, team_id: teamId, ...member })
    .execute()
  const visit = { kind: 'visit', work_keys: ['26FICT00001'], mode: 'on-site', finding: 'matches', time_basis: 'server' }
  const times = { device_at: now, received_at: now, published_at: now }
  await db
    .insertInto('rally_captures')
    .values({
      id: captureId,
      edition_id: id,
      team_id: teamId,
      member_id: memberId,
      client_id: newId(),
      ...visit,
      ...times,
    })
    .execute()
  const kept = await testStorage().put(await picture(99))
  await rememberFile(db, { ...kept, mediaType: 'image/jpeg' }, now)
  const hashes = { original_sha256: kept.sha256, public_sha256: kept.sha256, thumbnail_sha256: kept.sha256 }
  const about = { position: 0, width: 640, height: 480, phash: '0'.repeat(16), was_blurred: false, received_at: now }
  await db
    .insertInto('rally_photos')
    .values({ id: photoId, edition_id: id, capture_id: captureId, ...hashes, ...about, original_delete_after: now })
    .execute()
  const check = { photo_id: photoId, decision: 'shown', checked_at: now }
  await db.insertInto('rally_photo_checks').values(check).execute()
  const missing = { name: 'Banqueta', description: 'En la esquina.', device_at: now, received_at: now }
  await db
    .insertInto('rally_missing_works')
    .values({ id: newId(), edition_id: id, client_id: newId(), folio, ...missing })
    .execute()
  return { path, captureId, photoId, shown: kept.sha256 }
}

export const rallyCaptureAnnexe: Annexe = {
  rules: [
    {
      who: anyone,
      routes: [
        ...[`GET ${edition}/calle/app.webmanifest`, `GET ${edition}/fotos/:file{[0-9a-f]{64}\\.jpg}`],
        `GET ${edition}/fuera-del-padron`,
      ],
    },
    { who: signedIn, routes: ['POST /cargas', `GET ${edition}/calle`, `POST ${edition}/fuera-del-padron`] },
    {
      who: ['neighbour'],
      routes: [
        ...['anuncios', 'visitas'].flatMap((page) => [`GET ${edition}/calle/${page}`, `POST ${edition}/calle/${page}`]),
        ...[`POST ${edition}/calle/anuncios.json`, `POST ${edition}/calle/visitas.json`],
      ],
    },
    {
      who: ['neighbour', 'moderator', ...desk],
      routes: [`GET ${edition}/calle/recibos/:id${uuid}`, `GET ${edition}/fotos/:id${uuid}/vista`],
    },
    { who: ['moderator', ...desk], routes: [`GET ${edition}/fotos`, `POST ${edition}/fotos`] },
    {
      who: desk,
      routes: [
        `GET ${edition}/fotos/:id${uuid}/original`,
        `POST ${edition}/fuera-del-padron/:folio{OBRA-[0-9A-F]{4}-[0-9A-F]{4}}/respuesta`,
      ],
    },
    // Nobody reads an upload back, and each is its sender's alone.
    { who: [], routes: ['GET', 'PATCH', 'DELETE'].map((method) => `${method} /cargas/:id${uuid}`) },
  ],
  addressOf: async (stage, route) => {
    const made = stages.get(stage) ?? furnish(stage)
    stages.set(stage, made)
    const { path, captureId, photoId, shown } = await made
    const [, pattern = ''] = route.split(' ')
    return pattern
      .replace(edition, path)
      .replace(/:file\{.*\}$/, `${shown}.jpg`)
      .replace(/:folio\{[^/]*\}/, folio)
      .replace(/:id\{.*\}(?=\/|$)/, pattern.includes('/fotos/') ? photoId : captureId)
  },
}
