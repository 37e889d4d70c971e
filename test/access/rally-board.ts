import { isTimed } from '../../src/features/rallies/consolidation/passes/commands.ts'
import { editionById } from '../../src/features/rallies/editions/queries.ts'
import { computeRun } from '../../src/features/rallies/results/runs/commands.ts'
import { newId } from '../../src/platform/identity.ts'
import type { AccessStage } from '../access-stage.ts'
import { anyone, desk, nobody, signedIn } from '../access-table.ts'
import { sampleRules } from '../rally-stage.ts'
import type { Annexe } from './annexe.ts'

const edition = '/:space/rallies/:edition'
const form = (address: string) => [`GET ${address}`, `POST ${address}`]
const code = 'CERTFCATE234'

/** An edition of its own, open since yesterday, with one team; made once a stage. */
const furnished = new WeakMap<AccessStage, Promise<void>>()
const slug = 'rally-del-marcador'

async function furnish({ db, now, space, storage }: AccessStage): Promise<void> {
  const id = newId()
  const day = 86_400_000
  await db
    .insertInto('rally_editions')
    .values({
      ...{
        id,
        space_id: space.id,
        slug,
        name: 'Rally del marcador',
        kind: 'rally',
        level: 'municipal',
        language: 'es',
      },
      ...{ time_zone: 'America/Mexico_City', hashtags: ['DatosEnLaCalle'], created_at: now },
      ...{ opens_at: new Date(now.getTime() - 2 * day), closes_at: new Date(now.getTime() - day) },
    })
    .execute()
  await db
    .insertInto('rally_rules')
    .values({ edition_id: id, number: 1, rules: JSON.stringify(sampleRules), is_sample: true, written_at: now })
    .execute()
  await db.insertInto('rally_acts').values({ edition_id: id, act: 'published', at: now }).execute()
  const team = { id: newId(), edition_id: id, code: 'lagartijas', name: 'Las Lagartijas', kind: 'team' }
  await db
    .insertInto('rally_teams')
    .values({ ...team, notice_version: '1', registered_at: now })
    .execute()
  await db
    .insertInto('rally_verdicts')
    .values({
      ...{ edition_id: id, network: 'web', external_id: 'v-1', team_code: team.code, works: [], status: 'excluded' },
      ...{ reason: 'no_hashtag', points: 0, because: '[]', published_at: now, scored_at: now },
    })
    .execute()
  await db
    .insertInto('rally_certificates')
    .values({ id: newId(), edition_id: id, team_id: team.id, code, issued_at: now })
    .execute()
  const at = await editionById(db, id)
  if (at && isTimed(at)) await computeRun({ db, storage }, at, 'full', () => now)
}

export const rallyBoardAnnexe: Annexe = {
  rules: [
    {
      who: anyone,
      routes: [...['', '/parte', '/vivo', '.json', '.csv'].map((ending) => `GET ${edition}/marcador${ending}`)],
    },
    {
      who: anyone,
      routes: [
        ...[`GET ${edition}/marcador/versiones`, `GET ${edition}/datos`, `POST ${edition}/datos`],
        'GET /constancias/:code{[0-9A-Za-z]{12}}',
      ],
    },
    {
      who: anyone,
      routes: [
        ...[`GET ${edition}/equipos/:code/puntos`, `GET ${edition}/equipos/:code/puntos.json`],
        ...[`GET ${edition}/publicaciones/:network/:id{.+\\.json}`, `GET ${edition}/publicaciones/:network/:id`],
      ],
    },
    { who: signedIn, routes: ['GET /constancias'] },
    // Its holder only, and she is none of these.
    { who: nobody, routes: ['POST /constancias/:code{[0-9A-Za-z]{12}}'] },
    { who: desk, routes: ['cierre', 'jurado'].flatMap((part) => form(`${edition}/organizar/${part}`)) },
    {
      who: anyone,
      routes: [
        ...['datapackage.json', 'rally.tar', 'edition.json', 'works.csv', 'teams.csv', 'posts.jsonl', 'panel.csv'],
        ...['judgements.csv', 'out/standings.csv', 'out/challenges.csv', 'out/verdicts.jsonl', 'out/rejects.jsonl'],
        'out/summary.json',
      ].map((file) => `GET ${edition}/datos/${file}`),
    },
  ],
  addressOf: async (stage, route) => {
    const ready = furnished.get(stage) ?? furnish(stage)
    furnished.set(stage, ready)
    await ready
    const [, pattern = ''] = route.split(' ')
    // A line of events has no end; this one tells where it stands and ends.
    const once = pattern.endsWith('/vivo') ? '?una=1' : ''
    return pattern
      .replace(/\{.*\}/, '')
      .replace('constancias/:code', `constancias/${code}`)
      .replace(':space', stage.space.slug)
      .replace(':edition', slug)
      .replace('equipos/:code', 'equipos/lagartijas')
      .replace(':network/:id', `web/v-1${pattern.includes('json') && pattern.includes('publicaciones') ? '.json' : ''}`)
      .concat(once)
  },
}
