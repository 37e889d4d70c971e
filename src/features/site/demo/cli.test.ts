import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../../test/database.ts'
import type { CliWorld } from '../../../platform/cli.ts'
import { territoriesLoadCommand } from '../../spaces/reference/cli.ts'
import { demoLoadCommand } from './cli.ts'

describe('commands of the terminal that load facts', () => {
  let database: TestDatabase
  let cwd: string
  before(async () => {
    database = await testDatabase()
    cwd = await mkdtemp(join(tmpdir(), 'tequio-'))
  })
  after(async () => {
    await database.drop()
    await rm(cwd, { recursive: true })
  })

  async function run(command: (args: string[], world: CliWorld) => Promise<number>, ...args: string[]) {
    const said = { out: '', err: '' }
    const into = (name: 'out' | 'err') =>
      new Writable({
        write(chunk, _encoding, done) {
          said[name] += String(chunk)
          done()
        },
      })
    const now = () => new Date('2026-09-17T16:00:00Z')
    const code = await command(args, { db: database.db, now, cwd, stdout: into('out'), stderr: into('err') })
    return { code, ...said }
  }

  test('tequio demo load fills an empty installation and refuses one in use', async () => {
    const config = { dataDir: cwd, storageUrl: null, baseUrl: 'http://localhost:8080', secret: 'x'.repeat(32) }
    const load = (args: string[], world: CliWorld) => demoLoadCommand(args, world, config)
    assert.equal((await run(load)).code, 0)
    const second = await run(load)
    assert.deepEqual([second.code, second.out], [2, ''])
    assert.match(second.err, /ya tiene espacios/)
  })

  test('tequio territories load takes a catalogue and says what it did', async () => {
    await writeFile(join(cwd, 'catalogo.csv'), 'CVEGEO,NOM_MUN\n20067,Oaxaca de Juárez\n20990,Los Fresnos Nuevos\n')
    const { code, out } = await run(territoriesLoadCommand, 'catalogo.csv')
    assert.deepEqual([code, out], [0, '2 municipios leídos: 1 nuevos, 0 con otro nombre, 1 iguales.\n'])
  })

  test('T-57: a sheet without its zeros is refused with file, row and column, and the report balances', async () => {
    await writeFile(join(cwd, 'malo.csv'), 'CVEGEO,NOM_MUN\n1001,Aguascalientes\n20067,Oaxaca de Juárez\n')
    const { code, err } = await run(territoriesLoadCommand, 'malo.csv', '--report', 'informe.json')
    assert.equal(code, 2)
    assert.match(err, /^malo\.csv, renglón 2, columna key: «1001»\. .*01001/)
    const report = JSON.parse(await readFile(join(cwd, 'informe.json'), 'utf8'))
    assert.equal(report.rows_read, report.added + report.changed + report.unchanged + report.rejected)
  })

  test('a missing file or argument is a sentence, not a stack', async () => {
    assert.match((await run(territoriesLoadCommand)).err, /Falta el archivo/)
    assert.match((await run(territoriesLoadCommand, 'nada.csv')).err, /No se pudo leer nada\.csv/)
  })
})
