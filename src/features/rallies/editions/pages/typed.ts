import { localOf } from '../../../../platform/civil-day.ts'
import type { Typed } from '../../../../platform/http/form.ts'
import { moments } from '../calendar/model.ts'
import type { Edition } from '../model.ts'
import { pointNames } from '../rules/model.ts'

/** What the forms of the desk show of an edition as it stands, as a browser would send it back. */

export function typedIdentity(edition: Edition): Typed {
  const { name, kind, level, territoryKey, language, timeZone, summary } = edition
  return { name, kind, level, territoryKey: territoryKey ?? '', language, timeZone, summary: summary ?? '' }
}

export function typedCalendar(edition: Edition): Typed {
  const dates = moments.map((moment) => {
    const instant = edition[moment]
    return [moment, instant ? localOf(instant, edition.timeZone) : '']
  })
  return { ...Object.fromEntries(dates), webinarUrl: edition.webinarUrl ?? '' }
}

export function typedWorks({ worksCutId, worksFilter }: Edition): Typed {
  const { states = [], municipalities = [], kinds = [], withOthers } = worksFilter
  return {
    cut: worksCutId ?? '',
    states: states.join('\n'),
    municipalities: municipalities.join('\n'),
    kinds: kinds.join('\n'),
    ...(withOthers ? { withOthers: 'on' } : {}),
  }
}

export function typedParticipation(edition: Edition): Typed {
  const { hashtags, networks, visitModes, teamMin, teamMax } = edition
  return {
    hashtags: hashtags.map((tag) => `#${tag}`).join('\n'),
    networks: networks.join('\n'),
    visitModes: visitModes.join('\n'),
    teamMin: String(teamMin),
    teamMax: String(teamMax),
  }
}

export function typedTexts(edition: Edition): Typed {
  const { terms, prizes, photoRetentionDays, consolidationTargetMinutes } = edition
  return {
    terms: terms ?? '',
    prizes: prizes ?? '',
    photoRetentionDays: String(photoRetentionDays),
    consolidationTargetMinutes: String(consolidationTargetMinutes),
  }
}

export function typedRules({ rules: { rules, isSample }, timeZone }: Edition): Typed {
  const typed: Typed = {
    unannouncedVisitFactor: String(rules.unannounced_visit_factor),
    worksCap: String(rules.works_cap_per_team),
    maxDistance: String(rules.max_distance_m),
    photoHashMaxDistance: String(rules.photo_hash_max_distance),
    textSimilarityMin: String(rules.text_similarity_min),
    announceBy: rules.announce_by ? localOf(new Date(rules.announce_by), timeZone) : '',
    ...(isSample ? {} : { decided: 'on' }),
  }
  for (const name of pointNames) typed[`points-${name}`] = String(rules.points[name])
  for (const [place, name] of rules.tie_break.entries()) typed[`tieBreak-${place + 1}`] = name
  for (const [row, challenge] of (rules.challenges ?? []).entries()) {
    const cell = (name: string, value: string | number) => {
      typed[`challenge-${row}-${name}`] = String(value)
    }
    cell('id', challenge.id)
    cell('kind', challenge.kind)
    cell('points', challenge.kind === 'panel' ? challenge.max_points : challenge.points)
    if (challenge.kind === 'interactions') cell('posts', challenge.posts)
    if (challenge.kind === 'judged') cell('criterion', challenge.criterion)
    if (challenge.kind !== 'judged') cell('top', challenge.kind === 'panel' ? challenge.max_teams : challenge.top)
  }
  return typed
}
