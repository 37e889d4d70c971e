import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { csvPieces } from '../src/features/commitments/exports/csv.ts'
import { jsonPieces } from '../src/features/commitments/exports/json.ts'
import { writeWorkbook } from '../src/features/commitments/exports/workbook.ts'
import { type CommitmentDocument, emptyDocument } from '../src/features/commitments/model.ts'
import { runImport } from '../src/features/plans/imports/commands.ts'
import { typedFrom } from '../src/platform/http/form.ts'
import { addressOf } from './access-address.ts'
import { type AccessStage, accessStage, type Furnished } from './access-stage.ts'
import { rules } from './access-table.ts'
import { testSettings } from './cast.ts'
import { assertEscaped, assertOurs, escaped, type FormField, fieldsOfForm } from './hostile-page.ts'
import { collectedStrings, hostileStrings } from './hostile-strings.ts'
import { rowCounts } from './row-counts.ts'

const who = 'installation'
const routes = rules.flatMap((rule) => rule.routes)
const posts = routes.filter((route) => route.startsWith('POST') && !route.endsWith('/importaciones'))
const pages = routes.filter(
  (route) => route.startsWith('GET') && !/xlsx|ndjson|\/auth|recursos|openapi|GET \/entrar$/.test(route),
)
/** Filled in as it asks, that one ends the account of whoever asks. */
const others = posts.filter((route) => route !== 'POST /cuenta/borrar')
/** Names that some handler reads beside those of its page's form. */
const otherNames = ['token', 'returnTo', 'locale', 'reason', 'seen', 'intent', 'sure', 'endedOn', 'outcome', 'what']

type Answer = { status: number; html: string; location: string; type: string }

describe('hostile strings', () => {
  let stage: AccessStage
  before(async () => {
    stage = await accessStage()
  })
  after(() => stage.close())
  const plans = () => [stage.published, stage.draft]

  test('the judge of this test sees what must not be there', () => {
    const wrong = [
      '<script>alert(1)</script>',
      '<p onclick="x">',
      '<a href="javascript:x">',
      '<iframe>',
      '<p style="x">',
    ]
    for (const html of wrong) assert.throws(() => assertOurs(`<p title="a">b</p>${html}`, 'here'), html)
    assert.throws(() => assertEscaped('<p><b>ho</b></p>', '<b>ho</b>', 'here'))
    assert.doesNotThrow(() => assertOurs(`<p title="${escaped('"><img onerror="x">')}">`, 'here'))
  })

  test('every form takes them in every field: an answer, nothing echoed raw, nothing half-written', async () => {
    for (const route of posts) {
      const { fields } = await formOf(stage, route, stage.draft)
      const names = [...fields.map(({ name }) => name), ...otherNames]
      for (const text of hostileStrings)
        await post(stage, route, stage.draft, new Map(names.map((name) => [name, text])), text)
    }
  })

  test('every form takes them as text, keeps them, and every page shows them as text', async () => {
    for (const route of others) {
      await typeAll(stage, route, stage.draft, hostileStrings.slice(0, -1))
    }
    for (const plan of plans()) for (const route of pages) await show(stage, route, plan, '')
  })

  test('every address takes them in its query, and in its path', async () => {
    for (const route of pages) {
      for (const text of hostileStrings.slice(0, 2)) await show(stage, route, stage.published, queryOf(text))
    }
    for (const text of hostileStrings.slice(0, -1)) {
      for (const route of [
        'GET /tablero',
        'GET /:space/planes/:plan/tablero',
        'GET /registro',
        'GET /privacidad/folios',
      ])
        await show(stage, route, stage.published, queryOf(text))
      for (const path of pathsWith(stage, text)) {
        const answer = await send(stage, path, 'GET', null)
        judge(answer, path, [text])
      }
    }
  })

  test('every importer takes them in every cell', async () => {
    await importAll(stage, hostileStrings, 'a')
  })

  test('the collected ones, too', async (t) => {
    const collected = collectedStrings()
    if (!collected) return t.skip('The collections of hostile strings do not lie beside the project.')
    for (const route of [
      'POST /:space/planes/:plan/compromisos/:key/editar',
      'POST /:space/planes/:plan/compromisos/:key/hoja-de-ruta',
      'POST /privacidad/solicitud',
    ])
      await typeAll(stage, route, stage.draft, collected)
    await show(stage, 'GET /:space/planes/:plan/compromisos/:key', stage.draft, '')
    for (const route of others)
      for (const text of collected.filter((_, index) => index % 150 === 7))
        await typeInto(stage, route, stage.draft, [text])
    for (const text of collected.filter((_, index) => index % 12 === 0))
      await show(stage, 'GET /tablero', stage.published, queryOf(text))
    await importAll(stage, collected, 'b')
  })
})

/** The form as its page shows it, where it has one. */
async function formOf(stage: AccessStage, route: string, plan: Furnished): Promise<{ fields: FormField[] }> {
  const path = await addressOf(stage, route, plan, who)
  const page = routes.includes(route.replace('POST', 'GET')) ? path : pageAround(path)
  const { html } = await send(stage, page, 'GET', null)
  return { fields: fieldsOfForm(html, path) ?? [] }
}

/** Small forms stand on the page above them. */
function pageAround(path: string): string {
  if (/\/cuenta\//.test(path)) return '/cuenta'
  if (path.startsWith('/admin/privacidad/')) return '/admin/privacidad'
  return path
    .replace(/\/(quitar|cancelar|enlace|retirar|terminar)$/, '')
    .replace(/\/(pausas|documentos|personas)\/.*/, '/$1')
}

/** Types all the texts into the text fields of a form, as many at once as it has fields. */
async function typeAll(stage: AccessStage, route: string, plan: Furnished, texts: readonly string[]): Promise<void> {
  const { fields } = await formOf(stage, route, plan)
  const size = Math.max(1, fields.filter(({ kind }) => kind === 'text').length)
  for (let at = 0; at < texts.length; at += size) await typeInto(stage, route, plan, texts.slice(at, at + size))
}

/** Types texts into the text fields of a form, one each and over again, and chooses what may be chosen. */
async function typeInto(stage: AccessStage, route: string, plan: Furnished, texts: readonly string[]): Promise<void> {
  const { fields } = await formOf(stage, route, plan)
  let at = 0
  const typed = new Map<string, string>()
  for (const { name, kind, value } of fields)
    typed.set(name, kind === 'text' ? (texts[at++ % texts.length] ?? '') : value)
  await post(stage, route, plan, typed, texts[0] ?? '')
}

async function post(stage: AccessStage, route: string, plan: Furnished, typed: Map<string, string>, text: string) {
  await sql`delete from rate_limits`.execute(stage.db)
  const path = await addressOf(stage, route, plan, who)
  const form = new FormData()
  for (const [name, value] of typed) form.append(name, value)
  const before = await rowCounts(stage.db)
  const answer = await send(stage, path, 'POST', form)
  const where = `POST ${path} with ${JSON.stringify(text.slice(0, 60))}`
  judge(answer, where, new Set(typed.values()))
  if (answer.status < 400) return
  assert.deepEqual(await rowCounts(stage.db), before, `${where} was refused and wrote`)
  if (answer.status === 422) assertKept(answer.html, path, form, where)
}

/** What was typed stands in the form again, but for what no person can type; runs of spaces may become one. */
function assertKept(html: string, path: string, form: FormData, where: string): void {
  const typed = typedFrom(form)
  const single = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
  const page = single(html)
  const texts = fieldsOfForm(html, path)?.filter(({ kind }) => kind === 'text') ?? []
  for (const { name } of texts) {
    const shown = single(escaped(typed[name] ?? ''))
    assert.ok(page.includes(shown), `${where} lost ${JSON.stringify(shown.slice(0, 80))} that was typed in ${name}`)
  }
}

/** Every name that any page reads from its query, each with the text. */
function queryOf(text: string): string {
  const names = [
    'q',
    'institucion',
    'osc',
    'ods',
    'area',
    'estado',
    'pais',
    'avance',
    'plazo',
    'orden',
    'vista',
    'pagina',
  ]
  const others = ['tipo', 'espacio', 'plan', 'folio', 'token', 'volver', 'guardado', 'listo', 'accion', 'lang', 'error']
  const query = new URLSearchParams()
  for (const name of [...names, ...others, 'after', 'limit']) query.set(name, text.toWellFormed().slice(0, 4000))
  return `?${query}`
}

function pathsWith(stage: AccessStage, text: string): string[] {
  const part = encodeURIComponent(text.toWellFormed().slice(0, 500))
  const { slug } = stage.space
  const plan = `/${slug}/planes/plan-local-2026`
  return [
    `/${part}`,
    `/${slug}/planes/${part}`,
    `${plan}/compromisos/${part}`,
    `${plan}/compromisos/1/acciones/${part}`,
  ]
    .concat(`${plan}/importaciones/${part}`, `/registro/${part}`, `/api/v1/spaces/${part}`, `/datos/${part}.csv`)
    .filter((path) => !path.includes('/./') && !path.includes('/../'))
}

async function show(stage: AccessStage, route: string, plan: Furnished, query: string): Promise<void> {
  await sql`delete from rate_limits`.execute(stage.db)
  const path = (await addressOf(stage, route, plan, who)).split('?')[0] + query
  const answer = await send(stage, path, 'GET', null)
  const text = new URLSearchParams(query).get('q') ?? ''
  judge(answer, path.slice(0, 160), text ? [text] : hostileStrings)
}

/** No bug, no markup of theirs, no address of theirs. */
function judge({ status, html, location, type }: Answer, where: string, texts: Iterable<string>): void {
  assert.ok(status < 500, `${where} was answered ${status}`)
  if (location) {
    assert.match(location, /^\/(?![/\\])/, `${where} leads to ${location}`)
    assert.doesNotMatch(location, /[\r\n]/, where)
  }
  if (!type.startsWith('text/html')) return
  assertOurs(html, where)
  for (const text of texts) assertEscaped(html, text, where)
}

async function send(stage: AccessStage, path: string, method: string, body: FormData | null): Promise<Answer> {
  const headers = new Headers({ origin: testSettings.baseUrl, cookie: (await stage.signIn(who)) ?? '' })
  const response = await stage.app.request(path, { method, headers, body })
  const [location, type] = [response.headers.get('location') ?? '', response.headers.get('content-type') ?? '']
  return { status: response.status, html: await response.text(), location, type }
}

/** A document in whose every text the string stands. */
function documentOf(text: string, key: string): CommitmentDocument {
  const title = text.trim() === '' ? 'nada' : text.slice(0, 400)
  return {
    ...emptyDocument(key, key, title),
    ...{ problem: text, solution: text, transparency: text, responsibleOffice: text.slice(0, 400), finalResult: text },
    organizations: [{ part: 'lead', name: title.slice(0, 200), kind: 'public-institution', acronym: null }],
  }
}

async function importAll(stage: AccessStage, texts: readonly string[], prefix: string): Promise<void> {
  const documents = (format: string) => texts.map((text, index) => documentOf(text, `${prefix}${format}${index}`))
  const exported = { slug: 'x', title: 'X', kind: 'local', origin: 'platform' }
  const plan = { ...exported, startsOn: null, endsOn: null, sourceTitle: null, sourceUrl: null }
  const stream = new PassThrough()
  const [workbook] = await Promise.all([buffer(stream), writeWorkbook(stream, documents('x'))])
  const files: [string, BlobPart][] = [
    ['plan.csv', [...csvPieces(documents('c'))].join('')],
    ['plan.json', [...jsonPieces('x', plan, documents('j'))].join('')],
    ['plan.xlsx', new Uint8Array(workbook)],
    ...texts.slice(0, 20).map((text): [string, BlobPart] => [`nada${text.slice(0, 20)}.csv`, text]),
  ]
  for (const [name, content] of files) await importOne(stage, name, content, texts)
  const page = await send(stage, `/${stage.space.slug}/planes/${stage.draft.slug}`, 'GET', null)
  judge(page, 'the plan with what was imported', texts)
}

async function importOne(stage: AccessStage, name: string, content: BlobPart, texts: readonly string[]): Promise<void> {
  const form = new FormData()
  form.set('file', new File([content], name))
  form.set('how', 'save')
  // What was typed into every form may have published the draft; a published plan asks why and who approved.
  form.set('reason', 'Se traen de un archivo.')
  form.set('approvedBy', 'Secretariado')
  form.set('approvedOn', '2026-11-19')
  const sent = await send(stage, `/${stage.space.slug}/planes/${stage.draft.slug}/importaciones`, 'POST', form)
  assert.equal(sent.status, 303, `${name}: ${sent.status}`)
  const outcome = await outcomeOf(stage, sent.location)
  const page = await send(stage, sent.location, 'GET', null)
  judge(page, `the report of ${name}`, texts)
  assert.notEqual(outcome.kind, 'failed', name)
  if (!name.startsWith('plan.') || !outcome.report) return
  assert.ok(outcome.report.rows_read >= texts.length, `${name}: ${outcome.report.rows_read} rows read`)
  assert.ok(outcome.report.added > texts.length * 0.8, `${name}: ${JSON.stringify(outcome.report).slice(0, 2000)}`)
}

type Outcome = { kind: string; report?: { rows_read: number; added: number; rejected: number } }

/** What became of a file; a large one waits for the worker, whose part is played here. */
async function outcomeOf({ db, now }: AccessStage, address: string): Promise<Outcome> {
  const id = address.split('/').at(-1) ?? ''
  await runImport(db, { id, locale: 'es', approval: null }, now)
  const { report } = await db.selectFrom('imports').select('report').where('id', '=', id).executeTakeFirstOrThrow()
  return report as Outcome
}
