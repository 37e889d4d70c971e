import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import type { MessageKey } from '../../../../platform/i18n.ts'
import { Card, Columns } from '../../../../ui/Card.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { formatDateTime, formatPercent } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { Status } from '../../../../ui/Status.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { Timeline } from '../../../../ui/Timeline.tsx'
import { capturePaths } from '../../capture/paths.ts'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import { rallyPaths } from '../../paths.ts'
import { daysWaiting } from '../model.ts'
import { findingPaths } from '../paths.ts'
import type { FindingRow, Observation } from '../queries.ts'
import { AnswerForm } from './answer-form.tsx'
import { comparisonValue, rangeWords, stateTone } from './words.ts'

type FindingPageProps = {
  c: C
  edition: Edition
  row: FindingRow
  seen: Observation | null
  /** Organisations that the reader may answer for; none for most. */
  organizations: readonly { id: string; name: string }[]
  typed: Typed
  errors: FieldErrors
}

/** The published datum beside what was seen, and the institution's word beside both. */
export function FindingPage({ c, edition, row, seen, organizations, typed, errors }: FindingPageProps) {
  const { t, context } = c.var
  const title = t('finding.one', { number: row.number })
  const between = [{ label: t('finding.list.title'), href: findingPaths.list(edition) }]
  const place = [row.work.municipality, row.work.stateName].filter(Boolean).join(', ')
  return (
    <EditionFrame c={c} edition={edition} title={title} between={between}>
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <h1>{row.work.name}</h1>
      <p class="lead">
        {title} · {row.codes.map((code) => t(`finding.code.${code}`)).join(' · ')}
      </p>
      <p>
        <Status
          kind={stateTone[row.state]}
          word={t(`finding.state.${row.state}`)}
          why={t('finding.waiting', {
            days: daysWaiting(row.openedAt, row.answers.at(0)?.at ?? null, context.now),
          })}
        />
      </p>
      {row.state === 'withdrawn' ? (
        <Notice t={t} kind="warning">
          <p>{t('finding.withdrawn')}</p>
        </Notice>
      ) : (
        <Notice t={t}>
          <p>{t('finding.not-accusation')}</p>
        </Notice>
      )}
      <Columns>
        <Card title={t('finding.seen')}>
          <SeenPart c={c} edition={edition} row={row} seen={seen} />
        </Card>
        <Card title={t('finding.institution-says')}>
          <p class="small muted">
            {t('finding.responsible', { institution: row.institution ?? t('finding.responsible.unknown') })}
            {place ? ` · ${place}` : ''}
          </p>
          {row.answers.length === 0 ? <p>{t('finding.no-answer')}</p> : null}
          {row.answers.toReversed().map((answer) => (
            <blockquote class="quoted-post">
              <p>
                <strong>{t(`finding.state.${answer.stance}`)}</strong>
              </p>
              <p class="post-text">{answer.answer}</p>
              {answer.documentUrl ? (
                <p>
                  <a href={answer.documentUrl} rel="noopener noreferrer">
                    {t('finding.answer.document-link')}
                  </a>
                </p>
              ) : null}
              <p class="small muted">
                {answer.organization ?? ''} · {formatDateTime(answer.at, context.locale, edition.timeZone)}
              </p>
            </blockquote>
          ))}
          {organizations.length > 0 && row.state !== 'withdrawn' ? (
            <AnswerForm c={c} edition={edition} row={row} organizations={organizations} typed={typed} errors={errors} />
          ) : null}
        </Card>
      </Columns>
      <Card title={t('finding.history')} size="small">
        <History c={c} edition={edition} row={row} />
      </Card>
    </EditionFrame>
  )
}

type SeenPartProps = Pick<FindingPageProps, 'c' | 'edition' | 'row' | 'seen'>

function SeenPart({ c, edition, row, seen }: SeenPartProps) {
  const { t, context } = c.var
  if (!seen) return <p class="muted">{t('finding.seen.none')}</p>
  const progress =
    seen.declaredProgress === null && seen.observedProgress === null
      ? []
      : [
          {
            what: t('finding.field.progress'),
            published: seen.declaredProgress === null ? '—' : formatPercent(seen.declaredProgress, context.locale, 0),
            seen: rangeWords(t, seen.observedProgress),
          },
        ]
  const compared = Object.entries(seen.comparisons).map(([field, value]) => ({
    what: t(`finding.field.${field}` as MessageKey),
    published: t('finding.published.as-published'),
    seen: comparisonValue(t, value),
  }))
  const rows = [
    { what: t('finding.field.result'), published: '—', seen: t(`finding.result.${seen.finding ?? 'differs'}`) },
    ...progress,
    ...compared,
  ]
  return (
    <>
      <p class="small muted">
        <a href={rallyPaths.post(edition, row.network, row.postId)}>
          {t('finding.seen.by', { team: row.team?.name ?? '—' })}
        </a>{' '}
        · {formatDateTime(seen.publishedAt, context.locale, edition.timeZone)}
        {seen.mode ? ` · ${t(`finding.mode.${seen.mode as 'on-site'}`)}` : ''}
      </p>
      <Table
        id="comparison"
        caption={t('finding.comparison')}
        dense
        rows={rows}
        columns={[
          { key: 'what', label: t('finding.field'), cell: (one) => one.what },
          { key: 'published', label: t('finding.published'), cell: (one) => one.published },
          { key: 'seen', label: t('finding.observed'), cell: (one) => one.seen },
        ]}
      />
      {row.code === 'no_access' ? <p class="small">{t('finding.no-access.note')}</p> : null}
      {seen.note ? <p class="post-text">«{seen.note}»</p> : null}
      {seen.photos.map((photo, index) => (
        <figure class="evidence-photo">
          <img
            src={capturePaths.photo(edition, photo.sha256)}
            alt={photo.alt ?? t('finding.photo', { number: index + 1, work: row.work.name })}
            width={photo.width}
            height={photo.height}
            loading="lazy"
          />
        </figure>
      ))}
    </>
  )
}

function History({ c, edition, row }: Pick<FindingPageProps, 'c' | 'edition' | 'row'>) {
  const { t, context } = c.var
  const events = [
    { at: row.openedAt, title: t('finding.history.opened'), tone: undefined },
    ...row.answers.map((answer) => ({
      at: answer.at,
      title: t('finding.history.answered', {
        stance: t(`finding.state.${answer.stance}`),
        organization: answer.organization ?? '—',
      }),
      tone: stateTone[answer.stance],
    })),
    ...row.turns.map(({ turn, at }) => ({ at, title: t(`finding.history.${turn}`), tone: 'paused' as const })),
  ].sort((a, b) => b.at.getTime() - a.at.getTime())
  return (
    <Timeline
      items={events.map(({ at, title, tone }) => ({
        title,
        tone,
        when: formatDateTime(at, context.locale, edition.timeZone),
        datetime: at.toISOString(),
      }))}
    />
  )
}
