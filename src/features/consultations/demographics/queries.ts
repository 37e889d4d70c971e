import type { Db } from '../../../platform/context.ts'
import { type Consultation, phaseOf } from '../model.ts'
import { type ShownQuestion, shownTallies } from './model.ts'

/**
 * What may be told of who took part, to anybody at all: only once the consultation has closed, because two looks at sums that grow
 * would tell what the person in between answered. Null before that, or where nothing was asked.
 */
export async function shownDemographics(
  db: Db,
  consultation: Consultation,
  now: Date,
): Promise<ShownQuestion[] | null> {
  if (consultation.demographics.length === 0 || phaseOf(consultation, now) !== 'closed') return null
  const rows = await db
    .selectFrom('demographic_answers')
    .select(['question', 'answer', 'people'])
    .where('consultation_id', '=', consultation.id)
    .execute()
  return consultation.demographics.map((question) =>
    shownTallies(
      question,
      rows.filter((row) => row.question === question),
    ),
  )
}
