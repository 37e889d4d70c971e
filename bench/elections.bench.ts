/**
 * An election of 200 000 digital ballots: every signature checked, counted, its package published and counted again by the script
 * that knows nothing of the platform. BALLOTS=20000 makes fewer. Making them takes minutes and is not what is measured.
 */
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { sql } from 'kysely'
import { findBody } from '../src/features/governance/bodies/queries.ts'
import { receiptOf } from '../src/features/governance/elections/ballot.ts'
import { countElection } from '../src/features/governance/elections/commands/counts.ts'
import { falseBallots } from '../src/features/governance/elections/package.ts'
import { findElection, readCandidates } from '../src/features/governance/elections/queries.ts'
import { found } from '../src/platform/errors.ts'
import { newId } from '../src/platform/identity.ts'
import { folderStorage } from '../src/platform/storage/storage.ts'
import { castOf } from '../test/cast.ts'
import { testDatabase } from '../test/database.ts'
import { madeBallots } from './ballots.ts'

const count = Number(process.env.BALLOTS ?? 200_000)
const now = new Date('2026-05-04T18:00:00Z')
const making = performance.now()
const { electionId, publicKey, ballots } = await madeBallots(count, `var/bench/ballots-${count}.json`)
console.log(`${count} boletas hechas o leídas en ${seconds(making)} s`)
const { db, drop } = await testDatabase()
const space = { id: newId(), slug: 'lugar' }
await db
  .insertInto('spaces')
  .values({ ...space, kind: 'municipality', name: 'Lugar', is_fictional: true, created_at: now })
  .execute()
const cast = await castOf(db, { spaceId: space.id, now })
await furnish()
const body = found(await findBody(db, 'lugar', 'organo'))
const election = found(await findElection(db, body.id, 'eleccion'))
const storage = folderStorage('var/bench/files')

let peak = 0
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 20)
const candidates = await readCandidates(db, electionId)
const roll = { admitted: count, signaturesGiven: count, votedOnPaper: 0 }
const checking = performance.now()
const wrong = await falseBallots({ election, body: body.name, candidates, ballots, paper: null, roll })
const checked = (performance.now() - checking) / 1000
console.log(
  `Revisar ${count} firmas (RSA de 3 072 bits, PSS): ${checked.toFixed(1)} s, ${Math.round(count / checked)} por segundo, ${wrong.length} falsas`,
)
// The box holds them now; only what the count itself needs is measured.
ballots.length = 0
peak = 0
const delay = monitorEventLoopDelay({ resolution: 10 })
delay.enable()
const counting = performance.now()
const context = { db, actor: await cast.actor('facilitator'), now, locale: 'es' as const }
const sha256 = await countElection(context, storage, body, 'eleccion')
const counted = (performance.now() - counting) / 1000
delay.disable()
console.log(
  `Contar (leer, revisar, contar, publicar el paquete, reescribir la urna): ${counted.toFixed(1)} s, ${Math.round(count / counted)} boletas por segundo; memoria máxima ${megabytes(peak)}; el hilo principal se detuvo a lo más ${(delay.max / 1e9).toFixed(1)} s`,
)
const file = 'var/bench/paquete.json'
await writeFile(file, await storage.read(sha256))
const recounting = performance.now()
const { status, stdout, stderr } = spawnSync(process.execPath, ['docs/guides/recount-election.mjs', file])
console.log(
  `Volver a contar el paquete (${megabytes(statSync(file).size)}) con Node solo: ${seconds(recounting)} s, salida ${status}: ${String(stdout).trim().split('\n').at(-1)} ${stderr}`,
)
clearInterval(watch)
await drop()

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1)
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`
}

/** A body with an election whose vote is over, its roll, and its ballots as they lie in the box. */
async function furnish(): Promise<void> {
  const bodyId = newId()
  const named = { slug: 'organo', kind: 'local', name: 'Órgano', minimum: '{}' }
  await db
    .insertInto('bodies')
    .values({ id: bodyId, space_id: space.id, ...named, created_at: now })
    .execute()
  const day = (n: number) => new Date(Date.UTC(2026, 4, n))
  const about = { slug: 'eleccion', title: 'Elección', sector: 'citizens', seats: 3, public_key: publicKey }
  await db
    .insertInto('elections')
    .values({
      ...{ id: electionId, body_id: bodyId, ...about, created_at: now },
      ...{ candidacies_from: day(-9), candidacies_to: day(-8), voting_from: day(1), voting_to: day(3) },
    })
    .execute()
  for (let number = 1; number <= 8; number += 1) {
    const id = newId()
    const stands = { number, name: `Candidata ${number}`, statement: 'Trabajo', filed_at: now }
    await db
      .insertInto('candidacies')
      .values({ id, election_id: electionId, ...stands })
      .execute()
    const decided = { candidacy_id: id, decision: 'admitted', reason: 'Cumple', decided_at: now }
    await db.insertInto('candidacy_decisions').values(decided).execute()
  }
  await sql`insert into election_roll (id, election_id, admitted_at, credential_given_on)
    select gen_random_uuid(), ${electionId}, ${now}, '2026-05-02' from generate_series(1, ${count})`.execute(db)
  for (let start = 0; start < ballots.length; start += 1000) {
    const some = ballots.slice(start, start + 1000)
    const rows = some.map((one) => ({ election_id: electionId, ...one, receipt: receiptOf(electionId, one) }))
    await db.insertInto('ballots').values(rows).execute()
  }
}
