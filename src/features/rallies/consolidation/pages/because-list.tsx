import type { C } from '../../../../platform/http/env.ts'
import type { Edition } from '../../editions/model.ts'
import { rallyPaths } from '../../paths.ts'
import type { Verdict } from '../../scoring/model.ts'
import { ruleWords } from './words.ts'

/** Every point given or withheld, with its rule and, where it met an earlier post, that post. */
export function BecauseList({ c, edition, verdict }: { c: C; edition: Edition; verdict: Pick<Verdict, 'because'> }) {
  const { t } = c.var
  return (
    <ul class="because">
      {verdict.because.map((entry) => (
        <li>
          <b class="because-points">{Number(entry.points) > 0 ? `+${entry.points}` : entry.points}</b>{' '}
          {ruleWords(t, entry.rule)}
          {entry.work ? <span class="muted"> · {entry.work}</span> : null}
          {entry.other ? (
            <>
              {' · '}
              <a href={rallyPaths.post(edition, entry.other.network, entry.other.id)}>{t('rally.why.other')}</a>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
