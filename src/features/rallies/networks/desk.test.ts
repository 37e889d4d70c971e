import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { htmlProblems } from '../../../../test/html.ts'
import { addedSource, storedPosts } from '../../../../test/networks/source.ts'
import { type RallyStage, rallyStage } from '../../../../test/rally-stage.ts'
import { forgetOriginals, forgetPostFiles } from './forgetting/commands.ts'

let stage: RallyStage
let path: string
before(async () => {
  stage = await rallyStage()
  path = `${stage.edition.path}/fuentes`
})
after(() => stage.close())

const csv = [
  'Red,Cuenta,Fecha,Texto,Enlace',
  'X,lagartijas,01/03/2026 10:00,Voy a 26FICT00001 #DatosEnLaCalle,https://x.com/lagartijas/status/1',
  'X,tlacuaches,pasado mañana,Voy a 26FICT00002 #DatosEnLaCalle,https://x.com/tlacuaches/status/2',
  'X,=2+2,01/01/2030 10:00,otro,https://x.com/tlacuaches/status/3',
].join('\n')

async function upload(text: string | Uint8Array<ArrayBuffer>, name = 'escucha.csv') {
  const form = new FormData()
  form.set('file', new File([text], name))
  return stage.send(`${path}/importaciones`, form, 'facilitator')
}

test('T-46 the page says to everybody that no network is needed, and shows nobody else the desk', async () => {
  const { status, text } = await stage.get(path)
  assert.equal(status, 200)
  assert.match(text, /Ninguna red hace falta/)
  assert.doesNotMatch(text, /Agregar una red/)
  assert.deepEqual(await htmlProblems(text), [])
  assert.match((await stage.get(path, 'facilitator')).text, /Agregar una red/)
  assert.equal((await stage.get(`${path}/importaciones`, 'neighbour')).status, 403)
})

test('a source is added, paused, read from the beginning and taken away', async () => {
  const refused = await stage.post(path, { network: 'mastodon', server: 'no es un servidor' }, 'facilitator')
  assert.equal(refused.status, 422)
  assert.match(refused.text, /Escribe el servidor/)
  assert.equal((await stage.post(path, { network: 'mastodon', server: 'mastodon.example' }, 'facilitator')).status, 303)
  const row = () => stage.db.selectFrom('rally_sources').selectAll().executeTakeFirstOrThrow()
  const { id, settings } = await row()
  assert.deepEqual(settings, { server: 'https://mastodon.example', streams: false })
  await stage.db
    .updateTable('rally_sources')
    .set({ last_error: 'rate-limited', failures: 2, cursor: '{"minId":"5"}' })
    .execute()
  const page = await stage.get(path, 'facilitator')
  assert.match(page.text, /La red pidió esperar/)
  assert.deepEqual(await htmlProblems(page.text), [])
  const act = (name: string) => stage.post(`${path}/redes/${id}`, { act: name }, 'facilitator')
  await act('pause')
  assert.equal((await row()).is_on, false)
  await act('resume')
  await act('again')
  assert.deepEqual([(await row()).is_on, (await row()).cursor], [true, {}])
  await act('remove')
  assert.deepEqual([(await row()).is_on, (await row()).kind], [false, 'removed'])
  assert.equal((await act('pause')).status, 404)
})

test('one bot hears one rally at a time', async () => {
  await addedSource(stage, 'telegram')
  const { status, text } = await stage.post(path, { network: 'telegram' }, 'facilitator')
  assert.equal(status, 409)
  assert.match(text, /ya escucha en otro rally/)
})

test('a file: columns guessed, seen before they are kept, kept once, rejects with their rows to download', async () => {
  const sent = await upload(csv)
  assert.equal(sent.status, 303)
  const address = sent.location ?? ''
  const mapping = await stage.get(address, 'facilitator')
  assert.match(mapping.text, /Archivo CSV, 3 renglones, codificación utf-8, separado por comas/)
  assert.match(mapping.text, /se esperaba una fecha con hora; dice «pasado mañana»/)
  assert.deepEqual(await htmlProblems(mapping.text), [])
  const fields = { url: 'Enlace', network: 'Red', author: 'Cuenta', published_at: 'Fecha', text: 'Texto' }
  const how = { ...fields, zone: 'America/Mexico_City', order: 'day-first' }
  const lacking = await stage.post(address, { ...how, published_at: '', act: 'keep' }, 'facilitator')
  assert.equal(lacking.status, 422)
  assert.match(lacking.text, /Di qué columna tiene la fecha/)
  assert.equal((await stage.post(address, { ...how, act: 'preview' }, 'facilitator')).status, 200)
  assert.equal((await storedPosts(stage)).length, 0)
  assert.equal((await stage.post(address, { ...how, act: 'keep' }, 'facilitator')).status, 303)
  const report = await stage.get(address, 'facilitator')
  assert.match(report.text, /Lo apartado no se pierde/)
  assert.deepEqual(await htmlProblems(report.text), [])
  const posts = await storedPosts(stage)
  assert.deepEqual(
    posts.map(({ id, original }) => [id, (original as { Cuenta: string }).Cuenta]),
    [['1', 'lagartijas']],
  )
  const rejects = await stage.get(`${address}/rechazos.csv`, 'facilitator')
  assert.match(
    rejects.text,
    /^row,network,reason,detail,received_at\r\n3,,wrong_field,.*pasado mañana.*\r\n4,,clock_ahead,/,
  )
  assert.equal((await stage.post(address, { ...how, act: 'keep' }, 'facilitator')).status, 303)
  assert.equal((await storedPosts(stage)).length, 1)
  assert.match((await stage.get(path)).text, /De un archivo/)
})

test('a file that cannot be read is refused with its place and leaves nothing behind', async () => {
  const count = () => stage.db.selectFrom('rally_batches').select('id').execute()
  const before = (await count()).length
  for (const [text, sentence] of [
    ['', /No se puede leer\. Renglón 1/],
    ['a,b\n"sin cerrar,1', /No se puede leer\. Renglón 2/],
    ['PK\u0003\u0004cortado', /No se puede leer/],
  ] as const) {
    const answer = await upload(text)
    assert.equal(answer.status, 422)
    assert.match(answer.text, sentence)
  }
  assert.equal((await count()).length, before)
})

test('addresses: known ones are completed by hand, others are told with their line', async () => {
  const none = await stage.post(`${path}/direcciones`, { addresses: 'hola' }, 'facilitator')
  assert.equal(none.status, 422)
  const addresses = 'https://x.com/lagartijas/status/77\nhttps://ejemplo.mx/nota\nhttps://www.instagram.com/p/CODE/'
  const step = await stage.post(`${path}/direcciones`, { addresses }, 'facilitator')
  assert.match(step.text, /Línea 2: «https:\/\/ejemplo.mx\/nota»/)
  assert.match(step.text, /value="lagartijas"/)
  assert.deepEqual(await htmlProblems(step.text), [])
  const typed = {
    ...{ 'url-1': 'https://x.com/lagartijas/status/77', 'author-1': 'lagartijas', 'at-1': '', 'text-1': 'Puente <b>' },
    ...{ 'url-2': 'https://www.instagram.com/p/CODE/', 'author-2': '', 'at-2': '', 'text-2': '' },
  }
  const wrong = await stage.post(`${path}/direcciones/publicaciones`, typed, 'facilitator')
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /Escribe el día y la hora/)
  assert.match(wrong.text, /Puente &lt;b&gt;/)
  const right = await stage.post(
    `${path}/direcciones/publicaciones`,
    { ...typed, 'at-1': '2026-03-01T10:00', 'photo-1': 'on' },
    'facilitator',
  )
  assert.match(right.text, /Se guardó una publicación\./)
  const post = (await storedPosts(stage)).at(-1)
  assert.deepEqual(
    [post?.id, post?.record.published_at, post?.record.media],
    ['77', '2026-03-01T16:00:00.000Z', [{ type: 'photo' }]],
  )
})

test('originals and files are forgotten when nobody can need them any more', async () => {
  assert.equal(await forgetOriginals(stage.db, new Date('2027-01-01T00:00:00Z')), 0)
  const act = { edition_id: stage.edition.id, act: 'finalised', at: new Date('2026-03-10T00:00:00Z') }
  await stage.db.insertInto('rally_acts').values(act).execute()
  assert.equal(await forgetOriginals(stage.db, new Date('2026-06-07T00:00:00Z')), 0)
  assert.ok((await forgetOriginals(stage.db, new Date('2026-06-09T00:00:00Z'))) >= 3)
  assert.ok((await storedPosts(stage)).every(({ original }) => original === null))
  const files = { db: stage.db, storage: stage.deps.storage }
  assert.equal(await forgetPostFiles(files, new Date('2026-03-05T00:00:00Z')), 0)
  assert.equal(await forgetPostFiles(files, new Date('2026-03-12T00:00:00Z')), 1)
  await stage.db.deleteFrom('rally_acts').where('act', '=', 'finalised').execute()
})
