import { Actions, Button } from '../../../ui/Button.tsx'
import { Details } from '../../../ui/Details.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { backOf, fieldsOf, idIn } from '../../../ui/form-back.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import type { NodeComment } from '../comments/queries.ts'
import type { TreeNode } from '../model.ts'
import { diagnosisPaths } from '../paths.ts'
import type { TreeView } from './tree-view.ts'

/** What was said of a node, with its answers, and where one says something of it. */
export function Comments({ view, node }: { view: TreeView; node: TreeNode }) {
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
