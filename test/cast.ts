import { newToken } from '../src/platform/auth/one-time-link.ts'
import { personOf, sessionCookie } from '../src/platform/auth/session.ts'
import type { AuthSettings } from '../src/platform/auth/settings.ts'
import type { Database, Person, Role } from '../src/platform/context.ts'
import { newId } from '../src/platform/identity.ts'

export const testSettings: AuthSettings = {
  baseUrl: 'http://localhost:8080',
  secret: 'a secret of the tests, long enough to sign with',
  oidc: null,
}

const roles = {
  administrator: 'administrator',
  facilitator: 'facilitator',
  liaison: 'liaison',
  'co-responsible': 'co-responsible',
  evaluator: 'evaluator',
  moderator: 'moderator',
  neighbour: null,
} as const satisfies Record<string, Role | null>

export type PersonKey = keyof typeof roles
export const personKeys = Object.keys(roles) as PersonKey[]

/** Who plays: their names tell the story in every test. */
const names: Record<PersonKey, string> = {
  administrator: 'Amalia Administra',
  facilitator: 'Fausto Facilita',
  liaison: 'Elena Enlace',
  'co-responsible': 'Consuelo Corresponde',
  evaluator: 'Evaristo Evalúa',
  moderator: 'Modesta Modera',
  neighbour: 'Nicanor Vecino',
}

export type Stage = {
  /** Where the roles are held. */
  spaceId: string
  /** Whom the liaison and the co-responsible stand for; made in the space when left out. */
  institutionId?: string
  civilSocietyId?: string
  now?: Date
}

export type Cast = {
  person(key: PersonKey): { id: string; name: string; email: string }
  /** The person as a request would load her, with her roles. */
  actor(key: PersonKey): Promise<Person>
  /** The Cookie header of a signed-in person: `app.request('/', { headers: { cookie: cast.cookie('liaison') } })`. */
  cookie(key: PersonKey): string
  institutionId: string
  civilSocietyId: string
}

/** Seven people, one a role and a neighbour with none, each signed in. */
export async function castOf(db: Database, stage: Stage, settings: AuthSettings = testSettings): Promise<Cast> {
  const now = stage.now ?? new Date()
  const institutionId = stage.institutionId ?? (await createOrganization(db, stage.spaceId, 'public-institution', now))
  const civilSocietyId = stage.civilSocietyId ?? (await createOrganization(db, stage.spaceId, 'civil-society', now))
  const organizations: Partial<Record<PersonKey, string>> = { liaison: institutionId, 'co-responsible': civilSocietyId }
  const players = new Map<PersonKey, { id: string; name: string; email: string; cookie: string }>()
  for (const key of personKeys) {
    const person = await createPerson(db, { name: names[key], email: `${key}@example.org`, now })
    const role = roles[key]
    if (role)
      await grantRole(db, { ...stage, personId: person.id, role, organizationId: organizations[key] ?? null, now })
    players.set(key, { ...person, cookie: sessionCookie(await openSession(db, person.id, now), settings) })
  }
  const player = (key: PersonKey) => {
    const found = players.get(key)
    if (!found) throw new Error(`nobody plays ${key}`)
    return found
  }
  return {
    person: (key) => ({ id: player(key).id, name: player(key).name, email: player(key).email }),
    cookie: (key) => player(key).cookie,
    actor: async (key) => {
      const person = await personOf(db, player(key).id, now)
      if (!person) throw new Error(`${key} is gone`)
      return person
    },
    institutionId,
    civilSocietyId,
  }
}

export async function createPerson(db: Database, person: { name: string; email: string; now?: Date }) {
  const id = newId()
  await db
    .insertInto('people')
    .values({ id, name: person.name, email: person.email, email_verified: true, created_at: person.now ?? new Date() })
    .execute()
  return { id, name: person.name, email: person.email }
}

export async function grantRole(
  db: Database,
  grant: { spaceId: string; personId: string; role: Role; organizationId?: string | null; now?: Date },
): Promise<string> {
  const id = newId()
  await db
    .insertInto('role_grants')
    .values({
      id,
      space_id: grant.spaceId,
      person_id: grant.personId,
      role: grant.role,
      organization_id: grant.organizationId ?? null,
      granted_at: grant.now ?? new Date(),
    })
    .execute()
  return id
}

/** A session as signing in leaves it; returns its token. */
export async function openSession(db: Database, personId: string, now: Date = new Date()): Promise<string> {
  const token = newToken()
  await db
    .insertInto('sessions')
    .values({
      id: newId(),
      person_id: personId,
      token,
      expires_at: new Date(now.getTime() + 30 * 86_400_000),
      created_at: now,
      updated_at: now,
    })
    .execute()
  return token
}

async function createOrganization(db: Database, spaceId: string, kind: string, now: Date): Promise<string> {
  const id = newId()
  const name = kind === 'civil-society' ? 'Vecinas por el Agua, A. C.' : 'Dirección de Agua Potable'
  await db
    .insertInto('organizations')
    .values({ id, space_id: spaceId, kind, name: `${name} (${id.slice(-4)})`, created_at: now })
    .execute()
  return id
}
