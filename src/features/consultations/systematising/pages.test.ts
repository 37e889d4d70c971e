import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type ConsultationStage, consultationStage } from '../../../../test/consultation-stage.ts'
import { htmlProblems } from '../../../../test/html.ts'
import { contributeMany } from '../contributions/commands.ts'
import { type Arrival, emptyArrival } from '../contributions/model.ts'
import { makeSuggestions } from './suggesting/commands.ts'

let stage: ConsultationStage
const [bench, results] = [
  '/los-fresnos/consultas/que-primero/sistematizacion',
  '/los-fresnos/consultas/que-primero/resultados',
]
const bodies = [
  'Falta agua en la colonia de arriba desde hace meses',
  'Falta agua en la colonia de arriba desde hace meses.',
  'No llega el agua a la colonia y la pipa cobra mucho',
  'Que pongan lámparas en el camino a la escuela',
  'El camino a la escuela está oscuro, faltan lámparas',
  '=HYPERLINK("https://example.org"; "ganaste")',
  '<script>alert(1)</script> & "comillas" \u202e al revés',
  'Llámenme al 55 1234 5678 para hablar del agua',
]

before(async () => {
  stage = await consultationStage()
  const arrivals = bodies.map(
    (body, index): Arrival => ({
      ...emptyArrival('2026-03-05'),
      ...{ clientId: randomUUID(), channel: index % 2 === 0 ? 'in-person' : 'mail', body },
      ...(index === 0 ? { territoryKey: '20067' } : {}),
    }),
  )
  await contributeMany(await stage.contextOf('facilitator'), await stage.consultation(), arrivals)
})
after(() => stage.close())

async function idsLike(words: string): Promise<string[]> {
  const rows = await stage.db.selectFrom('contributions').select('id').where('body', 'like', `%${words}%`).execute()
  return rows.map(({ id }) => id)
}

const numbers = (text: string) => [...text.matchAll(/<dd>(?:<a [^>]*>)?(\d+)/g)].map(([, count]) => Number(count))

test('suggestions are asked for, made by the worker, the same each time, and without the words of what is withheld', async () => {
  assert.match((await stage.get(bench, 'facilitator')).text, /Hay 8 aportaciones que todavía no se comparan/)
  assert.equal((await stage.post(`${bench}/sugerencias`, {}, 'facilitator')).status, 303)
  assert.match((await stage.get(bench, 'facilitator')).text, /Se están buscando/)
  const { id } = await stage.consultation()
  const kept = async () => [
    await stage.db.selectFrom('suggested_groups').selectAll().orderBy('number').execute(),
    await stage.db.selectFrom('suggested_members').selectAll().orderBy('contribution_id').execute(),
    await stage.db.selectFrom('suggested_similar').selectAll().orderBy('contribution_id').orderBy('other_id').execute(),
  ]
  await makeSuggestions(stage.db, id, stage.now)
  const first = await kept()
  await makeSuggestions(stage.db, id, stage.now)
  assert.deepEqual(await kept(), first)
  assert.doesNotMatch(JSON.stringify(first), /1234/)
  const page = await stage.get(bench, 'facilitator')
  assert.doesNotMatch(page.text, /Se están buscando|todavía no se comparan/)
})

test('two coders, a third and the facilitator take it from the first word to published results, by forms alone', async () => {
  const water = [...(await idsLike('Falta agua')), ...(await idsLike('No llega'))]
  const code = (who: 'facilitator' | 'evaluator', fields: Record<string, string | readonly string[]>, query = '') =>
    stage.post(`${bench}${query}`, fields, who)
  const refused = await code('facilitator', { contributions: water, topic: 'none', response: '', name: 'Agua <b>' })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /Escribe la razón: la leerá quien aportó/)
  assert.match(refused.text, /value="Agua &lt;b&gt;"/, 'nothing typed is lost')
  assert.deepEqual(await htmlProblems(refused.text), [])
  const nowhere = await code('facilitator', { contributions: [] })
  assert.match(nowhere.text, /Elige a dónde va/)
  assert.match((await code('facilitator', { topic: 'new', name: 'Agua' })).text, /Elige al menos una aportación/)

  const made = await code('facilitator', {
    contributions: water,
    topic: 'new',
    name: 'Agua',
    problem: 'No llega agua.',
  })
  assert.match(made.location ?? '', /guardadas=3$/)
  const { id: topicId } = await stage.db.selectFrom('topics').select('id').executeTakeFirstOrThrow()
  const again = await code('facilitator', { contributions: water, topic: 'new', name: 'agua' })
  assert.equal(again.status, 409)
  assert.match(again.text, /Ya hay un tema que se llama «agua»/)
  await code('evaluator', { contributions: water, topic: topicId })

  const lights = await idsLike('lámparas')
  await code('facilitator', { contributions: lights, topic: topicId, part: 'on' })
  await code('evaluator', { contributions: lights, topic: 'none', why: 'out-of-scope', response: 'Toca al estado.' })
  const disputes = await stage.get(`${bench}/desacuerdos`, 'moderator')
  assert.match(disputes.text, /Agua \(en parte\)/)
  assert.deepEqual(await htmlProblems(disputes.text), [])
  const coding = /name="coding" value="([^"]+)"/.exec(disputes.text.split('Fuera del alcance').at(1) ?? '')?.[1] ?? ''
  assert.equal((await stage.post(`${bench}/desacuerdos`, { coding }, 'moderator')).status, 303)
  assert.equal((await stage.post(`${bench}/desacuerdos`, { coding }, 'moderator')).status, 409, 'decided already')

  assert.equal((await stage.get(results)).status, 404, 'not published yet')
  assert.equal((await stage.post(`${bench}/publicar`, {}, 'evaluator')).status, 403)
  const answer = { name: 'Agua', problem: 'No llega agua.', priority: 'on', response: 'Se repara la red en 2026.' }
  assert.equal((await stage.post(`${bench}/temas/1`, answer, 'facilitator')).status, 303)
  assert.equal((await stage.post(`${bench}/publicar`, {}, 'facilitator')).location, results)

  const page = await stage.get(results)
  assert.deepEqual(await htmlProblems(page.text), [])
  const [received, inTopics, not, pending] = numbers(page.text)
  assert.equal((inTopics ?? 0) + (not ?? 0) + (pending ?? 0), received)
  assert.deepEqual([received, inTopics, not], [8, 3, 1])
  assert.match(page.text, /Se repara la red en 2026\./)
  for (const [, href] of page.text.matchAll(/href="([^"]*resultados\/aportaciones[^"]*)"/g)) {
    const list = await stage.get((href ?? '').replaceAll('&amp;', '&'))
    assert.equal(list.status, 200)
  }
  const list = await stage.get(`${results}/aportaciones?destino=no-atendidas`)
  assert.match(list.text, /Toca al estado\./)
  assert.deepEqual(await htmlProblems(list.text), [])
})

test('results as data: every contribution once, formulas defused, nothing of what is withheld', async () => {
  const json = JSON.parse((await stage.get(`${results}.json`)).text)
  assert.equal(json.received, 8)
  const { outcomes } = json
  assert.equal(outcomes['taken-up'] + outcomes['not-taken-up'] + outcomes.pending, 8)
  assert.equal(new Set(json.contributions.map(({ folio }: { folio: string }) => folio)).size, 8)
  assert.equal(json.topics[0].contributions, outcomes['taken-up'])
  const { text: csv } = await stage.get(`${results}.csv`)
  assert.match(csv, /'=HYPERLINK/)
  for (const address of [results, `${results}/aportaciones`, `${results}.json`, `${results}.csv`]) {
    const { text } = await stage.get(address)
    assert.doesNotMatch(text, address.includes('.') ? /1234 5678/ : /1234 5678|<script>alert/, address)
  }
})

test('every page of the workbench is sound; who may not read what is withheld codes around it', async () => {
  const [id] = await idsLike('Llámenme')
  const { folio } = await stage.db
    .selectFrom('contributions')
    .select('folio')
    .where('id', '=', id ?? '')
    .executeTakeFirstOrThrow()
  const parts = ['', '?grupo=1', `?aportacion=${folio}`, '?salto=99', '/grupos', '/lista', '/lista?estado=listas']
  for (const part of [...parts, '/desacuerdos', '/temas', '/temas/1', '/pasos']) {
    for (const who of ['facilitator', 'evaluator'] as const) {
      const page = await stage.get(`${bench}${part}`, who)
      assert.equal(page.status, 200, part)
      assert.deepEqual(await htmlProblems(page.text), [], part)
      assert.doesNotMatch(page.text, /<script>alert/)
      if (who === 'evaluator') assert.doesNotMatch(page.text, /1234 5678/, part)
    }
  }
  assert.match((await stage.get(`${bench}?aportacion=${folio}`, 'facilitator')).text, /1234 5678/)
  assert.equal((await stage.get(`${bench}/temas/9`, 'facilitator')).status, 404)
  assert.equal((await stage.get(bench, 'liaison')).status, 403)
})

test('a topic is split and merged by its page, and each step undone from the list of steps', async () => {
  const water = await idsLike('Falta agua')
  const split = await stage.post(
    `${bench}/temas/1/partir`,
    { contributions: water, name: 'Agua arriba' },
    'facilitator',
  )
  assert.match(split.location ?? '', /temas\/2$/)
  const empty = await stage.post(`${bench}/temas/1/partir`, { name: '' }, 'facilitator')
  assert.equal(empty.status, 422)
  assert.match(empty.text, /Elige al menos una aportación|Escribe el nombre del tema/)
  const topics = await stage.db.selectFrom('topics').select(['id', 'number']).orderBy('number').execute()
  assert.equal((await stage.post(`${bench}/temas/2/unir`, { into: '' }, 'facilitator')).status, 422)
  const merged = await stage.post(`${bench}/temas/2/unir`, { into: topics[0]?.id ?? '' }, 'facilitator')
  assert.match(merged.location ?? '', /temas\/1$/)
  assert.match((await stage.get(`${bench}/temas/2`, 'facilitator')).text, /Se unió al tema 1/)
  for (const kind of ['merge', 'split'] as const) {
    const { id } = await stage.db
      .selectFrom('systematising_acts')
      .select('id')
      .where('kind', '=', kind)
      .executeTakeFirstOrThrow()
    assert.equal((await stage.post(`${bench}/deshacer`, { act: id, to: 'pasos' }, 'facilitator')).status, 303)
  }
  assert.equal((await stage.get(`${bench}/temas/2`, 'facilitator')).status, 404, 'the split is undone, its topic gone')
  assert.match((await stage.get(`${bench}/temas/1`, 'facilitator')).text, /3 aportaciones listas/)
  const share = await stage.post(`${bench}/ajustes`, { codedTwice: '101' }, 'facilitator')
  assert.match(share.text, /Escribe un número del 0 al 100/)
  assert.equal((await stage.post(`${bench}/ajustes`, { codedTwice: '0' }, 'facilitator')).status, 303)
})
