import type * as z from 'zod'
import { allow, found, TooManyRequests } from '../../../platform/errors.ts'
import { answerSubmission, type Wrong } from '../../../platform/http/answer-submission.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { takeTurn } from '../../../platform/rate-limit.ts'
import { answerComment, commentNode } from '../comments/commands.ts'
import { answerForm, commentForm } from '../comments/schema.ts'
import { addSource, linkContributions, removeSource, unlinkContribution } from '../evidence/commands.ts'
import { evidenceOf, foliosOf } from '../evidence/queries.ts'
import { folioForm, linkForm, sourceForm, sourceIdForm } from '../evidence/schema.ts'
import { moveNode } from '../moves/commands.ts'
import { moveForm } from '../moves/schema.ts'
import { DeskPage } from '../pages/desk-page.tsx'
import { NodePage } from '../pages/node-page.tsx'
import { diagnosisPaths } from '../paths.ts'
import { addNode, removeNode, rewordNode } from '../trees/commands.ts'
import { nodesOf, topicChoices } from '../trees/queries.ts'
import { nodeForm, removeForm, rewordForm } from '../trees/schema.ts'
import { id, keptTreeOf, nodePath, type Place, treeOf, treePath } from './place.ts'
import { treePage } from './trees.tsx'

const hourly = { name: 'tree-comment', max: 60, windowMs: 3_600_000 }

export function mountNodes(app: App): void {
  app.get(nodePath, async (c) => c.html(await nodePage(c, await keptTreeOf(c), null)))
  save(app, '', 'redaccion', rewordForm, (c, { tree }, node, value) => rewordNode(c.var.context, tree, node, value))
  save(app, '/agregar', 'agregar', nodeForm, async (c, { tree }, node, value) => {
    await addNode(c.var.context, tree, node, value)
  })
  save(app, '/mover', 'mover', moveForm, (c, { tree }, node, value) => moveNode(c.var.context, tree, node, value))
  save(app, '/quitar', 'quitar', removeForm, (c, { tree }, node, { version }) =>
    removeNode(c.var.context, tree, node, version),
  )
  save(app, '/aportaciones', 'aportaciones', linkForm, (c, { tree }, node, value) =>
    linkContributions(c.var.context, tree, node, value),
  )
  save(app, '/aportaciones/quitar', 'desligar', folioForm, (c, { tree }, node, { folio }) =>
    unlinkContribution(c.var.context, tree, node, folio),
  )
  save(app, '/fuentes', 'fuentes', sourceForm, (c, { tree }, node, value) =>
    addSource(c.var.context, tree, node, value),
  )
  save(app, '/fuentes/quitar', 'quitar-fuente', sourceIdForm, (c, { tree }, node, { source }) =>
    removeSource(c.var.context, tree, node, source),
  )
  mountComments(app)
}

/** A form of a node's page: afterwards one is led to the list, to the node that was changed. */
function save<S extends z.ZodType>(
  app: App,
  ending: string,
  form: string,
  schema: S,
  command: (c: C, place: Place, node: string, value: z.output<S>) => Promise<void>,
): void {
  app.post(`${nodePath}${ending}`, async (c) => {
    const place = await keptTreeOf(c)
    const node = found(c.req.param('node'))
    const act = async (value: z.output<S>) => {
      await command(c, place, node, value)
      return `${diagnosisPaths.desk(place.tree)}#n-${node}`
    }
    return answerSubmission(c, { form, schema, act, again: (wrong) => nodePage(c, place, wrong) })
  })
}

function mountComments(app: App): void {
  app.post(`${nodePath}/comentarios`, async (c) => {
    const { context, deps } = c.var
    const place = await treeOf(c)
    allow(context.actor !== null)
    const node = found(c.req.param('node'))
    const turn = await takeTurn(context.db, hourly, context.actor.id, deps.config.secret, context.now)
    if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
    const act = async (value: z.output<typeof commentForm>) => {
      const comment = await commentNode(context, place.tree, node, value)
      return `${diagnosisPaths.tree(place.tree)}#c-${comment}`
    }
    return answerSubmission(c, { form: node, schema: commentForm, act, again: (wrong) => treePage(c, place, wrong) })
  })
  app.post(`${treePath}/comentarios/:comment${id}`, async (c) => {
    const place = await keptTreeOf(c)
    const comment = found(c.req.param('comment'))
    const act = async ({ answer }: z.output<typeof answerForm>) => {
      await answerComment(c.var.context, place.tree, comment, answer)
      return `${diagnosisPaths.tree(place.tree)}#c-${comment}`
    }
    return answerSubmission(c, { form: comment, schema: answerForm, act, again: (wrong) => treePage(c, place, wrong) })
  })
}

/** Of a node that somebody removed meanwhile there is no form any more: the list says so, with the words that were typed. */
async function nodePage(c: C, { space, tree }: Place, wrong: Wrong) {
  const { db } = c.var.context
  const nodes = await nodesOf(db, tree.id)
  const evidence = await evidenceOf(db, tree.id)
  const node = nodes.find((one) => one.id === c.req.param('node'))
  // A move that was asked for in the list comes back there.
  if (wrong && (!node || wrong.typed.from === 'lista')) {
    return <DeskPage {...{ c, space, tree, nodes, evidence }} wrong={{ ...wrong, form: '' }} />
  }
  const shown = found(node)
  return (
    <NodePage
      {...{ c, space, tree, nodes, wrong }}
      node={shown}
      evidence={evidence.get(shown.id)}
      folios={(await foliosOf(db, tree.id)).get(shown.id) ?? []}
      topics={await topicChoices(db, space.id)}
    />
  )
}
