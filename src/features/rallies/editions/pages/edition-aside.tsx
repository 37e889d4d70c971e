import type { C } from '../../../../platform/http/env.ts'
import { Card } from '../../../../ui/Card.tsx'
import { formatDayAndTime, formatZone } from '../../../../ui/format.ts'
import { Timeline } from '../../../../ui/Timeline.tsx'
import { rallyPaths } from '../../paths.ts'
import { timelineOf } from '../calendar/model.ts'
import type { Edition } from '../model.ts'
import type { Partner } from '../partners/model.ts'
import { editionPaths } from '../paths.ts'
import { PartnerLine } from './partners.tsx'

export type AsideProps = {
  c: C
  edition: Edition
  partners: readonly Partner[]
  /** The edition that this one was started from, where it is held here. */
  origin: { slug: string; space: { slug: string } } | null
  replicas: readonly { slug: string; name: string; space: { slug: string; name: string } }[]
  organises: boolean
}

/** Its dates, its other pages, who makes it possible, and how to repeat it elsewhere. */
export function EditionAside({ c, edition, partners, origin, replicas, organises }: AsideProps) {
  const { t, context } = c.var
  const lines = timelineOf(edition, context.now)
  return (
    <>
      <Card title={t('rally.edition.calendar')} size="small">
        <Timeline
          items={lines.map(({ moment, at: instant, state }) => ({
            title: t(`rally.moment.${moment}`),
            when: formatDayAndTime(instant, context.locale, edition.timeZone),
            datetime: instant.toISOString(),
            tone: state === 'next' ? ('on-time' as const) : state === 'past' ? ('done' as const) : undefined,
            text:
              moment === 'webinarAt' && edition.webinarUrl ? (
                <a href={edition.webinarUrl}>{t('rally.edition.webinar')}</a>
              ) : undefined,
          }))}
        />
        {lines[0] ? (
          <p class="small muted">
            {t('rally.edition.zone', { zone: formatZone(lines[0].at, context.locale, edition.timeZone) })}
          </p>
        ) : null}
        <p>
          <a href={`${rallyPaths.edition(edition)}.ics`}>{t('rally.edition.ics')}</a>
        </p>
      </Card>
      <Card title={t('rally.edition.places')} size="small">
        <ul class="plain-list">
          {(
            [
              [rallyPaths.board(edition), 'rally.edition.scores'],
              [rallyPaths.teams(edition), 'rally.edition.teams'],
              [`${rallyPaths.edition(edition)}/obras`, 'rally.edition.works'],
              [`${rallyPaths.edition(edition)}/obras#mapa`, 'rally.edition.map'],
              [rallyPaths.capture(edition), 'rally.edition.street'],
              [rallyPaths.rules(edition), 'rally.edition.rules'],
              [rallyPaths.findings(edition), 'rally.edition.findings'],
              [rallyPaths.appeals(edition), 'rally.edition.appeals'],
              [rallyPaths.data(edition), 'rally.edition.data'],
            ] as const
          ).map(([href, key]) => (
            <li>
              <a href={href}>{t(key)}</a>
            </li>
          ))}
          {organises ? (
            <li>
              <a href={rallyPaths.desk(edition)}>{t('rally.desk.title')}</a>
            </li>
          ) : null}
        </ul>
      </Card>
      {partners.length > 0 ? (
        <Card title={t('rally.part.aliados')} size="small">
          <ul class="plain-list">
            {partners.map((partner) => (
              <li>
                <PartnerLine t={t} locale={context.locale} partner={partner} />
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <ReplicaCard c={c} edition={edition} origin={origin} replicas={replicas} />
    </>
  )
}

function ReplicaCard({ c, edition, origin, replicas }: Pick<AsideProps, 'c' | 'edition' | 'origin' | 'replicas'>) {
  const { t } = c.var
  const { replicaOf } = edition
  return (
    <Card title={t('rally.replica.card')} size="small">
      {replicaOf ? (
        <>
          <p>
            {t('rally.replica.of')}{' '}
            {origin ? <a href={rallyPaths.edition(origin)}>{replicaOf.name}</a> : replicaOf.name}
          </p>
          <p class="small wrap-anywhere">
            {t('rally.replica.sha256')} <code>{replicaOf.sha256}</code>
          </p>
        </>
      ) : null}
      {replicas.length > 0 ? (
        <ul class="plain-list">
          {replicas.map((replica) => (
            <li>
              <a href={rallyPaths.edition(replica)}>{replica.name}</a>
              <span class="why">{replica.space.name}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <p>
        <a href={editionPaths.replica(edition)}>{t('rally.replica.download')}</a>
      </p>
    </Card>
  )
}
