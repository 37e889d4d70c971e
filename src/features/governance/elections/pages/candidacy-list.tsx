import { Card } from '../../../../ui/Card.tsx'
import { Status, type StatusKind } from '../../../../ui/Status.tsx'
import type { Candidacy, Decision } from '../model.ts'
import { electionPaths } from '../paths.ts'
import { canReadPapers } from '../policy.ts'
import type { ElectionPlace } from './frame.tsx'

type Props = ElectionPlace & { candidacies: readonly Candidacy[] }

export function CandidacyList(view: Props) {
  const { c, candidacies } = view
  const { t } = c.var
  return (
    <Card title={t('elections.candidacies')} id="candidaturas">
      {candidacies.length === 0 ? <p class="muted">{t('elections.candidacies.none')}</p> : null}
      {candidacies.map((one) => (
        <article class="candidacy" id={`candidatura-${one.number}`}>
          <h3>
            {one.number}. {one.name}
          </h3>
          <p>
            <DecisionMark c={c} candidacy={one} />
          </p>
          <CandidacyText {...view} candidacy={one} />
        </article>
      ))}
    </Card>
  )
}

const tones = { admitted: 'done', refused: 'late', withdrawn: 'paused' } as const satisfies Record<Decision, StatusKind>

export function DecisionMark({ c, candidacy: { decision } }: Pick<Props, 'c'> & { candidacy: Candidacy }) {
  const { t } = c.var
  if (decision === null) return <Status kind="not-started" word={t('elections.decision.none')} />
  return (
    <Status kind={tones[decision.decision]} word={t(`elections.decision.${decision.decision}`)} why={decision.reason} />
  )
}

export function CandidacyText({ c, body, election, keeps, candidacy }: ElectionPlace & { candidacy: Candidacy }) {
  const { t, context } = c.var
  const { alternate, organization, statement, documents } = candidacy
  const isOpen = canReadPapers(context.actor, keeps, candidacy)
  return (
    <>
      <p class="small muted">
        {organization ?? t('elections.no-organization')}
        {alternate ? ` · ${t('elections.alternate.is', { name: alternate })}` : ''}
      </p>
      {statement.split(/\n+/).map((line) => (
        <p>{line}</p>
      ))}
      {isOpen && documents.length > 0 ? (
        <ul class="said-list">
          {documents.map((one) => (
            <li>
              {t(`elections.document.${one.kind}`)}:{' '}
              <a href={one.url ?? electionPaths.file(body, election.slug, one.sha256 ?? '')} rel="nofollow">
                {one.title}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
