import type { Db } from '../../../platform/context.ts'
import type { TextLanguage, Translation } from './model.ts'

export async function translationsOf(db: Db, consultationId: string): Promise<Translation[]> {
  const rows = await db
    .selectFrom('consultation_translations')
    .select(['language', 'title', 'question', 'summary', 'axes'])
    .where('consultation_id', '=', consultationId)
    .orderBy('language')
    .execute()
  return rows.map((row) => ({
    ...row,
    language: row.language as TextLanguage,
    axes: row.axes as Translation['axes'],
  }))
}
