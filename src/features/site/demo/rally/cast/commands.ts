import type { Transaction } from 'kysely'
import type { Database, Person, Role } from '../../../../../platform/context.ts'
import type { DB } from '../../../../../platform/db/types.ts'
import { newId, slugOf } from '../../../../../platform/identity.ts'
import { noticeVersion } from '../../../../people/model.ts'

/** Who acts in the invented rally. Addresses end in .example: nobody can own one. */
export type RallyCast = {
  organiser: Person
  liaison: Person
  judges: readonly [Person, Person, Person]
  /** By team and pseudonym: `tejones-de-la-plaza Don Tejón`. */
  members: ReadonlyMap<string, Person>
}

export async function createCast(
  db: Database,
  spaceId: string,
  teams: readonly { code: string; members: readonly string[] }[],
  now: Date,
): Promise<RallyCast> {
  return db.transaction().execute(async (tx) => {
    const officeId = newId()
    const office = { kind: 'public-institution', name: 'Dirección de Obras Públicas Municipales (ficticia)' }
    await tx
      .insertInto('organizations')
      .values({ id: officeId, space_id: spaceId, ...office, created_at: now })
      .execute()
    const at = { spaceId, now }
    const organiser = await createActor(tx, 'Olga Organiza', 'facilitator', null, at)
    const liaison = await createActor(tx, 'Lino Enlaza', 'liaison', officeId, at)
    const judges = [
      await createActor(tx, 'Julia Jurado', 'evaluator', null, at),
      await createActor(tx, 'Jacinto Jurado', 'evaluator', null, at),
      await createActor(tx, 'Justa Jurado', 'evaluator', null, at),
    ] as const
    const members = new Map<string, Person>()
    for (const team of teams) {
      for (const name of team.members) members.set(`${team.code} ${name}`, await createActor(tx, name, null, null, at))
    }
    return { organiser, liaison, judges, members }
  })
}

type At = { spaceId: string; now: Date }

async function createActor(
  tx: Transaction<DB>,
  name: string,
  role: Role | null,
  organizationId: string | null,
  { spaceId, now }: At,
): Promise<Person> {
  const id = newId()
  const email = `${slugOf(name)}@demo.example`
  await tx.insertInto('people').values({ id, name, email, email_verified: true, created_at: now }).execute()
  await tx
    .insertInto('notice_acceptances')
    .values({ person_id: id, version: noticeVersion, accepted_at: now })
    .execute()
  if (role === null) return { id, name, grants: [] }
  const grant = { space_id: spaceId, person_id: id, role, organization_id: organizationId, granted_at: now }
  await tx
    .insertInto('role_grants')
    .values({ id: newId(), ...grant })
    .execute()
  return { id, name, grants: [{ role, spaceIds: new Set([spaceId]), organizationId }] }
}
