import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { htmlProblems } from '../../../../test/html.ts'
import { type RallyStage, rallyStage } from '../../../../test/rally-stage.ts'
import { addPost } from '../../../../test/review-stage.ts'
import { found } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { editionById } from '../editions/queries.ts'
import { syncFindings } from './commands.ts'

const schemas = new URL('../../../../../shared/data/services/open311_georeport_v2_schema/', import.meta.url)

describe('findings', () => {
  let stage: RallyStage
  let path: string
  let open311: string
  before(async () => {
    stage = await rallyStage()
    path = `${stage.edition.path}/hallazgos`
    open311 = `${stage.edition.path}/open311/v2`
    await addPost(stage.db, stage.edition.id, { id: 'a', finding: 'differs', works: ['26FICT00001'] })
    await addPost(stage.db, stage.edition.id, {
      ...{ id: 'b', team: 'tlacuaches', finding: 'not_found', works: ['26FICT00002'] },
      at: new Date('2026-03-02T19:00:00Z'),
    })
    await addPost(stage.db, stage.edition.id, { id: 'c', finding: 'matches', works: ['26FICT00003'] })
    await addPost(stage.db, stage.edition.id, { id: 'd', finding: 'no_access', works: ['26FICT00003'] })
    await addPost(stage.db, stage.edition.id, { id: 'e', finding: 'differs', status: 'excluded', reason: 'duplicate' })
    await stage.db.updateTable('work_states').set({ unit: 'Obras Públicas' }).where('key', '=', '26FICT00001').execute()
  })
  after(() => stage.close())

  const sync = async () => syncFindings(stage.db, found(await editionById(stage.db, stage.edition.id)), stage.now)
  const statusOf = (id: string, status: 'counted' | 'excluded') =>
    stage.db.updateTable('rally_verdicts').set({ status }).where('external_id', '=', id).execute()

  test('counted visits that differ become findings once, under numbers that stay', async () => {
    assert.deepEqual(await sync(), { opened: 3, withdrawn: 0, restored: 0 })
    assert.deepEqual(await sync(), { opened: 0, withdrawn: 0, restored: 0 })
    const page = await stage.get(path)
    assert.equal(page.status, 200)
    assert.deepEqual(await htmlProblems(page.text), [])
    assert.match(page.text, /No se localizó donde dice el dato/)
    assert.match(page.text, /3 visitas no coinciden con el dato publicado/)
    assert.match(page.text, /No acusa a nadie/)
  })

  test('the list narrows by what differs, by institution and by answer, in the page and in its twins', async () => {
    const numbers = async (query: string) =>
      JSON.parse((await stage.get(`${path}.json?${query}`)).text).findings.map((one: { post: string }) => one.post)
    assert.deepEqual(await numbers('tipo=not_located'), ['b'])
    assert.deepEqual(await numbers('institucion=Obras+P%C3%BAblicas'), ['a'])
    assert.deepEqual(await numbers('respuesta=con'), [])
    assert.deepEqual((await numbers('municipio=San+Pedro')).length, 3)
    assert.match((await stage.get(`${path}?tipo=not_located`)).text, /Un hallazgo/)
    assert.match((await stage.get(`${path}.csv`)).text, /^number,url,work_key/)
    assert.match((await stage.get(`${path}.atom`)).text, /<feed/)
  })

  test('a map by state stands above the list once findings lie in more than one', async () => {
    assert.doesNotMatch((await stage.get(path)).text, /Hallazgos por estado/)
    const move = (state_key: string) =>
      stage.db.updateTable('rally_works').set({ state_key }).where('key', '=', '26FICT00002').execute()
    await move('14')
    const page = await stage.get(path)
    assert.deepEqual(await htmlProblems(page.text), [])
    assert.match(page.text, /hallazgos\?estado=14/)
    await move('20')
  })

  test('T-62 the map has the longitude first', async () => {
    const { features } = JSON.parse((await stage.get(`${path}.geojson`)).text)
    assert.deepEqual(features[0].geometry.coordinates, [-96.72, 17.06])
  })

  test('T-53 the institution answers with equal weight, and the clock runs until it does', async () => {
    stage.now = new Date('2026-03-07T18:00:00Z')
    assert.match((await stage.get(`${path}/1`)).text, /Todavía no contesta.*completa/s)
    const organization = stage.cast.institutionId
    const fields = { organization, stance: 'explained', answer: 'El tramo se pausó por lluvias.', documentUrl: '' }
    assert.equal((await stage.post(`${path}/1/respuesta`, fields, 'neighbour')).status, 403)
    const empty = await stage.post(`${path}/1/respuesta`, { ...fields, answer: '' }, 'liaison')
    assert.equal(empty.status, 422)
    assert.match(empty.text, /Escriba la respuesta/)
    const foreign = { ...fields, organization: stage.cast.civilSocietyId }
    assert.equal((await stage.post(`${path}/1/respuesta`, foreign, 'liaison')).status, 403)
    assert.match((await stage.get(`${path}/1`, 'liaison')).text, /Usted contesta por/)
    assert.equal((await stage.post(`${path}/1/respuesta`, fields, 'liaison')).status, 303)
    const page = await stage.get(`${path}/1`)
    assert.deepEqual(await htmlProblems(page.text), [])
    assert.match(page.text, /El tramo se pausó por lluvias/)
    assert.match(page.text, /Explicado.*4 días/s)
    stage.now = new Date('2026-03-03T18:00:00Z')
  })

  test('a finding whose data name an institution of the space is answered by its liaisons only', async () => {
    const rename = (name: string) =>
      stage.db.updateTable('organizations').set({ name }).where('id', '=', stage.cast.civilSocietyId).execute()
    await rename('Obras publicas')
    const { institutionId: organization } = stage.cast
    const fields = { organization, stance: 'corrected', answer: 'Ya está.', documentUrl: '' }
    assert.equal((await stage.post(`${path}/1/respuesta`, fields, 'liaison')).status, 403)
    await rename('Otra')
  })

  test('a visit that no longer counts takes its finding back visibly, and one that counts again brings it back', async () => {
    await statusOf('b', 'excluded')
    assert.deepEqual(await sync(), { opened: 0, withdrawn: 1, restored: 0 })
    const page = await stage.get(`${path}/3`)
    assert.match(page.text, /el hallazgo se retiró\. Se conserva/)
    assert.match((await stage.get(`${open311}/requests/3.json`)).text, /"status":"closed"/)
    await statusOf('b', 'counted')
    assert.deepEqual(await sync(), { opened: 0, withdrawn: 0, restored: 1 })
    const types = await stage.db.selectFrom('events').select('type').where('type', 'like', 'finding.%').execute()
    assert.deepEqual(types.map(({ type }) => type).slice(-2), ['finding.withdrawn', 'finding.restored'])
  })

  test('R-70 a photograph stands in a finding only after somebody looked it over', async () => {
    const captureId = newId()
    const { lagartijas } = stage.teams
    const at = new Date('2026-03-02T18:00:00Z')
    await stage.db
      .insertInto('rally_captures')
      .values({
        ...{ id: captureId, edition_id: stage.edition.id, team_id: lagartijas.id, client_id: newId(), kind: 'visit' },
        ...{ work_keys: ['26FICT00001'], mode: 'on-site', finding: 'differs', comparisons: '{"sign":"no"}' },
        ...{ declared_progress: 60, observed_progress: '26_50', device_at: at, received_at: at },
        ...{ published_at: at, time_basis: 'server' },
      })
      .execute()
    await stage.db.updateTable('rally_posts').set({ capture_id: captureId }).where('external_id', '=', 'a').execute()
    const sha = 'b'.repeat(64)
    await stage.db
      .insertInto('files')
      .values({ sha256: sha, bytes: 1, media_type: 'image/jpeg', stored_at: at })
      .execute()
    const photoId = newId()
    await stage.db
      .insertInto('rally_photos')
      .values({
        ...{ id: photoId, edition_id: stage.edition.id, capture_id: captureId, position: 1, original_sha256: sha },
        ...{ original_delete_after: at, public_sha256: sha, thumbnail_sha256: sha, width: 4, height: 3 },
        ...{ phash: '0'.repeat(16), was_blurred: false, received_at: at },
      })
      .execute()
    assert.doesNotMatch((await stage.get(`${path}/1`)).text, /<img/)
    assert.doesNotMatch((await stage.get(`${open311}/requests/1.json`)).text, /bbbb/)
    await stage.db
      .insertInto('rally_photo_checks')
      .values({ photo_id: photoId, decision: 'shown', checked_at: at })
      .execute()
    const page = await stage.get(`${path}/1`)
    assert.match(page.text, new RegExp(`fotos/${sha}.jpg`))
    assert.deepEqual(await htmlProblems(page.text), [])
    assert.match(page.text, /60\s%.*26 a 50 %/s)
    assert.match((await stage.get(`${open311}/requests/1.json`)).text, /"media_url":"http[^"]*bbbb/)
  })

  test('T-42 whoever publishes gets coordinates, findings and what is missing from the list', async () => {
    await stage.db
      .insertInto('rally_missing_works')
      .values({
        ...{ id: newId(), edition_id: stage.edition.id, client_id: newId(), folio: 'OBR-0000-0001' },
        ...{ name: '=Banqueta de la escuela', description: 'Sin lista', device_at: stage.now, received_at: stage.now },
      })
      .execute()
    const page = await stage.get(`${path}/para-quien-publica`)
    assert.deepEqual(await htmlProblems(page.text), [])
    assert.match(page.text, /fuera-del-padron/)
    const csv = (await stage.get(`${path}/para-quien-publica.csv`)).text
    assert.match(csv, /missing,,'=Banqueta de la escuela/)
    const { lines } = JSON.parse((await stage.get(`${path}/para-quien-publica.json`)).text)
    assert.equal(lines.filter(({ kind }: { kind: string }) => kind === 'finding').length, 3)
  })

  test('Open311: discovery, services and requests in XML and JSON, errors as the standard says', async () => {
    const xml = async (address: string) => stage.get(`${open311}/${address}`)
    const services = await xml('services.xml')
    assert.match(services.headers.get('content-type') ?? '', /text\/xml/)
    assert.match(services.text, /^<\?xml[^>]*\?>\n<services><service><service_code>no_access<\/service_code>/)
    assert.match((await xml('discovery.xml')).text, /<specification>http:\/\/wiki.open311.org\/GeoReport_v2</)
    assert.match((await xml('services/other.xml')).text, /<service_definition><service_code>other</)
    const unknown = await xml('services/pothole.xml')
    assert.equal(unknown.status, 404)
    assert.match(unknown.text, /<errors><error><code>404<\/code><description>/)
    const list = await xml('requests.xml')
    assert.match(list.text, /<service_requests><request><service_request_id>/)
    assert.match(list.text, /<lat>17\.\d+<\/lat><long>-96\.\d+<\/long>/)
    assert.match(list.text, /<requested_datetime>2026-03-03T18:00:00Z</)
    assert.equal((await xml('requests/99.xml')).status, 404)
    assert.equal((await xml('requests.json?start_date=ayer')).status, 400)
    const json = JSON.parse((await xml('requests.json?status=open&service_code=not_located,no_access')).text)
    assert.deepEqual(
      json.map((one: { service_code: string }) => one.service_code),
      ['not_located', 'no_access'],
    )
    const posted = await stage.post(`${open311}/requests.json`, { service_code: 'other' })
    assert.equal(posted.status, 400)
    assert.match(posted.text, /\[\{"code":400,"description":"Aquí solo se lee/)
  })

  test('Open311: a POST of another program, which has no Origin of ours, is told in its format that here one only reads', async () => {
    const api = (format: string, headers: Record<string, string> = {}) =>
      stage.app.request(`${open311}/requests.${format}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: 'service_code=not_located&lat=17.06&long=-96.72&api_key=abc',
      })
    const before = JSON.parse((await stage.get(`${path}.json`)).text).findings.length
    for (const headers of [{}, { origin: 'https://otra.example' }]) {
      const json = await api('json', headers)
      assert.equal(json.status, 400)
      assert.match(await json.text(), /^\[\{"code":400,"description":"Aquí solo se lee/)
      const xml = await api('xml', headers)
      assert.equal(xml.status, 400)
      assert.match(await xml.text(), /<errors><error><code>400<\/code><description>Aquí solo se lee/)
    }
    assert.equal(JSON.parse((await stage.get(`${path}.json`)).text).findings.length, before)
    const form = await stage.app.request(`${path}/1/respuesta`, { method: 'POST', body: new FormData() })
    assert.equal(form.status, 403, 'every other form still has to be ours')
  })

  test('what the visits learned is noted once as corrections of the data, and shown on the page of its work', async () => {
    const publisher = `${path}/para-quien-publica`
    const before = await stage.get(publisher, 'facilitator')
    assert.deepEqual(await htmlProblems(before.text), [])
    assert.match(before.text, /Anotar \d+ correcciones|Anotar una corrección/)
    assert.doesNotMatch((await stage.get(publisher)).text, /Anotar/)
    assert.equal((await stage.post(`${publisher}/correcciones`, {}, 'liaison')).status, 403)
    const rows = () => stage.db.selectFrom('work_corrections').selectAll().orderBy('work_key').execute()
    assert.equal((await rows()).length, 0)
    await stage.db
      .insertInto('rally_missing_works')
      .values({
        ...{ id: newId(), edition_id: stage.edition.id, client_id: newId(), folio: 'OFP-TEST-0001' },
        ...{ name: 'Puente sin padrón', description: 'Está y no aparece.', municipality: 'San Pedro' },
        ...{ device_at: stage.now, received_at: stage.now },
      })
      .execute()
    assert.equal((await stage.post(`${publisher}/correcciones`, {}, 'facilitator')).status, 303)
    const told = await rows()
    const said = told.map(({ work_key, field }) => `${work_key} ${field}`)
    assert.deepEqual(said, ['26FICT00001 other', '26FICT00002 place', 'OBR-0000-0001 missing', 'OFP-TEST-0001 missing'])
    assert.match(told[1]?.reason ?? '', /Rally de prueba 2026.*hallazgo \d/)
    assert.equal((await stage.post(`${publisher}/correcciones`, {}, 'facilitator')).status, 303)
    assert.deepEqual(await rows(), told, 'told again, it is there once')
    assert.match((await stage.get(publisher, 'facilitator')).text, /4 anotadas de 4/)
    const work = await stage.get('/san-pedro/obras/26FICT00002')
    assert.match(work.text, /No se localizó donde dice el dato/)
    assert.match(work.text, /Visitas de «Rally de prueba 2026»/)
    const events = await stage.db
      .selectFrom('events')
      .select('seq')
      .where('type', '=', 'works.correction-reported')
      .execute()
    assert.equal(events.length, 4)
  })

  test('Open311: requests hold what the published schema asks for', { skip: !existsSync(schemas) }, async () => {
    type Schema = { required: string[]; properties: Record<string, { type?: string; anyOf?: { type: string }[] }> }
    const schema: Schema = JSON.parse(readFileSync(new URL('request.json', schemas), 'utf8'))
    const requests: Record<string, unknown>[] = JSON.parse((await stage.get(`${open311}/requests.json`)).text)
    assert.equal(requests.length, 3)
    for (const request of requests) {
      for (const name of schema.required) assert.ok(request[name], name)
      for (const [name, value] of Object.entries(request)) {
        const property = schema.properties[name]
        const types = property?.anyOf?.map(({ type }) => type) ?? [property?.type]
        assert.ok(types.includes(value === null ? 'null' : typeof value), `${name}: ${JSON.stringify(value)}`)
      }
    }
  })
})
