import type { Context } from '../../../../platform/context.ts'
import { allow, Refused } from '../../../../platform/errors.ts'
import { record } from '../../../../platform/record.ts'
import { askForScoring } from '../../consolidation/queue/commands.ts'
import { happening, lockEdition } from '../../editions/commands.ts'
import type { Edition } from '../../editions/model.ts'
import { canOrganise } from '../../editions/policy.ts'

export type PanelDecision = { challenge: string; team: string; points: number | null; reason: string | null }

/** Writes what the panel gives a team in one of its challenges; without points it takes back what it gave. */
export async function givePanelPoints(context: Context, edition: Edition, decision: PanelDecision): Promise<void> {
  allow(canOrganise(context.actor, edition.space.id))
  const { challenge: name, team: code, points, reason } = decision
  await context.db.transaction().execute(async (tx) => {
    const held = await lockEdition(tx, edition.id)
    if (held.acts.finalised) throw new Refused('rally.close.done')
    const challenge = held.rules.rules.challenges?.find(({ id }) => id === name)
    if (challenge?.kind !== 'panel') throw new Refused('rally.panel.unknown')
    const team = await tx
      .selectFrom('rally_teams')
      .select('id')
      .where('edition_id', '=', edition.id)
      .where('code', '=', code)
      .executeTakeFirst()
    if (!team) throw new Refused('rally.panel.unknown')
    if (points !== null && points > challenge.max_points)
      throw new Refused('rally.panel.too-many-points', { max: challenge.max_points })
    await tx
      .deleteFrom('rally_panel_points')
      .where('edition_id', '=', edition.id)
      .where('challenge', '=', name)
      .where('team_id', '=', team.id)
      .execute()
    if (points !== null) {
      const given = await tx
        .selectFrom('rally_panel_points')
        .select((select) => select.fn.countAll().as('teams'))
        .where('edition_id', '=', edition.id)
        .where('challenge', '=', name)
        .executeTakeFirstOrThrow()
      if (Number(given.teams) >= challenge.max_teams)
        throw new Refused('rally.panel.too-many-teams', { max: challenge.max_teams })
      await tx
        .insertInto('rally_panel_points')
        .values({
          ...{ edition_id: edition.id, challenge: name, team_id: team.id, points, reason },
          ...{ given_by: context.actor?.id ?? null, given_at: context.now },
        })
        .execute()
    }
    await askForScoring(tx, edition.id)
    const details = { slug: held.slug, challenge: name, team: code, points }
    await record(tx, context, { ...happening(held, 'rally.panel-points'), details })
  })
}
