import { sql } from 'kysely'
import type { Database } from '../../../platform/context.ts'
import type { Answers } from './model.ts'

/**
 * Adds to the sums. In a transaction of its own, after the contribution's: rows that one transaction wrote carry its number, which
 * would tie the last answers to a text. If the process dies in between, an answer that nobody had to give is lost.
 */
export async function countAnswers(db: Database, consultationId: string, answers: Answers): Promise<void> {
  const values = Object.entries(answers)
    .map(([question, answer]) => ({ consultation_id: consultationId, question, answer, people: 1 }))
    .sort((a, b) => a.question.localeCompare(b.question))
  if (values.length === 0) return
  await db
    .insertInto('demographic_answers')
    .values(values)
    .onConflict((conflict) =>
      conflict
        .columns(['consultation_id', 'question', 'answer'])
        .doUpdateSet({ people: sql<number>`demographic_answers.people + 1` }),
    )
    .execute()
}
