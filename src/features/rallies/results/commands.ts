import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Context, Database } from '../../../platform/context.ts'
import { allow, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record, type Witness } from '../../../platform/record.ts'
import type { Storage } from '../../../platform/storage/storage.ts'
import { isTimed, lockScoring, scoreEdition } from '../consolidation/passes/commands.ts'
import { Ledgers } from '../consolidation/passes/ledgers.ts'
import { happening, lockEdition, type Tx } from '../editions/commands.ts'
import type { Edition } from '../editions/model.ts'
import { canOrganise } from '../editions/policy.ts'
import { editionById } from '../editions/queries.ts'
import { openLedger } from '../scoring/ledger.ts'
import { certificateCode, refusalOf, type Step } from './model.ts'
import { countOpenAppeals } from './queries.ts'
import { computeRun, type MadeRun } from './runs/commands.ts'

export const runEditionTask = 'run_edition'
export type RunJob = { editionId: string; step: Step; askedBy: string | null }

/** Leaves a step to the worker, after asking whether it may be taken; a second asking while the first waits changes nothing. */
export async function askForRun(context: Context, edition: Edition, step: Step): Promise<void> {
  if (step !== 'full') allow(canOrganise(context.actor, edition.space.id))
  await context.db.transaction().execute(async (tx) => {
    await refuseWhereNot(tx, step, await lockEdition(tx, edition.id), context.now)
    const job: RunJob = { editionId: edition.id, step, askedBy: context.actor?.id ?? null }
    const key = `run:${edition.id}:${step}`
    await sql`select graphile_worker.add_job(${runEditionTask}, ${JSON.stringify(job)}::json, queue_name => ${`run:${edition.id}`},
      job_key => ${key}, max_attempts => 5)`.execute(tx)
  })
}

async function refuseWhereNot(tx: Tx, step: Step, edition: Edition, now: Date): Promise<void> {
  const open = step === 'final' ? await countOpenAppeals(tx, edition.id) : 0
  const refusal = refusalOf(step, edition, now, open)
  if (refusal) throw new Refused(refusal, { count: open })
}

/**
 * Takes a step: everything that arrived is scored, the edition is computed from nothing with its files, and, for a freeze or the
 * final results, the act is recorded with the hashes and the minutes since the close. Asked again after it was taken it does nothing.
 */
export async function takeStep(
  deps: { db: Database; storage: Storage },
  { editionId, step, askedBy }: RunJob,
  now: () => Date,
): Promise<MadeRun | null> {
  const { db } = deps
  const edition = await editionById(db, editionId)
  if (!edition || !isTimed(edition)) return null
  const refusal = refusalOf(step, edition, now(), step === 'final' ? await countOpenAppeals(db, editionId) : 0)
  if (refusal) return null
  await scoreEdition(db, new Ledgers(openLedger), editionId, now)
  const run = await computeRun(deps, edition, step, now)
  const actor = askedBy === null ? null : { id: askedBy, name: '', grants: [] }
  if (step !== 'full') await actOn(db, { actor, now: now() }, edition, step, run)
  return run
}

async function actOn(db: Database, witness: Witness, edition: Edition, step: 'frozen' | 'final', run: MadeRun) {
  const act = step === 'final' ? 'finalised' : 'frozen'
  await db.transaction().execute(async (tx) => {
    await lockScoring(tx, edition.id)
    const held = await lockEdition(tx, edition.id)
    if (held.acts[act]) return
    await tx
      .insertInto('rally_acts')
      .values({ edition_id: edition.id, act, at: witness.now, done_by: witness.actor?.id ?? null })
      .execute()
    if (act === 'finalised') await issueCertificates(tx, edition.id, run, witness.now)
    const closed = edition.closesAt?.getTime() ?? witness.now.getTime()
    const details = {
      ...{ slug: held.slug, run: run.id, inputSha256: run.inputSha256, outputSha256: run.outputSha256 },
      minutesFromClose: Math.ceil((witness.now.getTime() - closed) / 60_000),
    }
    await record(tx, witness, { ...happening(held, `rally.${act}`), details })
  })
}

/** One for each member of every team of which something counts; nobody's name is on it until she asks. */
async function issueCertificates(tx: Tx, editionId: string, run: MadeRun, now: Date): Promise<void> {
  const codes = run.standings
    .filter((row) => row.announcements > 0 || row.works_verified > 0 || Number(row.points) > 0)
    .map((row) => row.team_id)
  if (codes.length === 0) return
  const members = await tx
    .selectFrom('rally_members as m')
    .innerJoin('rally_teams as t', 't.id', 'm.team_id')
    .select(['m.id', 'm.team_id'])
    .where('t.edition_id', '=', editionId)
    .where('t.code', 'in', codes)
    .where('m.left_at', 'is', null)
    .execute()
  if (members.length === 0) return
  await tx
    .insertInto('rally_certificates')
    .values(
      members.map((member) => ({
        ...{ id: newId(), edition_id: editionId, team_id: member.team_id, member_id: member.id, issued_at: now },
        code: certificateCode(randomBytes(12)),
      })),
    )
    .onConflict((conflict) => conflict.column('member_id').doNothing())
    .execute()
}
