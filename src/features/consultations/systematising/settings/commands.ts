import { sql } from 'kysely'
import type { Context } from '../../../../platform/context.ts'
import { allow, Refused } from '../../../../platform/errors.ts'
import { record } from '../../../../platform/record.ts'
import type { Consultation } from '../../model.ts'
import { about, lockSystematisation, placeOf, reckon } from '../commands.ts'
import { canLeadSystematising } from '../policy.ts'
import { settingsOf } from '../queries.ts'

/** Of each hundred, how many need two coders. What is coded already is reckoned anew: with fewer, half-coded ones settle. */
export async function setCodedTwice(context: Context, consultation: Consultation, share: number): Promise<void> {
  allow(canLeadSystematising(context.actor, consultation.space.id))
  await context.db.transaction().execute(async (tx) => {
    await lockSystematisation(tx, consultation.id)
    await tx
      .updateTable('systematisations')
      .set({ coded_twice: share })
      .where('consultation_id', '=', consultation.id)
      .execute()
    const { rows } = await sql<{ id: string }>`
      select contribution_id as id from codings_standing where consultation_id = ${consultation.id}`.execute(tx)
    await reckon(
      tx,
      consultation.id,
      rows.map(({ id }) => id),
      share,
    )
    const details = { ...about(consultation), codedTwice: share }
    await record(tx, context, { type: 'systematisation.set', ...placeOf(consultation), details })
  })
}

/** From then on everybody reads the results, with what is still pending among them. */
export async function publishResults(context: Context, consultation: Consultation): Promise<void> {
  allow(canLeadSystematising(context.actor, consultation.space.id))
  await context.db.transaction().execute(async (tx) => {
    await lockSystematisation(tx, consultation.id)
    const { publishedAt } = await settingsOf(tx, consultation.id)
    if (publishedAt !== null) throw new Refused('systematising.refused.published')
    await tx
      .updateTable('systematisations')
      .set({ published_at: context.now })
      .where('consultation_id', '=', consultation.id)
      .execute()
    await record(tx, context, {
      type: 'systematisation.published',
      ...placeOf(consultation),
      details: about(consultation),
    })
  })
}
