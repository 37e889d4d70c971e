import { found } from '../../../../platform/errors.ts'
import { addAlternative, decideAlternative, scoreAlternative } from '../../../diagnoses/alternatives/commands.ts'
import { criteria } from '../../../diagnoses/alternatives/model.ts'
import type { ScoreFields } from '../../../diagnoses/alternatives/schema.ts'
import { answerComment, commentNode } from '../../../diagnoses/comments/commands.ts'
import { addSource, linkContributions } from '../../../diagnoses/evidence/commands.ts'
import type { ProblemTree, Side } from '../../../diagnoses/model.ts'
import { addNode, createTree, publishTree, rewordNode } from '../../../diagnoses/trees/commands.ts'
import { findTree, nodesOf } from '../../../diagnoses/trees/queries.ts'
import { exerciseOf } from '../beginning/commands.ts'
import type { Said } from '../consultation/commands.ts'
import { tellMatrix } from '../matrix/commands.ts'
import type { StoryAlternative, StoryNode, StoryTree } from '../story.ts'
import { type CycleTelling, contextOf } from '../telling.ts'

export type ToldTree = { tree: ProblemTree; told: StoryTree; nodes: Map<string, string> }

/** Every tree is drawn, linked to what was said, shown to who knows, published and weighed. By the code of its topic. */
export async function tellDiagnosis(
  telling: CycleTelling,
  said: readonly Said[],
  topics: ReadonlyMap<string, string>,
): Promise<Map<string, ToldTree>> {
  const { trees, publishedDay } = telling.story.diagnosis
  const drawn: ToldTree[] = []
  for (const told of trees) drawn.push(await draw(telling, said, found(topics.get(told.topic)), told))
  for (const { tree } of drawn) await publishTree(contextOf(telling, publishedDay), tree)
  await tellComments(telling, drawn)
  for (const one of drawn)
    for (const alternative of one.told.alternatives) await tellAlternative(telling, one, alternative)
  for (const { tree, told } of drawn) if (told.matrix) await tellMatrix(telling, tree, told.matrix)
  return new Map(drawn.map((one) => [one.told.topic, one]))
}

async function draw(telling: CycleTelling, said: readonly Said[], topicId: string, told: StoryTree): Promise<ToldTree> {
  const { db, space, story } = telling
  const context = contextOf(telling, story.diagnosis.drawnDay)
  const { title, central } = told
  const exerciseId = (await exerciseOf(telling)).id
  const slug = await createTree(context, space, { title, central: central.wording, topicId, exerciseId })
  const tree = found(await findTree(db, space.slug, slug))
  const root = found((await nodesOf(db, tree.id))[0])
  const { wording, mirror, source } = central
  await rewordNode(context, tree, root.id, { wording, mirror, version: root.version })
  if (source) await addSource(context, tree, root.id, { ...source, url: null })
  const nodes = new Map<string, string>([['central', root.id]])
  const hang = async (parent: string, side: Side, { code, wording, mirror, source, children }: StoryNode) => {
    const id = await addNode(context, tree, parent, { side, wording, mirror })
    nodes.set(code, id)
    if (source) await addSource(context, tree, id, { ...source, url: null })
    for (const child of children) await hang(id, side, child)
  }
  for (const cause of told.causes) await hang(root.id, 'cause', cause)
  for (const effect of told.effects) await hang(root.id, 'effect', effect)
  for (const [code, id] of nodes) {
    const own = said.filter(({ voice }) => voice.topic === told.topic && voice.node === code)
    for (let start = 0; start < own.length; start += 500) {
      const folios = own.slice(start, start + 500).map(({ folio }) => folio)
      await linkContributions(context, tree, id, { folios, topic: '' })
    }
  }
  return { tree, told, nodes }
}

/** Who knows comments node by node; each comment is answered. */
async function tellComments(telling: CycleTelling, drawn: readonly ToldTree[]): Promise<void> {
  const { publishedDay, weighedDay } = telling.story.diagnosis
  const answers: (() => Promise<void>)[] = []
  for (const { tree, told, nodes } of drawn)
    for (const { node, body, signature, answer } of told.comments) {
      const context = contextOf(telling, publishedDay, telling.cast.specialist)
      const id = await commentNode(context, tree, found(nodes.get(node)), { body, signature })
      answers.push(() => answerComment(contextOf(telling, weighedDay), tree, id, answer))
    }
  for (const answering of answers) await answering()
}

/** Weighed by the six criteria, and chosen or put aside. */
async function tellAlternative(
  telling: CycleTelling,
  { tree, nodes }: ToldTree,
  { wording, nodes: codes, scores, isSelected, reason }: StoryAlternative,
): Promise<void> {
  const context = contextOf(telling, telling.story.diagnosis.weighedDay)
  const means = codes.map((code) => found(nodes.get(code)))
  const number = await addAlternative(context, tree, { wording, nodes: means })
  const given = criteria.flatMap((criterion) => {
    const [points, why] = scores[criterion]
    return [
      [`points.${criterion}`, points],
      [`why.${criterion}`, why],
    ]
  })
  await scoreAlternative(context, tree, number, { version: 1, ...Object.fromEntries(given) } as ScoreFields)
  await decideAlternative(context, tree, number, { selected: isSelected ? 'yes' : 'no', reason, version: 2 })
}
