import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { sql, type Transaction } from 'kysely'
import type { Database } from '../../../../platform/context.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { newId } from '../../../../platform/identity.ts'
import { rememberFile } from '../../../../platform/storage/files.ts'
import type { Storage } from '../../../../platform/storage/storage.ts'
import { correctionsOf, settingOf } from '../../consolidation/setting/queries.ts'
import type { Edition } from '../../editions/model.ts'
import { editionById } from '../../editions/queries.ts'
import type { ChallengeRow, Standing } from '../../scoring/model.ts'
import { scoreFolderApart } from '../../scoring/threads/scorer.ts'
import { hashOfAll, inFolder, readFileOf, writeFileOf } from '../files/folder.ts'
import {
  editionJson,
  fileNames,
  inputNames,
  judgementsCsv,
  mediaTypeOf,
  outputNames,
  panelCsv,
  teamsCsv,
  worksCsv,
} from '../files/model.ts'
import { postLines, stateNames } from '../files/queries.ts'

export type MadeRun = { id: string; inputSha256: string; outputSha256: string; standings: Standing[]; finishedAt: Date }
type Kind = 'full' | 'frozen' | 'final'
type Stored = { name: string; sha256: string; bytes: number }

/**
 * Scores an edition from nothing, as anybody can who downloads its files: the inputs are written to a folder from one snapshot of
 * the database, the engine of the command line reads them there, and both stay under their hashes.
 */
export async function computeRun(
  { db, storage }: { db: Database; storage: Storage },
  edition: Edition & { opensAt: Date; closesAt: Date },
  kind: Kind,
  now: () => Date,
): Promise<MadeRun> {
  const startedAt = now()
  return inFolder(async (folder) => {
    const through = await writeInputs(db, edition, folder)
    await scoreFolderApart(folder, join(folder, 'out'))
    const files: Stored[] = []
    for (const name of fileNames) {
      const path = inputNames.includes(name as never) ? join(folder, name) : join(folder, 'out', name)
      files.push({ name, ...(await storage.putStream(readFileOf(path))) })
    }
    const outputs = await readOutputs(join(folder, 'out'))
    const run: MadeRun = {
      ...{ id: newId(), finishedAt: now(), standings: outputs.standings },
      inputSha256: hashOfAll(files.filter(({ name }) => inputNames.includes(name as never))),
      outputSha256: hashOfAll(files.filter(({ name }) => outputNames.includes(name as never))),
    }
    await keepRun(db, edition, { ...run, ...outputs, kind, through, startedAt, files })
    return run
  })
}

/** One snapshot: what arrives while it is written belongs to the next run. */
function writeInputs(
  db: Database,
  edition: Edition & { opensAt: Date; closesAt: Date },
  folder: string,
): Promise<number> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const held = { ...edition, ...(await editionById(tx, edition.id)) }
      const setting = await settingOf(tx, { ...held, opensAt: edition.opensAt, closesAt: edition.closesAt })
      const names = await stateNames(tx, edition.id)
      const works = setting.works.map((work) => ({ ...work, stateName: names.get(work.key) ?? '' }))
      const write = (name: string, pieces: Iterable<string> | AsyncIterable<string>) =>
        writeFileOf(join(folder, name), pieces)
      await write('edition.json', [editionJson(setting.edition)])
      await write('works.csv', worksCsv(works))
      await write('teams.csv', teamsCsv(setting.accounts))
      await write('posts.jsonl', postLines(tx, edition.id, await correctionsOf(tx, edition.id)))
      await write('panel.csv', panelCsv(setting.panel))
      await write('judgements.csv', judgementsCsv(setting.judgements))
      const { rows } = await sql<{ last: number | null }>`
        select max(arrival) as last from rally_posts where edition_id = ${edition.id}`.execute(tx)
      return rows[0]?.last ?? 0
    })
}

async function readOutputs(folder: string) {
  const rowsOf = async (name: string): Promise<Record<string, string>[]> =>
    parse(await readFile(join(folder, name)), { columns: true })
  const standings = (await rowsOf('standings.csv')).map(
    (row): Standing => ({
      ...(row as unknown as Standing),
      rank: Number(row.rank),
      works_verified: Number(row.works_verified),
      distinct_municipalities: Number(row.distinct_municipalities),
      announcements: Number(row.announcements),
      last_scoring_post: row.last_scoring_post || null,
    }),
  )
  const challenges = (await rowsOf('challenges.csv')) as unknown as ChallengeRow[]
  return { standings, challenges, summary: await readFile(join(folder, 'summary.json'), 'utf8') }
}

type Whole = MadeRun & {
  kind: Kind
  through: number
  startedAt: Date
  files: readonly Stored[]
  challenges: readonly ChallengeRow[]
  summary: string
}

async function keepRun(db: Database, edition: Edition, run: Whole): Promise<void> {
  await db.transaction().execute(async (tx) => {
    for (const file of run.files) {
      await rememberFile(tx, { ...file, mediaType: mediaTypeOf(file.name) }, run.finishedAt)
    }
    await tx
      .insertInto('rally_runs')
      .values({
        ...{ id: run.id, edition_id: edition.id, kind: run.kind, rules_number: edition.rules.number },
        ...{ through_arrival: run.through, started_at: run.startedAt, finished_at: run.finishedAt },
        ...{ input_sha256: run.inputSha256, output_sha256: run.outputSha256 },
        ...{
          standings: JSON.stringify(run.standings),
          challenges: JSON.stringify(run.challenges),
          summary: run.summary,
        },
      })
      .execute()
    await tx
      .insertInto('rally_run_files')
      .values(run.files.map((file) => ({ run_id: run.id, ...file })))
      .execute()
    if (run.kind === 'full') await dropOlder(tx, edition.id)
  })
}

const fullRunsKept = 3

/** Those that anybody may ask for at any time make room for each other; frozen and final ones stay for ever. */
async function dropOlder(tx: Transaction<DB>, editionId: string): Promise<void> {
  await sql`delete from rally_runs where id in (
    select id from rally_runs where edition_id = ${editionId} and kind = 'full' and input_sha256 is not null
    order by finished_at desc, id desc offset ${fullRunsKept})`.execute(tx)
}
