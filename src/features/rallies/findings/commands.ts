import type { Transaction } from 'kysely'
import type { Context, Database } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { type Happening, recordAll, record as recordOne } from '../../../platform/record.ts'
import type { Edition } from '../editions/model.ts'
import { lockReview } from '../review/judges/commands.ts'
import { codesOf } from './model.ts'
import { answersFor } from './policy.ts'
import { countedVisits, type FindingRow, listFindings, type Visit } from './queries.ts'
import type { AnswerFields } from './schema.ts'

export type Synced = { opened: number; withdrawn: number; restored: number }

/**
 * Brings the findings of an edition up to its verdicts: every counted visit that differs from the published datum has one, under a number that
 * stays; a visit that no longer counts takes its finding back, visibly. Any number of times, at any time.
 */
export async function syncFindings(db: Database, edition: Edition, now: Date): Promise<Synced> {
  return db.transaction().execute(async (tx) => {
    await lockReview(tx, edition.id)
    const existing = await listFindings(tx, edition.id)
    const visits = (await countedVisits(tx, edition.id)).filter((visit) => codesOf(visit).length > 0)
    const counted = new Set(visits.map(keyOf))
    const known = new Map(existing.map((row) => [keyOf({ network: row.network, id: row.postId }), row]))
    const opened = await open(tx, edition, now, {
      visits: visits.filter((visit) => !known.has(keyOf(visit))),
      last: existing.at(-1)?.number ?? 0,
    })
    const isWithdrawn = (row: FindingRow) => row.state === 'withdrawn'
    const gone = existing.filter(
      (row) => !counted.has(keyOf({ network: row.network, id: row.postId })) && !isWithdrawn(row),
    )
    const back = existing.filter(
      (row) => counted.has(keyOf({ network: row.network, id: row.postId })) && isWithdrawn(row),
    )
    const turned = [
      ...(await turn(tx, edition, now, { rows: gone, turn: 'withdrawn', reason: 'visit-not-counted' })),
      ...(await turn(tx, edition, now, { rows: back, turn: 'restored', reason: 'visit-counted' })),
    ]
    if (opened.length + turned.length > 0) await recordAll(tx, { actor: null, now }, [...opened, ...turned])
    return { opened: opened.length, withdrawn: gone.length, restored: back.length }
  })
}

const keyOf = ({ network, id }: { network: string; id: string }) => `${network}\n${id}`

async function open(
  tx: Transaction<DB>,
  edition: Edition,
  now: Date,
  { visits, last }: { visits: readonly Visit[]; last: number },
): Promise<Happening[]> {
  const rows = visits.map((visit, index) => {
    const codes = codesOf(visit)
    return {
      ...{ id: newId(), edition_id: edition.id, number: last + index + 1, work_key: visit.workKey },
      ...{ network: visit.network, external_id: visit.id, code: codes[0] ?? 'other', codes },
      ...{ finding: visit.finding ?? 'differs', opened_at: now },
    }
  })
  // Eleven parameters a row; PostgreSQL takes 65 535 in one statement.
  for (let start = 0; start < rows.length; start += 1000)
    await tx
      .insertInto('rally_findings')
      .values(rows.slice(start, start + 1000))
      .execute()
  return rows.map((row) =>
    happeningOf(edition, row.id, 'finding.opened', { number: row.number, work: row.work_key, codes: row.codes }),
  )
}

type Turned = { rows: readonly FindingRow[]; turn: 'withdrawn' | 'restored'; reason: string }

async function turn(
  tx: Transaction<DB>,
  edition: Edition,
  now: Date,
  { rows, turn, reason }: Turned,
): Promise<Happening[]> {
  if (rows.length === 0) return []
  await tx
    .insertInto('rally_finding_turns')
    .values(rows.map((row) => ({ finding_id: row.id, turn, reason, turned_at: now })))
    .execute()
  return rows.map((row) => happeningOf(edition, row.id, `finding.${turn}`, { number: row.number, reason }))
}

function happeningOf(
  edition: Edition,
  id: string,
  type: Happening['type'],
  details: Record<string, unknown>,
): Happening {
  return {
    type,
    spaceId: edition.space.id,
    subject: { type: 'finding', id },
    details: { rally: edition.slug, ...details },
  }
}

/** The institution's word on a finding: as long and as visible as the finding itself (T-53). It may speak again; all of it stays. */
export async function answerFinding(
  context: Context,
  edition: Edition,
  number: number,
  fields: AnswerFields,
): Promise<void> {
  const { db, actor, now } = context
  await db.transaction().execute(async (tx) => {
    const [row] = await listFindings(tx, edition.id, number)
    const finding = found(row)
    allow(answersFor(actor, edition.space.id, finding.institutionId).includes(fields.organization))
    if (finding.state === 'withdrawn') throw new Refused('finding.answer.withdrawn')
    await tx
      .insertInto('rally_finding_answers')
      .values({
        ...{ id: newId(), finding_id: finding.id, organization_id: fields.organization, stance: fields.stance },
        ...{ answer: fields.answer, document_url: fields.documentUrl },
        ...{ answered_by: actor?.id ?? null, answered_at: now },
      })
      .execute()
    const details = { number, organization: fields.organization, stance: fields.stance, document: fields.documentUrl }
    await recordOne(tx, context, happeningOf(edition, finding.id, 'finding.answered', details))
  })
}
