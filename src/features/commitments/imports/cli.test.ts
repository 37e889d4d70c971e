import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { after, before, beforeEach, test } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../../test/database.ts'
import type { CliWorld } from '../../../platform/cli.ts'
import { newId } from '../../../platform/identity.ts'
import { exportCommand, templateCommand } from '../exports/cli.ts'
import { importCommand } from './cli.ts'

let base: TestDatabase
let world: CliWorld
let said = ''
let cried = ''
const now = new Date('2026-05-12T12:00:00Z')
const cwd = mkdtempSync(join(tmpdir(), 'tequio-cli-'))
const where = ['--space', 'pruebas', '--plan', 'plan-uno']

const into = (keep: (text: string) => void) =>
  new Writable({
    write(chunk, _, done) {
      keep(String(chunk))
      done()
    },
  })

before(async () => {
  base = await testDatabase()
  const space = { id: newId(), kind: 'collection', slug: 'pruebas', name: 'Pruebas', created_at: now }
  await base.db.insertInto('spaces').values(space).execute()
  const stdout = into((text) => {
    said += text
  })
  const stderr = into((text) => {
    cried += text
  })
  world = { db: base.db, now: () => now, cwd, stdout, stderr }
})
beforeEach(() => {
  said = ''
  cried = ''
})
after(async () => {
  rmSync(cwd, { recursive: true })
  await base.drop()
})

const write = (name: string, text: string) => writeFileSync(join(cwd, name), text)
const report = () => JSON.parse(readFileSync(join(cwd, 'R.json'), 'utf8'))

test('importing makes the plan, tells the totals and writes the report', async () => {
  write('hoja.csv', 'tipo,clave,titulo,problema\ncompromiso,uno,Uno,"a, b"\ncompromiso,dos,Dos,\n')
  assert.equal(await importCommand(['hoja.csv', ...where, '--report', 'R.json'], world), 0)
  assert.equal(cried, '')
  assert.match(said, /plan-uno no existía.*\n2 filas leídas: 2 añadidas, 0 cambiadas, 0 iguales, 0 rechazadas\./s)
  const { created, format, encoding, rows_read, added, rejections, space, plan } = report()
  assert.deepEqual(
    { created, format, encoding, rows_read, added, rejections, space, plan },
    {
      created: ['plan'],
      format: 'template',
      encoding: 'utf-8',
      rows_read: 2,
      added: 2,
      rejections: [],
      space: 'pruebas',
      plan: 'plan-uno',
    },
  )
})

test('every format that is exported changes nothing when it comes back', async () => {
  for (const format of ['json', 'csv', 'xlsx']) {
    assert.equal(await exportCommand([...where, '--format', format, '--out', `salida.${format}`], world), 0)
    assert.equal(await importCommand([`salida.${format}`, ...where, '--report', 'R.json'], world), 0)
    assert.deepEqual([report().rows_read, report().unchanged], [2, 2], format)
  }
  assert.equal(cried, '')
})

test('a rejected row: exit 2 with file, row and column; the sound commitment comes in', async () => {
  write('mala.csv', 'tipo,clave,titulo,inicio\ncompromiso,tres,Tres,\ncompromiso,cuatro,Cuatro,2026-02-30\n')
  assert.equal(await importCommand(['mala.csv', ...where], world), 2)
  assert.match(cried, /^mala\.csv, fila 3, columna inicio: Se espera un día que exista/)
  assert.match(said, /1 añadida|una añadida/)
})

test('an unknown space, a file that is not there, a wrong option: exit 2 with a sentence', async () => {
  assert.equal(await importCommand(['hoja.csv', '--space', 'nada', '--plan', 'p'], world), 2)
  assert.match(
    cried,
    /No hay un espacio «nada»\. Los que hay: pruebas\. Para crear uno: tequio spaces create --slug nada --name "Su nombre"/,
  )
  for (const args of [
    ['no.csv', ...where],
    ['hoja.csv'],
    ['hoja.csv', ...where, '--color'],
    ['hoja.csv', ...where, '--format', 'pdf'],
  ]) {
    cried = ''
    assert.equal(await importCommand(args, world), 2)
    assert.match(cried, /^(Uso: tequio|No se pudo leer)/)
  }
  assert.equal(await exportCommand(['--space', 'pruebas', '--plan', 'otro', '--format', 'csv', '--out', 'x'], world), 2)
  assert.equal(await exportCommand([...where, '--format', 'csv', '--out', 'no/existe/x.csv'], world), 2)
  assert.equal(await exportCommand([...where, '--format', 'xlsx', '--out', 'no/existe/x.xlsx'], world), 2)
})

test('the empty template and its dictionary', async () => {
  for (const format of ['csv', 'xlsx', 'dictionary']) {
    assert.equal(await templateCommand(['--format', format, '--out', `plantilla.${format}`], world), 0)
  }
  assert.match(readFileSync(join(cwd, 'plantilla.csv'), 'utf8'), /^tipo,clave,numero,/)
  assert.match(readFileSync(join(cwd, 'plantilla.dictionary'), 'utf8'), /^Fila,Columna,/)
  assert.equal(await importCommand(['plantilla.xlsx', ...where, '--dry-run'], world), 0)
})
