import type { Locale } from '../../../platform/context.ts'
import type { T } from '../../../platform/i18n.ts'
import { formatDate, formatDateRange } from '../../../ui/format.ts'
import type { CommitmentDocument } from '../model.ts'

/** What stands where a field is empty: why, in the words of the code that was published (T-18). */
export function absence(t: T, commitment: CommitmentDocument, field: string): string {
  return t(`public.missing.${commitment.missing[field] ?? 'empty'}`)
}

/** A period in words; what was written instead of a day is quoted. */
export function periodOf(
  t: T,
  locale: Locale,
  part: { startsOn: string | null; endsOn: string | null },
): string | null {
  if (part.startsOn && part.endsOn) return formatDateRange(part.startsOn, part.endsOn, locale)
  if (part.startsOn) return `${formatDate(part.startsOn, locale)} – ${t('public.missing.empty')}`
  return part.endsOn ? formatDate(part.endsOn, locale) : null
}
