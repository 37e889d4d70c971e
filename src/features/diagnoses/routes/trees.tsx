import { allow, found } from '../../../platform/errors.ts'
import { answerAct, answerSubmission, type Wrong } from '../../../platform/http/answer-submission.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { alternativesOf } from '../alternatives/queries.ts'
import { commentsOfTree } from '../comments/queries.ts'
import { evidenceOf } from '../evidence/queries.ts'
import { kitsOf } from '../kits/queries.ts'
import { findLogframe } from '../logframe/queries.ts'
import { DeskPage } from '../pages/desk-page.tsx'
import { HistoryPage } from '../pages/history-page.tsx'
import { TreePage } from '../pages/tree-page.tsx'
import type { TreeView } from '../pages/tree-view.ts'
import { NewTreePage, TreesPage } from '../pages/trees-page.tsx'
import { diagnosisPaths } from '../paths.ts'
import { canDiagnose } from '../policy.ts'
import { rewordingsOf } from '../rewordings/queries.ts'
import { createTree, publishTree, retitleTree } from '../trees/commands.ts'
import { exerciseChoices, findTree, listTrees, nodesOf, topicChoices } from '../trees/queries.ts'
import { titleForm, treeForm } from '../trees/schema.ts'
import { keptTreeOf, type Place, spaceOf, treeOf, treePath, treesPath } from './place.ts'

export function mountTrees(app: App): void {
  app.get(treesPath, async (c) => {
    const space = await spaceOf(c)
    isPublic(c)
    const keeps = canDiagnose(c.var.context.actor, space.id)
    const trees = await listTrees(c.var.context.db, space.id, keeps)
    return c.html(<TreesPage c={c} space={space} trees={trees} keeps={keeps} />)
  })
  app.get(`${treesPath}.json`, async (c) => {
    const space = await spaceOf(c)
    isPublic(c)
    openToAll(c)
    const trees = await listTrees(c.var.context.db, space.id, false)
    return c.json({
      space: space.slug,
      trees: trees.map(({ slug, title, topic, publishedAt }) => ({ slug, title, topic, published_at: publishedAt })),
    })
  })
  app.get(`${treesPath}/nuevo`, async (c) => c.html(await newPage(c, null)))
  app.post(`${treesPath}/nuevo`, (c) =>
    answerSubmission(c, {
      schema: treeForm,
      act: async (value) => {
        const space = await spaceOf(c)
        return diagnosisPaths.desk({ space, slug: await createTree(c.var.context, space, value) })
      },
      again: (wrong) => newPage(c, wrong),
    }),
  )
  mountTree(app)
}

function mountTree(app: App): void {
  app.get(treePath, async (c) => {
    const place = await treeOf(c)
    isPublic(c)
    return c.html(await treePage(c, place, null))
  })
  app.get(`${treePath}/editar`, async (c) => c.html(await desk(c, await keptTreeOf(c), null)))
  app.get(`${treePath}/historial`, async (c) => {
    const { space, tree, keeps } = await treeOf(c)
    const { db } = c.var.context
    isPublic(c)
    const [nodes, rewordings] = [await nodesOf(db, tree.id), await rewordingsOf(db, tree.id, keeps)]
    return c.html(<HistoryPage {...{ c, space, tree, nodes, rewordings }} />)
  })
  app.post(`${treePath}/titulo`, async (c) => {
    const place = await keptTreeOf(c)
    return answerSubmission(c, {
      form: 'titulo',
      schema: titleForm,
      act: async (value) => {
        await retitleTree(c.var.context, place.tree, value)
        return diagnosisPaths.desk(place.tree)
      },
      again: (wrong) => desk(c, place, wrong),
    })
  })
  app.post(`${treePath}/publicar`, async (c) => {
    const place = await keptTreeOf(c)
    return answerAct(c, {
      form: 'publicar',
      act: async () => {
        await publishTree(c.var.context, place.tree)
        return diagnosisPaths.tree(place.tree)
      },
      again: (wrong) => desk(c, place, wrong),
    })
  })
}

async function newPage(c: C, wrong: Wrong) {
  const space = await spaceOf(c)
  const { db, actor } = c.var.context
  allow(canDiagnose(actor, space.id))
  const topics = await topicChoices(db, space.id)
  const exercises = await exerciseChoices(db, space.id)
  return <NewTreePage c={c} space={space} topics={topics} exercises={exercises} wrong={wrong} />
}

export async function treePage(c: C, place: Place, wrong: Wrong) {
  const { db } = c.var.context
  const { tree, keeps } = place
  const logframe = await findLogframe(db, tree.id)
  const view: TreeView = {
    ...{ c, ...place, wrong },
    nodes: await nodesOf(db, tree.id),
    evidence: await evidenceOf(db, tree.id),
    comments: await commentsOfTree(db, tree.id),
    alternatives: await alternativesOf(db, tree.id),
    kits: await kitsOf(db, tree.id, keeps),
    hasMatrix: logframe !== null && (keeps || logframe.publications.length > 0),
  }
  return <TreePage {...view} />
}

async function desk(c: C, { space, tree: opened }: Place, wrong: Wrong) {
  const { db } = c.var.context
  // After a clash its name is what somebody else gave it.
  const tree = wrong ? found(await findTree(db, space.slug, opened.slug)) : opened
  const nodes = await nodesOf(db, tree.id)
  const evidence = await evidenceOf(db, tree.id)
  return <DeskPage c={c} space={space} tree={tree} nodes={nodes} evidence={evidence} wrong={wrong} />
}
