import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import { canonicalJson } from '../../../platform/canonical-json.ts'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused, Unreadable } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import { claimUploads } from '../../../platform/uploads/commands.ts'
import { askForScoring } from '../consolidation/queue/commands.ts'
import type { Edition } from '../editions/model.ts'
import { metersBetween } from './distance.ts'
import { type CapturedWork, type Membership, type NewCapture, photoPurpose, type Receipt } from './model.ts'
import { insertPhotos } from './photos/commands.ts'
import type { PreparedPhoto } from './photos/model.ts'
import { postRecordOf } from './post-record.ts'
import { type Publication, publicationOf, windowRefusal } from './published-at.ts'
import { membershipOf, receiptOfClient, worksOf } from './queries.ts'

export type Photos = { prepared: readonly PreparedPhoto[]; uploads: readonly string[] }

/**
 * Keeps an announcement or a visit as a post of the rally, once however often its phone sends it: the receipt is the same, and
 * `isNew` tells the first time.
 */
export async function keepCapture(
  context: Context,
  edition: Edition,
  capture: NewCapture,
  photos: Photos,
): Promise<{ receipt: Receipt; isNew: boolean }> {
  const { db, actor, now } = context
  const membership = await membershipOf(db, edition.id, actor?.id ?? null)
  allow(membership !== null)
  const earlier = await sentBefore(context, edition, capture, membership)
  if (earlier) return { receipt: earlier, isNew: false }
  if (!membership.mayPublish) throw new Refused('capture.refused.minor')
  const publication = publicationOf({ ...capture.clocks, receivedAt: now })
  const isNew = await db.transaction().execute(async (tx) => {
    await refuseOutside(tx, edition, publication, now)
    const works = await worksOf(tx, edition.id, capture.workKeys)
    if (works.length !== capture.workKeys.length) throw new Refused('capture.error.unknown-work')
    const id = await insertCapture(tx, { edition, membership, capture, publication, works, now })
    // Somebody's other tab, or the phone's second try, was faster.
    if (id === null) return false
    const owner = actor?.id ?? ''
    const claimed = await claimUploads(tx, { ids: photos.uploads, owner, purpose: photoPurpose }, now)
    if (claimed === null) throw new Unreadable('capture.error.upload')
    await insertPhotos(tx, { edition, of: { captureId: id }, photos: photos.prepared }, now)
    await insertPost(tx, { id, edition, membership, capture, publication, works, photos: photos.prepared, now })
    await askForScoring(tx, edition.id)
    await record(tx, context, {
      type: capture.visit ? 'rally.visited' : 'rally.announced',
      spaceId: edition.space.id,
      subject: { type: 'rally-capture', id },
      details: {
        edition: edition.slug,
        team: membership.code,
        works: capture.workKeys,
        ...(capture.visit ? { finding: capture.visit.finding, photos: photos.prepared.length } : {}),
      },
    })
    return true
  })
  const receipt = found(await sentBefore(context, edition, capture, membership))
  return { receipt, isNew }
}

/** A name that a phone of another team took is not told of, and not used twice. */
async function sentBefore({ db }: Context, edition: Edition, { clientId }: NewCapture, { teamId }: Membership) {
  const receipt = await receiptOfClient(db, edition, clientId)
  if (receipt && receipt.teamId !== teamId) throw new Refused('capture.refused.client-id')
  return receipt
}

/** Under a lock on the edition, so that nothing enters while it is frozen. */
async function refuseOutside(
  tx: Transaction<DB>,
  edition: Edition,
  { publishedAt }: Publication,
  now: Date,
): Promise<void> {
  const row = await tx
    .selectFrom('rally_editions')
    .select(['opens_at', 'closes_at'])
    .where('id', '=', edition.id)
    .forShare()
    .executeTakeFirstOrThrow()
  const ended = await tx
    .selectFrom('rally_acts')
    .select('act')
    .where('edition_id', '=', edition.id)
    .where('act', 'in', ['cancelled', 'frozen', 'finalised'])
    .executeTakeFirst()
  const window = { opensAt: row.opens_at, closesAt: row.closes_at, isClosed: ended !== undefined }
  const refusal = windowRefusal(window, publishedAt, now)
  if (refusal !== null) throw new Refused(refusal)
}

type Kept = {
  edition: Edition
  membership: Membership
  capture: NewCapture
  publication: Publication
  works: readonly CapturedWork[]
  now: Date
}

async function insertCapture(tx: Transaction<DB>, kept: Kept): Promise<string | null> {
  const { edition, membership, capture, publication, works, now } = kept
  const { visit, clocks } = capture
  // From home no place is asked for, and none is kept: it would be a home's.
  const position = visit?.mode === 'on-site' ? visit.position : null
  const work = visit ? pointOf(works[0]) : null
  const id = newId(now.getTime())
  const row = await tx
    .insertInto('rally_captures')
    .values({
      id,
      edition_id: edition.id,
      team_id: membership.teamId,
      member_id: membership.memberId,
      client_id: capture.clientId,
      kind: visit ? 'visit' : 'announcement',
      work_keys: [...capture.workKeys],
      mode: visit?.mode ?? null,
      finding: visit?.finding ?? null,
      comparisons: JSON.stringify(visit?.comparisons ?? {}),
      declared_progress: visit ? (works[0]?.progress ?? null) : null,
      observed_progress: visit?.observedProgress ?? null,
      note: visit?.note ?? null,
      public_url: visit?.publicUrl ?? null,
      latitude: position?.latitude ?? null,
      longitude: position?.longitude ?? null,
      accuracy_meters: position?.accuracyMeters ?? null,
      distance_meters: position && work ? metersBetween(position, work) : null,
      device_at: clocks.deviceAt ?? now,
      sent_at: clocks.sentAt,
      received_at: now,
      published_at: publication.publishedAt,
      time_basis: publication.basis,
    })
    .onConflict((conflict) => conflict.columns(['edition_id', 'client_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}

function pointOf(work: CapturedWork | undefined) {
  if (!work || work.latitude === null || work.longitude === null) return null
  return { latitude: work.latitude, longitude: work.longitude }
}

async function insertPost(
  tx: Transaction<DB>,
  {
    id,
    edition,
    membership,
    capture,
    publication,
    works,
    photos,
    now,
  }: Kept & { id: string; photos: readonly PreparedPhoto[] },
): Promise<void> {
  const line = postRecordOf({
    id,
    author: await webHandle(tx, edition.id, membership, now),
    publishedAt: publication.publishedAt,
    receivedAt: now,
    hashtags: edition.hashtags,
    workKeys: capture.workKeys,
    visit: capture.visit,
    photos: photos.map(({ original, read }) => ({ sha256: original.sha256, phash: read.phash })),
    work: pointOf(works[0]),
  })
  const text = canonicalJson(line)
  await tx
    .insertInto('rally_posts')
    .values({
      edition_id: edition.id,
      network: 'web',
      external_id: id,
      record: text,
      record_sha256: createHash('sha256').update(text).digest(),
      capture_id: id,
      public_url: capture.visit?.publicUrl ?? null,
      received_at: now,
    })
    .execute()
}

/** The account under which a team publishes here: hers, else any of her team's, else one that is opened now and needs no proof. */
async function webHandle(tx: Transaction<DB>, editionId: string, membership: Membership, now: Date): Promise<string> {
  const { memberId, teamId, code } = membership
  const account = await tx
    .selectFrom('rally_accounts as a')
    .innerJoin('rally_account_proofs as p', 'p.account_id', 'a.id')
    .select(['a.handle'])
    .where('a.team_id', '=', teamId)
    .where('a.network', '=', 'web')
    .orderBy((eb) => eb.case().when('a.member_id', '=', memberId).then(0).else(1).end())
    .orderBy('a.handle')
    .executeTakeFirst()
  if (account) return account.handle
  const id = newId(now.getTime())
  const names = { edition_id: editionId, team_id: teamId, member_id: memberId, network: 'web', handle: code }
  await tx
    .insertInto('rally_accounts')
    .values({ id, ...names, handle_folded: code, code, claimed_at: now })
    .execute()
  await tx.insertInto('rally_account_proofs').values({ account_id: id, method: 'own', proved_at: now }).execute()
  return code
}
