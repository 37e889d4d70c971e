import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { htmlProblems } from '../../../../test/html.ts'
import { type TrackingStage, trackingStage } from '../../../../test/tracking-stage.ts'
import { csvRecord } from '../../../platform/csv/write.ts'
import { changeCommitment } from '../../commitments/commands.ts'
import { insertVersions } from '../../commitments/document/commands.ts'
import { readDocuments } from '../../commitments/document/queries.ts'
import { loadPlan } from '../../commitments/plan/queries.ts'

let stage: TrackingStage
before(async () => {
  stage = await trackingStage()
  const stored = await readDocuments(stage.db, stage.plan.id)
  const facts = { number: 1, reason: '', approved_by: null, approved_on: null, approval_url: null, author_id: null }
  await stage.db.transaction().execute((tx) =>
    insertVersions(
      tx,
      stored.map(({ id, document }) => ({
        commitment_id: id,
        document,
        ...facts,
        at: new Date('2026-01-05T18:00:00Z'),
      })),
    ),
  )
})
after(() => stage.close())

type Row = Record<string, string>
type Edit = (rows: Row[]) => void
const approval = { reason: 'Lo acordó el comité en su sesión', approvedBy: 'Comité', approvedOn: '2026-03-30' }

async function exported(): Promise<Row[]> {
  const { text, status } = await stage.get(`${stage.plan.path}/hoja.csv`, 'facilitator')
  assert.equal(status, 200)
  return parse(text, { columns: true })
}
const csvOf = (rows: readonly Row[]) =>
  csvRecord(Object.keys(rows[0] ?? {})) + rows.map((row) => csvRecord(Object.values(row))).join('')

function send(file: string | Uint8Array<ArrayBuffer>, how: 'try' | 'save', name = 'hoja.csv') {
  const form = new FormData()
  form.set('file', new File([file], name))
  for (const [key, value] of Object.entries({ how, ...approval })) form.set(key, value)
  return stage.send(`${stage.plan.path}/hoja/importaciones`, form, 'facilitator')
}
async function sent(edit: Edit, how: 'try' | 'save', from?: Row[]) {
  const rows = structuredClone(from ?? (await exported()))
  edit(rows)
  return send(csvOf(rows), how)
}
const at = (rows: Row[], key: string, code: string) => {
  const row = rows.find(({ clave, codigo }) => clave === key && codigo === code)
  assert.ok(row)
  return row
}
const columnLike = async (pattern: RegExp) =>
  Object.keys((await exported())[0] ?? {}).find((name) => pattern.test(name)) ?? ''

test('a sheet that comes back as it went out changes nothing, in both forms', async () => {
  assert.match((await sent(() => {}, 'save')).text, /Nada cambió/)
  const { bytes } = await workbook(() => {})
  assert.match((await send(bytes, 'save', 'hoja.xlsx')).text, /Nada cambió/)
  const page = await stage.get(`${stage.plan.path}/hoja`, 'facilitator')
  assert.deepEqual(await htmlProblems(page.text), [])
  assert.match((await stage.get(stage.plan.path, 'facilitator')).text, /\/hoja"/)
})

async function workbook(edit: (sheet: ExcelJS.Worksheet) => void) {
  const response = await stage.app.request(`${stage.plan.path}/hoja.xlsx`, {
    headers: { cookie: stage.cookie('facilitator') },
  })
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(await response.arrayBuffer())
  const sheet = book.worksheets[0]
  assert.ok(sheet)
  edit(sheet)
  return { bytes: new Uint8Array(await book.xlsx.writeBuffer()) }
}

test('only what was edited changes, shown before and after for each cell; sent twice it changes nothing', async () => {
  const before = await exported()
  const edit: Edit = (rows) => {
    at(rows, '1', '1.2').producto = 'Padrón actualizado'
  }
  const trial = await sent(edit, 'try')
  assert.match(trial.text, /Cambiaría una celda/)
  assert.match(trial.text, /Padrón publicado[\s\S]*Padrón actualizado/)
  assert.deepEqual(await htmlProblems(trial.text), [])
  assert.deepEqual(await exported(), before)
  assert.match((await sent(edit, 'save', before)).text, /Cambió una celda/)
  const now = await exported()
  assert.equal(at(now, '1', '1.2').producto, 'Padrón actualizado')
  const others = (rows: Row[]) => rows.filter(({ clave, codigo }) => clave !== '1' || codigo !== '1.2')
  assert.deepEqual(others(now), others(before))
  assert.match((await sent(edit, 'save', before)).text, /Nada cambió/)
})

test('a sheet older than the change of another is caught cell by cell, with both values, and the rest comes in', async () => {
  const old = await exported()
  const plan = await loadPlan(stage.db, await stage.cast.actor('facilitator'), stage.space.slug, stage.plan.slug)
  await changeCommitment(await stage.contextOf('facilitator'), plan, {
    ...{ key: '1', seen: null, approval: { ...approval, approvalUrl: null } },
    apply: (document) => ({
      ...document,
      keyActions: document.keyActions.map((action) => ({
        ...action,
        activities: action.activities.map((one) => (one.code === '1.1' ? { ...one, title: 'Lo dijo otra' } : one)),
      })),
    }),
  })
  const answer = await sent(
    (rows) => {
      at(rows, '1', '1.1').titulo = 'Lo dijo la hoja'
      at(rows, '1', '2.1').titulo = 'Este sí'
    },
    'save',
    old,
  )
  assert.match(answer.text, /Alguien más las cambió/)
  assert.match(answer.text, /Lo dijo otra[\s\S]*Lo dijo la hoja/)
  const now = await exported()
  assert.deepEqual([at(now, '1', '1.1').titulo, at(now, '1', '2.1').titulo], ['Lo dijo otra', 'Este sí'])
})

test('R-42 a sheet may never verify, nor move a state at all', async () => {
  const answer = await sent((rows) => {
    at(rows, '1', '1.1').estado = 'verificada'
    at(rows, '1', '1.2').estado = 'en-proceso'
  }, 'save')
  assert.match(answer.text, /Una hoja no puede verificar/)
  assert.match(answer.text, /se mueve con un reporte/)
  const states = await stage.db.selectFrom('activities').select('current_state').distinct().execute()
  assert.deepEqual(states, [{ current_state: 'not-started' }])
})

test('each cell that cannot be taken says why, with its sheet, row and column', async () => {
  const end = await columnLike(/^fin|^termino|^fecha_fin/)
  const start = await columnLike(/^inicio|^fecha_inicio/)
  const cases: [Edit, RegExp][] = [
    [
      (rows) => Object.assign(at(rows, '1', '1.1'), { clave: 'nada' }),
      /Actividades, fila 2, clave[\s\S]*No hay un compromiso con esa clave/,
    ],
    [
      (rows) => Object.assign(at(rows, '1', '1.1'), { codigo: '9.9' }),
      /Actividades, fila 2, codigo[\s\S]*no tiene una actividad/,
    ],
    [
      (rows) => Object.assign(at(rows, '1', '1.1'), { [end]: 'pronto' }),
      new RegExp(`Actividades, fila 2, ${end}[\\s\\S]*No se entiende`),
    ],
    [
      (rows) => Object.assign(at(rows, '1', '1.1'), { [start]: '2026-12-01', [end]: '2026-11-01' }),
      /antes que la de inicio/,
    ],
    [(rows) => Object.assign(at(rows, '1', '1.1'), { titulo: '' }), /No puede quedar vacío/],
    [(rows) => Object.assign(at(rows, '1', '1.1'), { producto: '=1+1' }), /Trae una fórmula/],
    [(rows) => Object.assign(at(rows, '1', '1.1'), { producto: 'ND' }), /se dice en el editor/],
    [(rows) => Object.assign(at(rows, '1', '1.1'), { huella: '1.rota' }), /La huella falta o está dañada/],
    [(rows) => Object.assign(at(rows, '1', '1.1'), { producto: 'x'.repeat(30_000) }), /demasiado largo/],
    [(rows) => void rows.push({ ...at(rows, '1', '1.1') }), /ya salió en otra fila/],
  ]
  const before = await exported()
  for (const [edit, sentence] of cases) assert.match((await sent(edit, 'save', before)).text, sentence)
  assert.deepEqual(await exported(), before)
})

test('zeros that a spreadsheet ate are told with what they were', async () => {
  await stage.db.updateTable('activities').set({ code: '1.10' }).where('id', '=', stage.activities['1.2']).execute()
  const answer = await sent((rows) => Object.assign(at(rows, '1', '1.10'), { codigo: '1.1', producto: 'Otro' }), 'try')
  assert.match(answer.text, /ya salió en otra fila|existe «1\.10»/)
  await stage.db.updateTable('activities').set({ code: '007' }).where('id', '=', stage.activities['1.2']).execute()
  const eaten = await sent((rows) => Object.assign(at(rows, '1', '007'), { codigo: '7' }), 'try')
  assert.match(eaten.text, /existe «007»/)
  await stage.db.updateTable('activities').set({ code: '1.2' }).where('id', '=', stage.activities['1.2']).execute()
})

test('a sheet saved by a spreadsheet in Spanish is read: semicolons, Windows-1252, days before months', async () => {
  const rows = await exported()
  const start = await columnLike(/^inicio|^fecha_inicio/)
  for (const row of rows) row[start] = (row[start] ?? '').replace(/^(\d+)-(\d+)-(\d+)$/, '$3/$2/$1')
  at(rows, '2', at(rows, '2', '1.1').codigo ?? '').producto = 'Reunión pública'
  const line = (cells: string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')}\r\n`
  const text = line(Object.keys(rows[0] ?? {})) + rows.map((row) => line(Object.values(row))).join('')
  const answer = await send(new Uint8Array(Buffer.from(text, 'latin1')), 'try')
  assert.match(answer.text, /Cambiaría una celda/)
  assert.match(answer.text, /Reunión pública/)
})

test('what is no sheet is refused with a sentence: no column, no file, a broken workbook, a cell of ten megabytes', async () => {
  const { path } = stage.plan
  const lacking = (await exported()).map(({ huella: _, ...rest }) => rest)
  assert.match((await send(csvOf(lacking), 'try')).text, /No se pudo leer la hoja \(fila 1, columna huella\)/)
  assert.equal((await send('PK\u0003\u0004rota', 'try', 'hoja.xlsx')).status, 422)
  const huge = await send(`clave,codigo,huella\r\n1,1.1,${'x'.repeat(10 * 1024 * 1024)}\r\n`, 'try')
  assert.equal(huge.status, 422)
  assert.match(huge.text, /pesa más de 5 MB/)
  const long = await send(`clave,codigo,huella\r\n1,1.1,${'x'.repeat(2 * 1024 * 1024)}\r\n`, 'try')
  assert.equal(long.status, 422)
  const none = await stage.post(`${path}/hoja/importaciones`, { how: 'try' }, 'facilitator')
  assert.equal(none.status, 422)
  const bare = new FormData()
  bare.set('file', new File([csvOf(await exported())], 'hoja.csv'))
  bare.set('how', 'save')
  assert.equal((await stage.send(`${path}/hoja/importaciones`, bare, 'facilitator')).status, 422)
  const formula = await workbook((sheet) => {
    sheet.getRow(2).getCell(5).value = { formula: '1+1', result: 2 }
  })
  assert.match((await send(formula.bytes, 'try', 'hoja.xlsx')).text, /Trae una fórmula/)
  assert.equal((await stage.get(`${path}/hoja`, 'liaison')).status, 403)
})
