import { moments } from '../calendar/model.ts'
import type { Edition, EditionState } from '../model.ts'
import type { Partner } from '../partners/model.ts'
import type { Turnout } from '../summary/model.ts'

/** An edition as data: codes, not words; instants in UTC beside the zone whose clock the organisers meant. */
export function editionData(
  edition: Edition,
  around: { state: EditionState; partners: readonly Partner[]; works: number; turnout: Turnout; url: string },
) {
  const { slug, name, kind, level, territoryKey, language, timeZone, summary, prizes, terms } = edition
  return {
    space: edition.space.slug,
    ...{ slug, name, url: around.url, kind, level, territory: territoryKey, language, timeZone, state: around.state },
    isFictional: edition.space.isFictional,
    ...{ summary, prizes, terms },
    calendar: Object.fromEntries(moments.map((moment) => [moment, edition[moment]?.toISOString() ?? null])),
    hashtags: edition.hashtags,
    networks: edition.networks,
    visitModes: edition.visitModes,
    teamSize: { min: edition.teamMin, max: edition.teamMax },
    rules: edition.rules.rules,
    rulesAreSample: edition.rules.isSample,
    consolidationTargetMinutes: edition.consolidationTargetMinutes,
    photoRetentionDays: edition.photoRetentionDays,
    works: around.works,
    teams: { registered: around.turnout.registered, active: around.turnout.active },
    partners: around.partners.map(({ id: _, ...partner }) => partner),
    replicaOf: edition.replicaOf,
  }
}
