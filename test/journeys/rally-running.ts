import type { Database } from '../../src/platform/context.ts'
import { newId } from '../../src/platform/identity.ts'
import { addEdition } from '../access/edition.ts'

type World = { server: { db: Database } }

export const bridge = { key: '26FICT00001', name: 'Puente del mercado', latitude: 17.06, longitude: -96.72 }
export const roof = { key: '26FICT00002', name: 'Techado de la escuela', latitude: 17.07, longitude: -96.73 }

const day = 86_400_000

/** An edition that opened yesterday and closes tomorrow, with two works; teams may still register. */
export async function runningRally({ server: { db } }: World): Promise<{ id: string; path: string }> {
  const space = await db.selectFrom('spaces').select('id').where('slug', '=', 'san-pedro').executeTakeFirstOrThrow()
  const edition = await addEdition(db, space.id, 'san-pedro', 'rally')
  const window = {
    registration_opens_at: new Date(Date.now() - 2 * day),
    registration_closes_at: new Date(Date.now() + day),
    opens_at: new Date(Date.now() - day),
    closes_at: new Date(Date.now() + day),
    appeals_close_at: new Date(Date.now() + 3 * day),
  }
  await db.updateTable('rally_editions').set(window).where('id', '=', edition.id).execute()
  for (const work of [bridge, roof]) {
    const place = { state_key: '20', state_name: 'Oaxaca', municipality: 'San Pedro', location_precision: 'point' }
    await db
      .insertInto('rally_works')
      .values({ edition_id: edition.id, ...work, ...place, physical_progress: 60 })
      .execute()
  }
  return edition
}

/** A team with an account of its own under its code; of nobody here unless its captain is given. */
export async function rivalTeam(
  { server: { db } }: World,
  editionId: string,
  code: string,
  personId: string | null = null,
): Promise<void> {
  const [id, memberId, accountId, at] = [newId(), newId(), newId(), new Date(Date.now() - day)]
  const of = { edition_id: editionId, team_id: id }
  const team = { code, name: code, kind: 'team', notice_version: '1', registered_at: at }
  await db
    .insertInto('rally_teams')
    .values({ id, edition_id: editionId, ...team })
    .execute()
  const member = { position: 1, pseudonym: `Cap. ${code}`, is_captain: true, joined_at: at, person_id: personId }
  await db
    .insertInto('rally_members')
    .values({ id: memberId, ...of, ...member })
    .execute()
  const account = { network: 'web', handle: code, handle_folded: code, code: `c-${code}`.slice(0, 12), claimed_at: at }
  await db
    .insertInto('rally_accounts')
    .values({ id: accountId, ...of, member_id: memberId, ...account })
    .execute()
  const proof = { account_id: accountId, method: 'own', proved_at: at }
  await db.insertInto('rally_account_proofs').values(proof).execute()
}
