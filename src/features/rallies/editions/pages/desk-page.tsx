import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import type { MessageKey, T } from '../../../../platform/i18n.ts'
import { Actions, Button, ButtonLink } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { Confirm } from '../../../../ui/Details.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { TextArea } from '../../../../ui/Field.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import { Status } from '../../../../ui/Status.tsx'
import { rallyPaths } from '../../paths.ts'
import { type Lack, parts } from '../checklist/model.ts'
import { type Edition, isLocked, stateOf } from '../model.ts'
import { editionPaths, partPath } from '../paths.ts'
import { DeskFrame } from './edition-frame.tsx'
import { at, stateTones } from './words.ts'

type DeskProps = {
  c: C
  edition: Edition
  lacks: readonly Lack[]
  typed?: Typed
  errors?: FieldErrors
  refused?: string
}

/** Where the edition stands, what is missing before its call can go out, and each of its parts. */
export function DeskPage({ c, edition, lacks, typed = {}, errors = {}, refused }: DeskProps) {
  const { t, context } = c.var
  const state = stateOf(edition, context.now)
  const missing = lacks.filter(({ severity }) => severity === 'error')
  const summary = Object.entries(errors).map(([field, message]) => ({ field, message }))
  return (
    <DeskFrame c={c} edition={edition} title={t('rally.desk.title')} between={[]}>
      <h1>{t('rally.desk.title')}</h1>
      <p class="lead">
        <a href={rallyPaths.edition(edition)}>{edition.name}</a>{' '}
        <Status kind={stateTones[state]} word={t(`rally.state.${state}`)} />
      </p>
      <ErrorSummary t={t} errors={summary} />
      {refused ? (
        <Notice t={t} kind="error" live>
          <p>{refused}</p>
        </Notice>
      ) : null}
      {isLocked(edition, context.now) ? (
        <Notice t={t}>
          <p>{t('rally.desk.locked', { date: edition.opensAt ? at(edition.opensAt, context.locale, edition) : '' })}</p>
        </Notice>
      ) : null}
      {state === 'draft' ? <Publication c={c} edition={edition} missing={missing} /> : null}
      <LackCard t={t} edition={edition} lacks={lacks.filter(({ severity }) => severity === 'warning')} kind="warning" />
      <Card title={t('rally.desk.parts')}>
        <ul class="plain-list">
          {parts.map((part) => (
            <li>
              <a href={partPath(edition, part)}>{t(`rally.part.${part}`)}</a>
              <span class="why">{t(`rally.part.${part}.hint`)}</span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t('rally.desk.more')}>
        <ul class="plain-list">
          {(
            [
              [`${rallyPaths.desk(edition)}/equipos`, 'rally.desk.teams'],
              [rallyPaths.sources(edition), 'rally.desk.sources'],
              [`${rallyPaths.edition(edition)}/fotos`, 'rally.desk.photos'],
              [`${rallyPaths.edition(edition)}/fuera-del-padron`, 'rally.desk.unlisted'],
              [rallyPaths.review(edition), 'rally.desk.review'],
              [`${rallyPaths.review(edition)}/personas`, 'rally.desk.judges'],
              [`${rallyPaths.desk(edition)}/jurado`, 'rally.panel.title'],
              [`${rallyPaths.desk(edition)}/cierre`, 'rally.close.title'],
              [editionPaths.replica(edition), 'rally.desk.replica'],
            ] as const
          ).map(([href, key]) => (
            <li>
              <a href={href}>{t(key)}</a>
            </li>
          ))}
        </ul>
      </Card>
      {state === 'cancelled' || state === 'closed' ? null : (
        <Cancellation c={c} edition={edition} typed={typed} errors={errors} />
      )}
    </DeskFrame>
  )
}

function Publication({ c, edition, missing }: { c: C; edition: Edition; missing: readonly Lack[] }) {
  const { t } = c.var
  if (missing.length > 0) return <LackCard t={t} edition={edition} lacks={missing} kind="error" />
  return (
    <Card title={t('rally.publication.title')} tone="on-time">
      <form method="post" action={editionPaths.publication(edition)} class="form">
        <p>{t('rally.publication.ready')}</p>
        <Actions>
          <Button kind="accent">{t('rally.publication.publish')}</Button>
          <ButtonLink href={rallyPaths.edition(edition)} kind="quiet">
            {t('rally.publication.preview')}
          </ButtonLink>
        </Actions>
      </form>
    </Card>
  )
}

type LackCardProps = { t: T; edition: Edition; lacks: readonly Lack[]; kind: 'error' | 'warning' }

function LackCard({ t, edition, lacks, kind }: LackCardProps) {
  if (lacks.length === 0) return null
  const title = t(kind === 'error' ? 'rally.desk.missing' : 'rally.desk.warnings', { count: lacks.length })
  return (
    <Card title={title} tone={kind === 'error' ? 'late' : 'at-risk'}>
      <ul class="listed">
        {lacks.map((lack) => (
          <li>
            <a href={lackHref(edition, lack)}>{lackWords(t, lack)}</a>
            {lack.rule ? (
              <span class="small muted"> ({t('commitment.checklist.rule', { rule: lack.rule })})</span>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Where it is mended; keys are the publisher's, so those are listed. */
function lackHref(edition: Edition, { code, part, field }: Lack): string {
  return code === 'keys' ? editionPaths.unscoredWorks(edition) : `${partPath(edition, part)}#${field}`
}

/** The names of moments inside a sentence are words too. */
export function lackWords(t: T, { code, values = {} }: Lack): string {
  const word = (name: 'moment' | 'after') =>
    values[name] === undefined ? {} : { [name]: t(`rally.moment.${values[name]}` as MessageKey) }
  return t(`rally.lack.${code}`, { ...values, ...word('moment'), ...word('after') })
}

type CancellationProps = { c: C; edition: Edition; typed: Typed; errors: FieldErrors }

function Cancellation({ c, edition, typed, errors }: CancellationProps) {
  const { t } = c.var
  return (
    <Confirm summary={t('rally.cancellation.title')} open={errors.reason !== undefined}>
      <form method="post" action={editionPaths.cancellation(edition)} class="form" novalidate>
        <TextArea
          {...{ t, name: 'reason', label: t('rally.cancellation.reason'), hint: t('rally.cancellation.hint'), rows: 3 }}
          {...{ required: true, value: typed.reason, error: errors.reason }}
        />
        <Actions>
          <Button kind="danger">{t('rally.cancellation.act')}</Button>
        </Actions>
      </form>
    </Confirm>
  )
}
