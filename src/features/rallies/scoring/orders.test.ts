import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { plainVerdicts } from '../../../../test/rally-oracle.ts'
import { settingOf } from '../../../../test/rally-setting.ts'
import { reasons } from './engine/posts.ts'
import { postLine } from './inputs/post-line.ts'
import { openLedger } from './ledger.ts'
import type { Judgement, Ledger, PostRecord, Setting, Verdict } from './model.ts'

const keys = Array.from({ length: 8 }, (_, number) => `2151GYN000${number + 1}`)
const words = ['obra', 'calle', 'muro', 'techo', 'agua']
const sentences = [
  'visitamos la obra y vimos que falta el techo y la barda',
  'visitamos la obra y vimos que falta el techo y la puerta',
  'la calle no tiene luz ni agua ni banqueta ni drenaje todavía',
  'agua agua agua agua agua agua agua agua agua',
  'agua agua agua',
]
const hashes = ['0000000000000000', '000000000000003f', '000000000000007f', 'ffffffffffffffff', 'fffffffffffffff0']

const hexOf = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 15 }), { minLength: length, maxLength: length })
    .map((digits) => digits.map((digit) => digit.toString(16)).join(''))

/** Mostly what goes on to the later rules, now and then what stops at an early one. */
const mostly = <Value>(usual: readonly Value[], rare: readonly Value[]) =>
  fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: fc.constantFrom(...rare) })

const photos = fc.array(
  fc.record(
    {
      type: mostly(['photo'], ['video']) as fc.Arbitrary<'photo' | 'video'>,
      sha256: fc.oneof(
        { weight: 6, arbitrary: hexOf(64) },
        { weight: 1, arbitrary: fc.constantFrom('aa', 'c'.repeat(64)) },
      ),
      phash: fc.oneof({ weight: 5, arbitrary: hexOf(16) }, { weight: 1, arbitrary: fc.constantFrom(...hashes) }),
    },
    { requiredKeys: ['type'] },
  ),
  { minLength: 1, maxLength: 2 },
)

const text = fc
  .tuple(
    mostly(['', ...sentences], ['RT @x ']),
    fc.array(fc.constantFrom(...words, ...keys.map((key) => key.toLowerCase())), { maxLength: 6 }),
    mostly(['#DatosEnLaCalle', '#DátosEnLaCalle', '#datosenlacalle'], ['#otra']),
  )
  .map(([sentence, tail, tag]) => [sentence, ...tail, tag].join(' '))

/** Absent in some share of the posts. */
const sometimes = <Value>(share: number, value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: share, arbitrary: value }, { weight: 10 - share, arbitrary: fc.constant(undefined) })

const record = fc
  .record({
    network: mostly(['x', 'web'], ['tiktok']),
    id: fc.integer({ min: 0, max: 60 }).map(String),
    author: mostly(['@ANA', 'ana', 'beto', '@Beto', 'caro'], ['nadie']),
    published_at: mostly(
      Array.from({ length: 29 }, (_, minute) => new Date(Date.UTC(2026, 2, 2, 15, minute)).toISOString()),
      ['2026-03-09T00:00:00Z'],
    ),
    text,
    retrieved_at: sometimes(3, fc.constantFrom('2026-03-02T20:00:00Z', '2026-03-02T21:00:00Z')),
    geo: sometimes(2, fc.constantFrom({ lat: 17.01, lon: -96 }, { lat: 17.0105, lon: -96 }, { lat: 40, lon: 3 })),
    media: sometimes(7, photos),
    interactions: sometimes(5, fc.integer({ min: 0, max: 9 })),
    work: sometimes(6, mostly(keys, ['9999XXX9999'])),
    kind: sometimes(1, fc.constantFrom('announcement' as const, 'visit' as const)),
    finding: sometimes(
      6,
      fc.constantFrom('matches' as const, 'partly' as const, 'not_found' as const, 'no_access' as const),
    ),
  })
  .map((post) => JSON.parse(JSON.stringify(post)) as PostRecord)

const judgement: fc.Arbitrary<Judgement> = fc.record({
  network: fc.constantFrom('x', 'web'),
  post_id: fc.integer({ min: 0, max: 60 }).map(String),
  criterion: fc.constantFrom('photo_original', 'photo_original', 'comparison', 'interview', 'uses_data'),
  judge: fc.constantFrom('a', 'b', 'c'),
  decision: fc.constantFrom('yes' as const, 'yes' as const, 'no' as const),
})

const edition = fc
  .record({
    photo_hash_max_distance: fc.constantFrom(0, 5, 6, 7, 20),
    text_similarity_min: fc.constantFrom(0.1, 0.3, 0.75, 0.9, 0.9, 1),
    works_cap_per_team: fc.constantFrom(0, 2, 3, 40, 40),
    unannounced_visit_factor: fc.constantFrom(0, 0.5, 1),
    announce_by: fc.constantFrom(null, '2026-03-02T15:10:00Z'),
    max_distance_m: fc.constantFrom(0, 300, 3_000_000),
  })
  .map((rules) => settingOf(rules))

const posts = fc.array(record, { maxLength: 60, size: 'max' })
const judgements = fc.array(judgement, { maxLength: 60, size: 'max' })

function withJudges(setting: Setting, said: readonly Judgement[]): Setting {
  return { ...setting, judgements: said }
}

function plain({ network, id, team, works, kind, reason, points }: Verdict) {
  return { network, id, team, works: [...works], kind, reason, points }
}

function answers(ledger: Ledger) {
  return [[...ledger.verdicts()], ledger.standings(), ledger.challenges(), ledger.summary()]
}

function scored(setting: Setting, records: readonly PostRecord[]): Ledger {
  const ledger = openLedger(setting)
  ledger.add(records)
  return ledger
}

test('contract rules 1 to 12: the engine says what the rules say when every post is held against every other', () => {
  fc.assert(
    fc.property(edition, judgements, posts, (setting, said, records) => {
      const judged = withJudges(setting, said)
      assert.deepEqual([...scored(judged, records).verdicts()].map(plain), plainVerdicts(judged, records, postLine))
    }),
    { numRuns: 400 },
  )
})

test('R-67 the order in which posts come changes nothing', () => {
  fc.assert(
    fc.property(
      edition,
      posts.chain((records) =>
        fc.tuple(fc.constant(records), fc.shuffledSubarray(records, { minLength: records.length })),
      ),
      (setting, [records, shuffled]) => {
        assert.deepEqual(answers(scored(setting, shuffled)), answers(scored(setting, records)))
      },
    ),
  )
})

test('R-67 posts that come piece by piece, asked for after each, give what they give at once', () => {
  fc.assert(
    fc.property(edition, judgements, judgements, fc.array(posts, { maxLength: 6 }), (setting, before, said, pieces) => {
      const ledger = openLedger(withJudges(setting, before))
      for (const piece of pieces) {
        ledger.add(piece)
        ledger.standings()
      }
      ledger.judge(said)
      const fresh = scored(withJudges(setting, said), pieces.flat())
      assert.deepEqual(answers(ledger), answers(fresh))
    }),
  )
})

test('R-67 takeChanges tells every verdict that differs from what it told, and no other', () => {
  fc.assert(
    fc.property(edition, fc.array(fc.tuple(posts, judgements, fc.boolean()), { maxLength: 5 }), (setting, pieces) => {
      const ledger = openLedger(setting)
      const told = new Map<string, unknown>()
      for (const [piece, said, isAsked] of pieces) {
        ledger.add(piece)
        if (isAsked) ledger.standings()
        ledger.judge(said)
        for (const change of ledger.takeChanges()) {
          const key = JSON.stringify([change.verdict.network, change.verdict.id])
          assert.notDeepEqual(told.get(key), change)
          told.set(key, change)
        }
        const all = [...ledger.verdicts()]
        assert.equal(told.size, all.length)
        for (const verdict of all)
          assert.deepEqual(
            (told.get(JSON.stringify([verdict.network, verdict.id])) as { verdict: Verdict }).verdict,
            verdict,
          )
      }
    }),
  )
})

test('R-66 no team has more counted visits than the cap, nor two of one work', () => {
  fc.assert(
    fc.property(edition, posts, (setting, records) => {
      const visits = [...scored(setting, records).verdicts()].filter(
        ({ kind, status }) => kind === 'visit' && status === 'counted',
      )
      for (const team of ['lagartijas', 'tlacuaches', 'cenzontles']) {
        const works = visits.filter((visit) => visit.team === team).map((visit) => visit.works[0])
        assert.ok(works.length <= setting.edition.rules.works_cap_per_team)
        assert.equal(new Set(works).size, works.length)
      }
    }),
  )
})

const inHundredths = (points: string) => BigInt(points.replace('.', ''))

test('R-69 the entries of a verdict add up to its points, and the verdicts and challenges to the standings', () => {
  const points = fc.integer({ min: 0, max: 99_999 }).map((hundredths) => hundredths / 100)
  const odd = fc
    .record({
      points: fc.record({
        announcement: points,
        visit: points,
        comparison: points,
        not_found: points,
        other_data: points,
        interview: points,
        visualization: points,
      }),
      unannounced_visit_factor: fc.constantFrom(0.1, 0.333, 0.5, 1.7, 1e-7),
      text_similarity_min: fc.constant(1),
    })
    .map((rules) => settingOf(rules))
  fc.assert(
    fc.property(odd, judgements, posts, (setting, said, records) => {
      const ledger = scored(withJudges(setting, said), records)
      const sums = new Map<string, bigint>()
      for (const { team, points, because } of ledger.verdicts()) {
        const sum = because.reduce((total, entry) => total + inHundredths(entry.points), 0n)
        assert.equal(sum, inHundredths(points))
        assert.ok(because.length > 0)
        if (team !== null) sums.set(team, (sums.get(team) ?? 0n) + sum)
      }
      for (const row of ledger.challenges())
        sums.set(row.team_id, (sums.get(row.team_id) ?? 0n) + inHundredths(row.points))
      for (const row of ledger.standings()) assert.equal(inHundredths(row.points), sums.get(row.team_id) ?? 0n)
    }),
  )
})

test('the invented posts meet every reason, so that the tests above mean something', () => {
  const met = new Set<string | null>()
  for (const [setting, said, records] of fc.sample(fc.tuple(edition, judgements, posts), { numRuns: 200, seed: 1 }))
    for (const { reason, because } of scored(withJudges(setting, said), records).verdicts()) {
      met.add(reason)
      for (const { rule } of because) met.add(rule)
    }
  for (const reason of [...reasons, 'photo_original', 'unannounced_visit', 'not_found', 'interview', 'comparison'])
    assert.ok(met.has(reason), String(reason))
})
