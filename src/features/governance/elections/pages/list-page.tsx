import type { C } from '../../../../platform/http/env.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { formatDateTime } from '../../../../ui/format.ts'
import { Items } from '../../../../ui/Items.tsx'
import { Status } from '../../../../ui/Status.tsx'
import type { Space } from '../../../spaces/model.ts'
import type { Body } from '../../model.ts'
import { type Election, phaseOf } from '../model.ts'
import { electionPaths } from '../paths.ts'
import { ElectionFrame, phaseTones } from './frame.tsx'

type Props = { c: C; space: Space; body: Body; elections: readonly Election[]; keeps: boolean }

export function ElectionsPage({ c, space, body, elections, keeps }: Props) {
  const { t } = c.var
  const title = t('elections.list.title')
  return (
    <ElectionFrame place={{ c, space, body }} title={title} twins={['json', 'ics']}>
      <p class="lead">{t('elections.list.lead', { body: body.name })}</p>
      {keeps ? (
        <p>
          <ButtonLink href={electionPaths.call(body)}>{t('elections.call')}</ButtonLink>
        </p>
      ) : null}
      {elections.length === 0 ? (
        <EmptyState title={t('elections.list.none')}>
          <p>{t('elections.list.none-text')}</p>
        </EmptyState>
      ) : null}
      <Items
        label={title}
        items={elections.map((one) => ({
          title: one.title,
          href: electionPaths.one(body, one.slug),
          meta: t('elections.seats-of', { seats: one.seats, sector: t(`governance.sector.${one.sector}`) }),
          state: <PhaseMark c={c} election={one} />,
        }))}
      />
    </ElectionFrame>
  )
}

/** In which moment an election is, and when that ends. */
export function PhaseMark({ c, election }: { c: C; election: Election }) {
  const { t, context } = c.var
  const phase = phaseOf(election, context.now)
  const ends = {
    announced: election.candidaciesFrom,
    candidacies: election.candidaciesTo,
    admission: election.votingFrom,
    voting: election.votingTo,
  }
  const until = phase in ends ? ends[phase as keyof typeof ends] : null
  const why = until
    ? t(`elections.phase.${phase as keyof typeof ends}.why`, {
        when: formatDateTime(until, context.locale, election.timeZone),
      })
    : undefined
  return <Status kind={phaseTones[phase]} word={t(`elections.phase.${phase}`)} why={why} />
}

/** Beside a body: its elections, newest first. */
export function ElectionsCard({ c, body, elections, keeps }: Omit<Props, 'space'>) {
  const { t } = c.var
  if (elections.length === 0 && !keeps) return null
  return (
    <Card title={t('elections.list.title')} size="small">
      {elections.length === 0 ? <p class="muted">{t('elections.list.none')}</p> : null}
      {elections.length > 0 ? (
        <ul class="plain-list">
          {elections.slice(0, 6).map((one) => (
            <li>
              <a href={electionPaths.one(body, one.slug)}>{one.title}</a>
              <br />
              <PhaseMark c={c} election={one} />
            </li>
          ))}
        </ul>
      ) : null}
      <p>
        <a href={electionPaths.list(body)}>{t('elections.list.all')}</a>
      </p>
    </Card>
  )
}
