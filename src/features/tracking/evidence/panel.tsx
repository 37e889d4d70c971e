import { Card } from '../../../ui/Card.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import type { CommitmentPanel } from '../../commitments/pages/commitment-view.ts'
import { type Evidence, isMeansOfVerification, newest } from './model.ts'
import { evidencePaths } from './paths.ts'
import { listEvidence } from './queries.ts'

/** Evidence of a commitment on its page and in its JSON; what was withdrawn stays in the list, marked (T-26). */
export const evidencePanel: CommitmentPanel = async (c, plan, stored) => {
  const { t, context } = c.var
  const all = await listEvidence(context.db, { commitmentId: stored.id })
  const json = { evidence: all.map(evidenceTold) }
  if (all.length === 0) return { json }
  return {
    json,
    main: (
      <Card title={t('evidence.panel')} id="evidencias">
        <ul>
          {all.map((evidence) => {
            const { versions, withdrawal, activity, organization } = evidence
            const { warnings, addedAt, sha256 } = newest(evidence)
            return (
              <li>
                <a href={evidencePaths.one(plan, evidence.id)}>{evidence.title}</a>
                {withdrawal ? <strong> · {t('evidence.mark.withdrawn')}</strong> : null}
                <p class="small muted">
                  {activity.code} · {organization.name} · {formatDateTime(addedAt, context.locale, plan.timeZone)} ·{' '}
                  {t('evidence.versions.count', { count: versions.length })}
                  {sha256 ? ` · SHA-256 ${sha256.slice(0, 12)}…` : ''}
                </p>
                {warnings.map((warning) => (
                  <p class="small">{t(`evidence.warning.${warning}`)}</p>
                ))}
              </li>
            )
          })}
        </ul>
        <p>
          <a href={evidencePaths.csv(plan)}>{t('evidence.csv')}</a>
        </p>
      </Card>
    ),
  }
}

export function evidenceTold(evidence: Evidence) {
  return {
    ...{ id: evidence.id, kind: evidence.kind, title: evidence.title, activity: evidence.activity.code },
    organization: evidence.organization.name,
    isMeansOfVerification: isMeansOfVerification(evidence),
    withdrawn: evidence.withdrawal && { reason: evidence.withdrawal.reason, at: evidence.withdrawal.at.toISOString() },
    versions: evidence.versions.map(
      ({ number, sha256, url, mediaType, bytes, datedOn, warnings, reason, addedAt }) => ({
        ...{ number, sha256, url, mediaType, bytes, datedOn, warnings, reason },
        addedAt: addedAt.toISOString(),
      }),
    ),
  }
}
