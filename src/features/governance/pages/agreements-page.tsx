import { dayIn } from '../../../platform/civil-day.ts'
import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { formatDate } from '../../../ui/format.ts'
import { Status } from '../../../ui/Status.tsx'
import type { Space } from '../../spaces/model.ts'
import { type Agreement, standingOfAgreement } from '../agreements/model.ts'
import type { Body } from '../model.ts'
import { bodyPaths } from '../paths.ts'
import { AgreementStateForm, agreementTones } from './agreement-state-form.tsx'
import { BodyFrame } from './frame.tsx'

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
              <Status kind={agreementTones[standing]} word={t(`governance.agreement.${standing}`)} /> ·{' '}
              {one.responsible}
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
              <Status kind={agreementTones[standing]} word={t(`governance.agreement.${standing}`)} /> ·{' '}
              {one.responsible}
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
            {keeps && !closed ? (
              <AgreementStateForm c={c} action={bodyPaths.agreement(body, one.folio)} folio={one.folio} wrong={wrong} />
            ) : null}
          </article>
        )
      })}
    </BodyFrame>
  )
}
