import assert from 'node:assert/strict'
import { test } from 'node:test'
import { translator } from '../platform/i18n.ts'
import { CheckboxGroup, RadioGroup, Select } from './Choices.tsx'
import { DateField } from './DateField.tsx'
import { ErrorSummary } from './ErrorSummary.tsx'
import { Field, fieldId, TextArea } from './Field.tsx'
import { Layout } from './Layout.tsx'
import { Pager, pageNumbers } from './Pager.tsx'
import { StackedBar } from './StackedBar.tsx'
import { Table } from './Table.tsx'
import { VoicesBars } from './VoicesBars.tsx'

const t = translator('es')
const html = (element: unknown) => String(element)

test('a field in error names its hint and its error, and keeps what was typed', () => {
  const field = html(
    <Field
      t={t}
      name="meta.valor"
      label="Meta"
      hint="Un número"
      error="Escribe un número"
      value={'"cuarenta"'}
      required
    />,
  )
  assert.match(field, /id="meta-valor"/)
  assert.match(field, /aria-describedby="meta-valor-hint meta-valor-error"/)
  assert.match(field, /aria-invalid="true"/)
  assert.match(field, /value="&quot;cuarenta&quot;"/)
  assert.match(field, /for="meta-valor"/)
  assert.match(field, /obligatorio/)
})

test('a summary leads to the field, whatever its name looks like', () => {
  const summary = html(
    <ErrorSummary t={t} errors={[{ field: 'acciones[0].peso', message: 'Los pesos deben sumar 100' }]} />,
  )
  assert.ok(summary.includes(`href="#${fieldId('acciones[0].peso')}"`))
  assert.ok(html(<Field t={t} name="acciones[0].peso" label="Peso" />).includes(`id="${fieldId('acciones[0].peso')}"`))
  assert.match(summary, /Falta corregir un dato/)
  assert.match(summary, /role="alert"/)
  assert.equal(html(<ErrorSummary t={t} errors={[]} />), '')
})

test('a text that begins with a line break keeps it', () => {
  assert.match(html(<TextArea t={t} name="a" label="A" value={'\nuno'} />), /<textarea[^>]*>\n\nuno<\/textarea>/)
})

test('a text area cannot be closed from inside', () => {
  const area = html(<TextArea t={t} name="a" label="A" value="</textarea><script>alert(1)</script>" />)
  assert.equal(area.match(/<\/textarea>/g)?.length, 1)
  assert.ok(!area.includes('<script>'))
})

test('what is not a date is shown back as it was typed', () => {
  assert.match(
    html(<DateField t={t} name="d" label="Día" value="31 de febrero" />),
    /type="text"[^>]*value="31 de febrero"/,
  )
  assert.match(html(<DateField t={t} name="d" label="Día" value="2026-02-28" />), /type="date"[^>]*value="2026-02-28"/)
})

test('the summary leads to the first choice of a group; what was chosen stays chosen', () => {
  const options = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ]
  const radios = html(<RadioGroup t={t} name="valor" label="Valor" options={options} value="b" />)
  assert.match(radios, /id="valor" name="valor" value="a"/)
  assert.match(radios, /value="b" checked/)
  assert.equal(radios.match(/checked/g)?.length, 1)
  const boxes = html(<CheckboxGroup t={t} name="temas" label="Temas" options={options} values={['a', 'b']} />)
  assert.equal(boxes.match(/checked/g)?.length, 2)
  assert.match(html(<Select t={t} name="s" label="S" options={options} value="b" />), /value="b" selected/)
})

test('a table says how it is sorted, names its rows and can be moved with the keyboard', () => {
  const table = html(
    <Table
      id="t"
      caption="Avance"
      rows={[{ name: '<b>Agua</b>', value: 3 }]}
      columns={[
        { key: 'name', label: 'Nombre', sortHref: '?orden=nombre', sorted: 'ascending', cell: (row) => row.name },
        { key: 'value', label: 'Valor', numeric: true, cell: (row) => row.value },
      ]}
    />,
  )
  assert.match(table, /<th scope="col"[^>]*aria-sort="ascending"><a class="sort" href="\?orden=nombre"/)
  assert.match(table, /<th scope="row"[^>]*>&lt;b&gt;Agua/)
  assert.match(table, /<section class="table-scroll" aria-labelledby="t-caption" tabindex="0"/)
})

test('pages left out are never a single one', () => {
  assert.deepEqual(pageNumbers(1, 1), [1])
  assert.deepEqual(pageNumbers(4, 12), [1, 2, 3, 4, 5, null, 12])
  assert.deepEqual(pageNumbers(6, 12), [1, null, 5, 6, 7, null, 12])
  assert.equal(html(<Pager t={t} page={1} pages={1} hrefOf={String} />), '')
})

test('bars say in words what they draw, and draw nothing where nobody spoke', () => {
  const bar = html(
    <StackedBar
      label="Avance"
      parts={[
        { label: 'Cumplidas', percent: 33.33, tone: 'done', text: '33.33 %' },
        { label: 'Atrasadas', percent: 66.67, tone: 'late', text: '66.67 %' },
      ]}
    />,
  )
  assert.match(bar, /aria-label="Avance: Cumplidas 33.33 %, Atrasadas 66.67 %"/)
  assert.match(bar, /x="33.33%" width="66.67%"/)
  const silent = html(
    <VoicesBars voices={[{ label: 'Validado', short: 'V', tone: 'validated', percent: null, text: 'sin dato' }]} />,
  )
  assert.ok(!silent.includes('<rect'))
  assert.match(silent, /sin dato/)
})

test('the layout marks where one is, says the place is invented, and asks nothing of other hosts', () => {
  const assets = {
    css: '/recursos/a.css',
    fontPreload: '/recursos/a.woff2',
    icon: '/recursos/a.svg',
    manifest: '/recursos/a.webmanifest',
    island: (name: string) => `/recursos/${name}.js`,
    serve: () => new Response(),
  }
  const page = html(
    <Layout
      t={t}
      lang="es"
      assets={assets}
      title="Tablero"
      space={{ name: 'San Jacinto', href: '/l', fictional: true, theme: { primary: '#0b5d4b', accent: '#c2185b' } }}
      nav={[{ href: '/tablero', label: 'Tablero', current: true }]}
      islands={['filter-form']}
    >
      <h1>Tablero</h1>
    </Layout>,
  )
  assert.match(page, /<html lang="es-MX">/)
  assert.match(page, /<a href="\/tablero" aria-current="page">/)
  assert.match(page, /San Jacinto es un lugar ficticio/)
  assert.match(page, /href="\/recursos\/tema\/0b5d4b-c2185b\.css"/)
  assert.match(page, /<title>Tablero · San Jacinto · Tequio<\/title>/)
  assert.ok(!/(?:src|href)="(?:https?:)?\/\//.test(page))
})
