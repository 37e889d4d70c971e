import type { Database } from '../../../platform/context.ts'
import { translator } from '../../../platform/i18n.ts'
import { insertSpace } from '../../spaces/commands.ts'
import { findSpace } from '../../spaces/queries.ts'
import { flowOf } from '../../thread/model.ts'
import { tracesOf } from '../../thread/queries.ts'
import { exerciseOf } from '../cycle/beginning/commands.ts'
import { beginTelling, tellCycle } from '../cycle/commands.ts'
import type { CycleStory } from '../cycle/story.ts'
import { flowFaults } from '../cycle/sums.ts'
import { type Booth, timeOf } from '../cycle/telling.ts'
import { readPlan } from '../demo/files.ts'
import { type Counts, countFaults } from './sums/model.ts'
import { countsOf } from './sums/queries.ts'

export type Rehearsal = {
  db: Database
  now: Date
  baseUrl: string
  space: string
  story: CycleStory
  /** Invented participants get their letters there; null: nobody is written to. */
  mailAt: string | null
  booth: Booth | null
  step: <Result>(name: string, work: () => Promise<Result>) => Promise<Result>
}

export type Rehearsed = { counts: Counts; ends: Record<string, number>; faults: string[] }

/**
 * Runs a whole local exercise in a space of its own, from the declaration to a plan that is published and presented yesterday, and
 * counts what stands afterwards. Each command has its own transaction, as on a page. @throws Refused where the space is there already
 */
export async function rehearse({ db, now, space, story, ...how }: Rehearsal): Promise<Rehearsed> {
  // The story is told from the day of its plan's publication on: that day is yesterday.
  const zero = new Date(now.getTime() + (-story.plan.publishedDay - 1) * 86_400_000)
  const created = timeOf({ zero, now }, story.exercise.createdDay - 1)
  await db.transaction().execute((tx) =>
    insertSpace(tx, { db, actor: null, now: created, locale: 'es' }, null, {
      ...{ name: 'Ensayo de un municipio inventado', slug: space, kind: 'municipality', territoryKey: null },
      ...{ language: 'es', isFictional: true },
    }),
  )
  const plan = readPlan('san-jacinto', zero)
  const telling = await beginTelling({ ...how, db, zero, now, space, story, plan })
  await tellCycle(telling)
  return how.step('sums', async () => {
    const counts = await countsOf(db, telling.space.id)
    const traces = await tracesOf(db, (await exerciseOf(telling)).id)
    const flow = flowOf(traces)
    const ends = Object.fromEntries(endsOf(flow))
    const { voices } = story
    const told = {
      contributions: voices.length,
      onPaper: voices.filter(({ meeting }) => meeting !== null).length,
      disputed: voices.filter(({ otherTopic }) => otherTopic !== null).length,
    }
    return { counts, ends, faults: [...flowFaults(traces, flow), ...countFaults(counts, told)] }
  })
}

/** Where contributions stand at the end: in a commitment, or where they halted. */
function endsOf({ parts, links }: ReturnType<typeof flowOf>): [string, number][] {
  const t = translator('es')
  return parts.flatMap(({ key, label, halt, count }) => {
    const left = links.filter(({ from }) => from === key).reduce((sum, link) => sum + link.count, 0)
    return count > left ? [[halt ? t(`thread.halt.${halt}`) : (label ?? key), count - left] as [string, number]] : []
  })
}

export async function isTaken(db: Database, slug: string): Promise<boolean> {
  return (await findSpace(db, slug)) !== null
}
