import type { Transaction } from 'kysely'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { record } from '../../../platform/record.ts'
import { askForScoring } from '../consolidation/queue/commands.ts'
import { lockEdition } from '../editions/commands.ts'
import type { Edition } from '../editions/model.ts'
import type { Team } from './model.ts'
import { canCorrectTeams, isCaptain } from './policy.ts'
import { findTeam } from './queries.ts'

export type Tx = Transaction<DB>

/** The team as it stands while its row is held, with its edition; a withdrawn one changes no more. */
export async function lockTeam(tx: Tx, edition: Edition, code: string): Promise<{ held: Edition; team: Team }> {
  await tx
    .selectFrom('rally_teams')
    .select('id')
    .where('edition_id', '=', edition.id)
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst()
  const team = found(await findTeam(tx, edition.id, code))
  if (team.withdrawal) throw new Refused('rally.team.withdrawn')
  if (edition.acts.finalised) throw new Refused('rally.locked.finalised')
  return { held: edition, team }
}

/** Takes a team out of the rally: its captain, or the organisers. The reason is public, so it should name nobody. */
export async function withdrawTeam(context: Context, edition: Edition, team: Team, reason: string): Promise<void> {
  const { db, actor, now } = context
  allow(isCaptain(actor, team) || canCorrectTeams(actor, edition))
  await db.transaction().execute(async (tx) => {
    await lockTeam(tx, edition, team.code)
    await tx
      .insertInto('rally_team_withdrawals')
      .values({ team_id: team.id, reason, withdrawn_by: actor?.id ?? null, withdrawn_at: now })
      .execute()
    await askForScoring(tx, edition.id)
    const details = { rally: edition.slug, team: team.code, reason }
    await record(tx, context, { ...teamEvent(edition, team.id, 'rally.team-withdrawn'), details })
  })
}

/** Organisers correct a name that offends or misleads. */
export async function renameTeam(
  context: Context,
  edition: Edition,
  team: Team,
  { name, reason }: { name: string; reason: string },
): Promise<void> {
  allow(canCorrectTeams(context.actor, edition))
  await context.db.transaction().execute(async (tx) => {
    await lockEdition(tx, edition.id)
    await lockTeam(tx, edition, team.code)
    const other = await tx
      .selectFrom('rally_teams')
      .select('id')
      .where('edition_id', '=', edition.id)
      .where('name', '=', name)
      .where('id', '<>', team.id)
      .executeTakeFirst()
    if (other) throw new Refused('rally.team.name-taken')
    await tx.updateTable('rally_teams').set({ name }).where('id', '=', team.id).execute()
    await askForScoring(tx, edition.id)
    const details = { rally: edition.slug, team: team.code, before: team.name, after: name, reason }
    await record(tx, context, { ...teamEvent(edition, team.id, 'rally.team-corrected'), details })
  })
}

export function teamEvent(edition: Edition, teamId: string, type: `rally.${string}`) {
  return { type, spaceId: edition.space.id, subject: { type: 'rally-team', id: teamId } } as const
}
