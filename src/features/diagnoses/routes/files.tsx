import { found, TooManyRequests } from '../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { networkPrefix, takeTurn } from '../../../platform/rate-limit.ts'
import { alternativesOf } from '../alternatives/queries.ts'
import { commentsOfTree } from '../comments/queries.ts'
import { pngOf, treeCsv } from '../drawing/files.ts'
import { layoutOf } from '../drawing/layout.ts'
import { TreeDrawing } from '../drawing/svg.tsx'
import { evidenceOf, foliosOf } from '../evidence/queries.ts'
import { inReadingOrder } from '../model.ts'
import { descriptionOf, titleOfDrawing, type Which, wordsIn } from '../pages/drawings.tsx'
import { nodesOf } from '../trees/queries.ts'
import { treeOf, treePath, treesPath } from './place.ts'

/** The picture of the largest tree keeps a processor busy for more than a second. */
const pictures = { name: 'tree-picture', max: 20, windowMs: 60_000 }

export function mountFiles(app: App): void {
  app.get(`${treesPath}/:file{[a-z0-9-]+\\.json}`, async (c) => {
    const json = await treeJson(c)
    isPublic(c)
    openToAll(c)
    return c.json(json)
  })
  app.get(`${treesPath}/:file{[a-z0-9-]+\\.csv}`, async (c) => {
    const { db } = c.var.context
    const { tree } = await treeOf(c, '.csv')
    isPublic(c)
    openToAll(c)
    const parts = [
      await foliosOf(db, tree.id),
      await evidenceOf(db, tree.id),
      await commentsOfTree(db, tree.id),
    ] as const
    const text = treeCsv(await nodesOf(db, tree.id), ...parts)
    return c.body(text, 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  })
  app.get(`${treePath}/:drawing{(?:problemas|objetivos)\\.(?:svg|png)}`, async (c) => {
    const { db, now } = c.var.context
    const { tree } = await treeOf(c)
    const [name, ending] = found(c.req.param('drawing')).split('.')
    const which: Which = name === 'objetivos' ? 'objetivos' : 'problemas'
    isPublic(c)
    openToAll(c)
    const nodes = await nodesOf(db, tree.id)
    const wordsOf = wordsIn(c, which)
    const title = titleOfDrawing(c, tree, which)
    const svg = String(
      <TreeDrawing {...{ id: which, title, nodes, wordsOf, description: descriptionOf(c, nodes) }} isFile />,
    )
    if (ending === 'svg') return c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8' })
    const turn = await takeTurn(db, pictures, networkPrefix(clientAddress(c)), c.var.deps.config.secret, now)
    if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
    const png = await pngOf(svg, layoutOf(nodes, wordsOf).width)
    return c.body(new Uint8Array(png), 200, { 'Content-Type': 'image/png' })
  })
}

async function treeJson(c: C) {
  const { db } = c.var.context
  const { tree } = await treeOf(c, '.json')
  const [folios, evidence] = [await foliosOf(db, tree.id), await evidenceOf(db, tree.id)]
  const comments = await commentsOfTree(db, tree.id)
  return {
    space: tree.space.slug,
    slug: tree.slug,
    title: tree.title,
    topic: tree.topic,
    exercise: tree.exercise,
    version: tree.version,
    published_at: tree.publishedAt,
    nodes: inReadingOrder(await nodesOf(db, tree.id)).map(({ id, kind, parentId, wording, mirror }) => ({
      ...{ id, kind, parent: parentId, wording, objective: mirror },
      contributions: folios.get(id) ?? [],
      sources: (evidence.get(id)?.sources ?? []).map(({ id: _, ...source }) => source),
      comments: comments
        .filter(({ nodeId }) => nodeId === id)
        .map(({ body, signature, at, answer }) => ({ body, signature, at, answer })),
    })),
    alternatives: (await alternativesOf(db, tree.id)).map((one) => ({
      ...{ number: one.number, wording: one.wording, nodes: one.nodeIds, scores: one.scores },
      ...{ selected: one.isSelected, reason: one.reason, decided_at: one.decidedAt },
    })),
  }
}
