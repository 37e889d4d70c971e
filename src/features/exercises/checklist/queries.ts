import { sql } from 'kysely'
import type { Db } from '../../../platform/context.ts'
import { found } from '../../../platform/errors.ts'
import { clocksOf } from '../clocks/model.ts'
import { readFacts } from '../conditions/queries.ts'
import { findMethod } from '../methods/queries.ts'
import { type Exercise, firstActivityOf } from '../model.ts'
import { checklistOf, type Item } from './model.ts'

/** What is missing and due in an exercise now. */
export async function readChecklist(db: Db, exercise: Exercise, now: Date): Promise<{ items: Item[]; today: string }> {
  const { definition } = found(await findMethod(db, exercise.method.id))
  const { noticeDays } = definition
  const facts = await readFacts(db, exercise, now, noticeDays)
  const clocks = clocksOf(definition, {
    ...{ beganOn: firstActivityOf(exercise.stages), launch: exercise.plan, today: facts.today },
    outputs: new Set(facts.outputs.flatMap(({ output }) => output ?? [])),
  })
  return { items: checklistOf({ exercise, facts, clocks, noticeDays }), today: facts.today }
}

export type Recipient = { personId: string; email: string; language: string }

/** Whoever facilitates there or above, with a role that stands. */
export async function facilitatorsOf(db: Db, spaceId: string, now: Date): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    with recursive up as (
      select id, parent_id from spaces where id = ${spaceId}
      union all select s.id, s.parent_id from spaces s join up u on s.id = u.parent_id
    )
    select distinct e.id as "personId", e.email, e.language from up join role_grants g on g.space_id = up.id
      join people e on e.id = g.person_id
    where g.role = 'facilitator' and not exists (select from role_revocations r where r.grant_id = g.id)
      and (g.expires_at is null or g.expires_at > ${now})`.execute(db)
  return rows
}
