import sharp from 'sharp'
import { found } from '../../../../../platform/errors.ts'
import { newId } from '../../../../../platform/identity.ts'
import { keepCapture } from '../../../../rallies/capture/commands.ts'
import { answerMissingWork, reportMissingWork } from '../../../../rallies/capture/missing/commands.ts'
import type { Comparisons, Position } from '../../../../rallies/capture/model.ts'
import { checkPhoto, preparePhoto } from '../../../../rallies/capture/photos/commands.ts'
import type { Edition } from '../../../../rallies/editions/model.ts'
import { keepPosts } from '../../../../rallies/networks/keeping/commands.ts'
import { claimAccount, confirmAccount } from '../../../../rallies/teams/accounts/commands.ts'
import { lockTeam } from '../../../../rallies/teams/commands.ts'
import { recordPaperConsent } from '../../../../rallies/teams/consents/commands.ts'
import { addMember } from '../../../../rallies/teams/membership/commands.ts'
import { findTeam } from '../../../../rallies/teams/queries.ts'
import { registerTeam } from '../../../../rallies/teams/registration/commands.ts'
import { sceneSvg } from '../../pictures/scene.ts'
import type { RallyCast } from '../cast/commands.ts'
import { contextAt, type Telling } from '../edition/commands.ts'
import { hoursAfter, keyOf, type StoryTeam, type StoryVisit } from '../story.ts'

export type Street = Telling & { edition: Edition; opens: Date; cast: RallyCast; baseUrl: string }

export async function tellTeams(street: Street): Promise<void> {
  const { story, opens } = street
  for (const [index, team] of story.teams.entries())
    await tellTeam(street, team, hoursAfter(opens, -24 * 20 + index * 7))
  await tellAccounts(street)
}

async function tellTeam(street: Street, team: StoryTeam, at: Date): Promise<void> {
  const { db, edition, cast, baseUrl } = street
  const [captain = '', ...others] = team.members
  await registerTeam(contextAt(street, personOf(street, team.code, captain), at), baseUrl, edition, {
    ...{ name: team.name, kind: team.kind, stateKey: '20', organizationId: null, about: null },
    ...{ pseudonym: captain, isMinor: false, guardianEmail: null, accept: 'on' },
  })
  for (const pseudonym of others) {
    const isMinor = team.minors?.includes(pseudonym) ?? false
    const context = contextAt(street, personOf(street, team.code, pseudonym), hoursAfter(at, 5))
    await db.transaction().execute(async (tx) => {
      const { held, team: row } = await lockTeam(tx, edition, team.code)
      await addMember(tx, context, baseUrl, held, row, { pseudonym, isMinor, guardianEmail: null }, false)
    })
  }
  const row = found(await findTeam(db, edition.id, team.code))
  for (const member of row.members.filter(({ isMinor }) => isMinor))
    await recordPaperConsent(contextAt(street, cast.organiser, hoursAfter(at, 30)), edition, member.id)
}

function personOf({ cast }: Pick<Street, 'cast'>, team: string, pseudonym: string) {
  return found(cast.members.get(`${team} ${pseudonym}`))
}

function captainOf(street: Street, code: string) {
  const team = found(street.story.teams.find((one) => one.code === code))
  return personOf(street, code, team.members[0] ?? '')
}

const networkAccounts = [
  { team: 'tejones-de-la-plaza', network: 'x', handle: 'tejonesplaza' },
  { team: 'colectivo-el-vado', network: 'mastodon', handle: 'elvado@social.example' },
] as const

async function tellAccounts(street: Street): Promise<void> {
  const { db, edition, opens, cast } = street
  for (const { team, network, handle } of networkAccounts) {
    const row = found(await findTeam(db, edition.id, team))
    const captain = contextAt(street, captainOf(street, team), hoursAfter(opens, -200))
    await claimAccount(captain, edition, row, { network, handle })
    const fresh = found(await findTeam(db, edition.id, team))
    const account = found(fresh.accounts.find((one) => one.network === network))
    await confirmAccount(contextAt(street, cast.organiser, hoursAfter(opens, -190)), edition, fresh, account.id)
  }
}

/** Announces what will be visited, then visits, in the order in which it happened. `until`: nothing later than that. */
export async function tellStreet(
  street: Street,
  visits: readonly StoryVisit[],
  viewShift: number,
  until: Date,
): Promise<void> {
  const { story, opens } = street
  for (const [index, team] of story.teams.entries()) {
    const works = visits.filter((visit) => visit.team === team.code && visit.announced).map(({ work }) => keyOf(work))
    const at = hoursAfter(opens, 2 + index)
    if (works.length > 0 && at < until) await announce(street, team.code, [...new Set(works)], at)
  }
  for (const visit of [...visits].sort((a, b) => a.hour - b.hour)) {
    const at = hoursAfter(opens, visit.hour)
    if (at < until) await visitWork(street, visit, viewShift, at)
  }
}

async function announce(street: Street, team: string, workKeys: readonly string[], at: Date): Promise<void> {
  const capture = { clientId: newId(), workKeys, visit: null, clocks: { deviceAt: at, sentAt: at } }
  const context = contextAt(street, captainOf(street, team), at)
  await keepCapture(context, street.edition, capture, { prepared: [], uploads: [] })
}

async function visitWork(street: Street, visit: StoryVisit, viewShift: number, at: Date): Promise<void> {
  const { storage, edition, story } = street
  const work = found(story.works[visit.work - 1])
  const position = visit.mode === 'remote' ? null : positionOf(work, visit)
  const bytes = await pictureOf(street, visit, viewShift)
  const told = { alt: `Dibujo que hace de fotografía: ${work.name}`, wasBlurred: false, takenAt: at, position }
  const prepared = [await preparePhoto(storage, bytes, told, edition.timeZone)]
  const capture = {
    clientId: newId(),
    workKeys: [work.key],
    visit: {
      ...{ mode: visit.mode, finding: visit.finding, comparisons: visit.comparisons as Comparisons },
      ...{ observedProgress: visit.observed, note: visit.note, publicUrl: null, position },
    },
    clocks: { deviceAt: at, sentAt: at },
  }
  await keepCapture(contextAt(street, captainOf(street, visit.team), at), edition, capture, { prepared, uploads: [] })
}

/** A second of latitude is about 31 m. */
function positionOf(work: { latitude: number | null; longitude: number | null }, visit: StoryVisit): Position | null {
  const { latitude, longitude } = work
  if (latitude === null || longitude === null) return null
  const isSwapped = Math.abs(latitude) > 90 || latitude < 0
  const [north, east] = isSwapped ? [longitude, latitude] : [latitude, longitude]
  return { latitude: north + visit.offsetMeters / 111_320, longitude: east, accuracyMeters: 12 }
}

async function pictureOf({ story }: Street, visit: StoryVisit, viewShift: number): Promise<Uint8Array> {
  const [team, number] = visit.samePhotoAs ?? [visit.team, visit.work]
  const seen = story.visits.find((one) => one.team === team && one.work === number) ?? visit
  const { scene } = found(story.works[number - 1])
  const svg = sceneSvg({ kind: scene, built: seen.built, view: seen.view + viewShift, hasSign: seen.hasSign })
  return sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer()
}

export async function tellPosts(street: Street): Promise<void> {
  const { db, edition, opens, story } = street
  for (const { hour, ...post } of story.posts) {
    const at = hoursAfter(opens, hour)
    const arrival = {
      line: null,
      record: { ...post, published_at: at.toISOString() },
      original: null,
      url: null,
    }
    const way = { sourceId: null, batchId: null }
    await db.transaction().execute((tx) => keepPosts(tx, edition, way, [arrival], { now: at, stamp: true }))
  }
}

/** Somebody looked for faces and plates; there are none in a drawing. */
export async function tellChecks(street: Street, at: Date, leave = 0): Promise<void> {
  const { db, storage, edition, cast } = street
  const rows = await db
    .selectFrom('rally_photos')
    .select('id')
    .where('edition_id', '=', edition.id)
    .orderBy('received_at')
    .execute()
  for (const { id } of rows.slice(0, rows.length - leave)) {
    const check = { photoId: id, decision: 'shown', reason: null, replacement: null } as const
    await checkPhoto(contextAt(street, cast.organiser, at), storage, edition, check)
  }
}

export async function tellMissingWorks(street: Street): Promise<void> {
  const { edition, opens, story, cast } = street
  for (const { team, hour, outcome, answer, latitude, longitude, ...told } of story.missing) {
    const context = contextAt(street, captainOf(street, team), hoursAfter(opens, hour))
    const report = { clientId: newId(), position: { latitude, longitude }, photo: null, ...told }
    const folio = await reportMissingWork(context, edition, report)
    const later = contextAt(street, cast.organiser, hoursAfter(opens, hour + 30))
    await answerMissingWork(later, edition, { folio, outcome, reason: answer, workKey: null })
  }
}
