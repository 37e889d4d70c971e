import type { Rules } from './model.ts'

/** A rule set to begin from. `isSample`: an example of ours; wherever its points are shown, that is said. */
export type Preset = {
  id: string
  isSample: boolean
  source: { title: string; url: string; publishedOn: string } | null
  /** Sizes of teams and instants that were published with the rules; an edition chooses its own. */
  published: { teamMax: number; opensAt: string; closesAt: string; announceBy: string; resultsAt: string } | null
  rules: Rules
}

/**
 * The first rally, "32 estados conectados". Nothing was published on distances and similarities of texts and photos: those are
 * the sample's. 12:00 of 5 March 2016 in Mexico City was UTC-6.
 */
const rally2016: Preset = {
  id: 'rally-2016',
  isSample: false,
  source: {
    title: 'GobiernoFacil: Rally Datos en la calle, 32 estados conectados',
    url: 'https://github.com/GobiernoFacil/gobiernofacil.github.com',
    publishedOn: '2016-03-01',
  },
  published: {
    teamMax: 5,
    opensAt: '2016-03-02T11:00:00-06:00',
    closesAt: '2016-03-05T15:00:00-06:00',
    announceBy: '2016-03-05T12:00:00-06:00',
    resultsAt: '2016-03-05T16:00:00-06:00',
  },
  rules: {
    version: 'rally-2016',
    max_distance_m: 300,
    photo_hash_max_distance: 6,
    text_similarity_min: 0.9,
    points: {
      announcement: 0,
      visit: 10,
      comparison: 0,
      not_found: 10,
      other_data: 0,
      interview: 0,
      visualization: 0,
    },
    unannounced_visit_factor: 0,
    works_cap_per_team: 10,
    announce_by: '2016-03-05T12:00:00-06:00',
    challenges: [
      { id: 'ciberfans-ruta', kind: 'interactions', posts: 'announcement', top: 2, points: 5 },
      { id: 'ciberfans-calle', kind: 'interactions', posts: 'visit', top: 2, points: 5 },
      { id: 'sabelotodo', kind: 'judged', criterion: 'uses_data', points: 10 },
      { id: 'don-popular', kind: 'judged', criterion: 'community', points: 15 },
      { id: 'difusion', kind: 'panel', max_points: 30, max_teams: 3 },
    ],
    tie_break: ['works_verified', 'panel'],
  },
}

/** No later scale was published: these points are an example. */
const sample: Preset = {
  id: 'sample',
  isSample: true,
  source: null,
  published: null,
  rules: {
    version: '2026.1',
    max_distance_m: 300,
    photo_hash_max_distance: 6,
    text_similarity_min: 0.9,
    points: {
      announcement: 1,
      visit: 5,
      comparison: 5,
      not_found: 3,
      other_data: 3,
      interview: 3,
      visualization: 5,
    },
    unannounced_visit_factor: 0.5,
    works_cap_per_team: 40,
    announce_by: null,
    challenges: [
      { id: 'ciberfans-ruta', kind: 'interactions', posts: 'announcement', top: 2, points: 5 },
      { id: 'ciberfans-calle', kind: 'interactions', posts: 'visit', top: 2, points: 5 },
      { id: 'sabelotodo', kind: 'judged', criterion: 'uses_data', points: 10 },
      { id: 'don-popular', kind: 'judged', criterion: 'community', points: 15 },
      { id: 'difusion', kind: 'panel', max_points: 30, max_teams: 3 },
    ],
    tie_break: ['works_verified', 'panel', 'distinct_municipalities', 'earliest_last_scoring_post'],
  },
}

export const presets: readonly Preset[] = [sample, rally2016]
