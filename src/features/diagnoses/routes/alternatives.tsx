import { answerSubmission, type Wrong } from '../../../platform/http/answer-submission.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { addAlternative, decideAlternative, scoreAlternative } from '../alternatives/commands.ts'
import { alternativesOf } from '../alternatives/queries.ts'
import { alternativeForm, decisionForm, scoreForm } from '../alternatives/schema.ts'
import { findLogframe } from '../logframe/queries.ts'
import { AlternativesPage } from '../pages/alternatives-page.tsx'
import { diagnosisPaths } from '../paths.ts'
import { nodesOf } from '../trees/queries.ts'
import { keptTreeOf, type Place, treePath } from './place.ts'

const path = `${treePath}/alternativas`
const one = `${path}/:n{[1-9][0-9]{0,3}}`

export function mountAlternatives(app: App): void {
  app.get(path, async (c) => c.html(await alternativesPage(c, await keptTreeOf(c), null)))
  app.post(path, async (c) => {
    const place = await keptTreeOf(c)
    return answerSubmission(c, {
      form: 'nueva',
      schema: alternativeForm,
      act: async (value) => back(place, await addAlternative(c.var.context, place.tree, value)),
      again: (wrong) => alternativesPage(c, place, wrong),
    })
  })
  app.post(one, async (c) => {
    const place = await keptTreeOf(c)
    const number = Number(c.req.param('n'))
    return answerSubmission(c, {
      form: `criterios-${number}`,
      schema: scoreForm,
      act: async (value) => {
        await scoreAlternative(c.var.context, place.tree, number, value)
        return back(place, number)
      },
      again: (wrong) => alternativesPage(c, place, wrong),
    })
  })
  app.post(`${one}/decision`, async (c) => {
    const place = await keptTreeOf(c)
    const number = Number(c.req.param('n'))
    return answerSubmission(c, {
      form: `decision-${number}`,
      schema: decisionForm,
      act: async (value) => {
        await decideAlternative(c.var.context, place.tree, number, value)
        return back(place, number)
      },
      again: (wrong) => alternativesPage(c, place, wrong),
    })
  })
}

const back = ({ tree }: Place, number: number) => `${diagnosisPaths.alternatives(tree)}#alternativa-${number}`

export async function alternativesPage(c: C, { space, tree }: Place, wrong: Wrong) {
  const { db } = c.var.context
  const nodes = await nodesOf(db, tree.id)
  const alternatives = await alternativesOf(db, tree.id)
  const hasMatrix = (await findLogframe(db, tree.id)) !== null
  return <AlternativesPage {...{ c, space, tree, nodes, alternatives, hasMatrix, wrong }} />
}
