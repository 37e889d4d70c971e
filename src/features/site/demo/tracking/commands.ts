import sharp from 'sharp'
import type { Actor, Context, Database, Person } from '../../../../platform/context.ts'
import { found, Refused } from '../../../../platform/errors.ts'
import { newId } from '../../../../platform/identity.ts'
import { recordAll } from '../../../../platform/record.ts'
import type { Storage } from '../../../../platform/storage/storage.ts'
import type { Plan } from '../../../commitments/plan/model.ts'
import { findPlan } from '../../../commitments/plan/queries.ts'
import { declarePause } from '../../../plans/pauses/commands.ts'
import { answerContestation, contest, decideContestation } from '../../../tracking/contestations/commands.ts'
import { findContestation } from '../../../tracking/contestations/queries.ts'
import { freezeDueCuts, setCutDate } from '../../../tracking/cuts/commands.ts'
import { addEvidence } from '../../../tracking/evidence/commands.ts'
import { keepFile } from '../../../tracking/evidence/receiving/commands.ts'
import { askExtension, decideExtension } from '../../../tracking/extensions/commands.ts'
import { findExtension } from '../../../tracking/extensions/queries.ts'
import { answerReport, fileReport, type Place } from '../../../tracking/reports/commands.ts'
import { findActivity } from '../../../tracking/reports/queries.ts'
import { verifyActivity } from '../../../tracking/reports/verification/commands.ts'
import { dayFrom, instantOf } from '../files.ts'
import { sceneSvg } from '../pictures/scene.ts'
import { createTrackingCast, type TrackingCast, type Voices } from './cast/commands.ts'
import {
  readTrackingStory,
  type StoryContestation,
  type StoryEvidence,
  type StoryExtension,
  type StoryReport,
  type TrackingStory,
} from './story.ts'

export type TrackingDemo = { db: Database; storage: Storage; now: Date; baseUrl: string; secret: string }

type Telling = TrackingDemo & { plan: Plan; cast: TrackingCast }

/** Lets the invented plan be reported on, answered, verified and contested, through the commands that people use. */
export async function loadTrackingDemo(demo: TrackingDemo): Promise<boolean> {
  const { db, now } = demo
  const story = readTrackingStory()
  const plan = await findPlan(db, story.space, story.plan)
  if (!plan) return false
  const there = await db.selectFrom('reports').select('id').where('plan_id', '=', plan.id).limit(1).executeTakeFirst()
  if (there) return false
  const cast = await createTrackingCast(db, { spaceId: plan.space.id, planId: plan.id }, instantOf(now, -210))
  const telling: Telling = { ...demo, plan, cast }
  for (const report of story.reports) await tellReport(telling, report)
  await tellRefusal(telling, story.refusedVerification)
  for (const contestation of story.contestations) await tellContestation(telling, contestation)
  for (const extension of story.extensions) await tellExtension(telling, extension)
  await tellPause(telling, story.pause)
  await tellCuts(telling, story.cuts)
  return true
}

function contextAt({ db, now }: Telling, actor: Actor, day: number): Context {
  return { db, actor, now: instantOf(now, day), locale: 'es' }
}

async function placeOf({ db, plan }: Telling, { commitment, code }: { commitment: string; code: string }) {
  const row = await db
    .selectFrom('commitments')
    .select(['id', 'key'])
    .where('plan_id', '=', plan.id)
    .where('number', '=', commitment)
    .executeTakeFirst()
  const { id: commitmentId, key } = found(row)
  const activity = found(await findActivity(db, commitmentId, code))
  return { plan, commitmentId, key, activity }
}

async function tellReport(telling: Telling, told: StoryReport): Promise<void> {
  const { db, cast } = telling
  const voices = found(cast.voices.get(told.commitment))
  const place = await placeOf(telling, told)
  for (const piece of told.evidence) await tellEvidence(telling, place, voices, piece, told.day)
  const folio = await fileReport(contextAt(telling, voices.liaison, told.day), place, {
    ...{ clientId: newId(), organization: voices.leadId, links: [] },
    ...{ from: dayFrom(telling.now, told.day - 30), to: dayFrom(telling.now, told.day) },
    ...{ state: told.state, body: told.body, share: told.share, products: told.products, reason: told.reason },
  })
  const { id } = await db.selectFrom('reports').select('id').where('folio', '=', folio).executeTakeFirstOrThrow()
  if (told.answer) {
    const report = { id, folio, organizationId: voices.leadId }
    const answer = {
      organization: voices.civilSocietyId,
      stance: told.answer.stance,
      reason: told.answer.reason,
      links: [],
    }
    await answerReport(contextAt(telling, voices.coResponsible, told.answer.day), { ...place, report }, answer)
  }
  if (told.ownReport) {
    const { day, ...own } = told.ownReport
    await fileReport(contextAt(telling, voices.coResponsible, day), place, {
      ...{ clientId: newId(), organization: voices.civilSocietyId, links: [], products: null, reason: null },
      ...{ from: dayFrom(telling.now, day - 30), to: dayFrom(telling.now, day), ...own },
    })
  }
  if (told.verdict) {
    const { day, verdict, comment } = told.verdict
    await verifyActivity(contextAt(telling, cast.evaluator, day), place, { verdict, comment, seen: id })
  }
}

async function tellEvidence(telling: Telling, place: Place, voices: Voices, piece: StoryEvidence, day: number) {
  const { db, storage, now } = telling
  const file = await keepFile(storage, await bytesOf(piece), piece.file)
  const context = contextAt(telling, voices.liaison, day)
  await db.transaction().execute(async (tx) => {
    const { happening } = await addEvidence(tx, context, {
      ...{ activityId: place.activity.id, organizationId: voices.leadId, kind: piece.kind, title: piece.title },
      ...{ source: { file }, datedOn: dayFrom(now, day - 1) },
    })
    await recordAll(tx, context, [happening])
  })
}

async function bytesOf({ text, scene }: StoryEvidence): Promise<Uint8Array> {
  if (scene === undefined) return Buffer.from(text ?? '')
  const svg = sceneSvg({ kind: scene, built: 1, view: 300 + scene.length, hasSign: true })
  return sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer()
}

/** An evaluator of the reporting institution: the refusal is what the record keeps of her. */
async function tellRefusal(telling: Telling, at: { day: number; commitment: string; code: string }): Promise<void> {
  const place = await placeOf(telling, at)
  const form = { verdict: 'accepted', comment: 'Lo di por bueno.', seen: '' } as const
  try {
    await verifyActivity(contextAt(telling, telling.cast.insider, at.day), place, form)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
  }
}

async function tellContestation(telling: Telling, told: StoryContestation): Promise<void> {
  const { db, plan, cast, baseUrl, secret } = telling
  const settings = { baseUrl, secret, oidc: null }
  const place = await placeOf(telling, told)
  const voices = found(cast.voices.get(told.commitment))
  const form = { reason: told.reason, evidenceUrl: null, signature: told.signature, email: null, website: '' }
  const folio = await contest(contextAt(telling, null, told.day), place, form)
  const load = async () => ({ plan, contestation: found(await findContestation(db, plan.id, folio)) })
  const { day, ...decision } = told.decision
  await decideContestation(contextAt(telling, cast.moderator, day), settings, await load(), decision)
  if (!told.answer) return
  const { day: answered, ...answer } = told.answer
  await answerContestation(contextAt(telling, voices.liaison as Person, answered), settings, await load(), {
    organization: voices.leadId,
    ...answer,
  })
}

async function tellExtension(telling: Telling, told: StoryExtension): Promise<void> {
  const { db, now, plan, cast } = telling
  const voices = found(cast.voices.get(told.commitment))
  const folio = await askExtension(contextAt(telling, voices.liaison, told.day), await placeOf(telling, told), {
    ...{ organization: voices.leadId, wantedOn: dayFrom(now, told.wanted), reason: told.reason },
  })
  const { day, decision, until, reason, approvedBy } = told.decision
  const form = { decision, reason, approvedBy, approvedOn: dayFrom(now, day), approvalUrl: null }
  const extension = found(await findExtension(db, plan.id, folio))
  await decideExtension(
    contextAt(telling, cast.facilitator, day),
    { plan, extension },
    { ...form, grantedUntil: until === null ? null : dayFrom(now, until) },
  )
}

async function tellPause(telling: Telling, { day, commitment, party, reason }: TrackingStory['pause']): Promise<void> {
  const { db, plan, now, cast } = telling
  const at = await db
    .selectFrom('commitments')
    .select('key')
    .where('plan_id', '=', plan.id)
    .where('number', '=', commitment)
    .executeTakeFirstOrThrow()
  const said = { kind: 'paused' as const, since: dayFrom(now, day), party, reason, sourceUrl: null }
  await declarePause(contextAt(telling, cast.facilitator, day), plan, { what: at.key, ...said })
}

/** Dates announced when the plan was published; on those that came the worker froze the board as that day ended. */
async function tellCuts(telling: Telling, cuts: TrackingStory['cuts']): Promise<void> {
  const { db, storage, now, plan, cast } = telling
  for (const { announced, day, title } of cuts) {
    const fields = { title, dueOn: dayFrom(now, day) }
    await setCutDate(contextAt(telling, cast.facilitator, announced), plan, fields)
    if (day < 0) await freezeDueCuts({ db, storage }, instantOf(now, day + 1))
  }
}
