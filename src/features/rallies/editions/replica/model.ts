import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../../platform/canonical-json.ts'
import { instantOf, localOf } from '../../../../platform/civil-day.ts'
import { type Moment, moments } from '../calendar/model.ts'
import type { Edition } from '../model.ts'
import type { Replica } from './schema.ts'

/** Minutes on the clock of the wall between two local times: 9:00 stays 9:00 in whatever zone and season it is replicated. */
export function wallMinutes(from: string, to: string): number {
  const start = Temporal.PlainDateTime.from(from)
  return Math.round(start.until(Temporal.PlainDateTime.from(to), { largestUnit: 'minutes' }).total('minutes'))
}

/** The instant so many minutes on the wall's clock after a local time; an hour that the clock leaps over moves on. */
export function wallInstant(opens: string, minutes: number, timeZone: string): Date {
  const wall = Temporal.PlainDateTime.from(opens).add({ minutes })
  return new Date(wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds)
}

/** An edition as one file: what may be repeated elsewhere, and nobody's data. Dates only as distances from the opening. */
export function replicaOf(edition: Edition): Replica {
  const { timeZone, opensAt, rules } = edition
  const opens = opensAt ? localOf(opensAt, timeZone) : null
  const offset = (instant: Date | null) =>
    opens && instant ? wallMinutes(opens, localOf(instant, timeZone)) : undefined
  const { announce_by: announceBy, ...plainRules } = rules.rules
  const calendar = Object.fromEntries(
    moments.flatMap((moment) => {
      const minutes = offset(edition[moment])
      return minutes === undefined ? [] : [[moment, minutes]]
    }),
  )
  return {
    schema: 'tequio-rally-replica',
    version: 1,
    from: { space: edition.space.slug, slug: edition.slug, name: edition.name },
    kind: edition.kind,
    level: edition.level,
    language: edition.language,
    texts: { summary: edition.summary, prizes: edition.prizes, terms: edition.terms },
    hashtags: [...edition.hashtags],
    networks: [...edition.networks] as Replica['networks'],
    visitModes: [...edition.visitModes],
    teamSize: { min: edition.teamMin, max: edition.teamMax },
    calendar,
    rules: { ...plainRules, announce_by: null } as Replica['rules'],
    announceByOffset: announceBy ? (offset(new Date(announceBy)) ?? null) : null,
    rulesAreSample: rules.isSample,
    photoRetentionDays: edition.photoRetentionDays,
    consolidationTargetMinutes: edition.consolidationTargetMinutes,
  }
}

/** The file's bytes, which have one spelling, and their SHA-256. */
export function replicaFile(replica: Replica): { text: string; sha256: string } {
  const text = canonicalJson(replica)
  return { text, sha256: createHash('sha256').update(text).digest('hex') }
}

/** The dates of a replica that opens at a local time of its own zone. */
export function calendarFrom(replica: Replica, opens: string, timeZone: string): Partial<Record<Moment, Date>> {
  const dated = moments.flatMap((moment) => {
    const minutes = replica.calendar[moment]
    return minutes === undefined ? [] : [[moment, wallInstant(opens, minutes, timeZone)] as const]
  })
  const opensAt = instantOf(opens, timeZone)
  return { ...Object.fromEntries(dated), ...(opensAt ? { opensAt } : {}) }
}
