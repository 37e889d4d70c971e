import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { htmlProblems } from '../../../test/html.ts'
import { publicSite, type Site } from '../../../test/public-site.ts'
import { type Activity, type CommitmentDocument, emptyDocument } from '../commitments/model.ts'

let site: Site
const board = '/lugar/planes/plan/tablero'

function activity(code: string, state: Activity['state'], endsOn: string): Activity {
  const rest = {
    product: 'Padrón',
    meansOfVerification: 'Dirección',
    responsibleOffice: 'Tesorería',
    dueAsWritten: null,
  }
  return { ...rest, code, title: `Actividad ${code}`, startsOn: '2026-01-01', endsOn, state }
}

function commitment(number: string, title: string, activities: Activity[], change: Partial<CommitmentDocument> = {}) {
  const keyActions = [{ code: '1', title: 'Acción', weight: 100, startsOn: null, endsOn: null, activities }]
  return {
    ...emptyDocument(number, number, title),
    keyActions,
    startsOn: '2026-01-01',
    endsOn: '2026-12-31',
    ...change,
  }
}

before(async () => {
  site = await publicSite('2026-06-15T18:00:00Z', [
    commitment('1', 'Agua potable para las colonias', [activity('1.1', 'in-progress', '2026-05-28')], {
      organizations: [
        { part: 'lead', name: 'Organismo de Agua', kind: 'public-institution', acronym: null },
        { part: 'co-responsible', name: 'Red del Agua', kind: 'civil-society', acronym: null },
      ],
      sdgs: [{ goal: 6, target: '6.1' }],
      territories: ['20'],
    }),
    commitment('2', 'Obra pública con letrero', [activity('1.1', 'verified', '2026-05-01')], { territories: ['09'] }),
    commitment(
      '3',
      '<script>alert("x")</script>',
      [
        activity('1.1', 'not-started', '2026-07-01'),
        activity('1.2', 'verified', '2026-02-01'),
        activity('1.3', 'complete', '2026-02-01'),
      ],
      {
        territories: ['20'],
        policyAreas: [{ scheme: 'ogp', version: '2024-07', code: 'open-data' }],
      },
    ),
  ])
})

after(() => site.close())

test('totals, every light with its reason, and valid markup', async () => {
  const { status, text } = await site.get(board)
  assert.equal(status, 200)
  assert.match(text, /venció hace 18 días/)
  assert.match(text, /vence en 16 días/)
  assert.match(text, /todo verificado/)
  assert.deepEqual(await htmlProblems(text), [])
})

test('what people wrote is shown, never run', async () => {
  const { text } = await site.get(board)
  assert.ok(!text.includes('<script>alert'))
  assert.ok(text.includes('&lt;script&gt;alert'))
})

test('search finds words without their accents, in the texts and in who answers for them', async () => {
  const titles = async (query: string) =>
    (await site.json(`${board}.json?${query}`)).commitments.map((row) => row.number)
  assert.deepEqual(await titles('q=publica'), ['2'])
  assert.deepEqual(await titles('q=P%C3%9ABLICA'), ['2'])
  assert.deepEqual(await titles('q=colonia'), ['1'])
  assert.deepEqual(await titles('q=organismo+agua'), ['1'])
  assert.deepEqual(await titles('q=%22%27%3B--'), [])
})

test('filters of state, light, standing, SDG, topic and organisation', async () => {
  const numbers = async (query: string) =>
    (await site.json(`${board}.json?${query}`)).commitments.map((row) => row.number)
  assert.deepEqual(await numbers('estado=20'), ['1', '3'])
  assert.deepEqual(await numbers('estado=20&plazo=late'), ['1'])
  assert.deepEqual(await numbers('plazo=done'), ['2'])
  assert.deepEqual(await numbers('avance=verified'), ['2'])
  assert.deepEqual(await numbers('ods=6'), ['1'])
  assert.deepEqual(await numbers('area=open-data'), ['3'])
  const partner = await site.db
    .selectFrom('organizations')
    .select('id')
    .where('name', '=', 'Red del Agua')
    .executeTakeFirstOrThrow()
  assert.deepEqual(await numbers(`osc=${partner.id}`), ['1'])
  assert.deepEqual(await numbers(`institucion=${partner.id}`), [])
  assert.deepEqual(await numbers('orden=urgencia'), ['1', '3', '2'])
})

test('R-46 the published percentages can be recomputed from the download, and add to 100.00', async () => {
  const { commitments } = await site.json(`${board}.json`)
  const third = commitments.find((row) => row.number === '3')
  assert.deepEqual(third?.progress, { verified: 33.34, complete: 33.33, 'in-progress': 0, 'not-started': 33.33 })
  for (const row of commitments) {
    const cents = Object.values(row.progress ?? {}).reduce((sum, part) => sum + Math.round(part * 100), 0)
    assert.equal(cents, 10_000)
    const total = row.actions.reduce((sum, action) => {
      const count = Object.values(action.counts).reduce((a, b) => a + b, 0)
      return sum + ((action.weight ?? 0) * (action.counts.verified ?? 0)) / count
    }, 0)
    assert.ok(Math.abs(total - (row.verified ?? 0)) <= 0.01)
  }
})

test('the twins are the same rows: csv, atom, calendar and map', async () => {
  const csv = await site.get(`${board}.csv?plazo=late`)
  assert.match(csv.headers.get('content-type') ?? '', /text\/csv/)
  assert.equal(csv.text.trim().split('\r\n').length, 2)
  assert.equal(csv.headers.get('access-control-allow-origin'), '*')
  const atom = await site.get(`${board}.atom`)
  assert.match(atom.text, /<title>3\. &#60;script&#62;/)
  const ics = await site.get(`${board}.ics`)
  assert.match(ics.text, /DTSTART;VALUE=DATE:20260528/)
  const map = (await site.json(`${board}.geojson?estado=09`)) as unknown as {
    features: { geometry: { coordinates: number[] } }[]
  }
  // T-62: GeoJSON is longitude first.
  assert.deepEqual(map.features[0]?.geometry.coordinates, [-99.13, 19.43])
})

test('T-57 a state’s key keeps its zero in every twin', async () => {
  const csv = await site.get(`${board}.csv?estado=09`)
  assert.match(csv.text, /,09,/)
})

test('views as calendar and map, print-ready without script', async () => {
  for (const vista of ['calendario', 'mapa']) {
    const { status, text } = await site.get(`${board}?vista=${vista}`)
    assert.equal(status, 200)
    assert.deepEqual(await htmlProblems(text), [])
    assert.match(text, vista === 'mapa' ? /Oaxaca: 2 compromisos/ : /Agua potable/)
  }
})

test('a fragment may be framed, the pages may not', async () => {
  const page = await site.get(board)
  assert.match(page.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/)
  const fragment = await site.get(`${board}/incrustar`)
  assert.equal(fragment.status, 200)
  assert.match(fragment.headers.get('content-security-policy') ?? '', /frame-ancestors \*/)
  assert.deepEqual(await htmlProblems(fragment.text), [])
})

test('T-22 a pause labels the board and the commitment and erases nothing', async () => {
  const { id } = await site.db.selectFrom('plans').select('id').executeTakeFirstOrThrow()
  const pause = {
    id: site.newId(),
    plan_id: id,
    kind: 'suspended',
    since: '2026-06-01',
    party: 'Las organizaciones',
    reason: 'Se denunció espionaje.',
    declared_at: site.now,
  }
  await site.db.insertInto('pauses').values(pause).execute()
  for (const address of [board, '/lugar/planes/plan/compromisos/1']) {
    const { text } = await site.get(address)
    assert.match(text, /Este plan está suspendido desde el 1 de junio de 2026/)
    assert.match(text, /Se denunció espionaje/)
    assert.match(text, /Agua potable/)
  }
  assert.equal((await site.json(`${board}.json?plazo=paused`)).commitments.length, 3)
  await site.db
    .insertInto('pause_endings')
    .values({ pause_id: pause.id, ended_on: '2026-06-10', reason: 'Acuerdo', ended_at: site.now })
    .execute()
  assert.ok(!(await site.get(board)).text.includes('está suspendido'))
  assert.match((await site.get('/lugar/planes/plan/compromisos/1')).text, /Se suspendió/)
})

test('a plan that is not published does not exist for the public', async () => {
  const plan = await site.db.selectFrom('plans').selectAll().executeTakeFirstOrThrow()
  await site.db
    .insertInto('plans')
    .values({ ...plan, id: site.newId(), slug: 'borrador' })
    .execute()
  for (const ending of ['', '.json', '.csv'])
    assert.equal((await site.get(`/lugar/planes/borrador/tablero${ending}`)).status, 404)
  assert.equal((await site.json('/tablero.json')).commitments.length, 3)
})

test('T-15 a number like 3.1 is text and has its own address; history and twins of a commitment', async () => {
  const page = await site.get('/lugar/planes/plan/compromisos/1')
  assert.equal(page.status, 200)
  assert.deepEqual(await htmlProblems(page.text), [])
  assert.equal((await site.get('/lugar/planes/plan/compromisos/99')).status, 404)
  const data = (await site.json('/lugar/planes/plan/compromisos/1.json')) as unknown as {
    commitment: CommitmentDocument
  }
  assert.equal(data.commitment.title, 'Agua potable para las colonias')
  assert.match((await site.get('/lugar/planes/plan/compromisos/1.ics')).text, /Actividad 1\.1/)
  assert.match((await site.get('/lugar/planes/plan/compromisos/1.atom')).text, /<feed/)
})

test('an invented place is named so wherever it stands beside real ones, feeds and calendars included', async () => {
  const setFictional = (is_fictional: boolean) => site.db.updateTable('spaces').set({ is_fictional }).execute()
  assert.ok(!(await site.get('/tablero')).text.includes('ficticio'))
  await setFictional(true)
  try {
    const { text } = await site.get('/tablero')
    assert.match(text, /Estos totales incluyen 3 compromisos de lugares ficticios/)
    assert.equal(text.match(/\(lugar ficticio de ejemplo\)/g)?.length, 3)
    assert.deepEqual(await htmlProblems(text), [])
    assert.equal((await site.get('/tablero.atom')).text.match(/lugar ficticio de ejemplo/g)?.length, 3)
    assert.match((await site.get('/tablero.ics')).text.replace(/\r\n /g, ''), /lugar ficticio de ejemplo/)
    assert.match((await site.get('/lugar/planes/plan/compromisos/1.atom')).text, /lugar ficticio de ejemplo/)
    const own = (await site.get('/lugar/planes/plan/compromisos/1.ics')).text.replace(/\r\n /g, '')
    assert.match(own, /SUMMARY:Actividad 1\.1 \(lugar ficticio de ejemplo\)/)
    assert.match((await site.get('/tablero.csv')).text, /,true,/)
  } finally {
    await setFictional(false)
  }
})

test('odd addresses get a page, never an error of ours', async () => {
  for (const query of [
    'pagina=999',
    'pagina=x',
    'ods=%F0',
    'estado=%F0%9F%92%A9',
    `q=${'a'.repeat(5000)}`,
    'institucion=1',
  ]) {
    assert.equal((await site.get(`${board}?${query}`)).status, 200, query)
  }
  assert.equal((await site.get(`${board}?q=%00`)).status, 404)
  assert.equal((await site.get('/%00/tablero')).status, 404)
  assert.equal((await site.get('/lugar/planes/plan/compromisos/%00')).status, 404)
})
