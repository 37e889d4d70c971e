import type { C } from '../../../../platform/http/env.ts'
import { Actions, Button, ButtonLink } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { formatDateTime } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import type { Edition } from '../../editions/model.ts'
import { rallyPaths } from '../../paths.ts'
import type { CapturedWork, Membership, Receipt } from '../model.ts'
import { capturePaths } from '../paths.ts'
import type { TeamWork } from '../queries.ts'
import { distanceText } from './distance-text.ts'
import { Safety, StreetFrame } from './street-frame.tsx'
import { StreetQueue } from './street-queue.tsx'

export type StreetPageProps = {
  c: C
  edition: Edition
  membership: Membership | null
  works: readonly TeamWork[]
  /** Null: nothing was asked for. */
  found: readonly (CapturedWork & { meters: number | null })[] | null
  receipts: readonly Receipt[]
  asked: { near: string; text: string }
}

/** A team's works and what to do with them; kept on the phone for when there is no signal. */
export function StreetPage(props: StreetPageProps) {
  const { c, edition, membership } = props
  const { t } = c.var
  const title = t('capture.title')
  if (membership === null) return <NotMember c={c} edition={edition} title={title} />
  return (
    <StreetFrame
      {...{ c, edition, title }}
      under={[]}
      manifest={capturePaths.manifest(edition)}
      islands={['street-queue', 'where-am-i']}
    >
      <h1>{title}</h1>
      <p class="lead">{t('capture.lead')}</p>
      <p>
        <strong>{t('capture.team', { team: membership.team })}</strong>
      </p>
      {membership.mayPublish ? null : (
        <Notice t={t} kind="warning">
          <p>{t('capture.minor')}</p>
        </Notice>
      )}
      <StreetQueue c={c} edition={edition} membership={membership} />
      <TeamWorks {...props} />
      <Search {...props} />
      <Sent {...props} />
      <Safety c={c} />
    </StreetFrame>
  )
}

function NotMember({ c, edition, title }: { c: C; edition: Edition; title: string }) {
  const { t } = c.var
  return (
    <StreetFrame {...{ c, edition, title }} under={[]}>
      <h1>{title}</h1>
      <EmptyState
        title={t('capture.not-member.title')}
        actions={<ButtonLink href={rallyPaths.teams(edition)}>{t('capture.not-member.teams')}</ButtonLink>}
      >
        <p>{t('capture.not-member')}</p>
      </EmptyState>
    </StreetFrame>
  )
}

function TeamWorks({ c, edition, works }: StreetPageProps) {
  const { t } = c.var
  const announce = <ButtonLink href={capturePaths.announce(edition)}>{t('capture.works.announce')}</ButtonLink>
  return (
    <Card title={t('capture.works.title')} id="obras">
      {works.length === 0 ? (
        <EmptyState title={t('capture.works.none')} actions={announce}>
          <p>{t('capture.works.none.hint')}</p>
        </EmptyState>
      ) : (
        <>
          <ul class="street-works">
            {works.map((work) => (
              <StreetWork {...{ c, edition, work }} state={stateOf(work)} />
            ))}
          </ul>
          <Actions>{announce}</Actions>
        </>
      )}
    </Card>
  )
}

function stateOf({ isAnnounced, isVisited }: TeamWork): 'visited' | 'announced' | 'chosen' {
  if (isVisited) return 'visited'
  return isAnnounced ? 'announced' : 'chosen'
}

type StreetWorkProps = {
  c: C
  edition: Edition
  work: CapturedWork & { meters: number | null }
  state: 'visited' | 'announced' | 'chosen' | null
}

function StreetWork({ c, edition, work, state }: StreetWorkProps) {
  const { t } = c.var
  const away = work.meters === null ? '' : t('capture.works.away', { distance: distanceText(c, work.meters) })
  const about = [work.key, work.place, away, state ? t(`capture.works.${state}`) : ''].filter(Boolean)
  return (
    <li>
      <div>
        <h3>{work.name}</h3>
        <p class="small muted">{about.join(' · ')}</p>
      </div>
      <a href={capturePaths.visit(edition, work.key)} aria-label={t('capture.works.visit-of', { work: work.name })}>
        {t('capture.works.visit')}
      </a>
    </li>
  )
}

function Search({ c, edition, found, asked }: StreetPageProps) {
  const { t } = c.var
  return (
    <Card title={t('capture.near.title')} id="buscar">
      <form method="get" action={capturePaths.street(edition)} class="form">
        <Field t={t} name="busca" label={t('capture.near.text')} value={asked.text} type="search" maxlength={100} />
        <where-am-i
          data-target="cerca"
          data-use={t('capture.where.use')}
          data-asking={t('capture.where.asking')}
          data-found={t('capture.where.found', { meters: '{meters}' })}
          data-failed={t('capture.where.failed')}
        >
          <Field
            t={t}
            name="cerca"
            label={t('capture.near.point')}
            hint={t('capture.near.point.hint')}
            value={asked.near}
            maxlength={60}
          />
        </where-am-i>
        <Actions>
          <Button kind="quiet">{t('capture.near.search')}</Button>
        </Actions>
      </form>
      {found === null ? null : <Found {...{ c, edition, found }} />}
      <p>
        <a href={capturePaths.missing(edition)}>{t('capture.near.missing')}</a>
      </p>
    </Card>
  )
}

function Found({
  c,
  edition,
  found,
}: Pick<StreetPageProps, 'c' | 'edition'> & { found: NonNullable<StreetPageProps['found']> }) {
  const { t } = c.var
  if (found.length === 0) return <p role="status">{t('capture.near.none')}</p>
  return (
    <section aria-label={t('capture.near.found')}>
      <ul class="street-works">
        {found.map((work) => (
          <StreetWork {...{ c, edition, work }} state={null} />
        ))}
      </ul>
    </section>
  )
}

function Sent({ c, edition, receipts }: StreetPageProps) {
  const { t, context } = c.var
  if (receipts.length === 0) return null
  return (
    <Card title={t('capture.sent.title')} id="enviado">
      <ul class="street-works">
        {receipts.map((receipt) => (
          <li>
            <a href={capturePaths.receipt(edition, receipt.id)}>
              {receipt.works.map(({ name }) => name).join(', ') || receipt.folio}
            </a>
            <span class="small muted">
              {t(receipt.kind === 'visit' ? 'capture.queue.visit' : 'capture.queue.announcement')}
              {' · '}
              {formatDateTime(receipt.publishedAt, context.locale, edition.timeZone)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
