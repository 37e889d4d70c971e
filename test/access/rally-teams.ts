import { tokenHash } from '../../src/platform/auth/one-time-link.ts'
import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'
import { type Access, anyone, desk, type Player, signedIn } from '../access-table.ts'
import type { Annexe } from './annexe.ts'
import { rallyFixture } from './rally-fixture.ts'

const teams = '/:space/rallies/:edition/equipos'
const own = `${teams}/:code/mesa`
const organise = '/:space/rallies/:edition/organizar/equipos'
const id = '{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
const form = (address: string) => [`GET ${address}`, `POST ${address}`]
/** The captain of the team that stands in these addresses. */
const captain: Access = ['moderator']
const token = 'a-link-of-the-tests'

export const rallyTeamsAnnexe: Annexe = {
  rules: [
    {
      who: anyone,
      routes: [
        ...['', '.json', '.csv'].map((ending) => `GET ${teams}${ending}`),
        ...[`GET ${teams}/:code{[^/]+\\.json}`, `GET ${teams}/:code`],
        ...[`GET ${teams}/invitacion`, ...form(`${teams}/permiso`)],
      ],
    },
    { who: signedIn, routes: [...form(`${teams}/nuevo`), `POST ${teams}/invitacion`] },
    {
      who: captain,
      routes: [
        ...[`GET ${own}`, `POST ${own}/invitar`, `POST ${own}/enlace`, `POST ${own}/cuentas`, `POST ${own}/salir`],
        ...[`POST ${own}/baja`, ...form(`${teams}/:code/obras`)],
        ...[`POST ${own}/cuentas/:id${id}/perfil`, `POST ${own}/cuentas/:id${id}/quitar`],
      ],
    },
    {
      who: desk,
      routes: [
        ...[`GET ${organise}`, `POST ${organise}/:code/cuentas/:id${id}`, `POST ${organise}/:code/permisos/:id${id}`],
        ...[`POST ${organise}/:code/corregir`, `POST ${organise}/:code/baja`],
      ],
    },
    // Their forms name somebody: without a name nobody is there to hand over to.
    { who: [], routes: [`POST ${own}/capitania`, `POST ${organise}/:code/capitania`] },
  ],
  addressOf: async (stage, route, player) => {
    const { space, slug } = await rallyFixture(stage)
    const team = await captainsTeam(stage)
    const [, pattern = ''] = route.split(' ')
    const filled = pattern
      .replace(':space', space)
      .replace(':edition', slug)
      .replace(':code{[^/]+\\.json}', `${team.code}.json`)
      .replace(':code', team.code)
    if (pattern.endsWith('/invitacion')) return `${filled}?token=${token}`
    if (!filled.includes(':id')) return filled
    return filled.replace(`:id${id}`, pattern.includes('permisos') ? team.minorId : await account(stage, team, player))
  },
}

type Made = { id: string; code: string; captainId: string; minorId: string }
const made = new WeakMap<AccessStage, Promise<Made>>()

function captainsTeam(stage: AccessStage): Promise<Made> {
  const team = made.get(stage) ?? furnish(stage)
  made.set(stage, team)
  return team
}

async function furnish(stage: AccessStage): Promise<Made> {
  const { db, now } = stage
  const edition = await rallyFixture(stage)
  const team = { id: newId(), code: 'las-iguanas', captainId: newId(), minorId: newId() }
  const about = { name: 'Las Iguanas', kind: 'team', notice_version: '1', registered_at: now }
  await db
    .insertInto('rally_teams')
    .values({ id: team.id, edition_id: edition.id, code: team.code, ...about })
    .execute()
  const place = { edition_id: edition.id, team_id: team.id, joined_at: now }
  const personId = stage.personId('moderator')
  await db
    .insertInto('rally_members')
    .values([
      { ...place, id: team.captainId, position: 1, pseudonym: 'Cap', person_id: personId, is_captain: true },
      { ...place, id: team.minorId, position: 2, pseudonym: 'Chiquita', is_minor: true },
    ])
    .execute()
  const link = { id: newId(), team_id: team.id, token_hash: tokenHash(token), invited_at: now }
  await db
    .insertInto('rally_member_invitations')
    .values({ ...link, expires_at: new Date(now.getTime() + 86_400_000) })
    .execute()
  return team
}

let claimed = 0

async function account(stage: AccessStage, team: Made, player: Player): Promise<string> {
  const edition = await rallyFixture(stage)
  const accountId = newId()
  const handle = `${player.replaceAll(' ', '')}${++claimed}`
  await stage.db
    .insertInto('rally_accounts')
    .values({
      ...{ id: accountId, edition_id: edition.id, team_id: team.id, member_id: team.captainId, network: 'x', handle },
      ...{ handle_folded: handle, code: `code${claimed}`, claimed_at: stage.now },
    })
    .execute()
  return accountId
}
