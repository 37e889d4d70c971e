import { dayIn } from '../../../platform/civil-day.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { Details } from '../../../ui/Details.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { formatDate } from '../../../ui/format.ts'
import { Status, type StatusKind } from '../../../ui/Status.tsx'
import type { Space } from '../../spaces/model.ts'
import { type Agreement, type AgreementStanding, agreementStates, standingOfAgreement } from '../agreements/model.ts'
import type { Body } from '../model.ts'
import { bodyPaths } from '../paths.ts'
import { BodyFrame, backOf, idIn, type Wrong } from './frame.tsx'

const tone: Record<AgreementStanding, StatusKind> = {
  pending: 'not-started',
  'in-progress': 'on-time',
  late: 'late',
  done: 'done',
  cancelled: 'paused',
}

type ListProps = { c: C; body: Body; agreements: readonly Agreement[]; today: string }

export function AgreementList({ c, body, agreements, today }: ListProps) {
  const { t, context } = c.var
  if (agreements.length === 0) return <p class="muted">{t('governance.agreements.none')}</p>
  return (
    <ol class="plain stack">
      {agreements.map((one) => {
        const standing = standingOfAgreement(one, today)
        return (
          <li>
            <p>
              <a href={`${bodyPaths.agreements(body)}#${one.folio}`}>{one.folio}</a> {one.wording}
            </p>
            <p class="small">
              <Status kind={tone[standing]} word={t(`governance.agreement.${standing}`)} /> · {one.responsible}
              {one.dueOn
                ? ` · ${t('governance.agreement.due', { date: formatDate(one.dueOn, context.locale) })}`
                : null}
            </p>
          </li>
        )
      })}
    </ol>
  )
}

type PageProps = {
  c: C
  space: Space
  body: Body
  agreements: readonly Agreement[]
  keeps: boolean
  wrong: Wrong
}

/** All agreements with what became of each. */
export function AgreementsPage({ c, space, body, agreements, keeps, wrong }: PageProps) {
  const { t, context } = c.var
  const today = dayIn(body.timeZone, context.now)
  return (
    <BodyFrame
      c={c}
      space={space}
      body={body}
      title={t('governance.agreements.title', { body: body.name })}
      twins={['json', 'csv']}
      wrong={wrong}
    >
      {agreements.length === 0 ? <EmptyState title={t('governance.agreements.none')} /> : null}
      {agreements.map((one) => {
        const standing = standingOfAgreement(one, today)
        const closed = standing === 'done' || standing === 'cancelled'
        return (
          <article class="card stack" id={one.folio}>
            <h2 class="card-title small">{one.wording}</h2>
            <p>
              <Status kind={tone[standing]} word={t(`governance.agreement.${standing}`)} /> · {one.responsible}
              {one.dueOn
                ? ` · ${t('governance.agreement.due', { date: formatDate(one.dueOn, context.locale) })}`
                : null}
            </p>
            <p class="small muted">
              {one.folio} ·{' '}
              {one.from.number === null ? (
                one.from.title
              ) : (
                <a href={bodyPaths.session(body, one.from.number)}>
                  {one.from.number}. {one.from.title}
                </a>
              )}
            </p>
            {one.states.length > 0 ? (
              <ul>
                {one.states.map((state) => (
                  <li>
                    {t(`governance.agreement.${state.state}`)},{' '}
                    {formatDate(dayIn(body.timeZone, state.at), context.locale)}: {state.reason}{' '}
                    {state.url ? <a href={state.url}>{t('governance.document')}</a> : null}
                  </li>
                ))}
              </ul>
            ) : null}
            {keeps && !closed ? <StateForm c={c} body={body} folio={one.folio} wrong={wrong} /> : null}
          </article>
        )
      })}
    </BodyFrame>
  )
}

function StateForm({ c, body, folio, wrong }: { c: C; body: Body; folio: string; wrong: Wrong }) {
  const { t } = c.var
  const { typed, errors } = backOf(wrong, folio)
  const field = (name: string) => ({ t, name, id: idIn(folio, name), value: typed[name], error: errors[name] })
  return (
    <Details summary={t('governance.agreement.move')} open={wrong?.form === folio}>
      <form method="post" action={bodyPaths.agreement(body, folio)} class="form" novalidate>
        <Select
          {...field('state')}
          label={t('governance.agreement.state')}
          required
          options={agreementStates.map((value) => ({ value, label: t(`governance.agreement.${value}`) }))}
        />
        <TextArea {...field('reason')} label={t('governance.agreement.what')} rows={2} required />
        <Field {...field('url')} type="url" label={t('governance.document')} />
        <Actions>
          <Button>{t('governance.agreement.submit')}</Button>
        </Actions>
      </form>
    </Details>
  )
}
