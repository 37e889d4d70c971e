import ical from 'ical-generator'
import type { T } from '../../../../platform/i18n.ts'
import { moments } from '../calendar/model.ts'
import type { Edition } from '../model.ts'

/**
 * The moments of editions as a calendar, in UTC, which says the same in every zone (T-63). Events keep their UID for ever and their
 * SEQUENCE grows with each change of the calendar, so that who subscribed sees a date move instead of a second one.
 */
export function icsOf(
  t: T,
  title: string,
  editions: readonly { edition: Edition; sequence: number }[],
  { now, baseUrl, pathOf }: { now: Date; baseUrl: string; pathOf: (edition: Edition) => string },
): string {
  const calendar = ical({ name: title, prodId: { company: 'Tequio', product: 'rally' } })
  for (const { edition, sequence } of editions) {
    const fictional = edition.space.isFictional ? ` (${t('board.fictional')})` : ''
    for (const moment of moments) {
      const start = edition[moment]
      if (!start) continue
      calendar.createEvent({
        id: `${edition.id}-${moment}@tequio`,
        start,
        end: new Date(start.getTime() + 30 * 60_000),
        sequence,
        stamp: now,
        summary: `${edition.name}: ${t(`rally.moment.${moment}`)}${fictional}`,
        description: t('rally.ics.zone', { zone: edition.timeZone }),
        url: `${baseUrl}${pathOf(edition)}`,
        ...(edition.acts.cancelled ? { status: 'CANCELLED' as never } : {}),
      })
    }
  }
  return calendar.toString()
}
