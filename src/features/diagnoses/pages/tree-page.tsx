import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, Button, ButtonLink } from '../../../ui/Button.tsx'
import { Details } from '../../../ui/Details.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { backOf, fieldsOf, idIn } from '../../../ui/form-back.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { consultationPaths } from '../../consultations/paths.ts'
import type { Space } from '../../spaces/model.ts'
import type { Alternative } from '../alternatives/model.ts'
import type { NodeComment } from '../comments/queries.ts'
import type { Evidence } from '../evidence/queries.ts'
import type { Kit } from '../kits/model.ts'
import { logframePaths } from '../logframe/paths.ts'
import { type ProblemTree, type TreeNode, worriesOf } from '../model.ts'
import { diagnosisPaths } from '../paths.ts'
import { AlternativeCard } from './alternatives-page.tsx'
import { Drawings } from './drawings.tsx'
import { TreeFrame } from './frame.tsx'
import { EvidenceOf, NodeList } from './node-list.tsx'

export type TreeView = {
  c: C
  space: Space
  tree: ProblemTree
  keeps: boolean
  nodes: readonly TreeNode[]
  evidence: ReadonlyMap<string, Evidence>
  comments: readonly NodeComment[]
  alternatives: readonly Alternative[]
  kits: readonly Kit[]
  /** There is a logic framework for this reader. */
  hasMatrix: boolean
  wrong: Wrong
}

/** A tree for everybody: drawn, in words with what each node stands on, commented, and what was chosen from it. */
export function TreePage(view: TreeView) {
  const { c, space, tree, nodes, alternatives, wrong } = view
  const { t } = c.var
  return (
    <TreeFrame c={c} space={space} tree={tree} title={tree.title} twins={['json', 'csv']} wrong={wrong}>
      {tree.topic ? (
        <p>
          <a href={consultationPaths.consultation({ space: tree.space, slug: tree.topic.consultation.slug })}>
            {t('diagnoses.topic', { topic: tree.topic.name })}
          </a>
        </p>
      ) : null}
      <Keeper view={view} />
      <Drawings c={c} tree={tree} nodes={nodes} />
      <NodeList
        c={c}
        nodes={nodes}
        below={(node) => (
          <>
            <EvidenceOf c={c} tree={tree} evidence={view.evidence.get(node.id)} />
            <Comments view={view} node={node} />
          </>
        )}
      />
      {alternatives.length > 0 ? (
        <section class="stack" aria-labelledby="alternatives">
          <h2 id="alternatives">{t('diagnoses.alternatives.title')}</h2>
          {alternatives.map((one) => (
            <AlternativeCard c={c} one={one} nodes={nodes} />
          ))}
        </section>
      ) : null}
      {view.hasMatrix ? (
        <p>
          <ButtonLink kind="quiet" href={logframePaths.matrix(tree)}>
            {t('logframe.title')}
          </ButtonLink>
        </p>
      ) : null}
      <p class="small screen-only">
        <a href={diagnosisPaths.history(tree)}>{t('diagnoses.history')}</a>
      </p>
      <Kits view={view} />
    </TreeFrame>
  )
}

function Keeper({ view: { c, tree, keeps, nodes } }: { view: TreeView }) {
  const { t } = c.var
  if (!keeps) return null
  const { missingSolutions, withoutMirror } = worriesOf(nodes)
  return (
    <>
      {tree.publishedAt ? null : (
        <Notice t={t} title={t('diagnoses.draft')} children={<p>{t('diagnoses.draft-text')}</p>} />
      )}
      {missingSolutions.length + withoutMirror.length > 0 ? (
        <Notice t={t} kind="warning">
          {missingSolutions.length > 0 ? (
            <p>{t('diagnoses.warn.missing-count', { count: missingSolutions.length })}</p>
          ) : null}
          {withoutMirror.length > 0 ? <p>{t('diagnoses.warn.mirrors', { count: withoutMirror.length })}</p> : null}
        </Notice>
      ) : null}
      <Actions>
        <ButtonLink href={diagnosisPaths.desk(tree)}>{t('diagnoses.edit')}</ButtonLink>
        <ButtonLink kind="quiet" href={diagnosisPaths.alternatives(tree)}>
          {t('diagnoses.alternatives.weigh')}
        </ButtonLink>
        <ButtonLink kind="quiet" href={diagnosisPaths.createKit(tree)}>
          {t('diagnoses.kit.new')}
        </ButtonLink>
      </Actions>
    </>
  )
}

function Kits({ view: { c, tree, kits } }: { view: TreeView }) {
  const { t } = c.var
  if (kits.length === 0) return null
  return (
    <section aria-labelledby="kits">
      <h2 id="kits">{t('diagnoses.kit.title')}</h2>
      <ul>
        {kits.map((kit) => (
          <li>
            <a href={diagnosisPaths.kit(tree, kit.id)}>{kit.title}</a>
            {kit.publishedAt ? null : ` (${t('diagnoses.draft')})`}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What was said of a node, with its answers, and where one says something of it. */
function Comments({ view, node }: { view: TreeView; node: TreeNode }) {
  const { c, comments, tree, keeps } = view
  const { t, context } = c.var
  const own = comments.filter(({ nodeId }) => nodeId === node.id)
  return (
    <>
      {own.length > 0 ? (
        <ul class="plain stack tree-comments">
          {own.map((one) => (
            <li id={`c-${one.id}`}>
              <p class="small muted">
                {one.signature ?? t('diagnoses.comment.withdrawn')}, {formatDateTime(one.at, context.locale)}
              </p>
              <p class="pre-line">{one.body}</p>
              {one.answer ? (
                <p class="pre-line tree-answer">{t('diagnoses.comment.answered', { answer: one.answer })}</p>
              ) : null}
              {keeps && !one.answer ? <AnswerForm view={view} comment={one} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {context.actor && tree.publishedAt ? <CommentForm view={view} node={node} /> : null}
      {!context.actor && node.kind === 'central' ? (
        <p class="small">
          <a href={`/entrar?volver=${encodeURIComponent(diagnosisPaths.tree(tree))}`}>
            {t('diagnoses.comment.sign-in')}
          </a>
        </p>
      ) : null}
    </>
  )
}

function CommentForm({ view: { c, tree, wrong }, node }: { view: TreeView; node: TreeNode }) {
  const { t, context } = c.var
  const { typed } = backOf(wrong, node.id)
  const field = fieldsOf({ c, wrong }, node.id)
  return (
    <Details summary={t('diagnoses.comment.say')} open={wrong?.form === node.id}>
      <form method="post" action={diagnosisPaths.comment(tree, node.id)} class="form" novalidate>
        <TextArea {...field('body')} label={t('diagnoses.comment.body')} rows={3} required />
        <Field
          {...field('signature')}
          value={typed.signature ?? context.actor?.name}
          label={t('diagnoses.comment.signature')}
          hint={t('diagnoses.comment.signature-hint')}
          required
        />
        <Actions>
          <Button>{t('diagnoses.comment.submit')}</Button>
        </Actions>
      </form>
    </Details>
  )
}

function AnswerForm({ view: { c, tree, wrong }, comment }: { view: TreeView; comment: NodeComment }) {
  const { t } = c.var
  const { typed, errors } = backOf(wrong, comment.id)
  return (
    <Details summary={t('diagnoses.comment.answer')} open={wrong?.form === comment.id}>
      <form method="post" action={diagnosisPaths.answer(tree, comment.id)} class="form" novalidate>
        <TextArea
          {...{ t, name: 'answer', id: idIn(comment.id, 'answer'), value: typed.answer, error: errors.answer }}
          label={t('diagnoses.comment.answer-label')}
          rows={3}
          required
        />
        <Actions>
          <Button>{t('diagnoses.comment.answer-submit')}</Button>
        </Actions>
      </form>
    </Details>
  )
}
