import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { emptyDatabase } from '../../../../test/database.ts'
import { type Database, openDatabase } from '../../../platform/db/database.ts'
import { migrate } from '../../../platform/db/migrate.ts'
import { slugOf } from '../../../platform/identity.ts'
import { loadMunicipalities } from '../../spaces/reference/commands.ts'
import { loadReference } from './commands.ts'

const now = new Date('2026-03-01T18:00:00Z')

describe('reference facts', () => {
  let db: Database
  let drop: () => Promise<void>
  before(async () => {
    const database = await emptyDatabase()
    drop = database.drop
    await migrate(database.url)
    db = openDatabase(database.url, { max: 3 })
    await Promise.all([loadReference(db, now), loadReference(db, now)])
  })
  after(async () => {
    await db.destroy()
    await drop()
  })

  const keysOf = (level: string) =>
    db.selectFrom('territories').selectAll().where('level', '=', level).orderBy('key').execute()

  test('T-57: the 32 states are keyed 01 to 32, as text with their zeros', async () => {
    const states = await keysOf('state')
    assert.deepEqual(
      states.map((row) => row.key),
      Array.from({ length: 32 }, (_, index) => String(index + 1).padStart(2, '0')),
    )
    assert.ok(states.every((row) => row.parent_key === 'MX'))
  })

  test('every municipality is keyed by five digits of which the first two are a state', async () => {
    const municipalities = await keysOf('municipality')
    assert.equal(municipalities.length, 2475)
    assert.ok(municipalities.every((row) => /^\d{5}$/.test(row.key) && row.parent_key === row.key.slice(0, 2)))
    assert.equal(municipalities.find((row) => row.key === '20067')?.name, 'Oaxaca de Juárez')
  })

  test('T-58: a state is found by the name people use', async () => {
    const aliases = await db.selectFrom('territory_aliases').selectAll().execute()
    const keyOf = (alias: string) => aliases.find((row) => row.alias === alias)?.territory_key
    assert.deepEqual(['Coahuila', 'Estado de México', 'Distrito Federal', 'Michoacán'].map(keyOf), [
      '05',
      '15',
      '09',
      '16',
    ])
  })

  test('T-56: keys of states are not the letters of the CURP', async () => {
    const names = new Map((await keysOf('state')).map((row) => [row.key, row.name]))
    assert.deepEqual(
      ['07', '08', '09', '15'].map((key) => names.get(key)),
      ['Chiapas', 'Chihuahua', 'Ciudad de México', 'México'],
    )
  })

  test('countries carry both ISO codes and both languages', async () => {
    const countries = await keysOf('country')
    assert.ok(countries.length >= 249)
    const germany = countries.find((row) => row.key === 'DE')
    assert.deepEqual([germany?.iso3, germany?.name, germany?.name_en], ['DEU', 'Alemania', 'Germany'])
  })

  test('T-69: policy areas are versioned, and their codes are their English names in kebab case', async () => {
    const areas = await db.selectFrom('policy_areas').selectAll().orderBy('position').execute()
    assert.equal(areas.length, 86)
    assert.ok(areas.every((area) => area.scheme === 'ogp' && area.version === '2024-07'))
    assert.ok(areas.every((area) => area.code === slugOf(area.name_en) && area.name !== ''))
    const codes = new Set(areas.map((area) => area.code))
    assert.ok(areas.every((area) => area.parent_code === null || codes.has(area.parent_code)))
  })

  test('a second start writes nothing and is quick', async () => {
    const before = await db.selectFrom('reference_sets').selectAll().orderBy('name').execute()
    await loadReference(db, new Date('2026-03-02T18:00:00Z'))
    assert.deepEqual(await db.selectFrom('reference_sets').selectAll().orderBy('name').execute(), before)
  })

  test("a newer catalogue of INEGI's adds and renames, twice the same, in Windows-1252 too", async () => {
    const text = 'CVE_ENT,CVE_MUN,NOM_MUN\n20,067,Oaxaca de Juárez\n20,999,Peña Nueva\n'
    const file = Buffer.from(text, 'latin1')
    const report = await loadMunicipalities(db, file)
    assert.deepEqual([report.rows_read, report.added, report.unchanged, report.rejected], [2, 1, 1, 0])
    const again = await loadMunicipalities(db, file)
    assert.deepEqual([again.added, again.changed, again.unchanged], [0, 0, 2])
    const row = await db.selectFrom('territories').selectAll().where('key', '=', '20999').executeTakeFirst()
    assert.deepEqual([row?.name, row?.parent_key], ['Peña Nueva', '20'])
  })

  test('a sheet that lost its zeros is refused whole, saying row and what was expected', async () => {
    const report = await loadMunicipalities(db, Buffer.from('key,name\n20998,Nueva\n1001,Aguascalientes\n'))
    assert.equal(report.written, false)
    assert.deepEqual(
      report.rejections.map(({ row, column, value, reason }) => ({ row, column, value, reason })),
      [{ row: 3, column: 'key', value: '1001', reason: 'zero-lost' }],
    )
    const row = await db.selectFrom('territories').select('key').where('key', '=', '20998').executeTakeFirst()
    assert.equal(row, undefined)
  })
})
