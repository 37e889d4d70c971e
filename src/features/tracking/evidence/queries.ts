import type { Db } from '../../../platform/context.ts'
import type { Evidence, EvidenceKind, EvidenceVersion, EvidenceWarning } from './model.ts'

type Where =
  | { planId: string }
  | { commitmentId: string }
  | { activityId: string }
  | { reportIds: readonly string[] }
  | { id: string; planId: string }

/** Evidence with all its versions, oldest first. */
export async function listEvidence(db: Db, where: Where): Promise<Evidence[]> {
  const rows = await db
    .selectFrom('evidence as e')
    .innerJoin('activities as a', 'a.id', 'e.activity_id')
    .innerJoin('commitments as c', 'c.id', 'e.commitment_id')
    .innerJoin('organizations as o', 'o.id', 'e.organization_id')
    .leftJoin('evidence_withdrawals as w', 'w.evidence_id', 'e.id')
    .select(['e.id', 'e.kind', 'e.title', 'e.report_id', 'e.answer_id', 'e.added_by', 'e.added_at'])
    .select(['a.id as activity_id', 'a.code', 'a.title as activity_title', 'a.starts_on', 'o.id as organization_id'])
    .select(['c.id as commitment_id', 'c.key', 'c.title as commitment_title', 'o.name as organization'])
    .select(['w.reason as withdrawn_because', 'w.is_hidden', 'w.withdrawn_at'])
    .where((eb) => {
      if ('id' in where) return eb.and([eb('e.id', '=', where.id), eb('e.plan_id', '=', where.planId)])
      if ('planId' in where) return eb('e.plan_id', '=', where.planId)
      if ('commitmentId' in where) return eb('e.commitment_id', '=', where.commitmentId)
      if ('activityId' in where) return eb('e.activity_id', '=', where.activityId)
      return where.reportIds.length === 0 ? eb.lit(false) : eb('e.report_id', 'in', [...where.reportIds])
    })
    .orderBy('e.added_at')
    .orderBy('e.id')
    .execute()
  const versions = await versionsOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as EvidenceKind,
    title: row.title,
    organization: { id: row.organization_id, name: row.organization },
    reportId: row.report_id,
    answerId: row.answer_id,
    activity: { id: row.activity_id, code: row.code, title: row.activity_title, startsOn: row.starts_on },
    commitment: { id: row.commitment_id, key: row.key ?? '', title: row.commitment_title },
    addedBy: row.added_by,
    addedAt: row.added_at,
    versions: versions.get(row.id) ?? [],
    withdrawal:
      row.withdrawn_at === null
        ? null
        : { reason: row.withdrawn_because ?? '', isHidden: row.is_hidden ?? false, at: row.withdrawn_at },
  }))
}

async function versionsOf(db: Db, ids: readonly string[]): Promise<Map<string, EvidenceVersion[]>> {
  const found = new Map<string, EvidenceVersion[]>()
  if (ids.length === 0) return found
  const rows = await db
    .selectFrom('evidence_versions as v')
    .leftJoin('document_pictures as d', 'd.sha256', 'v.sha256')
    .selectAll('v')
    .select(['d.picture_sha256', 'd.thumbnail_sha256 as drawn_thumbnail'])
    .where('v.evidence_id', 'in', [...ids])
    .orderBy('v.number')
    .execute()
  for (const row of rows) {
    const version: EvidenceVersion = {
      number: row.number,
      sha256: row.sha256,
      shownSha256: row.shown_sha256 ?? row.picture_sha256,
      thumbnailSha256: row.thumbnail_sha256 ?? row.drawn_thumbnail,
      mediaType: row.media_type,
      bytes: row.bytes === null ? null : Number(row.bytes),
      fileName: row.file_name,
      url: row.url,
      datedOn: row.dated_on,
      warnings: row.warnings as EvidenceWarning[],
      reason: row.reason,
      addedAt: row.added_at,
    }
    found.set(row.evidence_id, [...(found.get(row.evidence_id) ?? []), version])
  }
  return found
}

export type LinkCopy = { id: string; sha256: string; mediaType: string; bytes: number; copiedAt: Date }
export type LinkState = { copy: LinkCopy | null; check: { at: Date; isAlive: boolean } | null }

/** The newest copy of a linked page and the newest look at it. */
export async function linkState(db: Db, url: string): Promise<LinkState> {
  const copy = await db
    .selectFrom('link_copies')
    .select(['id', 'sha256', 'media_type', 'bytes', 'copied_at'])
    .where('url', '=', url)
    .orderBy('copied_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const check = await db
    .selectFrom('link_checks')
    .select(['checked_at', 'is_alive'])
    .where('url', '=', url)
    .orderBy('checked_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return {
    copy: copy
      ? {
          ...{ id: copy.id, sha256: copy.sha256, mediaType: copy.media_type },
          bytes: Number(copy.bytes),
          copiedAt: copy.copied_at,
        }
      : null,
    check: check ? { at: check.checked_at, isAlive: check.is_alive } : null,
  }
}

export type Holder = { spaceSlug: string; planSlug: string; mediaType: string; fileName: string | null }

/**
 * Plans whose evidence shows these bytes. Of a photograph the original is not among them: it carries what the camera wrote; nor is
 * what was hidden.
 */
export async function holdersOfBytes(db: Db, sha256: string): Promise<Holder[]> {
  const rows = await db
    .selectFrom('evidence_versions as v')
    .innerJoin('evidence as e', 'e.id', 'v.evidence_id')
    .innerJoin('plans as p', 'p.id', 'e.plan_id')
    .innerJoin('spaces as s', 's.id', 'p.space_id')
    .leftJoin('evidence_withdrawals as w', 'w.evidence_id', 'e.id')
    .leftJoin('document_pictures as d', 'd.sha256', 'v.sha256')
    .select(['v.sha256', 'v.media_type', 'v.file_name', 's.slug as space', 'p.slug as plan'])
    .where((eb) => eb.or([eb('w.is_hidden', 'is', null), eb('w.is_hidden', '=', false)]))
    .where((eb) =>
      eb.or([
        eb.and([eb('v.sha256', '=', sha256), eb('v.shown_sha256', 'is', null)]),
        ...[eb('v.shown_sha256', '=', sha256), eb('v.thumbnail_sha256', '=', sha256)],
        ...[eb('d.picture_sha256', '=', sha256), eb('d.thumbnail_sha256', '=', sha256)],
      ]),
    )
    .limit(20)
    .execute()
  return rows.map((row) => ({
    ...{ spaceSlug: row.space, planSlug: row.plan },
    mediaType: row.sha256 === sha256 ? (row.media_type ?? '') : 'image/jpeg',
    fileName: row.sha256 === sha256 ? row.file_name : null,
  }))
}

export async function findCopy(db: Db, id: string) {
  const copy = await db.selectFrom('link_copies').selectAll().where('id', '=', id).executeTakeFirst()
  if (!copy) return null
  const holders = await db
    .selectFrom('evidence_versions as v')
    .innerJoin('evidence as e', 'e.id', 'v.evidence_id')
    .innerJoin('plans as p', 'p.id', 'e.plan_id')
    .innerJoin('spaces as s', 's.id', 'p.space_id')
    .leftJoin('evidence_withdrawals as w', 'w.evidence_id', 'e.id')
    .select(['s.slug as spaceSlug', 'p.slug as planSlug'])
    .where('v.url', '=', copy.url)
    .where((eb) => eb.or([eb('w.is_hidden', 'is', null), eb('w.is_hidden', '=', false)]))
    .limit(20)
    .execute()
  return { ...copy, holders }
}
