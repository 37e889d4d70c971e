import { sql } from 'kysely'
import { dayIn } from '../../../../platform/civil-day.ts'
import type { Db } from '../../../../platform/context.ts'
import { threeSectors } from '../../../governance/model.ts'
import { type Membership, seatsOn } from '../../../governance/seating/model.ts'
import { readRoster } from '../../../governance/seating/queries.ts'
import type { WorkingTable } from '../../model.ts'
import type { ApprovingSector } from '../model.ts'

/** Who can approve for a sector: whoever holds one of its seats today in a body of the exercise, or of the space. */
export type Approver = {
  membershipId: string
  sector: ApprovingSector
  name: string
  body: string
  personId: string | null
}

export async function approversOf(db: Db, table: WorkingTable, now: Date): Promise<Approver[]> {
  const bodies = await sql<{ id: string; name: string; timeZone: string }>`
    select id, name, time_zone as "timeZone" from bodies where space_id = ${table.space.id}
      and (exercise_id is null or exercise_id = ${table.exercise?.id ?? null}) order by exercise_id nulls last, name`.execute(
    db,
  )
  const approvers: Approver[] = []
  for (const body of bodies.rows) {
    const roster = await readRoster(db, body.id)
    for (const { seat, titular, alternate } of seatsOn(roster, dayIn(body.timeZone, now))) {
      const sector = threeSectors.find((one) => one === seat.sector)
      if (!sector) continue
      for (const one of [titular, alternate]) if (one) approvers.push(approverOf(one, sector, body.name))
    }
  }
  return approvers
}

function approverOf({ id, name, personId }: Membership, sector: ApprovingSector, body: string): Approver {
  return { membershipId: id, sector, name, body, personId }
}
