import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../../test/database.ts'
import { dayIn } from '../../../platform/civil-day.ts'
import { faultsOf } from '../../commitments/completeness/model.ts'
import type { StoredCommitment } from '../../commitments/document/model.ts'
import { readDocuments } from '../../commitments/document/queries.ts'
import { documentSchema } from '../../commitments/imports/json/schema.ts'
import { normalDocument } from '../../commitments/imports/normal.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import { findPlan } from '../../commitments/plan/queries.ts'
import { findLogframe } from '../../diagnoses/logframe/queries.ts'
import { faultsOf as matrixFaultsOf } from '../../diagnoses/logframe/rules.ts'
import { findSpace } from '../../spaces/queries.ts'
import { boardRows } from '../../tracking/board/queries.ts'
import { loadDemo } from './commands.ts'

const now = new Date('2026-09-17T16:00:00Z')

describe('the demonstration', () => {
  let database: TestDatabase
  let invented: { plan: Plan; commitments: StoredCommitment[] }
  let fourth: { plan: Plan; commitments: StoredCommitment[] }
  let milliseconds = 0

  before(async () => {
    database = await testDatabase()
    const started = performance.now()
    assert.equal(await loadDemo({ db: database.db, now }), true)
    milliseconds = performance.now() - started
    invented = await planOf('san-jacinto-de-los-fresnos', 'plan-local-2026')
    fourth = await planOf('mexico', '4pa-2019-2021')
  })
  after(() => database.drop())

  async function planOf(space: string, slug: string) {
    const plan = await findPlan(database.db, space, slug)
    assert.ok(plan)
    return { plan, commitments: await readDocuments(database.db, plan.id) }
  }

  const board = async (plan: Plan) => boardRows(database.db, { planId: plan.id }, now)

  test('loads once, quickly, and never again', async (t) => {
    const seq = () => database.db.selectFrom('record_head').select('seq').executeTakeFirstOrThrow()
    const before = await seq()
    assert.equal(await loadDemo({ db: database.db, now }), false)
    assert.deepEqual(await seq(), before)
    t.diagnostic(`loaded in ${Math.round(milliseconds)} ms`)
  })

  test('the municipality says that it is invented, its country and state do not', async () => {
    const spaces = await Promise.all(
      ['mexico', 'oaxaca', 'san-jacinto-de-los-fresnos'].map((slug) => findSpace(database.db, slug)),
    )
    assert.deepEqual(
      spaces.map((space) => [space?.kind, space?.territoryKey, space?.isFictional, space?.path.length]),
      [
        ['country', 'MX', false, 0],
        ['state', '20', false, 1],
        ['municipality', '20', true, 2],
      ],
    )
  })

  test('R-20 to R-35: no rule finds anything wanting in the five invented commitments', () => {
    assert.equal(invented.commitments.length, 5)
    for (const { document } of invented.commitments)
      assert.deepEqual(faultsOf(document, invented.plan), [], document.title)
  })

  test('R-124 to R-130: no rule finds anything wanting in the invented matrix', async () => {
    const { tree_id } = await database.db.selectFrom('logframes').select('tree_id').executeTakeFirstOrThrow()
    const shown = (await findLogframe(database.db, tree_id))?.publications.at(-1)
    assert.equal(shown?.matrix.rows.length, 8)
    assert.deepEqual(matrixFaultsOf(shown.matrix), [])
  })

  test('the board shows on time, late by 18 days, due in 6 and done', async () => {
    const rows = await board(invented.plan)
    assert.deepEqual(
      rows.map((row) => [row.number, row.deadline.lateness, row.deadline.days]),
      [
        ['1', 'on-time', 75],
        ['2', 'on-time', 110],
        ['3', 'late', -18],
        ['4', 'due-soon', 6],
        ['5', 'done', null],
      ],
    )
    assert.equal(rows[4]?.progress?.verified, 100)
    assert.ok(rows.every((row) => row.progress !== null && row.pause === null))
    assert.deepEqual(
      rows.map((row) => row.silentDays),
      [null, null, 98, null, null],
    )
  })

  test('R-33: one date moved after publication, with a reason and who approved it', async () => {
    assert.deepEqual(
      invented.commitments.map(({ version }) => version),
      [1, 2, 1, 1, 1],
    )
    const version = await database.db
      .selectFrom('commitment_versions')
      .select(['reason', 'approved_by', 'approved_on', 'at'])
      .where('number', '=', 2)
      .executeTakeFirstOrThrow()
    assert.match(version.reason, /acueducto/)
    assert.ok(
      version.approved_by && version.approved_on && version.approved_on <= dayIn('America/Mexico_City', version.at),
    )
  })

  test('one pause began and ended, and erased nothing', () => {
    assert.deepEqual(
      invented.plan.pauses.map((pause) => [pause.kind, pause.since, pause.ending?.on]),
      [['paused', '2026-05-20', '2026-06-13']],
    )
  })

  test('the record tells the story in the order in which it happened, never in the future', async () => {
    const events = await database.db.selectFrom('events').select(['seq', 'at']).orderBy('seq').execute()
    const times = events.map((event) => event.at.getTime())
    assert.deepEqual(
      times,
      times.toSorted((a, b) => a - b),
    )
    assert.ok((times.at(-1) ?? 0) <= now.getTime())
  })

  test('T-14, T-15: the fourth plan has thirteen commitments, MX0075 to MX0087, numbered as text', () => {
    assert.deepEqual(
      fourth.commitments.map(({ document }) => [document.number, document.externalId]),
      Array.from({ length: 13 }, (_, index) => [String(index + 1), `MX00${75 + index}`]),
    )
    assert.equal(fourth.plan.publication?.launchedOn, '2019-12-10')
  })

  test('T-25: what was not found is "sin dato publicado", never zero and never late', async () => {
    for (const row of await board(fourth.plan)) {
      assert.deepEqual([row.progress, row.deadline.lateness, row.silentDays], [null, 'no-date', null])
    }
    for (const { document } of fourth.commitments) {
      assert.equal(document.missing.keyActions, 'np')
      assert.equal(document.missing.origin, 'np')
      assert.deepEqual([document.origin, document.startsOn, document.endsOn], [null, null, null])
    }
    const english = fourth.commitments.filter(({ document }) => document.language === 'en')
    assert.deepEqual(
      english.map(({ document }) => [document.number, document.missing.title]),
      ['6', '7', '8', '9', '10', '11', '12'].map((number) => [number, 'np']),
    )
  })

  test('T-12, T-13: discrepant dates and figures stand side by side', () => {
    for (const figure of ['14 de junio', '17 de junio', '400', '500'])
      assert.ok(fourth.plan.summary?.includes(figure), figure)
  })

  test('T-19, T-20: outside judgements keep their labels and their source, and no percentage', () => {
    const labels = fourth.commitments.flatMap(({ document }) =>
      document.assessments.flatMap((one) =>
        one.variable === 'early-results' ? [[document.externalId, one.label]] : [],
      ),
    )
    assert.deepEqual(labels, [
      ['MX0075', 'No early results to report yet'],
      ['MX0078', 'Major'],
      ['MX0084', 'Outstanding'],
      ['MX0087', 'Major'],
    ])
    const assessments = fourth.commitments.flatMap(({ document }) => document.assessments)
    assert.ok(assessments.every((one) => one.sourceUrl?.startsWith('https://www.opengovpartnership.org/')))
  })

  test('every commitment names its sources', () => {
    for (const { document } of [...fourth.commitments, ...invented.commitments]) {
      assert.ok(document.sources.length > 0, document.title)
      assert.ok(
        document.sources.every((source) => source.url !== null || source.note !== null),
        document.title,
      )
    }
  })

  test('T-34: bodies that ceased keep their name and point at their successor', async () => {
    const rows = await database.db
      .selectFrom('organizations as o')
      .innerJoin('organizations as s', 's.id', 'o.successor_id')
      .select(['o.acronym', 's.acronym as successor'])
      .orderBy('o.acronym')
      .execute()
    assert.deepEqual(rows, [
      { acronym: 'INAI', successor: 'SABG' },
      { acronym: 'SFP', successor: 'SABG' },
    ])
  })

  test('T-28: no e-mail, telephone or name of a public servant is in the files', () => {
    const directory = new URL('../../../../db/demo/', import.meta.url)
    for (const file of readdirSync(directory)) {
      const text = readFileSync(new URL(file, directory), 'utf8')
      const found =
        text.match(/[\w.+-]+@[\w-]+\.(?!example\b)\w+/)?.[0] ??
        text.match(/\b\d{2,3}[ -]\d{3,4}[ -]\d{4}\b|\b\d{10}\b|\btel\.|teléfono:/i)?.[0]
      assert.equal(found, undefined, file)
    }
  })

  test('what is stored is what an export may carry', () => {
    for (const { document } of [...fourth.commitments, ...invented.commitments]) {
      const parsed = documentSchema.safeParse(document)
      assert.ok(parsed.success, `${document.title}: ${parsed.error?.message}`)
      assert.deepEqual(normalDocument(document), document)
    }
  })
})
