import type { C } from '../../../../platform/http/env.ts'
import { StackedBar } from '../../../../ui/StackedBar.tsx'
import type { StatusKind } from '../../../../ui/Status.tsx'
import type { Consultation } from '../../model.ts'
import { figure } from '../../pages/words.ts'
import { standingWords } from '../coding/schema.ts'
import type { Progress, Standing } from '../model.ts'
import { systematisingPaths } from '../paths.ts'

export const standingLook: Record<Standing, StatusKind> = {
  open: 'not-started',
  half: 'on-time',
  disputed: 'dispute',
  settled: 'done',
}
export const standings = ['settled', 'half', 'disputed', 'open'] as const

export function standingWord(standing: Standing): string {
  return Object.entries(standingWords).find(([, value]) => value === standing)?.[0] ?? ''
}

/** How far it is, each count leading to its list. */
export function ProgressBar({ c, consultation, progress }: { c: C; consultation: Consultation; progress: Progress }) {
  const { t } = c.var
  const all = Math.max(1, progress.received)
  return (
    <div class="stack">
      <StackedBar
        label={t('systematising.progress')}
        legend={false}
        parts={standings.map((standing) => ({
          label: t(`systematising.standing.${standing}`),
          percent: (100 * progress[standing]) / all,
          tone: standingLook[standing],
          text: figure(c, progress[standing]),
        }))}
      />
      <ul class="standings">
        {standings.map((standing) => (
          <li>
            <span class={`status ${standingLook[standing]}`}>{t(`systematising.standing.${standing}`)}</span>{' '}
            <a href={systematisingPaths.list(consultation, { estado: standingWord(standing) })}>
              {figure(c, progress[standing])}
              <span class="visually-hidden"> {t(`systematising.standing.${standing}`)}</span>
            </a>
          </li>
        ))}
        <li>
          {t('systematising.received')}{' '}
          <a href={systematisingPaths.list(consultation)}>{figure(c, progress.received)}</a>
        </li>
      </ul>
    </div>
  )
}
