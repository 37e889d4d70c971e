import type { Actor, Context, Database } from '../../../../../platform/context.ts'
import { found } from '../../../../../platform/errors.ts'
import type { Storage } from '../../../../../platform/storage/storage.ts'
import { publishLocked } from '../../../../rallies/editions/acts/commands.ts'
import { changeEdition, insertEdition } from '../../../../rallies/editions/commands.ts'
import { addForum } from '../../../../rallies/editions/goals/commands.ts'
import type { Edition } from '../../../../rallies/editions/model.ts'
import { addPartner } from '../../../../rallies/editions/partners/commands.ts'
import { findEdition } from '../../../../rallies/editions/queries.ts'
import { writeRules } from '../../../../rallies/editions/rules/commands.ts'
import { takeWorks } from '../../../../rallies/editions/works/commands.ts'
import type { Space } from '../../../../spaces/model.ts'
import { runCut, takeCut } from '../../../../works/cuts/commands.ts'
import { dayFrom, demoTimeZone, instantOf } from '../../files.ts'
import { cutFile, hoursAfter, openingOf, type RallyStory, type StoryEdition } from '../story.ts'

export type Telling = { db: Database; storage: Storage; now: Date; space: Space; story: RallyStory }

export function contextAt({ db }: Pick<Telling, 'db'>, actor: Actor, now: Date): Context {
  return { db, actor, now, locale: 'es' }
}

/** The invented works, cut by cut, as any publisher's file is taken in. Returns the newest cut. */
export async function tellCuts(telling: Telling): Promise<string> {
  const { db, storage, now, space, story } = telling
  let newest = ''
  for (const [index, { day, product }] of story.cuts.entries()) {
    const at = instantOf(now, day + 2)
    const { about: _, ...dataset } = story.dataset
    const existing = await db
      .selectFrom('works_datasets')
      .select('id')
      .where('space_id', '=', space.id)
      .where('slug', '=', dataset.slug)
      .executeTakeFirst()
    const { id } = await takeCut(
      contextAt(telling, null, at),
      storage,
      {
        space,
        dataset: existing ?? { ...dataset, sourceUrl: null },
        cut: {
          datedOn: dayFrom(now, day),
          downloadedOn: dayFrom(now, day + 2),
          product,
          year: null,
          quarter: null,
          sourceUrl: null,
        },
        fileName: `obra-publica-${index + 1}.csv`,
        format: 'opa',
      },
      bytesOf(cutFile(story, index)),
    )
    await runCut({ db, storage }, { id, locale: 'es' }, at)
    newest = id
  }
  return newest
}

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}

/** An edition from its first draft to the published call; returns it as it stands. */
export async function tellEdition(
  telling: Telling,
  organiser: Actor,
  edition: StoryEdition,
  cutId: string,
): Promise<Edition> {
  const { db, now, space } = telling
  const opens = openingOf(edition, now)
  const closes = hoursAfter(opens, edition.lengthHours)
  const drafted = hoursAfter(opens, -24 * 40)
  const context = contextAt(telling, organiser, drafted)
  const load = async () => found(await findEdition(db, space.slug, edition.slug))
  await db.transaction().execute((tx) =>
    insertEdition(tx, context, space, {
      ...{ name: edition.name, slug: edition.slug, kind: 'rally', level: 'municipal', language: 'es' },
      ...{ timeZone: demoTimeZone, preset: 'sample' },
    }),
  )
  await changeEdition(context, await load(), 'identidad', { summary: edition.summary, territory_key: '20' }, null)
  await changeEdition(context, await load(), 'calendario', calendarOf(opens, closes), null)
  await changeEdition(context, await load(), 'participacion', participation, null)
  await changeEdition(context, await load(), 'textos', texts, null)
  const before = await load()
  await db.transaction().execute((tx) => takeWorks(tx, context, before, cutId, {}))
  const { version: _, ...rules } = before.rules.rules
  await writeRules(context, before, { rules: { ...rules, challenges }, isSample: true }, null)
  for (const partner of partnersOf(dayFrom(now, edition.openDay - 100))) await addPartner(context, before, partner)
  const called = contextAt(telling, organiser, hoursAfter(opens, -24 * 35))
  await db.transaction().execute(async (tx) => publishLocked(tx, called, await load()))
  return load()
}

function calendarOf(opens: Date, closes: Date) {
  return {
    call_on: hoursAfter(opens, -24 * 35),
    registration_opens_at: hoursAfter(opens, -24 * 30),
    registration_closes_at: hoursAfter(opens, -24),
    webinar_at: hoursAfter(opens, -24 * 7),
    opens_at: opens,
    closes_at: closes,
    appeals_close_at: hoursAfter(closes, 72),
    results_at: hoursAfter(closes, 1),
    awards_at: hoursAfter(closes, 24 * 7),
  }
}

const participation = {
  hashtags: ['DatosEnLaCalle'],
  networks: ['web', 'x', 'mastodon'],
  visit_modes: ['on-site', 'remote'],
  team_min: 1,
  team_max: 3,
}

const texts = {
  terms:
    'Bases de ejemplo. Fotografía solo desde lugares públicos; no entres a obras ni predios. Si no se puede pasar, elige «sin acceso»: no se descuenta nada. Los hallazgos dicen en qué no coincide lo que viste con el dato publicado; no acusan a nadie.',
  prizes: 'Constancia para quien participe. No hay premio en dinero (ejemplo).',
}

const challenges = [{ id: 'difusion', kind: 'panel', max_points: 30, max_teams: 3 }] as const

const partnersOf = (linkedOn: string) =>
  [
    { part: 'organiser', name: 'Secretariado Técnico Local (ficticio)', url: null, linkedOn: null },
    { part: 'ally', name: 'Vigías del Valle, A. C. (ficticia)', url: null, linkedOn: null },
    { part: 'local-government', name: 'San Jacinto de los Fresnos (ficticio)', url: null, linkedOn },
  ] as const

export async function tellForums(telling: Telling, organiser: Actor): Promise<void> {
  for (const { day, name, isInternational, url } of telling.story.forums) {
    const forum = { name, heldOn: dayFrom(telling.now, day), isInternational, url }
    await addForum(contextAt(telling, organiser, instantOf(telling.now, day + 1)), telling.space.id, forum)
  }
}
