import type { C } from '../../../../platform/http/env.ts'
import { formatBytes } from '../../../../ui/format.ts'
import type { Plan } from '../../../commitments/plan/model.ts'
import { type Evidence, newest } from '../model.ts'
import { evidencePaths } from '../paths.ts'

/** What came with a report or an answer: of each file its hash, by which anybody can prove it later. */
export function EvidenceList({ c, plan, list }: { c: C; plan: Plan; list: readonly Evidence[] }) {
  const { t, context } = c.var
  return (
    <ul class="evidence-list">
      {list.map((evidence) => {
        const { sha256, url, bytes, fileName, warnings } = newest(evidence)
        return (
          <li>
            <a href={evidencePaths.one(plan, evidence.id)}>{evidence.title}</a>
            {evidence.withdrawal ? <strong> · {t('evidence.mark.withdrawn')}</strong> : null}
            {sha256 ? (
              <p class="small muted">
                {[fileName, formatBytes(bytes ?? 0, context.locale)].filter(Boolean).join(', ')} · SHA-256{' '}
                <code>{sha256}</code>
              </p>
            ) : null}
            {url ? (
              <p class="small">
                <a href={url} rel="nofollow noopener ugc">
                  {url}
                </a>
              </p>
            ) : null}
            {warnings.map((warning) => (
              <p class="small">{t(`evidence.warning.${warning}`)}</p>
            ))}
          </li>
        )
      })}
    </ul>
  )
}
