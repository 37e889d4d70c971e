import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { Checkbox } from '../../../../ui/Choices.tsx'
import { DateField } from '../../../../ui/DateField.tsx'
import { Confirm, Details } from '../../../../ui/Details.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { formatDate, formatNumber } from '../../../../ui/format.ts'
import { Page } from '../../../../ui/Page.tsx'
import { Status } from '../../../../ui/Status.tsx'
import type { Space } from '../../../spaces/model.ts'
import { spaceFrame } from '../../../spaces/pages/space-frame.tsx'
import { rallyPaths } from '../../paths.ts'
import type { Goal, RemovedForum } from '../goals/model.ts'
import { editionPaths } from '../paths.ts'

type GoalsProps = {
  c: C
  space: Space
  goals: readonly Goal[]
  organises: boolean
  typed: Typed
  errors: FieldErrors
  /** The space's own, for who may take them back. */
  forums: readonly { id: string; name: string }[]
  removed: readonly RemovedForum[]
  wrong: WrongRemoval | null
}

export type WrongRemoval = { id: string; typed: Typed; errors: FieldErrors }

/** What the mechanism promised of itself, measured, each figure with the rows it is counted from. */
export function GoalsPage({ c, space, goals, organises, typed, errors, forums, removed, wrong }: GoalsProps) {
  const { t } = c.var
  const title = t('rally.goals.title')
  const trail = [{ label: t('rally.list.title'), href: rallyPaths.all(space.slug) }, { label: title }]
  return (
    <Page c={c} title={title} {...spaceFrame(t, space, 'rallies', trail)} width="narrow" twins={['json']}>
      <h1>{title}</h1>
      <p class="lead">{t('rally.goals.lead')}</p>
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      {goals.map((goal) => (
        <GoalCard c={c} goal={goal} />
      ))}
      {removed.length > 0 ? <Removed c={c} removed={removed} /> : null}
      {organises ? <ForumForm c={c} space={space} typed={typed} errors={errors} /> : null}
      {forums.map((forum) => (
        <Removal {...{ c, space, forum }} wrong={wrong?.id === forum.id ? wrong : null} />
      ))}
    </Page>
  )
}

function GoalCard({ c, goal }: { c: C; goal: Goal }) {
  const { t, context } = c.var
  const { id, value, target, isMet, evidence } = goal
  const figure = (count: number) => formatNumber(count, context.locale)
  const word = value === null ? 'none' : isMet ? 'met' : 'open'
  return (
    <Card title={t(`rally.goal.${id}`)}>
      <p>
        <strong>{value === null ? '—' : figure(value)}</strong> {t(`rally.goal.${id}.of`, { target: figure(target) })}{' '}
        <Status kind={isMet ? 'done' : value === null ? 'no-information' : 'at-risk'} word={t(`rally.goal.${word}`)} />
      </p>
      <p>{t(`rally.goal.${id}.how`)}</p>
      {evidence.length > 0 ? (
        <Details summary={t('rally.goal.evidence', { count: evidence.length })}>
          <ul class="plain-list">
            {evidence.map(({ what, href, note }) => (
              <li>
                {href ? <a href={href}>{what}</a> : what}
                {note ? <span class="why">{note}</span> : null}
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </Card>
  )
}

function Removed({ c, removed }: { c: C; removed: readonly RemovedForum[] }) {
  const { t, context } = c.var
  return (
    <Card title={t('rally.forum.removed')} size="small">
      <ul class="plain-list">
        {removed.map(({ name, reason, at }) => (
          <li>
            <del>{name}</del>
            <span class="why">
              {reason} · {formatDate(at.toISOString(), context.locale)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

type RemovalProps = { c: C; space: Space; forum: { id: string; name: string }; wrong: WrongRemoval | null }

function Removal({ c, space, forum: { id, name }, wrong }: RemovalProps) {
  const { t } = c.var
  return (
    <Confirm summary={t('rally.forum.remove', { name })} open={wrong !== null}>
      <form method="post" action={editionPaths.removeForum(space.slug, id)} class="form" novalidate>
        <TextArea
          {...{ t, id: `reason-${id}`, name: 'reason', label: t('rally.forum.remove.reason'), rows: 2, required: true }}
          {...{ value: wrong?.typed.reason, error: wrong?.errors.reason }}
        />
        <Actions>
          <Button kind="danger">{t('rally.forum.remove.act')}</Button>
        </Actions>
      </form>
    </Confirm>
  )
}

function ForumForm({ c, space, typed, errors }: Pick<GoalsProps, 'c' | 'space' | 'typed' | 'errors'>) {
  const { t } = c.var
  return (
    <Card title={t('rally.forum.add')}>
      <form method="post" action={editionPaths.forums(space.slug)} class="form" novalidate>
        <Field
          {...{ t, name: 'name', label: t('rally.forum.name'), required: true, value: typed.name, error: errors.name }}
        />
        <DateField
          {...{ t, name: 'heldOn', label: t('rally.forum.heldOn'), required: true }}
          {...{ value: typed.heldOn, error: errors.heldOn }}
        />
        <Field
          {...{ t, name: 'url', type: 'url', label: t('rally.forum.url'), hint: t('rally.forum.url.hint') }}
          {...{ required: true, value: typed.url, error: errors.url }}
        />
        <Checkbox
          {...{ t, name: 'isInternational', label: t('rally.forum.international') }}
          checked={Boolean(typed.isInternational)}
        />
        <Actions>
          <Button kind="quiet">{t('rally.forum.add')}</Button>
        </Actions>
      </form>
    </Card>
  )
}
