import { dayIn } from '../../../../platform/civil-day.ts'
import type { MessageKey, T } from '../../../../platform/i18n.ts'
import { formatShortDate } from '../../../../ui/format.ts'
import type { Reason, Status } from '../../scoring/model.ts'

export const reasonKeys: Readonly<Record<Reason, MessageKey>> = {
  repost: 'rally.reason.repost',
  network: 'rally.reason.network',
  unknown_author: 'rally.reason.unknown_author',
  outside_window: 'rally.reason.outside_window',
  no_hashtag: 'rally.reason.no_hashtag',
  no_work: 'rally.reason.no_work',
  unknown_work: 'rally.reason.unknown_work',
  no_photo: 'rally.reason.no_photo',
  late_announcement: 'rally.reason.late_announcement',
  photo_reused: 'rally.reason.photo_reused',
  duplicate: 'rally.reason.duplicate',
  copied_text: 'rally.reason.copied_text',
  over_cap: 'rally.reason.over_cap',
}

export function reasonWords(t: T, reason: string): string {
  return reason in reasonKeys ? t(reasonKeys[reason as Reason]) : reason
}

/** The rule behind one entry of `because`; a rule of a newer engine is shown by its code. */
export function ruleWords(t: T, rule: string): string {
  if (rule in reasonKeys) return reasonWords(t, rule)
  return (ruleNames as readonly string[]).includes(rule) ? t(`rally.rule.${rule as (typeof ruleNames)[number]}`) : rule
}

export const ruleNames = [
  'announcement',
  'visit',
  'comparison',
  'not_found',
  'other_data',
  'interview',
  'visualization',
  'photo_original',
  'unannounced_visit',
] as const

export const statusKinds = { counted: 'done', excluded: 'no-information', review: 'at-risk' } as const

export function statusWords(t: T, status: Status): string {
  return t(`rally.status.${status}`)
}

const networkNames: Readonly<Record<string, string>> = {
  x: 'X',
  instagram: 'Instagram',
  facebook: 'Facebook',
  mastodon: 'Mastodon',
  bluesky: 'Bluesky',
  telegram: 'Telegram',
}

export function networkName(t: T, network: string): string {
  return network === 'web' ? t('rally.network.web') : (networkNames[network] ?? network)
}

/** 150 → '2 h 30 min'. */
export function durationWords(t: T, minutes: number): string {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  if (days > 0) return t('rally.clock.days', { days, hours })
  return hours > 0 ? t('rally.clock.hours', { hours, minutes: rest }) : t('rally.clock.minutes', { minutes: rest })
}

/** '1 mar 2026, 09:09': the time of the rally, for tables; pages say its zone once. */
export function shortTime(at: Date | string, locale: string, timeZone: string): string {
  const instant = new Date(at)
  const time = new Intl.DateTimeFormat('es-MX', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
  return `${formatShortDate(dayIn(timeZone, instant), locale)}, ${time.format(instant)}`
}
