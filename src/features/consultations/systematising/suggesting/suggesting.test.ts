import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type ConsultationStage, consultationStage } from '../../../../../test/consultation-stage.ts'
import { type ApiServer, startApi } from '../../../../../test/networks/api-server.ts'
import { createOutward } from '../../../../platform/outward/outward.ts'
import { contributeMany } from '../../contributions/commands.ts'
import { emptyArrival } from '../../contributions/model.ts'
import { settingsOf } from '../queries.ts'
import { makeSuggestions } from './commands.ts'
import type { MeaningServer } from './meaning-server.ts'

/** Thirst and thieves, in words that never meet. */
const said = [
  ...[
    'El agua llega cada tercer día',
    'Tenemos sed en la colonia alta',
    'La tubería está rota',
    'Ni una gota desde el lunes',
  ],
  ...['Asaltan en la parada', 'Hay ladrones de noche', 'Robaron mi tienda', 'Da miedo caminar tarde'],
]
let stage: ConsultationStage
let api: ApiServer
let server: MeaningServer
const bodies: { model: string; input: string[] }[] = []

before(async () => {
  stage = await consultationStage()
  const context = await stage.contextOf('facilitator')
  const consultation = await stage.consultation()
  const arrivals = said.map((body) => {
    return { ...emptyArrival('2026-03-05'), clientId: randomUUID(), channel: 'in-person' as const, body }
  })
  const received = await contributeMany(context, consultation, [
    ...arrivals,
    { ...arrivals[0], clientId: randomUUID() } as never,
  ])
  await stage.db
    .updateTable('contributions')
    .set({ is_hidden: true, body: 'Un secreto' })
    .where('id', '=', received.at(-1)?.id ?? '')
    .execute()
  api = await startApi((_url, _request, body) => {
    const asked = JSON.parse(body) as { model: string; input: string[] }
    bodies.push(asked)
    const data = asked.input.map((text, index) => {
      const isThirst = said.indexOf(text) < 4
      return { index, embedding: [isThirst ? 1 : 0.1, isThirst ? 0.1 : 1, (text.length % 7) / 50] }
    })
    return { json: { object: 'list', data: data.reverse() } }
  })
  const settings = { url: `${api.base}/v1/embeddings`, model: 'prueba', key: 'una-llave' }
  server = { settings, outward: createOutward([api.base]) }
})
after(async () => {
  await api.close()
  await stage.close()
})

async function suggested(withServer: MeaningServer | null) {
  const { id } = await stage.consultation()
  await makeSuggestions(stage.db, id, stage.now, withServer)
  const rows = await stage.db
    .selectFrom('suggested_members as m')
    .innerJoin('contributions as c', 'c.id', 'm.contribution_id')
    .select(['m.number', 'c.body'])
    .where('m.consultation_id', '=', id)
    .execute()
  const { suggestedBy, suggestionFault } = await settingsOf(stage.db, id)
  return { numberOf: new Map(rows.map(({ body, number }) => [body, number])), suggestedBy, suggestionFault }
}

const page = async () => (await stage.get(`${stage.path}/sistematizacion/grupos`, 'facilitator')).text

test('a configured server groups by meaning what shares no word, is asked once for each text and for nothing withheld', async () => {
  const { numberOf, suggestedBy } = await suggested(server)
  assert.equal(suggestedBy, 'meaning')
  assert.equal(new Set(said.slice(0, 4).map((text) => numberOf.get(text))).size, 1, 'thirst is one group')
  assert.equal(new Set(said.slice(4).map((text) => numberOf.get(text))).size, 1, 'thieves are another')
  assert.notEqual(numberOf.get(said[0] ?? ''), numberOf.get(said[4] ?? ''))
  assert.deepEqual(
    bodies.map(({ model, input }) => [model, [...input].sort()]),
    [['prueba', [...said].sort()]],
  )
  assert.equal(api.headers[0]?.authorization, 'Bearer una-llave')
  assert.match(await page(), /siguen lo que dicen los textos según el servidor de significados/)
})

test('where the server fails words are used and a sentence says why', async () => {
  for (const [mishap, fault, sentence] of [
    ['cut', 'unreachable', /no contestó/],
    [{ status: 503, json: {} }, 'refused', /rechazó la pregunta/],
    ['not-json', 'unreadable', /no se entiende/],
    [{ json: { data: [{ index: 0, embedding: [1, 2] }] } }, 'unreadable', /no se entiende/],
  ] as const) {
    api.mishaps.push(mishap)
    const { numberOf, suggestedBy, suggestionFault } = await suggested(server)
    assert.deepEqual([suggestedBy, suggestionFault], ['words', fault])
    assert.equal(numberOf.size, said.length + 1)
    assert.match(await page(), sentence)
  }
})

test('without a server nothing is asked, and one inside the operator’s network only where it was configured', async () => {
  const before = api.asked.length
  assert.equal((await suggested(null)).suggestedBy, 'words')
  const { suggestionFault } = await suggested({ ...server, outward: createOutward() })
  assert.equal(suggestionFault, 'unreachable')
  assert.equal(api.asked.length, before)
  assert.doesNotMatch(await page(), /según el servidor/)
})
