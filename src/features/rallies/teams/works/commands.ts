import { sql } from 'kysely'
import type { Context } from '../../../../platform/context.ts'
import { allow } from '../../../../platform/errors.ts'
import { record } from '../../../../platform/record.ts'
import type { Edition } from '../../editions/model.ts'
import { lockTeam, teamEvent } from '../commands.ts'
import type { Team } from '../model.ts'
import { placeIn } from '../policy.ts'

/** Works that a team may choose at most: a list to work through, not the whole data set. */
const mostWorks = 500

/** Adds works of the edition to what the team means to visit and takes others away; unknown keys are passed over. */
export async function chooseTeamWorks(
  context: Context,
  edition: Edition,
  team: Team,
  { add, remove }: { add: readonly string[]; remove: readonly string[] },
): Promise<void> {
  allow(placeIn(context.actor, team) !== null)
  await context.db.transaction().execute(async (tx) => {
    const { team: held } = await lockTeam(tx, edition, team.code)
    const room = Math.max(0, mostWorks - held.works.length)
    if (remove.length > 0) {
      await tx.deleteFrom('rally_team_works').where('team_id', '=', held.id).where('key', 'in', remove).execute()
    }
    await sql`insert into rally_team_works (team_id, edition_id, key, chosen_at)
      select ${held.id}, w.edition_id, w.key, ${context.now} from rally_works w
      where w.edition_id = ${edition.id} and w.key in (select json_array_elements_text(${JSON.stringify(add.slice(0, room))}::json))
      on conflict do nothing`.execute(tx)
    const details = { rally: edition.slug, team: team.code }
    await record(tx, context, { ...teamEvent(edition, team.id, 'rally.team-works-chosen'), details })
  })
}
