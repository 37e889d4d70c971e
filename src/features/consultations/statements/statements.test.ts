import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type ConsultationStage, consultationStage } from '../../../../test/consultation-stage.ts'
import { htmlProblems } from '../../../../test/html.ts'
import { opinionsCommand } from '../opinions/cli.ts'
import { decideStatement, proposeStatement, reckoned, reckonOpinions, seedStatements, vote } from './commands.ts'
import { nextFor, type Statement } from './model.ts'
import { awaitingOpinions, findOpinions, listStatements } from './queries.ts'
import { reckon } from './reckoning.ts'

let stage: ConsultationStage
before(async () => {
  stage = await consultationStage()
})
after(() => stage.close())

const doorOf = (text: string) => /name="door" value="([^"]*)"/.exec(text)?.[1] ?? ''

test('the next statement is the one with the fewest votes that this voter has not seen', () => {
  const statement = (number: number, agrees: number, decision: Statement['decision'] = 'accepted'): Statement => {
    const tally = { agrees, disagrees: 0, passes: 0 }
    return { ...{ id: '', number, body: '', isSeed: true, decision, reason: null, proposedAt: new Date(0) }, tally }
  }
  const all = [statement(1, 9), statement(2, 3), statement(3, 0, null), statement(4, 0, 'rejected'), statement(5, 3)]
  assert.equal(nextFor(all, new Set())?.number, 2)
  assert.equal(nextFor(all, new Set([2]))?.number, 5)
  assert.equal(nextFor(all, new Set([1, 2, 5])), null)
})

test('proposals wait for a person and a refusal has its reason; what is refused is not voted on', async () => {
  const consultation = await stage.consultation()
  const page = `${stage.path}/afirmaciones`
  const { text } = await stage.get(page)
  assert.deepEqual(await htmlProblems(text), [])
  stage.now = new Date(stage.now.getTime() + 5_000)
  const door = doorOf(text)
  const personal = await stage.post(`${page}/propuestas`, { door, body: 'Que Ana (951 123 4567) sea regidora' })
  assert.equal(personal.status, 409)
  assert.match(personal.text, /parece traer datos personales/)
  assert.equal((await stage.post(`${page}/propuestas`, { door, body: '' })).status, 422)
  assert.equal((await stage.post(`${page}/propuestas`, { door, body: 'Que haya agua diario' })).status, 303)
  const number = (await listStatements(stage.db, consultation.id))[0]?.number ?? 0
  assert.equal((await stage.post(`${page}/${number}`, { vote: 'agree' })).status, 404, 'nobody has accepted it')
  assert.equal((await stage.get(`${page}/mesa`, 'neighbour')).status, 403)
  const desk = `${page}/mesa/${number}`
  const unexplained = await stage.post(desk, { decision: 'rejected', reason: '' }, 'moderator')
  assert.equal(unexplained.status, 422)
  assert.match(unexplained.text, /Escribe la razón/)
  assert.equal((await stage.post(desk, { decision: 'rejected', reason: 'Ya está dicha' }, 'moderator')).status, 303)
  assert.equal((await stage.post(`${page}/${number}`, { vote: 'agree' })).status, 404)
  assert.equal((await stage.post(desk, { decision: 'accepted', reason: '' }, 'moderator')).status, 303)
  const voted = await stage.post(`${page}/${number}`, { vote: 'agree' })
  const cookie = /tequio\.voz=[^;]+/.exec(voted.headers.get('set-cookie') ?? '')?.[0] ?? ''
  await stage.post(`${page}/${number}`, { vote: 'disagree' }, undefined, cookie)
  const [statement] = await listStatements(stage.db, consultation.id)
  assert.deepEqual(statement?.tally, { agrees: 0, disagrees: 1, passes: 0 }, 'voting again changes the vote')
  const again = await stage.get(page, undefined, cookie)
  assert.match(again.text, /Ya votaste todas/)
  assert.deepEqual(await htmlProblems((await stage.get(`${page}/mesa`, 'moderator')).text), [])
})

test('the published files give the command line the same bytes that the worker reckoned, and no moment nor account', async () => {
  const consultation = await stage.consultation()
  const facilitator = await stage.contextOf('facilitator')
  const numbers = await seedStatements(facilitator, consultation, [
    ...[
      'Más árboles, menos cemento',
      'Con "comillas", comas; y =fórmulas',
      'Primero el drenaje',
      ' Calles sin baches ',
    ],
    ...['Que el mercado abra en domingo', 'Luz en la cancha', 'Un parque', 'Otro camión'],
  ])
  for (let voter = 0; voter < 40; voter += 1)
    for (const [at, number] of numbers.entries()) {
      const value = at === 0 ? 1 : (voter + at) % 7 === 0 ? 0 : voter % 2 === at % 2 ? 1 : -1
      await vote({ db: stage.db, now: stage.now }, consultation, { number, voter: `voz-${voter}`, value })
    }
  const proposed = await proposeStatement({ db: stage.db, now: stage.now }, consultation, 'Nadie la ha leído')
  assert.deepEqual(await awaitingOpinions(stage.db, stage.now), [consultation.id])
  await reckonOpinions(stage.db, consultation.id, stage.now)
  const files = `${stage.path}/afirmaciones/datos`
  const folder = mkdtempSync(join(tmpdir(), 'tequio-opinions-'))
  for (const name of ['votes.csv', 'comments.csv']) {
    const { text, status } = await stage.get(`${files}/${name}`)
    assert.equal(status, 200)
    assert.doesNotMatch(text, /voz-\d|Nadie la ha leído/, name)
    writeFileSync(join(folder, name), text)
  }
  assert.match(
    readFileSync(join(folder, 'votes.csv'), 'utf8'),
    /^1773100800000,2026-03-10,/m,
    'the day, not the moment',
  )
  const written: string[] = []
  const out = { write: (text: string) => written.push(text) }
  const world = { cwd: folder, stdout: out, stderr: out } as unknown as Parameters<typeof opinionsCommand>[1]
  assert.equal(await opinionsCommand([folder, '--out', join(folder, 'out')], world), 0, written.join(''))
  const row = await stage.db.selectFrom('opinion_results').selectAll().executeTakeFirstOrThrow()
  assert.equal(readFileSync(join(folder, 'out', 'groups.csv'), 'utf8'), row.groups_csv)
  assert.equal(readFileSync(join(folder, 'out', 'comments.csv'), 'utf8'), row.comments_csv)
  assert.equal(readFileSync(join(folder, 'out', 'summary.json'), 'utf8'), row.summary_json)
  assert.equal((await stage.get(`${files}/groups.csv`)).text, row.groups_csv)
  const result = await findOpinions(stage.db, consultation.id)
  assert.ok((result?.told.members.length ?? 0) >= 2)
  for (const lang of ['es', 'en']) {
    const page = await stage.get(`${stage.path}/afirmaciones/grupos?lang=${lang}`)
    assert.equal(page.status, 200)
    assert.match(page.text, /<svg class="opinion-dots"/)
    assert.deepEqual(await htmlProblems(page.text), [], lang)
  }
  const moderator = await stage.contextOf('moderator')
  const late = new Date('2026-04-02T00:00:00Z')
  await reckonOpinions(stage.db, consultation.id, late)
  assert.deepEqual(await awaitingOpinions(stage.db, late), [], 'after the close it stands')
  await decideStatement(moderator, consultation, { number: proposed, decision: 'rejected', reason: 'Repetida' })
  assert.deepEqual(await awaitingOpinions(stage.db, late), [consultation.id], 'until somebody decides anew')
})

test('a large conversation is reckoned in a thread of its own, to the same result', async () => {
  const votes = Array.from({ length: 6_000 }, (_, at) => {
    const [voter, comment] = [Math.floor(at / 10), at % 10]
    const value = voter % 2 === comment % 2 ? (1 as const) : (-1 as const)
    return { commentId: String(comment + 1), voterId: `v${voter}`, value, at: 0, line: at }
  })
  const comments = Array.from({ length: 10 }, (_, at) => ({
    id: String(at + 1),
    body: `Frase ${at}`,
    isLeftOut: false,
  }))
  const conversation = { comments, votes, mark: '6000' }
  assert.deepEqual(await reckoned(conversation), reckon(conversation))
})
