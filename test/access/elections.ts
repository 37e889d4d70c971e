import { newKeys } from '../../src/features/governance/elections/keys.ts'
import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'
import { anyone, signedIn } from '../access-table.ts'
import type { Annexe } from './annexe.ts'

const list = '/:space/organos/:body/elecciones'
const election = `${list}/:election`

export const electionsAnnexe: Annexe = {
  rules: [
    {
      who: anyone,
      routes: [
        ...[`GET ${list}.json`, `GET ${list}/:file{[a-z0-9-]+\\.json}`, `GET ${election}/paquete.json`],
        // Its ballot speaks for itself: nobody is asked who she is.
        `POST ${election}/boletas.json`,
      ],
    },
    { who: signedIn, routes: [`GET ${election}/firmas.json`, `POST ${election}/firmas.json`] },
  ],
  addressOf: async (stage, route) => {
    const [, pattern = ''] = route.split(' ')
    const slug = await furnish(stage)
    return pattern
      .replace(':space', stage.space.slug)
      .replace(':body', slug)
      .replace(':file{[a-z0-9-]+\\.json}', `${slug}.json`)
      .replace(':election', slug)
  },
}

let keys: ReturnType<typeof newKeys> | undefined

/** A counted election of a body of its own; its package is the smallest JSON. */
async function furnish({ db, space, now, storage }: AccessStage): Promise<string> {
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
  const result = { standings: [], blank: {}, spoiled: 0, ballots: {}, tie: null }
  await db
    .insertInto('election_counts')
    .values({ election_id: id, package_sha256: file.sha256, result: JSON.stringify(result), counted_at: now })
    .execute()
  return slug
}
