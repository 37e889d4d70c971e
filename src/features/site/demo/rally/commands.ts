import { readFileSync } from 'node:fs'
import type { Database } from '../../../../platform/context.ts'
import { found } from '../../../../platform/errors.ts'
import type { Storage } from '../../../../platform/storage/storage.ts'
import { scoreEdition } from '../../../rallies/consolidation/passes/commands.ts'
import { Ledgers } from '../../../rallies/consolidation/passes/ledgers.ts'
import { editionById } from '../../../rallies/editions/queries.ts'
import { addToRegister } from '../../../rallies/editions/register/commands.ts'
import { registerFile } from '../../../rallies/editions/register/model.ts'
import { takeStep } from '../../../rallies/results/commands.ts'
import { openLedger } from '../../../rallies/scoring/ledger.ts'
import { findSpace } from '../../../spaces/queries.ts'
import { instantOf } from '../files.ts'
import { createCast, type RallyCast } from './cast/commands.ts'
import { type Telling, tellCuts, tellEdition, tellForums } from './edition/commands.ts'
import { tellAppeals, tellFindings, tellJudgements, tellJudges, tellPanel, tellSecondLook } from './judging/commands.ts'
import { hoursAfter, openingOf, readStory, type StoryEdition } from './story.ts'
import { type Street, tellChecks, tellMissingWorks, tellPosts, tellStreet, tellTeams } from './street/commands.ts'

export type RallyDemo = { db: Database; storage: Storage; now: Date; baseUrl: string; secret: string }

/**
 * Tells two rallies of the invented municipality through the same commands that people use: one that ended and one in its midst. Does
 * nothing where the municipality is not there or has a rally already.
 */
export async function loadRallyDemo({ db, storage, now, baseUrl, secret }: RallyDemo): Promise<boolean> {
  const story = readStory()
  const space = await findSpace(db, story.space)
  if (!space) return false
  const there = await db.selectFrom('rally_editions').select('id').where('space_id', '=', space.id).executeTakeFirst()
  if (there) return false
  const telling: Telling = { db, storage, now, space, story }
  const cast = await createCast(db, space.id, story.teams, instantOf(now, -125))
  const cutId = await tellCuts(telling)
  await tellForums(telling, cast.organiser)
  await tellRegister(db, now)
  const ledgers = new Ledgers(openLedger)
  for (const told of story.editions) await tellRally(telling, { cast, cutId, told, baseUrl, secret, ledgers })
  return true
}

type Told = {
  cast: RallyCast
  cutId: string
  told: StoryEdition
  baseUrl: string
  secret: string
  ledgers: Ledgers
}

async function tellRally(telling: Telling, { cast, cutId, told, baseUrl, secret, ledgers }: Told): Promise<void> {
  const { db, now, story } = telling
  const edition = await tellEdition(telling, cast.organiser, told, cutId)
  const opens = openingOf(told, now)
  const street: Street = { ...telling, edition, opens, cast, baseUrl }
  const shift = told.ended ? 0 : 100
  await tellTeams(street)
  await tellJudges(street)
  if (!told.ended) {
    const until = now
    await tellStreet(street, story.visits.map(sooner), shift, until)
    await tellChecks(street, until, 2)
    await scoreEdition(db, ledgers, edition.id, () => now)
    return
  }
  await tellPosts(street)
  await tellStreet(street, story.visits, shift, now)
  await tellMissingWorks(street)
  await tellChecks(street, hoursAfter(opens, 62))
  await scoreEdition(db, ledgers, edition.id, () => hoursAfter(opens, 60))
  await tellJudgements(street)
  await tellPanel(street)
  await tellResults(street, hoursAfter(opens, told.lengthHours), secret)
}

/** The rally in its midst has had a day: what took the other one three is told in less. */
function sooner<Visit extends { hour: number }>(visit: Visit): Visit {
  return { ...visit, hour: 4 + visit.hour / 3 }
}

async function tellResults(street: Street, closes: Date, secret: string): Promise<void> {
  const { db, storage, edition, cast } = street
  const askedBy = cast.organiser.id
  await takeStep({ db, storage }, { editionId: edition.id, step: 'frozen', askedBy }, () => minutesAfter(closes, 4))
  const frozen: Street = { ...street, edition: found(await editionById(db, edition.id)) }
  await tellAppeals(frozen, secret)
  await tellSecondLook(frozen)
  await takeStep({ db, storage }, { editionId: edition.id, step: 'final', askedBy }, () => hoursAfter(closes, 73))
  await tellFindings({ ...street, edition: found(await editionById(db, edition.id)) }, minutesAfter(closes, 10))
}

function minutesAfter(start: Date, minutes: number): Date {
  return new Date(start.getTime() + minutes * 60_000)
}

/** Earlier rallies in other places, as public record: each with its source. */
async function tellRegister(db: Database, now: Date): Promise<void> {
  const mexico = await findSpace(db, 'mexico')
  if (!mexico) return
  const text = readFileSync(new URL('../../../../../db/demo/rally-register.json', import.meta.url), 'utf8')
  const register = registerFile.parse(JSON.parse(text))
  await db.transaction().execute((tx) => addToRegister(tx, { actor: null, now }, mexico.id, register))
}
