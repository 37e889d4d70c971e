import type { Database } from '../../../platform/context.ts'
import { found } from '../../../platform/errors.ts'
import { slugOf } from '../../../platform/identity.ts'
import { planPaths } from '../../commitments/paths.ts'
import { consultationPaths } from '../../consultations/paths.ts'
import { findBody } from '../../governance/bodies/queries.ts'
import type { Body } from '../../governance/model.ts'
import { bodyPaths } from '../../governance/paths.ts'
import { findSpace } from '../../spaces/queries.ts'
import { tablePaths } from '../../tables/paths.ts'
import type { PlanFile } from '../demo/files.ts'
import {
  closeStage,
  exerciseOf,
  openStage,
  pathsOfExercise,
  tellBeginning,
  tellDeclaration,
  tellOutput,
  tellOutreach,
} from './beginning/commands.ts'
import { createCycleCast } from './cast/commands.ts'
import { type Said, tellConsultation, tellEchoes, tellVoices } from './consultation/commands.ts'
import { tellDiagnosis } from './diagnosis/commands.ts'
import { tellApprovals, tellDecisions, tellDraft, tellRatings, tellRemarks } from './drafts/commands.ts'
import { planOf, tellAdoption, tellPublication, tellRoadmaps } from './plan/commands.ts'
import { tellBody, tellConstitution } from './secretariat/commands.ts'
import { tellSession } from './sessions/commands.ts'
import { tellStatements } from './statements/commands.ts'
import type { CycleStory, StoryOutput } from './story.ts'
import { tellSystematising } from './systematising/commands.ts'
import { type ToldTable, tellAfter, tellCalls, tellDay } from './tables/commands.ts'
import { type CycleTelling, timeOf } from './telling.ts'

export type CycleWorld = Pick<CycleTelling, 'db' | 'zero' | 'now' | 'baseUrl' | 'mailAt' | 'booth' | 'step'> & {
  space: string
  story: CycleStory
  plan: PlanFile
}

/** Makes ready to tell a cycle in a space that is there: with the people who play in it. */
export async function beginTelling({ space: slug, ...world }: CycleWorld): Promise<CycleTelling> {
  const space = found(await findSpace(world.db as Database, slug))
  const { createdDay } = world.story.exercise
  const cast = await createCycleCast(world.db, space, world.story, timeOf(world, createdDay))
  return { ...world, space, cast, agreements: [] }
}

/** From the first call to the published plan, through the same commands as the pages, in the order of the days. */
export async function tellCycle(telling: CycleTelling): Promise<void> {
  const { step } = telling
  await step('declaration', () => tellFirstStage(telling))
  await step('outreach', () => tellSecondStage(telling))
  await step('secretariat', () => tellSecretariat(telling))
  await openStage(telling, 'mesas')
  await step('consultation', () => tellConsultation(telling))
  await step('statements', () => tellStatements(telling))
  const said = await step('contributions', () => tellVoices(telling))
  await step('echoes', () => tellEchoes(telling, said))
  const tables = await tellTables(telling, said)
  await tellPlanStage(telling, tables)
}

async function tellFirstStage(telling: CycleTelling): Promise<void> {
  await tellBeginning(telling)
  await openStage(telling, 'arranque')
  await tellDeclaration(telling)
  await closeStage(telling, 'arranque', await addressesOf(telling))
}

async function tellSecondStage(telling: CycleTelling): Promise<void> {
  await openStage(telling, 'sensibilizacion')
  await tellOutreach(telling)
  await closeStage(telling, 'sensibilizacion', await addressesOf(telling))
}

export async function bodyOf({ db, space, story }: CycleTelling): Promise<Body> {
  return found(await findBody(db, space.slug, slugOf(story.body.name)))
}

async function tellSecretariat(telling: CycleTelling): Promise<void> {
  await openStage(telling, 'secretariado')
  const body = await tellBody(telling)
  const [installation, ...more] = telling.story.sessions.installation
  await tellSession(telling, body, found(installation))
  await tellConstitution(telling, body)
  for (const session of more) await tellSession(telling, body, session)
  await closeStage(telling, 'secretariado', await addressesOf(telling))
}

async function tellTables(telling: CycleTelling, said: readonly Said[]): Promise<ToldTable[]> {
  const { step, story } = telling
  const topics = await step('systematising', () => tellSystematising(telling, said))
  const body = await bodyOf(telling)
  await each(story.sessions.results, (session) => tellSession(telling, body, session))
  const trees = await step('diagnosis', () => tellDiagnosis(telling, said, topics))
  const tables = await step('calls', () => tellCalls(telling, topics, trees))
  await step('tables', () =>
    each(tables, async (one) => {
      await tellDay(telling, one)
      await tellDraft(telling, one)
      await tellAfter(telling, one)
    }),
  )
  await step('drafts', async () => {
    for (const tell of [tellRemarks, tellDecisions, tellRatings, tellApprovals])
      await each(tables, (one) => tell(telling, one))
  })
  await step('adoption', () => tellAdoption(telling, tables))
  await each(story.sessions.drafts, (session) => tellSession(telling, body, session))
  await closeStage(telling, 'mesas', await addressesOf(telling))
  return tables
}

async function each<One>(list: readonly One[], act: (one: One) => Promise<void>): Promise<void> {
  for (const one of list) await act(one)
}

async function tellPlanStage(telling: CycleTelling, tables: readonly ToldTable[]): Promise<void> {
  const { step, story } = telling
  await openStage(telling, 'lanzamiento')
  await step('roadmaps', () => tellRoadmaps(telling, tables))
  const plan = await planOf(telling)
  const body = await bodyOf(telling)
  await step('approval', () => each(story.sessions.plan, (one) => tellSession(telling, body, one, plan.id)))
  await step('publication', () => tellPublication(telling))
  await closeStage(telling, 'lanzamiento', await addressesOf(telling))
  await openStage(telling, 'seguimiento')
}

/** What goes on after the plan was published: sessions and outputs of its follow-up, each on its day. */
export function laterSteps(telling: CycleTelling): { day: number; tell: () => Promise<void> }[] {
  const { sessions, exercise } = telling.story
  return [
    ...sessions.later.map((session) => ({
      day: session.calledDay,
      tell: async () => tellSession(telling, await bodyOf(telling), session),
    })),
    ...exercise.outputs
      .filter(({ stage }) => stage === 'seguimiento')
      .map((output) => ({
        day: output.day,
        tell: async () => tellOutput(telling, output, await addressesOf(telling)),
      })),
  ]
}

/** Where each output is read, as far as it is there already. */
async function addressesOf(telling: CycleTelling): Promise<(to: StoryOutput['to']) => string> {
  const { space, story, plan } = telling
  const exercise = await exerciseOf(telling)
  const at = { space, slug: plan.plan.slug }
  const addresses: Record<StoryOutput['to'], string> = {
    ...pathsOfExercise(exercise),
    body: bodyPaths.body({ space, slug: slugOf(story.body.name) }),
    consultation: consultationPaths.consultation({ space, slug: story.consultation.slug }),
    tables: tablePaths.list(space.slug),
    plan: planPaths.plan(at),
    board: `${planPaths.plan(at)}/tablero`,
  }
  return (to) => addresses[to]
}
