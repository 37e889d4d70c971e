import type { Database } from '../../../../platform/context.ts'
import { found } from '../../../../platform/errors.ts'
import { createOrganization } from '../../../organizations/commands.ts'
import type { Space } from '../../../spaces/model.ts'
import { createActor } from '../../demo/cast/commands.ts'
import type { CycleStory } from '../story.ts'
import { type CycleCast, type CycleTelling, contextOf } from '../telling.ts'

/** Who runs the exercise, who codes and who knows. Signatories come with the organisations for which they sign. */
export async function createCycleCast(
  db: Database,
  space: Space,
  { cast, declaration }: CycleStory,
  now: Date,
): Promise<CycleCast> {
  const at = { spaceId: space.id, now }
  const facilitator = await db.transaction().execute((tx) => createActor(tx, cast.facilitator, 'facilitator', null, at))
  const signatories = new Map<string, CycleCast['facilitator']>()
  for (const { organization, kind, person, sector } of declaration.parties) {
    const id = await createOrganization({ db, actor: facilitator, now, locale: 'es' }, space.id, {
      ...{ name: organization, acronym: null, kind, url: null, validFrom: null, validTo: null },
      ...{ successor: null, sourceUrl: null },
    })
    const role = sector === 'civil-society' ? 'co-responsible' : 'liaison'
    signatories.set(organization, await db.transaction().execute((tx) => createActor(tx, person, role, id, at)))
  }
  const evaluator = (name: string) => db.transaction().execute((tx) => createActor(tx, name, 'evaluator', null, at))
  const coders = [await evaluator(cast.coders[0]), await evaluator(cast.coders[1])] as const
  return { facilitator, coders, specialist: await evaluator(cast.specialist), signatories }
}

/** The organisation of the space with that name; one that is not there yet is an organisation of civil society. */
export async function organizationOf(
  telling: CycleTelling,
  day: number,
  name: string,
  kind = 'civil-society',
): Promise<string> {
  const { db, space } = telling
  const row = await db
    .selectFrom('organizations')
    .select('id')
    .where('space_id', '=', space.id)
    .where('name', '=', name)
    .executeTakeFirst()
  if (row) return row.id
  const context = contextOf(telling, day)
  return found(
    await createOrganization(context, space.id, {
      ...{ name, acronym: null, kind, url: null, validFrom: null, validTo: null, successor: null, sourceUrl: null },
    }),
  )
}
