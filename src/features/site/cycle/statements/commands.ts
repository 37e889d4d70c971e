import { reckonOpinions, seedStatements, vote } from '../../../consultations/statements/commands.ts'
import { consultationOf } from '../consultation/commands.ts'
import { type CycleTelling, contextOf, timeOf } from '../telling.ts'

/** Statements put to the vote; two groups of voters lean to each as the story says: a share of yes, the rest no or pass. */
export async function tellStatements(telling: CycleTelling): Promise<{ votes: number }> {
  const { db, story } = telling
  const { opensDay, closesDay, statements, voters } = story.consultation
  const consultation = await consultationOf(telling)
  const bodies = statements.map(({ body }) => body)
  const numbers = await seedStatements(contextOf(telling, opensDay), consultation, bodies)
  const context = contextOf(telling, closesDay - 1, null)
  let votes = 0
  for (let voter = 0; voter < voters; voter += 1)
    for (const [index, number] of numbers.entries()) {
      const leaning = statements[index]?.leanings[voter % 2] ?? 0
      // Evenly spread, without a die: the same voters say the same each time.
      const place = ((voter * 7 + index * 3) % 10) / 10
      const value = place < leaning ? 1 : place < leaning + (1 - leaning) * 0.8 ? -1 : 0
      await vote(context, consultation, { number, voter: `voz-${voter}`, value })
      votes += 1
    }
  await reckonOpinions(db, consultation.id, timeOf(telling, closesDay))
  return { votes }
}
