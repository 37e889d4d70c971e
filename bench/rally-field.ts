import type { Database } from '../src/platform/context.ts'
import { insertMany } from '../src/platform/db/bulk.ts'
import { newId } from '../src/platform/identity.ts'

/** Fills an edition with made-up teams of one person and made-up works. */
export async function invent(
  db: Database,
  editionId: string,
  counts: { teams: number; works: number },
  now: Date,
): Promise<{ teams: string[]; works: string[] }> {
  const teams = Array.from({ length: counts.teams }, (_, index) => ({
    id: newId(),
    member: newId(),
    account: newId(),
    code: `equipo-${index + 1}`,
  }))
  const works = Array.from({ length: counts.works }, (_, index) => `26FICT${String(10_000 + index)}`)
  const edition_id = editionId
  await insertMany(
    db,
    'rally_teams',
    ['id', 'edition_id', 'code', 'name', 'kind', 'notice_version', 'registered_at'],
    teams.map(({ id, code }) => ({
      id,
      edition_id,
      code,
      name: `Equipo ${code.slice(7)}`,
      kind: 'team',
      notice_version: '1',
      registered_at: now,
    })),
  )
  await insertMany(
    db,
    'rally_members',
    ['id', 'edition_id', 'team_id', 'position', 'pseudonym', 'is_captain', 'is_minor', 'joined_at'],
    teams.map(({ id, member }) => ({
      id: member,
      edition_id,
      team_id: id,
      position: 1,
      pseudonym: 'P',
      is_captain: true,
      is_minor: false,
      joined_at: now,
    })),
  )
  await insertMany(
    db,
    'rally_accounts',
    ['id', 'edition_id', 'team_id', 'member_id', 'network', 'handle', 'handle_folded', 'code', 'claimed_at'],
    teams.map(({ id, member, account, code }) => ({
      ...{ id: account, edition_id, team_id: id, member_id: member, network: 'web', handle: code },
      ...{ handle_folded: code, code: 'x', claimed_at: now },
    })),
  )
  await insertMany(
    db,
    'rally_account_proofs',
    ['account_id', 'method', 'proved_at'],
    teams.map(({ account }) => ({ account_id: account, method: 'own', proved_at: now })),
  )
  await insertMany(
    db,
    'rally_works',
    [
      'edition_id',
      'key',
      'name',
      'state_key',
      'state_name',
      'municipality',
      'latitude',
      'longitude',
      'location_precision',
      'is_added',
    ],
    works.map((key, index) => ({
      ...{
        edition_id,
        key,
        name: `Obra ${key}`,
        state_key: '20',
        state_name: 'Oaxaca',
        municipality: `Municipio ${index % 50}`,
      },
      ...{
        latitude: 16 + (index % 40) / 20,
        longitude: -97 + (index % 37) / 20,
        location_precision: 'point',
        is_added: false,
      },
    })),
  )
  return { teams: teams.map(({ code }) => code), works }
}
