import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readLayers } from './features.ts'
import { chooseLayer, keysOf } from './keys.ts'
import { type OutlineLevel, type Point, UnusableFile, viewBoxOf } from './model.ts'
import { isGeographic, projected } from './projection.ts'
import { tidied, turnOf } from './rings.ts'
import { simplified } from './simplification.ts'

const square = (x: number, y: number, side = 1): Point[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
]

function geoJson(...properties: Record<string, unknown>[]): string {
  const features = properties.map(({ id, ...rest }, index) => ({
    type: 'Feature',
    ...(id === undefined ? {} : { id }),
    properties: rest,
    geometry: { type: 'Polygon', coordinates: [square(-97 + index, 17)] },
  }))
  return JSON.stringify({ type: 'FeatureCollection', features })
}

/** Two squares that share the arc between them, quantized as mapshaper does. */
const topology = JSON.stringify({
  type: 'Topology',
  transform: { scale: [0.5, 0.5], translate: [-97, 17] },
  arcs: [
    [...[[2, 0]], ...[[0, 2]]],
    [[2, 2], ...[[-2, 0]], ...[[0, -2]], ...[[2, 0]]],
    [[2, 2], ...[[2, 0]], ...[[0, -2]], ...[[-2, 0]]],
  ],
  objects: {
    municipios: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Polygon', arcs: [[0, 1]], properties: { cvegeo: '20001' } },
        { type: 'MultiPolygon', arcs: [[[~0, ~2]]], properties: { cvegeo: '20002' } },
      ],
    },
    estados: {
      type: 'GeometryCollection',
      geometries: [{ type: 'Polygon', arcs: [[0, 1]], properties: { cve_agee: '20' } }],
    },
  },
})

function keysIn(text: string, level: OutlineLevel) {
  const layers = readLayers(text)
  const [layer] = layers
  return layer ? keysOf(layer, level).map((key) => ('key' in key ? key.key : key.reason)) : []
}

test('a TopoJSON is decoded: two squares that share one arc, each closed and in degrees', () => {
  const { layer, level } = chooseLayer(readLayers(topology), 'municipality')
  assert.equal(level, 'municipality')
  assert.deepEqual(
    layer.features.map(({ polygons }) => polygons[0]?.[0]?.length),
    [5, 5],
  )
  assert.deepEqual(layer.features[1]?.polygons[0]?.[0]?.[0], [-96, 18])
})

test('with two levels in one file the level must be said, and a level that is not there is a sentence', () => {
  const layers = readLayers(topology)
  assert.throws(() => chooseLayer(layers, null), /varias capas .*municipios.*estados.*--level/)
  assert.equal(chooseLayer(layers, 'state').layer.name, 'estados')
  assert.throws(() => chooseLayer(readLayers(geoJson({ CVE_ENT: '20' })), 'municipality'), /no trae municipios/)
  assert.throws(() => chooseLayer(readLayers(geoJson({ nombre: 'Oaxaca' })), null), /Ninguna figura trae una clave/)
})

test('keys are found under the names that INEGI and others use', () => {
  assert.deepEqual(keysIn(geoJson({ CVEGEO: '20067', CVE_ENT: '20', CVE_MUN: '067' }), 'municipality'), ['20067'])
  assert.deepEqual(keysIn(geoJson({ CVEGEO: '20', CVE_ENT: '20', NOMGEO: 'Oaxaca' }), 'state'), ['20'])
  assert.deepEqual(keysIn(geoJson({ state_code: 20, mun_code: 67 }), 'municipality'), ['20067'])
  assert.deepEqual(keysIn(geoJson({ id: '20067' }), 'municipality'), ['20067'])
})

test('T-57: a code without its zeros is padded; an id without them is refused, and then no id counts', () => {
  assert.deepEqual(keysIn(geoJson({ cve_ent: 1 }, { cve_ent: '2' }), 'state'), ['01', '02'])
  assert.deepEqual(keysIn(geoJson({ CVEGEO: 1001 }), 'municipality'), ['01001'])
  assert.deepEqual(keysIn(geoJson({ CVE_ENT: 1, CVE_MUN: 7 }), 'municipality'), ['01007'])
  assert.deepEqual(keysIn(geoJson({ id: '9' }, { id: '10' }), 'state'), ['key-form', 'key-form'])
  assert.deepEqual(keysIn(geoJson({ id: 20 }), 'state'), ['key-form'])
  const [layer] = readLayers(geoJson({ id: 1 }))
  const [key] = layer ? keysOf(layer, 'state') : []
  assert.ok(key && 'expected' in key)
  assert.match(key.expected, /dos cifras, de 01 a 32.*No se le agregan ceros/)
})

test('what is no state and no municipality is no key: other numbers, localities, codes out of range', () => {
  assert.deepEqual(
    keysIn(geoJson({ CVE_ENT: '33' }, { CVE_ENT: '0' }, { CVE_ENT: '1.5' }), 'state'),
    Array(3).fill('key-form'),
  )
  assert.deepEqual(keysIn(geoJson({ CVEGEO: '010010001', CVE_ENT: '01' }), 'state'), ['key-form'])
  assert.deepEqual(keysIn(geoJson({ CVE_ENT: '01', CVE_MUN: '001', CVE_LOC: '0001' }), 'municipality'), ['key-form'])
  assert.deepEqual(keysIn(geoJson({ CVE_ENT: '20', CVE_MUN: '067' }), 'state'), ['key-form'])
})

test('a file that is something else is refused with a sentence', () => {
  const metres = { type: 'Polygon', coordinates: [square(2_455_000, 900_000, 100)] }
  const bad: [string, RegExp][] = [
    ['PK\u0003\u0004', /No es JSON.*shapefile/],
    ['[]', /No es TopoJSON ni GeoJSON/],
    ['{"type":"FeatureCollection","features":[]}', /ninguna figura/],
    [JSON.stringify({ type: 'Feature', properties: { CVE_ENT: '20' }, geometry: metres }), /EPSG:4326/],
    [topology.replace('[[0,1]]', '[[0,99]]'), /arcos faltan/],
    ['{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[["a","b"]]]}}', /figura 1 está mal formada/],
    ['{"type":"FeatureCollection","features":[null]}', /figura 1 está mal formada/],
  ]
  for (const [text, sentence] of bad)
    assert.throws(
      () => readLayers(text),
      (error) => error instanceof UnusableFile && sentence.test(error.message),
      text.slice(0, 60),
    )
})

test('Mercator: east is right, north is up, a degree is as high as it is wide at the equator only', () => {
  const [x, y] = projected([-97, 17], 1000)
  assert.equal(x, -97_000)
  assert.ok(y < -17_000 && y > -17_500)
  assert.ok(projected([-97, 18], 1000)[1] < y)
  assert.ok(Math.abs(projected([0, 0], 1000)[1]) < 1e-9)
  assert.ok(isGeographic([-118.4, 32.7]) && !isGeographic([2_455_000, 900_000]))
})

test('neighbours keep one border: whatever the grid, the two squares still share their points', () => {
  const rough = (x: number): Point[] => {
    const side = Array.from({ length: 41 }, (_, index): Point => [100 + (index % 3), index * 5])
    return x < 100 ? [...side, [x, 200], [x, 0]] : [...side.toReversed(), [x, 0], [x, 200]]
  }
  const drawings = [
    { key: '20001', polygons: [[rough(0)]] },
    { key: '20002', polygons: [[rough(200)]] },
  ]
  for (const bytes of [2000, 150, 60]) {
    const [left, right] = simplified(drawings, bytes).map(({ path }) => new Set(pointsOf(path)))
    assert.ok(left && right)
    assert.ok(left.intersection(right).size >= 2, `a border of ${bytes}`)
  }
})

/** Absolute points of a path of ours, read back. */
function pointsOf(path: string): string[] {
  return path.split('z').flatMap((ring) => {
    const numbers = (ring.match(/-?\d+/g) ?? []).map(Number)
    const points: string[] = []
    let [x, y] = [0, 0]
    for (let index = 0; index < numbers.length; index += 2) {
      x += numbers[index] ?? 0
      y += numbers[index + 1] ?? 0
      points.push(`${x},${y}`)
    }
    return points
  })
}

test('a path is only letters and whole numbers, holes turn against the land, and no territory vanishes', () => {
  const land = { key: '20001', polygons: [[square(0, 0, 900), square(300, 300, 200)]] }
  const speck = { key: '20002', polygons: [[square(950, 10, 0.01)]] }
  const islet = { key: '20003', polygons: [[square(0, 1000, 400)], [square(90_000, 1000, 150)]] }
  const [first, second, third] = simplified([speck, islet, land], 10_000)
  assert.equal(first?.path, 'M0 0l900 0 0 900-900 0zM300 500l200 0 0-200-200 0z')
  assert.equal(second?.path, 'M950 10l1 0 0 1-1 0z')
  assert.deepEqual(third?.box, { minX: 0, minY: 1000, maxX: 400, maxY: 1400 }, 'far islets do not shrink the map')
  assert.equal(viewBoxOf([{ minX: 0, minY: 0, maxX: 100, maxY: 50 }]), '-1 -1 102 52')
})

test('whatever the shapes, the paths can be stored and the weight is kept where something can still go', () => {
  const point = fc.tuple(
    fc.double({ min: -2000, max: 2000, noNaN: true }),
    fc.double({ min: -2000, max: 2000, noNaN: true }),
  )
  const ring = fc.array(point, { minLength: 4, maxLength: 30 })
  fc.assert(
    fc.property(fc.array(ring, { minLength: 1, maxLength: 8 }), fc.integer({ min: 400, max: 2000 }), (rings, bytes) => {
      const drawings = rings.map((land, index) => ({ key: `2000${index}`, polygons: [[land]] }))
      const outlines = simplified(drawings, bytes)
      assert.equal(outlines.length, rings.length)
      for (const { path, box } of outlines) {
        assert.match(path, /^M[Mlz0-9 -]+z$/)
        assert.ok(box.maxX > box.minX && box.maxY > box.minY)
      }
      assert.ok(outlines.reduce((sum, { path }) => sum + path.length, 0) <= bytes)
    }),
    { numRuns: 200 },
  )
})

test('tidying keeps what is inside', () => {
  const ring: Point[] = [
    ...([
      [0, 0],
      [5, 0],
      [5, 0],
      [10, 0],
      [10, 10],
      [14, 14],
      [10, 10],
      [0, 10],
      [0, 4],
    ] as const),
  ]
  assert.equal(turnOf(tidied(ring)), turnOf(ring))
  assert.equal(tidied(ring).length, 4)
})
