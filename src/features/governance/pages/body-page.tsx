import { dayIn } from '../../../platform/civil-day.ts'
import type { C } from '../../../platform/http/env.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { Card, WithAside } from '../../../ui/Card.tsx'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { formatDate, formatDateRange, formatDateTime } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { Space } from '../../spaces/model.ts'
import { type Agreement, standingOfAgreement } from '../agreements/model.ts'
import type { BodyDocument } from '../bodies/queries.ts'
import type { Body } from '../model.ts'
import { bodyPaths } from '../paths.ts'
import { awayOn, facilitatorOn, integrationOf, type Membership, type Roster, seatsOn } from '../seating/model.ts'
import { meetingGap, type Session } from '../sessions/model.ts'
import { BodyFrame } from './frame.tsx'

export type BodyView = {
  c: C
  space: Space
  body: Body
  roster: Roster
  sessions: readonly Session[]
  documents: readonly BodyDocument[]
  agreements: readonly Agreement[]
  keeps: boolean
  /** What upper sub-nouns show: elections. */
  aside?: unknown
}

export function BodyPage(view: BodyView) {
  const { c, space, body, keeps } = view
  const { t, context } = c.var
  const term = body.termFrom && body.termTo ? formatDateRange(body.termFrom, body.termTo, context.locale) : null
  return (
    <BodyFrame c={c} space={space} body={body} trail={[]} title={body.name} twins={['json', 'ics']}>
      <p class="lead">
        {t(`governance.kind.${body.kind}`)}
        {term ? ` · ${t('governance.term', { term })}` : null}
      </p>
      {body.about ? <p>{body.about}</p> : null}
      {keeps ? (
        <p class="actions">
          <ButtonLink href={bodyPaths.seating(body)} kind="quiet">
            {t('governance.seating.title')}
          </ButtonLink>
          <ButtonLink href={bodyPaths.call(body)}>{t('governance.session.call')}</ButtonLink>
        </p>
      ) : null}
      <Standing {...view} />
      <WithAside aside={<Papers {...view} />}>
        <Members {...view} />
        <Sessions {...view} />
        <OpenAgreements {...view} />
        <PartyHistory {...view} />
      </WithAside>
    </BodyFrame>
  )
}

/** What the rules say of the body today: integration (R-01), alternates (R-02), time without meeting (R-08), rules (R-09). */
function Standing({ c, body, roster, sessions, documents }: BodyView) {
  const { t, context } = c.var
  const today = dayIn(body.timeZone, context.now)
  const { isIntegrated, missing, withoutAlternate } = integrationOf(roster, body.minimum, today)
  const gap = meetingGap(
    sessions.map(({ heldAt, cancelledReason }) => ({
      day: dayIn(body.timeZone, heldAt),
      cancelled: cancelledReason !== null,
    })),
    body.termFrom ?? today,
    today,
  )
  const away = awayOn(roster, today)
  const says = [
    ...missing.map(({ sector, filled, needed }) =>
      t('governance.fault.R-01', { sector: t(`governance.sector.${sector}`), filled, needed }),
    ),
    ...away.map(({ party, move, onDay, reason }) =>
      t('governance.fault.away', { party, move, date: formatDate(onDay, context.locale), reason }),
    ),
    ...(documents.some(({ kind }) => kind === 'rules') ? [] : [t('governance.fault.R-09')]),
    ...(gap ? [t('governance.fault.R-08', { days: gap.days })] : []),
    ...(withoutAlternate.length > 0 ? [t('governance.fault.R-02', { count: withoutAlternate.length })] : []),
  ]
  return (
    <Notice t={t} kind={isIntegrated ? 'success' : 'warning'}>
      <p>
        <strong>{t(isIntegrated ? 'governance.integrated' : 'governance.not-integrated')}</strong>
      </p>
      {says.length > 0 ? (
        <ul>
          {says.map((one) => (
            <li>{one}</li>
          ))}
        </ul>
      ) : null}
    </Notice>
  )
}

function Members({ c, body, roster }: BodyView) {
  const { t, context } = c.var
  const today = dayIn(body.timeZone, context.now)
  const facilitator = facilitatorOn(roster, today)
  const nameOf = (one: Membership | null) =>
    one ? (
      <>
        {one.name}
        {one.organization ? <span class="small muted"> · {one.organization.name}</span> : null}
      </>
    ) : (
      <span class="muted">{t('governance.vacant')}</span>
    )
  return (
    <Card title={t('governance.members')}>
      <Table
        id="asientos"
        caption={t('governance.members')}
        captionHidden
        columns={[
          {
            key: 'seat',
            label: t('governance.seat'),
            cell: ({ seat }) => `${t(`governance.sector.${seat.sector}`)} ${seat.number}`,
          },
          { key: 'titular', label: t('governance.quality.titular'), wide: true, cell: (row) => nameOf(row.titular) },
          {
            key: 'alternate',
            label: t('governance.quality.alternate'),
            wide: true,
            cell: (row) => nameOf(row.alternate),
          },
        ]}
        rows={seatsOn(roster, today)}
      />
      <p>
        {facilitator
          ? t('governance.facilitator.is', {
              name: facilitator.name,
              date: formatDate(facilitator.fromOn, context.locale),
            })
          : t('governance.facilitator.none')}
      </p>
    </Card>
  )
}

function Sessions({ c, body, sessions }: BodyView) {
  const { t, context } = c.var
  return (
    <Card title={t('governance.sessions')}>
      {sessions.length === 0 ? <EmptyState title={t('governance.sessions.none')} /> : null}
      {sessions.length > 0 ? (
        <Table
          id="lista-sesiones"
          caption={t('governance.sessions')}
          captionHidden
          columns={[
            {
              key: 'title',
              label: t('governance.session'),
              wide: true,
              cell: (one) => (
                <>
                  <a href={bodyPaths.session(body, one.number)}>
                    {one.number}. {one.title}
                  </a>
                  {one.isOpen ? null : <span class="small muted"> · {t('governance.session.members-only')}</span>}
                </>
              ),
            },
            {
              key: 'when',
              label: t('governance.when'),
              wide: true,
              cell: (one) =>
                one.cancelledReason === null
                  ? formatDateTime(one.heldAt, context.locale, body.timeZone)
                  : t('governance.session.cancelled', { reason: one.cancelledReason }),
            },
          ]}
          rows={sessions}
        />
      ) : null}
    </Card>
  )
}

function OpenAgreements({ c, body, agreements }: BodyView) {
  const { t, context } = c.var
  const today = dayIn(body.timeZone, context.now)
  const counted = agreements.map((one) => standingOfAgreement(one, today))
  const count = (word: string) => counted.filter((one) => one === word).length
  return (
    <Card title={t('governance.agreements')} size="small">
      <p>
        {t('governance.agreements.count', {
          all: agreements.length,
          done: count('done'),
          late: count('late'),
          open: count('pending') + count('in-progress'),
        })}
      </p>
      <p>
        <a href={bodyPaths.agreements(body)}>{t('governance.agreements.all')}</a>
      </p>
    </Card>
  )
}

function PartyHistory({ c, roster }: BodyView) {
  const { t, context } = c.var
  if (roster.moves.length === 0) return null
  return (
    <Card title={t('governance.parties.history')} size="small">
      <ul>
        {roster.moves.map((one) => (
          <li>
            {t('governance.party.moved', {
              party: one.party,
              move: one.move,
              date: formatDate(one.onDay, context.locale),
              reason: one.reason,
            })}{' '}
            {one.documentUrl ? <a href={one.documentUrl}>{t('governance.document')}</a> : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Papers({ c, body, documents, aside }: BodyView) {
  const { t, context } = c.var
  return (
    <>
      <Card title={t('governance.papers')} size="small">
        {documents.length === 0 ? <p class="muted">{t('governance.papers.none')}</p> : null}
        <DescriptionList
          items={documents.map((one) => ({
            term: t(`governance.paper.${one.kind}`),
            value: (
              <>
                {one.url ? <a href={one.url}>{one.title}</a> : one.title}
                <span class="small muted"> · {formatDate(one.datedOn, context.locale)}</span>
                {one.adopted ? (
                  <>
                    <br />
                    <a href={`${bodyPaths.session(body, one.adopted.session)}#mocion-${one.adopted.motion}`}>
                      {t('governance.adopted', one.adopted)}
                    </a>
                  </>
                ) : null}
              </>
            ),
          }))}
        />
      </Card>
      {aside as never}
    </>
  )
}
