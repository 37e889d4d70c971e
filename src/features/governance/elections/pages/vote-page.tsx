import { ButtonLink } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { Details } from '../../../../ui/Details.tsx'
import { formatDate, formatDateTime } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { blankChoice } from '../ballot.ts'
import type { Candidate } from '../model.ts'
import { electionPaths } from '../paths.ts'
import { BallotParts } from './ballot-parts.tsx'
import { ElectionFrame, type ElectionPlace } from './frame.tsx'

export type VoteView = ElectionPlace & {
  candidates: readonly Candidate[]
  /** How whoever asks stands on the roll; null off it, or signed out. */
  own: { struckReason: string | null; signedOn: string | null; paperOn: string | null } | null
}

/** Where a voter's browser makes her ballot; the server has no part in it but the signature. */
export function VotePage(view: VoteView) {
  const { c, body, election, phase, own } = view
  const { t, context } = c.var
  const when = formatDateTime(election.votingTo, context.locale, election.timeZone)
  return (
    <ElectionFrame
      place={view}
      title={t('elections.vote.title')}
      width="narrow"
      noindex
      islands={['secret-ballot', 'copy-text']}
    >
      <p class="lead">{election.title}</p>
      <p>{phase === 'voting' ? t('elections.vote.until', { when }) : t(`elections.now.${phase}`)}</p>
      {phase === 'voting' ? <Standing {...view} /> : null}
      <Ballot {...view} mayAsk={phase === 'voting' && own !== null && !isSpent(own)} />
      <Card title={t('elections.how.paper')} id="en-papel">
        <p>{election.pollingPlace ?? t('elections.how.paper-unknown')}</p>
        <p class="hint">{t('elections.vote.paper-hint')}</p>
      </Card>
      <Explained {...view} />
      <p>
        <a href={electionPaths.one(body, election.slug)}>{t('elections.vote.back')}</a>
      </p>
    </ElectionFrame>
  )
}

type Own = NonNullable<VoteView['own']>
const isSpent = (own: Own) => own.struckReason !== null || own.signedOn !== null || own.paperOn !== null

/** Where she stands on the roll, told to herself alone. */
function Standing({ c, body, election, own }: VoteView) {
  const { t, context } = c.var
  if (context.actor === null) {
    const back = electionPaths.vote(body, election.slug)
    return (
      <Notice t={t} kind="info">
        <p>{t('elections.vote.sign-in')}</p>
        <p>
          <ButtonLink href={`/entrar?volver=${encodeURIComponent(back)}`}>
            {t('elections.vote.sign-in-link')}
          </ButtonLink>
        </p>
      </Notice>
    )
  }
  const says = (kind: 'warning' | 'info' | 'success', text: string) => (
    <Notice t={t} kind={kind}>
      <p>{text}</p>
    </Notice>
  )
  if (own === null) return says('warning', t('elections.refused.not-on-roll'))
  if (own.struckReason !== null) return says('warning', t('elections.vote.struck', { reason: own.struckReason }))
  const day = (iso: string) => formatDate(iso, context.locale)
  if (own.paperOn !== null) return says('success', t('elections.vote.on-paper', { date: day(own.paperOn) }))
  if (own.signedOn !== null) return says('info', t('elections.vote.signed', { date: day(own.signedOn) }))
  return null
}

const texts = [
  'working',
  'asked-again',
  'offline',
  'insecure',
  'no-store',
  'too-many',
  'nothing',
  'waiting',
  'found',
  'missing',
  'closed',
  'broken',
] as const

function Ballot({ mayAsk, ...view }: VoteView & { mayAsk: boolean }) {
  const { c, body, election, phase, candidates } = view
  const { t, context } = c.var
  const names = Object.fromEntries(candidates.map(({ number, name }) => [number, `${number}. ${name}`]))
  const words = Object.fromEntries(
    texts.map((name) => [
      name,
      t(`elections.island.${name}`, { seats: election.seats, time: '{time}', choice: '{choice}' }),
    ]),
  )
  return (
    <secret-ballot
      data-election={election.id}
      data-key={election.publicKey}
      data-seats={String(election.seats)}
      data-voter={context.actor?.id ?? ''}
      data-may={mayAsk ? 'yes' : 'no'}
      data-phase={phase}
      data-closes={election.votingTo.toISOString()}
      data-sign={electionPaths.signatures(body, election.slug)}
      data-cast={electionPaths.box(body, election.slug)}
      data-package={electionPaths.package(body, election.slug)}
      data-names={JSON.stringify({ ...names, [blankChoice]: t('elections.blank') })}
      data-texts={JSON.stringify(words)}
    >
      {phase === 'voting' ? (
        <div data-part="without">
          <Notice t={t} kind="warning" title={t('elections.vote.no-script')}>
            <p>{t('elections.vote.no-script-text')}</p>
            <p>
              <a href="#en-papel">{t('elections.vote.no-script-link')}</a>
            </p>
          </Notice>
        </div>
      ) : null}
      <BallotParts {...view} />
    </secret-ballot>
  )
}

const protects = ['1', '2', '3', '4'] as const
const limits = ['time', 'operator', 'coercion', 'device', 'small', 'drop'] as const

function Explained({ c }: VoteView) {
  const { t } = c.var
  return (
    <Card title={t('elections.explained')} id="como-se-protege">
      <ul class="said-list">
        {protects.map((one) => (
          <li>{t(`elections.explained.${one}`)}</li>
        ))}
      </ul>
      <Details summary={t('elections.limits')}>
        <ul class="said-list">
          {limits.map((one) => (
            <li>{t(`elections.limits.${one}`)}</li>
          ))}
        </ul>
      </Details>
    </Card>
  )
}
