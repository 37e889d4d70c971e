import type { Context } from '../../../platform/context.ts'
import { allow, Refused } from '../../../platform/errors.ts'
import { record } from '../../../platform/record.ts'
import type { Consultation } from '../model.ts'
import { canRunConsultations } from '../policy.ts'
import type { TextLanguage, Translation } from './model.ts'

/** Writes a consultation's texts in another language, or over those that were there. @throws Refused for its own language */
export async function translateConsultation(
  context: Context,
  consultation: Consultation,
  { language, title, question, summary, axes }: Translation,
): Promise<void> {
  allow(canRunConsultations(context.actor, consultation.space.id))
  if (language === consultation.space.language) throw new Refused('consultations.refused.own-language')
  const words = { title, question, summary, axes: JSON.stringify(axes) }
  const by = { translated_by: context.actor?.id ?? null, translated_at: context.now }
  await context.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('consultation_translations')
      .values({ consultation_id: consultation.id, language, ...words, ...by })
      .onConflict((conflict) => conflict.columns(['consultation_id', 'language']).doUpdateSet({ ...words, ...by }))
      .execute()
    await record(tx, context, { type: 'consultation.translated', ...about(consultation, language) })
  })
}

/** Takes a translation away: whoever reads finds the original again. */
export async function removeTranslation(
  context: Context,
  consultation: Consultation,
  language: TextLanguage,
): Promise<void> {
  allow(canRunConsultations(context.actor, consultation.space.id))
  await context.db.transaction().execute(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('consultation_translations')
      .where('consultation_id', '=', consultation.id)
      .where('language', '=', language)
      .executeTakeFirstOrThrow()
    if (numDeletedRows === 0n) return
    await record(tx, context, { type: 'consultation.translation-removed', ...about(consultation, language) })
  })
}

function about(consultation: Consultation, language: string) {
  const subject = { type: 'consultation', id: consultation.id }
  return { spaceId: consultation.space.id, subject, details: { slug: consultation.slug, language } }
}
