import { found } from '../../../../platform/errors.ts'
import { changeCommitment } from '../../../commitments/commands.ts'
import { keyOfNumber } from '../../../commitments/editing/keys.ts'
import type { Plan } from '../../../commitments/plan/model.ts'
import { findPlan } from '../../../commitments/plan/queries.ts'
import { editExercise } from '../../../exercises/commands.ts'
import { adoptDraft } from '../../../plans/adoption/commands.ts'
import { createPlan, publishPlan } from '../../../plans/commands.ts'
import { exerciseOf } from '../beginning/commands.ts'
import { draftOf, promiseOf } from '../drafts/commands.ts'
import type { ToldTable } from '../tables/commands.ts'
import { type CycleTelling, contextOf } from '../telling.ts'

export async function planOf({ db, space, plan }: CycleTelling): Promise<Plan> {
  return found(await findPlan(db, space.slug, plan.plan.slug))
}

/** The plan of the exercise, where each approved draft becomes a commitment. */
export async function tellAdoption(telling: CycleTelling, tables: readonly ToldTable[]): Promise<void> {
  const { space, story, plan: file } = telling
  const context = contextOf(telling, story.plan.adoptedDay)
  await createPlan(context, space, { ...file.plan, sourceAccessedOn: null }, file.plan.slug)
  const plan = await planOf(telling)
  const exercise = await exerciseOf(telling)
  const { title, summary, programme } = exercise
  await editExercise(context, exercise, { title, summary, programme, planId: plan.id })
  for (const one of byCommitment(tables)) {
    const adopting = { number: one.told.commitment, baseUrl: telling.baseUrl }
    await adoptDraft(context, plan, (await draftOf(telling, one)).id, adopting)
  }
}

function byCommitment(tables: readonly ToldTable[]): ToldTable[] {
  return tables.toSorted((a, b) => Number(a.told.commitment) - Number(b.told.commitment))
}

/** Who answers for what and until when: the roadmap of each commitment. */
export async function tellRoadmaps(telling: CycleTelling, tables: readonly ToldTable[]): Promise<void> {
  const plan = await planOf(telling)
  for (const one of byCommitment(tables)) {
    const document = promiseOf(telling, one)
    await changeCommitment(contextOf(telling, telling.story.plan.roadmapDay), plan, {
      ...{ key: keyOfNumber(one.told.commitment), seen: null, approval: null },
      // The draft it comes from stays among its sources.
      apply: (begun) => ({ ...document, key: begun.key, sources: [...document.sources, ...begun.sources] }),
    })
  }
}

/** Published and presented on one day: from then on its year runs. */
export async function tellPublication(telling: CycleTelling): Promise<{ commitments: number }> {
  const { story, plan: file } = telling
  return publishPlan(contextOf(telling, story.plan.publishedDay), await planOf(telling), file.publication)
}
