import { type DemographicQuestion, demographicKeys, demographicQuestions } from '../model.ts'

/** Fewer people than this are never told of (R-141's floor, the issue's own number). */
export const fewest = 10

export type Answers = Partial<Record<DemographicQuestion, string>>

export type Tally = { answer: string; people: number }
/** `people` null: withheld, because it or what could be reckoned from it would tell of fewer than ten. */
export type ShownTally = { answer: string; people: number | null }
export type ShownQuestion = { question: DemographicQuestion; total: number | null; rows: ShownTally[] }

/** What was chosen among what is asked; anything else is no answer. */
export function answersFrom(typed: Readonly<Record<string, string>>, asked: readonly DemographicQuestion[]): Answers {
  const answers: Answers = {}
  for (const question of demographicKeys) {
    const answer = typed[`demographics.${question}`] ?? ''
    const offered: readonly string[] = demographicQuestions[question]
    if (asked.includes(question) && offered.includes(answer)) answers[question] = answer
  }
  return answers
}

/**
 * Sums of at least ten. Where one answer is withheld and the total stands, it could be reckoned: so whatever is withheld together
 * holds at least ten people and at least two answers (the smallest shown one goes too), else nothing but that is shown.
 */
export function shownTallies(question: DemographicQuestion, tallies: readonly Tally[]): ShownQuestion {
  const offered: readonly string[] = demographicQuestions[question]
  const rows = offered.map((answer) => ({
    answer,
    people: tallies.find((one) => one.answer === answer)?.people ?? 0,
  }))
  const total = rows.reduce((sum, { people }) => sum + people, 0)
  if (total < fewest) return { question, total: null, rows: rows.map(({ answer }) => ({ answer, people: null })) }
  const withheld = new Set(rows.filter(({ people }) => people < fewest).map(({ answer }) => answer))
  const hidden = () => rows.filter(({ answer }) => withheld.has(answer))
  while (withheld.size > 0 && withheld.size < rows.length) {
    const people = hidden().reduce((sum, row) => sum + row.people, 0)
    if (withheld.size >= 2 && people >= fewest) break
    const [smallest] = rows.filter(({ answer }) => !withheld.has(answer)).sort((a, b) => a.people - b.people)
    if (!smallest) break
    withheld.add(smallest.answer)
  }
  return {
    question,
    total,
    rows: rows.map(({ answer, people }) => ({ answer, people: withheld.has(answer) ? null : people })),
  }
}
