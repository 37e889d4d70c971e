import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { announcementOf, arrive, visitOf } from '../../../../../test/rally-posts.ts'
import { type RallyStage, rallyStage } from '../../../../../test/rally-stage.ts'
import { newId } from '../../../../platform/identity.ts'
import { editionById } from '../../editions/queries.ts'
import { openLedger } from '../../scoring/ledger.ts'
import type { PostRecord, Verdict } from '../../scoring/model.ts'
import { newestRun } from '../board/queries.ts'
import { settingOf } from '../setting/queries.ts'
import { isTimed, lockScoring, scoreEdition } from './commands.ts'
import { Ledgers } from './ledgers.ts'

const [bridge, roof, path] = ['26FICT00001', '26FICT00002', '26FICT00003'] as const

describe('scoring as posts arrive', () => {
  let stage: RallyStage
  before(async () => {
    stage = await rallyStage()
  })
  after(() => stage.close())

  const now = () => stage.now
  const pass = (ledgers: Ledgers) => scoreEdition(stage.db, ledgers, stage.edition.id, now)
  const empty = async () => {
    for (const table of [
      'rally_posts',
      'rally_verdicts',
      'rally_runs',
      'rally_corrections',
      'rally_panel_points',
    ] as const)
      await stage.db.deleteFrom(table).execute()
  }

  test('a post changes verdicts and standings, and a second pass changes nothing', async () => {
    await empty()
    const ledgers = new Ledgers(openLedger)
    await arrive(
      stage.db,
      stage.edition.id,
      [announcementOf('lagartijas', bridge, 10), visitOf('lagartijas', bridge, 20)],
      now(),
    )
    const done = await pass(ledgers)
    assert.deepEqual(done, { pass: 1, posts: 2, verdicts: 2 })
    assert.equal(await pass(ledgers), null)
    const live = await newestRun(stage.db, stage.edition.id, 'live')
    assert.deepEqual(
      live?.standings.map(({ team_id, points }) => [team_id, points]),
      [
        ['lagartijas', '11.00'],
        ['tlacuaches', '0.00'],
      ],
    )
  })

  test('R-62 a visit that was not announced before counts half; R-69 every point has its rule and its post', async () => {
    await empty()
    const visit = visitOf('tlacuaches', roof, 30)
    await arrive(stage.db, stage.edition.id, [visit], now())
    await pass(new Ledgers(openLedger))
    const [verdict] = await verdictsIn(stage)
    assert.equal(verdict?.points, '7.50')
    assert.deepEqual(
      verdict?.because.map(({ rule, points }) => [rule, points]),
      [
        ['visit', '5.00'],
        ['unannounced_visit', '-2.50'],
        ['comparison', '5.00'],
      ],
    )
    const events = await stage.db.selectFrom('events').select('type').where('type', 'like', 'rally%').execute()
    assert.deepEqual(events, [], 'a pass writes no event')
  })

  test('R-66 the same visit twice counts once', async () => {
    await empty()
    await arrive(stage.db, stage.edition.id, [visitOf('tlacuaches', roof, 30), visitOf('tlacuaches', roof, 40)], now())
    await pass(new Ledgers(openLedger))
    assert.deepEqual(
      (await verdictsIn(stage)).map(({ status, reason }) => [status, reason]),
      [
        ['counted', null],
        ['excluded', 'duplicate'],
      ],
    )
  })

  test('T-47 likes give no points by themselves', async () => {
    await empty()
    await arrive(
      stage.db,
      stage.edition.id,
      [visitOf('tlacuaches', roof, 30, { interactions: 100_000 }), visitOf('lagartijas', roof, 31)],
      now(),
    )
    await pass(new Ledgers(openLedger))
    const [first, second] = await verdictsIn(stage)
    assert.equal(first?.points, second?.points)
  })

  test('a transaction that commits after a later arrival is not lost', async () => {
    await empty()
    const ledgers = new Ledgers(openLedger)
    await arrive(stage.db, stage.edition.id, [visitOf('lagartijas', path, 1)], now())
    await pass(ledgers)
    const slow = await stage.db.startTransaction().execute()
    await arrive(slow, stage.edition.id, [visitOf('lagartijas', bridge, 2)], now())
    await arrive(stage.db, stage.edition.id, [visitOf('lagartijas', roof, 3)], now())
    assert.equal((await pass(ledgers))?.posts, 1)
    await slow.commit().execute()
    assert.equal((await pass(ledgers))?.posts, 1)
    await assertSameAsFromNothing(stage)
  })

  test('two workers do not interleave: the second waits for the lock of the edition', async () => {
    await empty()
    await arrive(stage.db, stage.edition.id, [visitOf('lagartijas', path, 1)], now())
    const holder = await stage.db.startTransaction().execute()
    await lockScoring(holder, stage.edition.id)
    let isOver = false
    const waiting = pass(new Ledgers(openLedger)).then((done) => {
      isOver = true
      return done
    })
    while ((await waiters(stage)) === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    assert.equal(isOver, false)
    await holder.rollback().execute()
    assert.equal((await waiting)?.verdicts, 1)
  })

  test('a worker that takes over from another mends what the other wrote', async () => {
    await empty()
    const [here, there] = [new Ledgers(openLedger), new Ledgers(openLedger)]
    await arrive(stage.db, stage.edition.id, [visitOf('lagartijas', bridge, 50)], now())
    await pass(here)
    await pass(there)
    await arrive(stage.db, stage.edition.id, [visitOf('lagartijas', bridge, 40)], now())
    await pass(there)
    await arrive(stage.db, stage.edition.id, [announcementOf('lagartijas', bridge, 5)], now())
    await pass(here)
    await assertSameAsFromNothing(stage)
    await arrive(stage.db, stage.edition.id, [visitOf('lagartijas', bridge, 30)], now())
    await pass(there)
    await assertSameAsFromNothing(stage)
  })

  test('what is taken away, corrected or given by the panel is scored anew', async () => {
    await empty()
    const ledgers = new Ledgers(openLedger)
    const unknown = visitOf('lagartijas', 'NOEXISTE001', 10)
    const gone = visitOf('tlacuaches', roof, 20)
    await arrive(stage.db, stage.edition.id, [unknown, gone], now())
    await pass(ledgers)
    await stage.db
      .insertInto('rally_corrections')
      .values({
        ...{ id: newId(), edition_id: stage.edition.id, network: 'web', external_id: unknown.id, work_key: bridge },
        ...{ reason: 'Se ve en la foto', corrected_at: now() },
      })
      .execute()
    await stage.db
      .insertInto('rally_panel_points')
      .values({
        edition_id: stage.edition.id,
        challenge: 'difusion',
        team_id: stage.teams.tlacuaches.id,
        points: 30,
        given_at: now(),
      })
      .execute()
    await stage.db.deleteFrom('rally_posts').where('external_id', '=', gone.id).execute()
    await pass(ledgers)
    const verdicts = await verdictsIn(stage)
    assert.deepEqual(
      verdicts.map(({ id, status, works }) => [id, status, works]),
      [[unknown.id, 'counted', [bridge]]],
    )
    const live = await newestRun(stage.db, stage.edition.id, 'live')
    assert.deepEqual(
      live?.standings.map(({ team_id, points }) => [team_id, points]),
      [
        ['tlacuaches', '30.00'],
        ['lagartijas', '7.50'],
      ],
    )
  })

  test('live, in any order and any portions, gives what a scoring from nothing gives', async () => {
    const works = stage.works
    const post = fc.record({
      team: fc.constantFrom('lagartijas', 'tlacuaches', 'nadie'),
      work: fc.constantFrom(...works),
      minute: fc.integer({ min: -10, max: 9000 }),
      isVisit: fc.boolean(),
      photo: fc.integer({ min: 0, max: 6 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(post, { minLength: 1, maxLength: 25 }),
        fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 }),
        async (posts, portions) => {
          await empty()
          const ledgers = [new Ledgers(openLedger), new Ledgers(openLedger)]
          const records = posts.map(({ team, work, minute, isVisit, photo }, index): PostRecord => {
            const sha256 = String(photo).repeat(64)
            const made = isVisit
              ? visitOf(team, work, minute, { media: [{ type: 'photo', sha256 }] })
              : announcementOf(team, work, minute)
            return { ...made, id: `p-${index}` }
          })
          let [start, turn] = [0, 0]
          while (start < records.length) {
            const size = portions[turn % portions.length] ?? 1
            await arrive(stage.db, stage.edition.id, records.slice(start, start + size), now())
            const ledger = ledgers[turn % 2]
            if (ledger) await pass(ledger)
            start += size
            turn += 1
          }
          await assertSameAsFromNothing(stage)
        },
      ),
      { numRuns: 12 },
    )
  })
})

async function waiters({ db }: RallyStage): Promise<number> {
  const { rows } = await sql<{
    waiting: number
  }>`select count(*)::int as waiting from pg_locks where locktype = 'advisory' and not granted`.execute(db)
  return rows[0]?.waiting ?? 0
}

async function verdictsIn({ db, edition }: RallyStage): Promise<Verdict[]> {
  const { rows } = await sql<Verdict>`select network, external_id as id, team_code as team, works, kind, status, reason,
    points::text as points, because from rally_verdicts where edition_id = ${edition.id}
    order by published_at, network collate "C", external_id collate "C"`.execute(db)
  return rows
}

async function assertSameAsFromNothing(stage: RallyStage): Promise<void> {
  const edition = await editionById(stage.db, stage.edition.id)
  assert.ok(edition && isTimed(edition))
  const ledger = openLedger(await settingOf(stage.db, edition))
  const posts = await stage.db.selectFrom('rally_posts').select('record').orderBy('arrival', 'desc').execute()
  ledger.add(posts.map(({ record }) => record as unknown as PostRecord))
  const live = await newestRun(stage.db, stage.edition.id, 'live')
  assert.deepEqual(await verdictsIn(stage), [...ledger.verdicts()])
  assert.deepEqual(live?.standings, ledger.standings())
  assert.deepEqual(live?.challenges, ledger.challenges())
  assert.deepEqual(live?.summary, JSON.parse(JSON.stringify(ledger.summary())))
}
