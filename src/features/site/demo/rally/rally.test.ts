import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testDatabase } from '../../../../../test/database.ts'
import { testStorage } from '../../../../../test/files.ts'
import type { Database } from '../../../../platform/context.ts'
import { findEdition } from '../../../rallies/editions/queries.ts'
import { listFindings } from '../../../rallies/findings/queries.ts'
import { loadDemo } from '../commands.ts'
import { loadRallyDemo } from './commands.ts'

const now = new Date('2026-11-20T18:00:00Z')
const world = { storage: testStorage(), now, baseUrl: 'http://localhost:8080', secret: 'x'.repeat(32) }
const slug = 'san-jacinto-de-los-fresnos'

describe('the rallies of the invented municipality', () => {
  let db: Database
  let drop: () => Promise<void>
  before(async () => {
    ;({ db, drop } = await testDatabase())
    await loadDemo({ db, now })
    assert.equal(await loadRallyDemo({ db, ...world }), true)
  })
  after(() => drop())

  const edition = async (name: string) => {
    const found = await findEdition(db, slug, name)
    assert.ok(found)
    return found
  }

  const standingsOf = async (id: string, kind: string) => {
    const run = await db
      .selectFrom('rally_runs')
      .select('standings')
      .where('edition_id', '=', id)
      .where('kind', '=', kind)
      .executeTakeFirstOrThrow()
    return (run.standings as { team_id: string; points: string }[]).map(({ team_id, points }) => `${team_id} ${points}`)
  }

  test('the one that ended has its results, and an upheld appeal changed the third place', async () => {
    const { id, acts } = await edition('primer-rally')
    assert.deepEqual(Object.keys(acts).sort(), ['finalised', 'frozen', 'published'])
    const frozen = await standingsOf(id, 'frozen')
    const final = await standingsOf(id, 'final')
    assert.equal(frozen[2], 'dona-aurora 48.00')
    assert.equal(final[2], 'colectivo-el-vado 50.00')
    assert.equal(frozen[0], final[0])
  })

  test('what differs from the data is told, and the institution has answered three times', async () => {
    const findings = await listFindings(db, (await edition('primer-rally')).id)
    assert.ok(findings.length >= 8)
    const { count } = await db
      .selectFrom('rally_finding_answers')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    assert.equal(count, 3)
  })

  test('the one in its midst has a live standing and photographs that nobody has checked', async () => {
    const { id, acts } = await edition('segundo-rally')
    assert.deepEqual(Object.keys(acts), ['published'])
    assert.ok((await standingsOf(id, 'live')).length === 5)
    const unchecked = await db
      .selectFrom('rally_photos as p')
      .select('p.id')
      .where('p.edition_id', '=', id)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('rally_photo_checks as k').select('k.photo_id').whereRef('k.photo_id', '=', 'p.id'))),
      )
      .execute()
    assert.equal(unchecked.length, 2)
  })

  test('the same photograph that two teams sent gives no points', async () => {
    const { id } = await edition('primer-rally')
    const rows = await db
      .selectFrom('rally_verdicts')
      .select(['team_code', 'points'])
      .where('edition_id', '=', id)
      .where('reason', '=', 'photo_reused')
      .execute()
    assert.deepEqual(rows, [{ team_code: 'las-cigarras', points: 0 }])
  })

  test('told once: a second loading changes nothing', async () => {
    assert.equal(await loadRallyDemo({ db, ...world }), false)
  })
})
