import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addedDecimals, decimalOf, isSpendingNotComparable, keyOf, numberOf } from './cells.ts'
import { isPersonalColumn, moneyColumns, opaColumns, otherColumns } from './columns.ts'
import { placeOf } from './coordinates.ts'
import { dateOf } from './dates.ts'
import { municipalityKeyOf } from './rows.ts'
import { territoryOf } from './territory.ts'
import { isLinear, isVisitable, kindOf, statusOf } from './vocabulary.ts'

test('R-80 a key is ten or eleven letters and digits once apostrophe and blanks are gone', () => {
  for (const cell of ['2151GYN0003', "'2151GYN0003", ' ’2151gyn0003 ', '\u00a02151GYN0003'])
    assert.deepEqual(keyOf(cell), { key: '2151GYN0003' })
  assert.deepEqual(keyOf('5096270003'), { key: '5096270003' })
  for (const cell of ["'001 02 001", '2151GYN00031', 'ÑANDU000001'])
    assert.deepEqual(keyOf(cell), { fault: 'work-key-form' })
  assert.deepEqual(keyOf("' "), { fault: 'work-key-missing' })
})

test('T-37 a key that a spreadsheet made a number is refused, never turned back', () => {
  for (const cell of ['8.36E+21', '8,36E+21', "'8.36e+21", '2E+10'])
    assert.deepEqual(keyOf(cell), { fault: 'work-key-number' })
})

test('R-81 zero, empty and impossible coordinates are no place, each with its reason', () => {
  const none = { latitude: null, longitude: null }
  assert.deepEqual(placeOf('0', '0'), { ...none, fault: 'zero' })
  assert.deepEqual(placeOf('0.0', '-0'), { ...none, fault: 'zero' })
  assert.deepEqual(placeOf('', '-99.1'), { ...none, fault: 'empty' })
  assert.deepEqual(placeOf('436117', '-99.1'), { ...none, fault: 'out-of-range' })
  assert.deepEqual(placeOf('23.09', '96.11'), { ...none, fault: 'out-of-range' })
  assert.deepEqual(placeOf('sin dato', '-99.1'), { ...none, fault: 'out-of-range' })
  assert.deepEqual(placeOf('19,4326', "'-99.1332"), { latitude: 19.4326, longitude: -99.1332, fault: null })
})

test('R-82 T-40 a pair that stood the wrong way round is put right and says so', () => {
  assert.deepEqual(placeOf('-99.1332', '19.4326'), { latitude: 19.4326, longitude: -99.1332, fault: 'swapped' })
})

test('T-40 a road has one point only, which says so', () => {
  assert.ok(isLinear('Carretera Oaxaca - Istmo'))
  assert.ok(!isLinear('Hospital General de Zona'))
})

test('R-83 T-57 T-58 states are two digits of text, by key or by any of their names; 33 to 35 are reaches', () => {
  assert.deepEqual(territoryOf('9', ''), { coverage: 'state', stateKey: '09', isSeveral: false })
  assert.deepEqual(territoryOf('15; 9', ''), { coverage: 'state', stateKey: '09', isSeveral: true })
  for (const name of ['COAHUILA', 'Coahuila de Zaragoza']) assert.equal(territoryOf('', name).stateKey, '05')
  for (const name of ['DISTRITO FEDERAL', 'Ciudad de México']) assert.equal(territoryOf('', name).stateKey, '09')
  assert.equal(territoryOf('', 'ESTADO DE MEXICO').stateKey, '15')
  assert.equal(territoryOf('33', '').coverage, 'abroad')
  assert.equal(territoryOf('34', '').coverage, 'not-distributable')
  assert.deepEqual(territoryOf("'35", 'NACIONAL'), { coverage: 'national', stateKey: null, isSeveral: false })
  assert.equal(territoryOf('36', 'Otra').coverage, 'unknown')
})

test('R-86 T-44 spending above what was modified by more than five per cent is not comparable', () => {
  assert.ok(!isSpendingNotComparable('105', '100'))
  assert.ok(isSpendingNotComparable('105.01', '100'))
  assert.ok(isSpendingNotComparable('1', '0'))
  assert.ok(!isSpendingNotComparable(undefined, '100'))
})

test('R-87 the eleven spellings give nine statuses, and any other gives none', () => {
  const spellings = [
    ...['Vigente', 'Calendario Fiscal Concluido / Operación', 'Calendario Fiscal Concluido/Operación', 'Registrado'],
    ...[
      'En Proceso de Modificación',
      'Suspendido',
      'En Proceso de Cancelación',
      'En proceso de cancelación',
      'Ex Post',
    ],
    ...['Cancelado', 'En Proceso de Registro APP'],
  ]
  assert.equal(new Set(spellings.map(statusOf)).size, 9)
  assert.ok(spellings.every((text) => statusOf(text) !== null))
  assert.equal(statusOf('En Proceso de Registro'), null)
})

test('T-39 the end of a fiscal calendar is not the end of a work', () => {
  assert.equal(statusOf('Calendario Fiscal Concluido / Operación'), 'fiscal-calendar-ended')
})

test('T-41 the spellings of the files are eleven kinds, and purchases, studies, subsidies and programmes are not for visiting', () => {
  const kinds: [string, string, boolean][] = [
    ['Proyecto de Inversión de Infraestructura Económica', 'economic', true],
    ['Infraestructura económica (PIDIREGAS)', 'economic', true],
    ['Electricidad, hidrocarburos, comunicaciones y transportes, y agua.', 'economic', true],
    ['Proyecto de Inversión de Infraestructura Social', 'social', true],
    ['PROYECTO DE INVERSION DE INFRAESTRUCTURA GUBERNAMENTAL', 'government', true],
    ['Proyecto de Inversión de Inmuebles', 'buildings', true],
    ['Otros proyectos de Inversión', 'other-projects', true],
    ['Programa de Inversión de Adquisiciones', 'purchases', false],
    ['Programa de adquisición de protección civil', 'purchases', false],
    ['Compra de bienes muebles no asociados a proyectos de inversión.', 'purchases', false],
    ['Programa de Inversión de Mantenimiento', 'maintenance', false],
    ['Programa de mantenimiento de protección civil', 'maintenance', false],
    ['Subsidios', 'subsidies', false],
    ['Crédito externo', 'external-credit', false],
    ['Otros Programas de Inversión', 'other-programmes', false],
    ['Programa Ambiental', 'other-programmes', false],
    ['Programa de Estudios de Preinversión', 'studies', false],
  ]
  for (const [text, kind, seen] of kinds)
    assert.deepEqual([kindOf(text), isVisitable(kindOf(text))], [kind, seen], text)
  assert.ok(isVisitable(kindOf('')))
})

test('R-90 T-28 no column of what is kept holds data of an official', () => {
  const kept = [...Object.values(opaColumns).flat(), ...moneyColumns, ...otherColumns]
  assert.deepEqual(kept.filter(isPersonalColumn), [])
  const officials = [
    'NOMBRE_ADMIN',
    'APELLIDO_PATERNO_ADMIN',
    'AP_MATERNO_ADMIN',
    'MAIL_ALTERNO_ADMIN',
    'TELEFONO_ADMIN',
  ]
  assert.ok([...officials, 'EXTENSION_ADMIN', 'Correo electrónico', 'Teléfono', 'Responsable'].every(isPersonalColumn))
})

test('the four ways in which the cuts write a day are one day', () => {
  for (const cell of ['01/10/2019', '01/10/2019 02:00:00 a. m.', '2019-10-01', '2019-10-01 00:00:00.000', '43739'])
    assert.equal(dateOf(cell, 'start'), '2019-10-01', cell)
  assert.equal(dateOf('Octubre/2011', 'start'), '2011-10-01')
  assert.equal(dateOf('Octubre/2011', 'end'), '2011-10-31')
  for (const cell of ['', 'por definir', '31/02/2019', '00/00/0000']) assert.equal(dateOf(cell, 'start'), null, cell)
})

test('numbers are read as people write them, and money is added without loss', () => {
  assert.equal(numberOf('74.71'), 74.71)
  assert.equal(numberOf('85 %'), 85)
  assert.equal(decimalOf('$1,234,500.50'), '1234500.50')
  assert.equal(decimalOf('4.47942E+11'), '447942000000')
  assert.equal(decimalOf('n/d'), null)
  assert.equal(addedDecimals('0.1', '0.2'), '0.3')
  assert.equal(addedDecimals('-1', '.5'), '-0.5')
  const cents = fc.integer({ min: -1e9, max: 1e9 })
  const text = (value: number) =>
    `${value < 0 ? '-' : ''}${Math.trunc(Math.abs(value) / 100)}.${String(Math.abs(value) % 100).padStart(2, '0')}`
  fc.assert(
    fc.property(cents, cents, (a, b) => assert.equal(Number(addedDecimals(text(a), text(b))), Number(text(a + b)))),
  )
})

test('R-91 a municipality is state and municipality in five digits of text, from any of the ways in which files write it', () => {
  for (const cell of ['067', '67', "'067", '20067', '200670001']) assert.equal(municipalityKeyOf(cell, '20'), '20067')
  for (const cell of ['1001', '01001', '10010001', '010010001']) assert.equal(municipalityKeyOf(cell, null), '01001')
  for (const cell of ['', '67', 'Oaxaca de Juárez', '2.0067E+4', '2006700011'])
    assert.equal(municipalityKeyOf(cell, null), null)
})
