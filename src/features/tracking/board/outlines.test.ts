import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { htmlProblems } from '../../../../test/html.ts'
import { publicSite, type Site } from '../../../../test/public-site.ts'
import { emptyDocument } from '../../commitments/model.ts'
import { loadOutlines } from '../../spaces/outlines/commands.ts'
import { countsByMunicipality, packagedStates, stateAround } from './outlines.ts'

let site: Site
before(async () => {
  site = await publicSite('2026-06-15T18:00:00Z', [
    { ...emptyDocument('1', '1', 'Agua'), territories: ['20067', '20068'] },
    { ...emptyDocument('2', '2', 'Calles'), territories: ['20067'] },
    { ...emptyDocument('3', '3', 'Bosques'), territories: ['20'] },
  ])
})
after(() => site.close())

const keysAt = (level: 'state' | 'municipality', parent: string) =>
  site.db.selectFrom('territories').select('key').where('level', '=', level).where('parent_key', '=', parent).execute()

/** A grid of squares, one a territory, as a file of an operator. */
async function load(level: 'state' | 'municipality', parent: string, source: string): Promise<void> {
  const features = (await keysAt(level, parent)).map(({ key }, index) => {
    const [x, y] = [-97 + (index % 30) / 10, 17 + Math.floor(index / 30) / 10]
    const ring = [
      [0, 0],
      [0, 0.1],
      [0.1, 0.1],
      [0.1, 0],
      [0, 0],
    ].map(([dx = 0, dy = 0]) => [x + dx, y + dy])
    return { type: 'Feature', properties: { CVEGEO: key }, geometry: { type: 'Polygon', coordinates: [ring] } }
  })
  const bytes = new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }))
  await loadOutlines({ db: site.db, actor: null, now: site.now, locale: 'es' }, { bytes, source, level })
}

const place = (kind: string, territory_key: string) =>
  site.db.updateTable('spaces').set({ kind, territory_key }).execute()
const figure = (text: string) => /<figure class="map[ a-z-]*">.*?<\/figure>/s.exec(text)?.[0] ?? ''

test('without loaded outlines the package draws the states, with their names and whose drawing it is', async () => {
  const { text } = await site.get('/lugar/tablero?vista=mapa')
  assert.match(figure(text), /href="\/lugar\/tablero\?estado=20" aria-label="Oaxaca: 3 compromisos"/)
  assert.match(text, /Contornos: svg-maps, CC BY 4\.0\./)
  assert.deepEqual(new Set(packagedStates([]).regions.map(({ key }) => key)).size, 32)
})

test('loaded states are drawn instead, and still filter by state', async () => {
  await load('state', 'MX', 'INEGI de prueba')
  const { text } = await site.get('/lugar/tablero?vista=mapa')
  assert.match(text, /Contornos: INEGI de prueba\./)
  assert.equal(figure(text).match(/<path class="level-\d" d="M-/g)?.length, 32)
  assert.match(figure(text), /href="\/lugar\/tablero\?estado=20" aria-label="Oaxaca: 3 compromisos"/)
  assert.deepEqual(await htmlProblems(text), [])
})

test('a state’s board is drawn by municipality: counted, nothing to press, its table first those with something', async () => {
  await place('state', '20')
  assert.match((await site.get('/lugar/tablero?vista=mapa')).text, /Compromisos por entidad/)
  await load('municipality', '20', 'INEGI de prueba')
  for (const address of ['/lugar/tablero?vista=mapa', '/lugar/planes/plan/tablero?vista=mapa']) {
    const { text } = await site.get(address)
    const map = figure(text)
    assert.match(map, /aria-label="Compromisos por municipio"/)
    assert.match(map, /<title>Oaxaca de Juárez: 2 compromisos<\/title>/)
    assert.equal(map.match(/<title>/g)?.length, 570)
    assert.ok(!map.includes('<a '), 'nothing can be chosen by municipality')
    const [first] = /<tbody>.*?<\/tr>/s.exec(map) ?? []
    assert.match(first ?? '', /Oaxaca de Juárez/)
    assert.match(text, /no se cuentan en ningún municipio/)
    assert.deepEqual(await htmlProblems(text), [])
    assert.ok(gzipSync(map).length < 40_000)
  }
  const filtered = await site.get('/lugar/tablero?vista=mapa&q=calles')
  assert.match(figure(filtered.text), /Oaxaca de Juárez: un compromiso/)
  const list = await site.get('/lugar/tablero')
  assert.match(figure(list.text), /aria-label="Compromisos por municipio"/)
})

test('where no commitment names a municipality, and in the whole country, the states stay', async () => {
  await place('state', '14')
  assert.match(figure((await site.get('/lugar/tablero?vista=mapa')).text), /aria-label="Compromisos por entidad"/)
  assert.match(figure((await site.get('/tablero?vista=mapa')).text), /aria-label="Compromisos por entidad"/)
})

test('a commitment counts where it says, else where its plan was made; a whole state counts in no municipality', () => {
  const plan = (spaceTerritory: string | null) =>
    ({ spaceTerritory }) as Parameters<typeof countsByMunicipality>[0][number]['plan']
  const rows = [
    { territories: ['20067', '20'], plan: plan('20399') },
    { territories: [], plan: plan('20399') },
    { territories: ['14039'], plan: plan('20067') },
    { territories: [], plan: plan('20') },
    { territories: [], plan: plan(null) },
  ]
  assert.deepEqual(
    [...countsByMunicipality(rows, '20')],
    [
      ['20067', 1],
      ['20399', 1],
    ],
  )
  assert.deepEqual(['20', '20067', 'MX', null].map(stateAround), ['20', '20', null, null])
})
