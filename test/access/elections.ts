import { newKeys } from '../../src/features/governance/elections/keys.ts'
import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'
import { anyone, desk, signedIn } from '../access-table.ts'
import type { Annexe } from './annexe.ts'

const list = '/:space/organos/:body/elecciones'
const election = `${list}/:election`
const mesa = `${election}/mesa`
const id = ':id{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
const sha256 = ':sha256{[0-9a-f]{64}}'

export const electionsAnnexe: Annexe = {
  rules: [
    {
      who: anyone,
      routes: [
        ...[`GET ${list}`, `GET ${election}`, `GET ${election}/boletas`, `GET ${election}/votar`],
        ...[`GET ${election}/archivos/${sha256}`, `GET ${list}/recount-election.mjs`],
        ...[
          `GET ${list}.ics`,
          `GET ${election}/boletas.csv`,
          `GET ${list}.json`,
          `GET ${list}/:file{[a-z0-9-]+\\.json}`,
          `GET ${election}/paquete.json`,
        ],
        // Its ballot speaks for itself: nobody is asked who she is.
        `POST ${election}/boletas.json`,
      ],
    },
    {
      who: signedIn,
      routes: [
        ...[`GET ${election}/firmas.json`, `POST ${election}/firmas.json`, `GET ${election}/candidatura`],
        ...[`POST ${election}/candidatura/cargas`, `POST ${election}/candidatura/retiro`],
      ],
    },
    {
      who: desk,
      routes: [
        ...[`GET ${list}/nueva`, `POST ${list}/nueva`, `GET ${mesa}`, `POST ${mesa}/padron`],
        ...[`POST ${mesa}/candidaturas/:n{[1-9][0-9]{0,3}}`, `POST ${mesa}/padron/${id}/baja`],
        ...[`POST ${mesa}/padron/${id}/papel`, `POST ${mesa}/calendario`, `POST ${mesa}/acta/cargas`],
        ...[`POST ${mesa}/conteo`, `POST ${mesa}/asientos`, `POST ${mesa}/anulacion`],
      ],
    },
  ],
  addressOf: async (stage, route) => {
    const [, pattern = ''] = route.split(' ')
    const { slug, voterId, file } = await furnish(stage)
    return pattern
      .replace(':space', stage.space.slug)
      .replace(':body', slug)
      .replace(':file{[a-z0-9-]+\\.json}', `${slug}.json`)
      .replace(':election', slug)
      .replace(':n{[1-9][0-9]{0,3}}', '1')
      .replace(id, voterId)
      .replace(sha256, file)
  },
}

let keys: ReturnType<typeof newKeys> | undefined

/** A counted election of a body of its own, with its act and somebody on the roll; its package is the smallest JSON. */
async function furnish({ db, space, now, storage }: AccessStage) {
  keys ??= newKeys()
  const [bodyId, id] = [newId(), newId()]
  const slug = `eleccion-${id.slice(-8)}`
  const body = { id: bodyId, space_id: space.id, slug, kind: 'local', name: slug, minimum: '{}', created_at: now }
  await db.insertInto('bodies').values(body).execute()
  const days = (count: number) => new Date(now.getTime() + count * 86_400_000)
  await db
    .insertInto('elections')
    .values({
      ...{ id, body_id: bodyId, slug, title: slug, sector: 'government', seats: 1, created_at: now },
      ...{ candidacies_from: days(-9), candidacies_to: days(-8), voting_from: days(-7), voting_to: days(-6) },
      public_key: (await keys).publicKey,
    })
    .execute()
  const file = await storage.put(Buffer.from('{}'))
  await db
    .insertInto('files')
    .values({ sha256: file.sha256, bytes: file.bytes, media_type: 'application/json', stored_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const result = {
    ...{ standings: [], blank: { digital: 0, paper: 0 }, spoiled: 0 },
    ...{ ballots: { digital: 0, paper: 0 }, tie: null },
  }
  await db
    .insertInto('election_counts')
    .values({ election_id: id, package_sha256: file.sha256, result: JSON.stringify(result), counted_at: now })
    .execute()
  const act = { ballots: 0, blank: 0, spoiled: 0, votes: '{}', act_title: 'Acta', witnesses: 'T', captured_at: now }
  await db
    .insertInto('election_paper_counts')
    .values({ election_id: id, ...act, act_sha256: file.sha256 })
    .execute()
  const voterId = newId()
  await db.insertInto('election_roll').values({ id: voterId, election_id: id, admitted_at: now }).execute()
  return { slug, voterId, file: file.sha256 }
}
