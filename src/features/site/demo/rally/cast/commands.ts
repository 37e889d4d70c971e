import type { Database, Person } from '../../../../../platform/context.ts'
import { newId } from '../../../../../platform/identity.ts'
import { createActor } from '../../cast/commands.ts'

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
