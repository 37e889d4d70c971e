import type { C } from '../../../platform/http/env.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Choices.tsx'
import { Confirm } from '../../../ui/Details.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Pager } from '../../../ui/Pager.tsx'
import { type Comment, commentsPageSize } from '../contributions/model.ts'
import { consultationPaths } from '../paths.ts'
import type { ContributionView } from './views.ts'

/** One level, oldest first; what a moderator hid keeps its place and says why. */
export function Comments({ c, view }: { c: C; view: ContributionView }) {
  const { t } = c.var
  const { consultation, contribution, comments, commentCount, commentPage } = view
  const own = consultationPaths.contribution(consultation, contribution.folio)
  return (
    <section aria-labelledby="comentarios">
      <h2 id="comentarios">{t('consultations.comments', { count: commentCount })}</h2>
      {comments.length > 0 ? (
        <ol class="comments">
          {comments.map((comment) => (
            <li id={`c-${comment.id}`}>
              <CommentText c={c} comment={comment} />
              {view.mayModerate ? <Moderation c={c} view={view} comment={comment} /> : null}
            </li>
          ))}
        </ol>
      ) : (
        <p class="muted">{t('consultations.comments.none')}</p>
      )}
      <Pager
        t={t}
        page={commentPage}
        pages={Math.max(1, Math.ceil(commentCount / commentsPageSize))}
        hrefOf={(page) => (page === 1 ? own : `${own}?comentarios=${page}`)}
      />
      {view.isOpen && contribution.text !== null ? <CommentForm c={c} view={view} /> : null}
    </section>
  )
}

function Moderation({ c, view, comment }: { c: C; view: ContributionView; comment: Comment }) {
  const { t } = c.var
  const isHidden = comment.hiddenReason !== null
  const word = isHidden ? t('consultations.comment.show') : t('consultations.comment.hide')
  const action = consultationPaths.decideComment(view.consultation, view.contribution.folio, comment.id)
  return (
    <Confirm summary={word}>
      {comment.withheld ? <blockquote class="prewrap">{comment.withheld}</blockquote> : null}
      <form method="post" action={action} class="form">
        <input type="hidden" name="decision" value={isHidden ? 'shown' : 'hidden'} />
        <TextArea
          t={t}
          id={`reason-${comment.id}`}
          name="reason"
          label={t('consultations.review.reason')}
          required
          rows={2}
        />
        <Actions>
          <Button small>{word}</Button>
        </Actions>
      </form>
    </Confirm>
  )
}

function CommentText({ c, comment }: { c: C; comment: Comment }) {
  const { t, context } = c.var
  return (
    <>
      {comment.body === null ? (
        <p class="muted">{t('consultations.comment.hidden', { reason: comment.hiddenReason ?? '' })}</p>
      ) : (
        <p class="prewrap">{comment.body}</p>
      )}
      <p class="small muted">
        {comment.signature ?? t('consultations.unsigned')} ·{' '}
        <time datetime={comment.at.toISOString()}>{formatDateTime(comment.at, context.locale)}</time>
      </p>
    </>
  )
}

function CommentForm({ c, view }: { c: C; view: ContributionView }) {
  const { t } = c.var
  const { consultation, contribution, typed, errors, suspected } = view
  return (
    <form
      method="post"
      action={consultationPaths.comment(consultation, contribution.folio)}
      class="form"
      id="comentar"
      novalidate
    >
      <input type="hidden" name="door" value={view.door} />
      <div class="visually-hidden" aria-hidden="true">
        <label for="website">{t('consultations.trap')}</label>
        <input type="text" id="website" name="website" tabindex={-1} autocomplete="off" />
      </div>
      {suspected.length > 0 ? (
        <Notice t={t} kind="warning" title={t('consultations.suspected.title')} live>
          <ul>
            {suspected.map((kind) => (
              <li>{t(`consultations.suspected.${kind}`)}</li>
            ))}
          </ul>
          <Checkbox t={t} name="sure" label={t('consultations.suspected.sure')} />
        </Notice>
      ) : null}
      <TextArea
        t={t}
        name="body"
        label={t('consultations.comment.body')}
        required
        rows={3}
        maxlength={2000}
        value={typed.body}
        error={errors.body}
      />
      <Field
        t={t}
        name="signature"
        label={t('consultations.form.signature')}
        hint={t('consultations.form.signature.hint')}
        maxlength={120}
        value={typed.signature}
        error={errors.signature}
      />
      <Actions>
        <Button>{t('consultations.comment.send')}</Button>
      </Actions>
    </form>
  )
}
