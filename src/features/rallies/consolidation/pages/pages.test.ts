import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { htmlProblems } from '../../../../../test/html.ts'
import { announcementOf, arrive, visitOf } from '../../../../../test/rally-posts.ts'
import { type RallyStage, rallyStage } from '../../../../../test/rally-stage.ts'
import { placesOf, podiumOf } from '../../editions/summary/model.ts'
import { openLedger } from '../../scoring/ledger.ts'
import { consolidationClock } from '../board/model.ts'
import { scoreEdition } from '../passes/commands.ts'
import { Ledgers } from '../passes/ledgers.ts'

const [bridge, roof] = ['26FICT00001', '26FICT00002'] as const

describe('the pages of the scoreboard', () => {
  let stage: RallyStage
  const first = visitOf('lagartijas', bridge, 20, { text: '<script>alert(1)</script> #DatosEnLaCalle' })
  const copy = visitOf('lagartijas', bridge, 30)
  before(async () => {
    stage = await rallyStage()
    const posts = [announcementOf('lagartijas', bridge, 5), first, copy, visitOf('nadie', roof, 9)]
    await arrive(stage.db, stage.edition.id, posts, stage.now)
    await scoreEdition(stage.db, new Ledgers(openLedger), stage.edition.id, () => stage.now)
  })
  after(() => stage.close())

  test('every page is valid HTML and says what it has to', async () => {
    const { path } = stage.edition
    const pages: [string, RegExp[]][] = [
      [
        `${path}/marcador`,
        [/Marcador en vivo/, /11\.00/, /escala de ejemplo/, /2 inscritos, 1 activo/, /Falta para el cierre/],
      ],
      [`${path}/marcador?lang=en`, [/Live scoreboard/, /sample scale/]],
      [`${path}/equipos/lagartijas/puntos`, [/Total/, /11\.00/, /El equipo ya había publicado lo mismo/, /\+5\.00/]],
      [`${path}/equipos/tlacuaches/puntos`, [/Todavía no hay publicaciones/]],
      [
        `${path}/publicaciones/web/${first.id}`,
        [/&lt;script&gt;/, /Da 10\.00 puntos/, /apelaciones\/nueva/, /caras ni placas/],
      ],
      [`${path}/publicaciones/web/${copy.id}`, [new RegExp(`publicaciones/web/${first.id}`), /No cuenta/]],
    ]
    for (const [address, says] of pages) {
      const { status, text } = await stage.get(address)
      assert.equal(status, 200, address)
      for (const words of says) assert.match(text, words, address)
      assert.deepEqual(await htmlProblems(text), [], address)
    }
  })

  test('T-49 registered teams and active ones are told apart; the twins say the same as the page', async () => {
    const board = JSON.parse((await stage.get(`${stage.edition.path}/marcador.json`)).text)
    assert.deepEqual(board.teams, { registered: 2, active: 1 })
    assert.equal(board.rules.isSample, true)
    assert.deepEqual([board.summary.by_reason.duplicate, board.summary.by_reason.unknown_author], [1, 1])
    const csv = (await stage.get(`${stage.edition.path}/marcador.csv`)).text
    assert.match(csv, /^rank,team_id,team_name,points/)
    assert.match(csv, /1,lagartijas,Las Lagartijas,11\.00,1,1,1,0\.00/)
    const post = JSON.parse((await stage.get(`${stage.edition.path}/publicaciones/web/${copy.id}.json`)).text)
    assert.deepEqual(post.verdict.because[0].other, { network: 'web', id: first.id })
  })

  test('what is not there is 404', async () => {
    assert.equal((await stage.get(`${stage.edition.path}/equipos/nadie/puntos`)).status, 404)
    assert.equal((await stage.get(`${stage.edition.path}/publicaciones/x/99`)).status, 404)
  })
})

const standing = (rank: number, team_id: string, points: string) => ({
  ...{ rank, team_id, team_name: team_id, points, works_verified: 0, distinct_municipalities: 0 },
  ...{ announcements: 0, challenge_points: '0.00', last_scoring_post: null },
})

test('R-71 teams equal in every criterion share their place', () => {
  const standings = [
    standing(1, 'a', '5.00'),
    standing(2, 'b', '3.00'),
    standing(2, 'c', '3.00'),
    standing(4, 'd', '1.00'),
  ]
  assert.deepEqual(
    placesOf(standings).map(({ isTied }) => isTied),
    [false, true, true, false],
  )
  assert.deepEqual(
    podiumOf(standings).map(({ team_id }) => team_id),
    ['a', 'b', 'c'],
  )
})

test('R-68 the clock counts down to the close, then from it until everybody has her points', async () => {
  const closesAt = new Date('2026-03-08T00:00:00Z')
  const edition = { opensAt: new Date('2026-03-01T00:00:00Z'), closesAt, acts: {}, consolidationTargetMinutes: 180 }
  const at = (minutes: number) => new Date(closesAt.getTime() + minutes * 60_000)
  const clock = (acts: object, now: Date) => consolidationClock({ ...edition, acts } as never, now)
  assert.deepEqual(clock({}, at(-30)), { phase: 'running', minutesLeft: 30 })
  assert.deepEqual(clock({}, at(12)), { phase: 'consolidating', minutes: 12, target: 180, isLate: false })
  assert.equal((clock({}, at(181)) as { isLate: boolean }).isLate, true)
  assert.deepEqual(clock({ frozen: at(3), finalised: at(3000) }, at(9000)), {
    ...{ phase: 'scored', minutes: 3, target: 180, isLate: false, finalMinutes: 3000 },
  })
})
