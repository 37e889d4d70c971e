import type { T } from '../../../platform/i18n.ts'
import type { Totals } from '../board/model.ts'

/** Said under totals that count invented places beside real ones. */
export function FictionalNote({ t, totals }: { t: T; totals: Totals }) {
  if (totals.fictional === 0) return null
  return <p class="small muted">{t('board.fictional.count', { count: totals.fictional })}</p>
}
