import { ButtonLink } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { Details } from '../../../../ui/Details.tsx'
import { formatDateRange, formatDayAndTime, formatNumber, formatZone } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { Status, type StatusKind } from '../../../../ui/Status.tsx'
import type { Candidacy, PaperCount, Phase } from '../model.ts'
import { electionPaths } from '../paths.ts'
import type { CalendarMove, Count, RollTotals } from '../queries.ts'
import { CandidacyList } from './candidacy-list.tsx'
import { ElectionFrame, type ElectionPlace } from './frame.tsx'
import { PhaseMark } from './list-page.tsx'
import { ResultCards } from './result-cards.tsx'

export type ElectionView = ElectionPlace & {
  candidacies: readonly Candidacy[]
  moves: readonly CalendarMove[]
  totals: RollTotals
  count: Count | null
  paper: PaperCount | null
  /** Whether the elected sit already. */
  isSeated: boolean
}

export function ElectionPage(view: ElectionView) {
  const { c, body, election, phase, keeps, count } = view
  const { t } = c.var
  return (
    <ElectionFrame place={view} title={election.title} twins={['json']}>
      <p class="lead">
        {t('elections.seats-of', { seats: election.seats, sector: t(`governance.sector.${election.sector}`) })} ·{' '}
        {body.name}
      </p>
      {election.annulledReason === null ? null : (
        <Notice t={t} kind="error" title={t('elections.annulled.title')}>
          <p>{t('elections.annulled.reason', { reason: election.annulledReason })}</p>
        </Notice>
      )}
      <p>
        <PhaseMark c={c} election={election} />
      </p>
      <p>{t(`elections.now.${phase}`)}</p>
      <p class="actions">
        <NextStep {...view} />
        {keeps ? (
          <ButtonLink href={electionPaths.desk(body, election.slug)} kind="quiet">
            {t('elections.desk.title')}
          </ButtonLink>
        ) : null}
      </p>
      {count ? <ResultCards {...view} count={count} /> : null}
      <Calendar {...view} />
      <CandidacyList {...view} />
      <Roll {...view} />
      <HowToVote {...view} />
    </ElectionFrame>
  )
}

function NextStep({ c, body, election, phase }: ElectionView) {
  const { t } = c.var
  if (phase === 'candidacies')
    return <ButtonLink href={electionPaths.stand(body, election.slug)}>{t('elections.stand.title')}</ButtonLink>
  if (phase === 'voting')
    return <ButtonLink href={electionPaths.vote(body, election.slug)}>{t('elections.vote.title')}</ButtonLink>
  return null
}

const order: readonly Phase[] = ['announced', 'candidacies', 'admission', 'voting', 'to-count', 'counted']

function Calendar({ c, election, phase, moves }: ElectionView) {
  const { t, context } = c.var
  const when = (at: Date) => formatDayAndTime(at, context.locale, election.timeZone)
  const at = order.indexOf(phase)
  const tone = (from: Phase, to: Phase): StatusKind => {
    if (phase === 'annulled' || at < order.indexOf(from)) return 'not-started'
    return at > order.indexOf(to) ? 'done' : 'on-time'
  }
  const steps = [
    [
      'candidacies',
      tone('candidacies', 'candidacies'),
      { from: when(election.candidaciesFrom), to: when(election.candidaciesTo) },
    ],
    ['admission', tone('candidacies', 'admission'), { to: when(election.votingFrom) }],
    ['roll', tone('announced', 'admission'), { to: when(election.votingFrom) }],
    ['voting', tone('voting', 'voting'), { from: when(election.votingFrom), to: when(election.votingTo) }],
    ['count', tone('to-count', 'to-count'), { from: when(election.votingTo) }],
  ] as const
  return (
    <Card title={t('elections.calendar')} id="calendario">
      <p class="hint">{t('elections.zone', { zone: formatZone(context.now, context.locale, election.timeZone) })}</p>
      <dl class="dl">
        {steps.map(([step, kind, values]) => (
          <div>
            <dt>{t(`elections.step.${step}`)}</dt>
            <dd>
              {t(`elections.step.${step}.when`, values)}
              <br />
              <Status kind={kind} word={t(`elections.step.${stepWord[kind as keyof typeof stepWord]}`)} />
            </dd>
          </div>
        ))}
      </dl>
      {moves.length > 0 ? (
        <Details summary={t('elections.moves', { count: moves.length })}>
          <ul class="said-list">
            {moves.map((move) => (
              <li>
                {t('elections.move', {
                  when: when(move.movedAt),
                  reason: move.reason,
                  candidacies: range(move.candidaciesFrom, move.candidaciesTo),
                  voting: range(move.votingFrom, move.votingTo),
                })}
              </li>
            ))}
          </ul>
        </Details>
      ) : null}
    </Card>
  )

  function range(from: Date, to: Date): string {
    const day = (one: Date) => one.toLocaleDateString('sv-SE', { timeZone: election.timeZone })
    return formatDateRange(day(from), day(to), context.locale)
  }
}

const stepWord = { 'not-started': 'later', 'on-time': 'now', done: 'done' } as const

/** Counts only: whether one is on the roll is said to oneself. How many took a signature is told once the vote is over. */
function Roll({ c, phase, totals, body, election }: ElectionView) {
  const { t, context } = c.var
  const number = (value: number) => formatNumber(value, context.locale)
  return (
    <Card title={t('elections.roll')} id="padron">
      <p>{t('elections.roll.count', { count: totals.admitted, shown: number(totals.admitted) })}</p>
      {phase === 'counted' ? (
        <p>
          {t('elections.roll.voted', {
            digital: number(totals.signaturesGiven),
            paper: number(totals.votedOnPaper),
          })}
        </p>
      ) : null}
      <p class="hint">{t('elections.roll.names')}</p>
      {phase === 'voting' ? (
        <p>
          <a href={electionPaths.vote(body, election.slug)}>{t('elections.roll.own')}</a>
        </p>
      ) : null}
    </Card>
  )
}

function HowToVote({ c, election }: ElectionView) {
  const { t } = c.var
  return (
    <Card title={t('elections.how')} id="como-se-vota">
      <h3>{t('elections.how.paper')}</h3>
      <p>{election.pollingPlace ?? t('elections.how.paper-unknown')}</p>
      <h3>{t('elections.how.digital')}</h3>
      <p>{t('elections.how.digital-text')}</p>
      {election.requirements ? (
        <>
          <h3>{t('elections.requirements')}</h3>
          {election.requirements.split(/\n+/).map((line) => (
            <p>{line}</p>
          ))}
        </>
      ) : null}
    </Card>
  )
}
