import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { translator } from '../../platform/i18n.ts'
import { criteriaMissing, isStale, sectorsMissing, stateOfDraft } from './drafts/model.ts'
import { type Capacity, phaseOf, type Sector, sectors } from './model.ts'
import { presenceWords } from './pages/presence-card.tsx'
import { type Attender, presenceOf } from './presence/model.ts'
import { hasPlace, nextUp, placesIn } from './registrations/model.ts'
import { tableForm } from './schema.ts'

const sector = fc.constantFrom(...sectors)
const attender: fc.Arbitrary<Attender> = fc.record({
  sector,
  organization: fc.option(fc.constantFrom('Vecinas por el Agua, A.C.', 'vecinas por el agua ac', 'Obras', '…')),
  place: fc.option(fc.constantFrom('Oaxaca', 'Puebla')),
  gender: fc.option(fc.constantFrom('woman', 'man', 'other', 'not-said')),
})

test('R-17 counts by sector, by place and by gender each add up to the attendance', () => {
  fc.assert(
    fc.property(fc.array(attender, { maxLength: 60 }), (attenders) => {
      const presence = presenceOf(attenders)
      const sum = (counts: readonly { people: number }[]) => counts.reduce((total, { people }) => total + people, 0)
      assert.equal(presence.people, attenders.length)
      assert.equal(sum(presence.sectors), attenders.length)
      assert.equal(sum(presence.places), attenders.length)
      assert.equal(presence.society.people + presence.servants.people, attenders.length)
      if (presence.genders) {
        const { women, men, others } = presence.genders
        assert.equal(women + men + others, attenders.length)
      }
    }),
  )
})

test('one organisation written two ways is one; genders of fewer than ten are not counted', () => {
  const of = (organization: string): Attender => ({
    sector: 'civil-society',
    organization,
    place: null,
    gender: 'woman',
  })
  const presence = presenceOf([of('Vecinas por el Agua, A.C.'), of('vecinas por el agua ac'), of('Ríos')])
  assert.equal(presence.organizations, 2)
  assert.equal(presence.genders, null)
  assert.deepEqual(presenceOf(Array.from({ length: 10 }, () => of('Ríos'))).genders, { women: 10, men: 0, others: 0 })
})

test('presence is told as people of organisations and public servants of institutions', () => {
  const many = (count: number, organizations: number, sector: Sector) =>
    Array.from({ length: count }, (_, index): Attender => {
      return { sector, organization: `${sector} ${index % organizations}`, place: null, gender: null }
    })
  const presence = presenceOf([...many(184, 111, 'civil-society'), ...many(267, 44, 'government')])
  assert.equal(
    presenceWords(translator('es'), presence),
    '184 personas de 111 organizaciones y 267 personas servidoras públicas de 44 instituciones.',
  )
  assert.equal(
    presenceWords(translator('en'), presenceOf(many(1, 1, 'government'))),
    'One public servant of one institution.',
  )
})

test('who waits moves up in order, only into places of her sector or for anybody', () => {
  const capacity: Capacity = { government: 1, any: 1 }
  assert.equal(hasPlace({}, capacity, 'citizens'), true)
  assert.equal(hasPlace({ citizens: 1 }, capacity, 'citizens'), false)
  assert.equal(hasPlace({ citizens: 1 }, capacity, 'government'), true)
  assert.equal(hasPlace({ government: 2 }, capacity, 'citizens'), false)
  assert.equal(hasPlace({ government: 9 }, {}, 'government'), true)
  const waiting = [
    { id: 'a', sector: 'citizens' as const },
    { id: 'b', sector: 'government' as const },
    { id: 'c', sector: 'citizens' as const },
  ]
  assert.deepEqual(nextUp({ citizens: 1 }, waiting, capacity), ['b'])
  assert.deepEqual(nextUp({}, waiting, capacity), ['a', 'b'])
  assert.equal(placesIn(capacity), 2)
  assert.equal(placesIn({}), null)
})

test('whatever the places and whoever leaves, no more sit than there are places and nobody waits for a free one', () => {
  const capacities = fc.dictionary(fc.constantFrom(...sectors, 'any'), fc.nat(4), { minKeys: 1 })
  fc.assert(
    fc.property(capacities, fc.array(sector, { maxLength: 30 }), (capacity: Capacity, arriving) => {
      const waiting = arriving.map((one, index) => ({ id: String(index), sector: one }))
      const up = new Set(nextUp({}, waiting, capacity))
      const seated: Partial<Record<Sector, number>> = {}
      for (const one of waiting) if (up.has(one.id)) seated[one.sector] = (seated[one.sector] ?? 0) + 1
      assert.ok(up.size <= (placesIn(capacity) ?? 0))
      for (const one of waiting) if (!up.has(one.id)) assert.equal(hasPlace(seated, capacity, one.sector), false)
      assert.deepEqual(
        nextUp(
          seated,
          waiting.filter(({ id }) => !up.has(id)),
          capacity,
        ),
        [],
      )
    }),
  )
})

test('a table registers until it begins, runs, is over; and is nothing before it is published', () => {
  const heldAt = new Date('2026-03-01T16:00:00Z')
  const table = { heldAt, endsAt: null, publishedAt: heldAt, cancelledReason: null }
  const at = (hours: number) => new Date(heldAt.getTime() + hours * 3_600_000)
  assert.equal(phaseOf(table, at(-1)), 'registering')
  assert.equal(phaseOf(table, at(0)), 'running')
  assert.equal(phaseOf(table, at(4)), 'over')
  assert.equal(phaseOf({ ...table, endsAt: at(1) }, at(2)), 'over')
  assert.equal(phaseOf({ ...table, publishedAt: null }, at(-1)), 'draft')
  assert.equal(phaseOf({ ...table, cancelledReason: 'Lluvia' }, at(-1)), 'cancelled')
})

test('T-13 figures counted elsewhere are read one a line, each with its source, and never added up', () => {
  const form = tableForm('America/Mexico_City')
  const fields = { title: 'Mesa', purpose: 'Para acordar', heldAt: '2026-03-01T10:00', modality: 'remote' }
  const reported =
    '184 | personas de 111 organizaciones | Relatoría 4PA | https://example.org/4pa\n267 | personas servidoras públicas | Relatoría 4PA'
  const read = form.parse({ ...fields, reported, 'places.government': '20', 'places.any': '' })
  assert.deepEqual(
    read.reported.map(({ figure, url }) => [figure, url]),
    [
      ['184', 'https://example.org/4pa'],
      ['267', null],
    ],
  )
  assert.deepEqual(read.capacity, { government: 20 })
  assert.equal(read.heldAt.toISOString(), '2026-03-01T16:00:00.000Z')
  const wrong = (more: Record<string, string>) => form.safeParse({ ...fields, ...more }).error?.issues[0]?.message
  assert.equal(wrong({ reported: '184 personas' }), 'tables.error.reported')
  assert.equal(wrong({ reported: '184 | personas | Relatoría | javascript:alert(1)' }), 'tables.error.reported')
  assert.equal(wrong({ heldAt: 'mañana' }), 'tables.error.date-time')
  assert.equal(wrong({ endsAt: '2026-03-01T09:00' }), 'tables.error.ends')
  assert.equal(wrong({ modality: 'mixed' }), 'tables.error.place')
  assert.equal(wrong({ 'places.any': '-1' }), 'tables.error.places')
})

test('R-31 the criteria that nobody argued are named; three sectors approve the version that stands', () => {
  const rating = { criterion: 'concrete' as const, raterId: 'r', score: 2, argument: 'Dice cuántas bombas' }
  assert.equal(criteriaMissing({ ratings: [rating] }).length, 7)
  const approval = (one: 'government' | 'civil-society' | 'oversight', version: number) => ({
    ...{ sector: one, version, name: 'N', way: 'room' as const, at: new Date(0) },
  })
  const approvals = [approval('government', 2), approval('civil-society', 2), approval('oversight', 1)]
  const draft = { approvals, version: 2, commitment: null, stopped: null }
  assert.deepEqual(sectorsMissing(draft), ['oversight'])
  assert.equal(stateOfDraft(draft), 'discussed')
  assert.equal(stateOfDraft({ ...draft, approvals: [...approvals, approval('oversight', 2)] }), 'approved')
  assert.equal(isStale({ version: 3 }, { onVersion: 2 }), true)
})
