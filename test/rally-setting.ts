import type { Setting } from '../src/features/rallies/scoring/model.ts'
import { presets } from '../src/features/rallies/scoring/presets.ts'

/** A small setting for tests: the sample rules, three teams, eight works. */
export function settingOf(change: Partial<Setting['edition']['rules']>): Setting {
  const [sample] = presets
  if (sample === undefined) throw new TypeError('no preset')
  return {
    edition: {
      id: 'mx-2026',
      name: 'Rally Datos en la Calle 2026',
      timezone: 'America/Mexico_City',
      opens_at: '2026-03-01T09:00:00-06:00',
      closes_at: '2026-03-07T18:00:00-06:00',
      hashtags: ['DatosEnLaCalle'],
      networks: ['x', 'instagram', 'facebook', 'mastodon', 'bluesky', 'telegram', 'web'],
      team_size: { min: 1, max: 3 },
      rules: { ...sample.rules, ...change },
    },
    works: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => ({
      key: `2151GYN000${n}`,
      name: `Obra ${n}`,
      state: '20',
      municipality: `Municipio ${n}`,
      lat: 17 + n / 100,
      lon: -96,
      progress: 50,
    })),
    accounts: [
      { team_id: 'lagartijas', team_name: 'Las Lagartijas', network: 'x', handle: '@Ana', person: 'p1' },
      { team_id: 'lagartijas', team_name: 'Las Lagartijas', network: 'web', handle: 'ana', person: 'p1' },
      { team_id: 'tlacuaches', team_name: 'Los Tlacuaches', network: 'x', handle: 'beto', person: 'p2' },
      { team_id: 'tlacuaches', team_name: 'Los Tlacuaches', network: 'web', handle: 'beto', person: 'p2' },
      { team_id: 'cenzontles', team_name: 'Los Cenzontles', network: 'x', handle: '@caro', person: 'p3' },
      { team_id: 'cenzontles', team_name: 'Los Cenzontles', network: 'web', handle: '@Caro', person: 'p3' },
    ],
    panel: [],
    judgements: [],
  }
}
