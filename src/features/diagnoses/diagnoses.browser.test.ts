import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { axeProblems } from '../../../test/axe.ts'
import { closeBrowser, openContext } from '../../../test/browser.ts'
import { type Cast, castOf } from '../../../test/cast.ts'
import { goodIndicator, goodRow } from '../../../test/logframe.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import type { Context } from '../../platform/context.ts'
import { found } from '../../platform/errors.ts'
import { newId } from '../../platform/identity.ts'
import { addAlternative, decideAlternative, scoreAlternative } from './alternatives/commands.ts'
import { criteria } from './alternatives/model.ts'
import { scoreForm } from './alternatives/schema.ts'
import { addSource } from './evidence/commands.ts'
import { createKit, publishKit } from './kits/commands.ts'
import { publishLogframe, saveIndicator, saveRow, startLogframe } from './logframe/commands.ts'
import { inOrder, noAssumption } from './logframe/model.ts'
import { findLogframe } from './logframe/queries.ts'
import type { ProblemTree } from './model.ts'
import { addNode, createTree, publishTree, rewordNode } from './trees/commands.ts'
import { findTree, nodesOf } from './trees/queries.ts'

/** Pictures of every page are left where DIAGNOSES_PICTURES says. */
const pictures = process.env.DIAGNOSES_PICTURES
after(closeBrowser)

const path = '/lugar/diagnosticos/agua-en-el-barrio-alto'
type Furnished = {
  cast: Cast
  context: Context
  tree: ProblemTree
  kit: string
  cause: string
  row: string
  indicator: string
}
let server: TestServer
let house: Furnished

async function furnish({ db, config }: TestServer): Promise<Furnished> {
  const id = newId()
  const now = new Date('2020-03-02T18:00:00Z')
  const row = { id, kind: 'municipality', slug: 'lugar', name: 'San Jacinto', is_fictional: true, created_at: now }
  await db.insertInto('spaces').values(row).execute()
  const cast = await castOf(db, { spaceId: id, now: new Date('2020-06-15T17:00:00Z') }, { ...config, oidc: null })
  const context: Context = { db, actor: await cast.actor('facilitator'), now, locale: 'es' }
  const central = 'En el barrio alto el agua llega dos días por semana y con poca presión'
  const fields = { title: 'Agua en el barrio alto', central, topicId: null, exerciseId: null }
  const tree = found(await findTree(db, 'lugar', await createTree(context, { id }, fields)))
  const root = found((await nodesOf(db, tree.id))[0]).id
  const add = (on: string, side: 'cause' | 'effect', wording: string, mirror: string | null) =>
    addNode(context, tree, on, { side, wording, mirror })
  const cause = await add(
    root,
    'cause',
    'La red pierde la mitad del agua antes de llegar',
    'La red pierde menos de un décimo',
  )
  await add(cause, 'cause', 'Los tubos son de 1970 y nadie los revisa', 'Los tubos se revisan cada año')
  await add(cause, 'cause', 'Las fugas tardan semanas en repararse', 'Las fugas se reparan en tres días')
  await add(root, 'cause', 'Falta de un segundo pozo', null)
  const effect = await add(
    root,
    'effect',
    'Las familias gastan en pipas lo de una semana de comida',
    'Las familias dejan de comprar pipas',
  )
  await add(effect, 'effect', 'Hay hogares que se van del barrio', 'Los hogares se quedan')
  const source = { title: 'Aforo del pozo 3', url: 'https://example.org/aforo', figure: '3.2 litros por segundo' }
  await addSource(context, tree, cause, source)
  await publishTree(context, tree)
  const number = await addAlternative(context, tree, { wording: 'Cambiar la red por tramos', nodes: [cause] })
  const typed = criteria.flatMap((one) => [
    [`points.${one}`, '2'],
    [`why.${one}`, 'Ya se hizo en el barrio de abajo.'],
  ])
  await scoreAlternative(context, tree, number, scoreForm.parse({ ...Object.fromEntries(typed), version: '1' }))
  await decideAlternative(context, tree, number, { selected: 'yes', reason: 'Rinde más por peso.', version: 2 })
  await addAlternative(context, tree, { wording: 'Perforar otro pozo', nodes: [cause] })
  const texts = {
    rules: 'Se escucha a todas las personas.\nSe habla de uno en uno.',
    agenda: '1. El árbol\n2. Acuerdos',
  }
  const kit = await createKit(context, tree, {
    title: 'Paquete de la mesa del agua',
    ...texts,
    sources: null,
    table: '',
  })
  const table = newId()
  await sql`insert into working_tables (id, space_id, kit_id, slug, title, purpose, held_at, modality, published_at, created_at)
    values (${table}, ${id}, ${kit}, 'mesa', 'Mesa del agua', 'Acordar', '2020-03-12T17:00:00Z', 'in-person', ${now}, ${now})`.execute(
    db,
  )
  await sql`insert into table_registrations (id, table_id, folio, name, sector, secret_hash, is_waiting, registered_at)
    values (${newId()}, ${table}, 'REG-0000-0001', 'Petra Vecina', 'citizens', 'x', false, ${now})`.execute(db)
  await publishKit(context, tree, kit)
  return { cast, context, tree, kit, cause, ...(await frameworkOf(context, tree, number)) }
}

/** The matrix of the chosen alternative, published, and one row of it with its indicator. */
async function frameworkOf(context: Context, tree: ProblemTree, alternative: number) {
  await startLogframe(context, tree, alternative)
  const matrix = async () => found(await findLogframe(context.db, tree.id)).current
  for (const [index, row] of inOrder((await matrix()).matrix.rows).entries()) {
    const { assumption } = goodRow('goal', 'F', 'x')
    const narrative = row.narrative || 'Los hogares del barrio alto reciben agua todos los días'
    await saveRow(context, tree, row.id, { version: 1, code: '', narrative, assumption })
    const name = ['Hogares que se quedan', 'Hogares con agua diaria', 'Tramos sustituidos'][index] ?? 'Tubos revisados'
    await saveIndicator(context, tree, row.id, null, { ...goodIndicator('x'), name })
  }
  await publishLogframe(context, tree, { number: (await matrix()).number, reason: null })
  const { number, matrix: shown } = await matrix()
  const row = found(shown.rows.find(({ level }) => level === 'activity'))
  const indicator = found(row.indicators[0])
  // Edited since, with what each kind of fault says.
  await saveRow(context, tree, row.id, { ...row, code: 'A9.1', assumption: noAssumption })
  await saveIndicator(context, tree, row.id, indicator.id, { ...indicator, target: 20, name: 'Aumento de tubos' })
  assert.ok(number > 1)
  return { row: row.id, indicator: indicator.id }
}

async function look(page: Page, address: string, name: string): Promise<void> {
  await page.goto(address)
  assert.deepEqual(await axeProblems(page), [], `${address} (${name})`)
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  assert.equal(isWide, false, `${address} is wider than the screen (${name})`)
  if (!pictures) return
  const file = `${pictures}/${name}-${address.slice(1).replaceAll('/', '_').slice(0, 100)}`
  await page.screenshot({ path: `${file}.png`, fullPage: true })
  await page.emulateMedia({ media: 'print' })
  if (name === 'open-1280') await page.screenshot({ path: `${file}-print.png`, fullPage: true })
  await page.emulateMedia({ media: 'screen' })
}

async function everyPage(): Promise<void> {
  if (pictures) mkdirSync(pictures, { recursive: true })
  const { cast, kit, cause, row, indicator } = house
  const readable = ['historial', 'mir', 'mir/historial', `kits/${kit}`]
  const open = ['/lugar/diagnosticos', path, ...readable.map((word) => `${path}/${word}`)]
  const words = [
    ...['editar', `nodos/${cause}`, 'alternativas', 'kits/nuevo', `kits/${kit}/entregas`, `kits/${kit}/editar`],
    ...['mir/editar', `mir/filas/${row}`, `mir/filas/${row}/indicadores/${indicator}`],
  ]
  const desk = ['/lugar/diagnosticos/nuevo', path, ...words.map((word) => `${path}/${word}`)]
  for (const [width, colorScheme] of [
    [360, 'light'],
    [1280, 'dark'],
  ] as const) {
    const context = await openContext({ baseURL: server.url, width, colorScheme })
    const page = await context.newPage()
    for (const address of open) await look(page, address, `open-${width}`)
    await signIn(context, server, cast, 'facilitator')
    for (const address of desk) await look(page, address, `desk-${width}`)
    await context.close()
  }
}

async function signIn(
  context: Awaited<ReturnType<typeof openContext>>,
  server: TestServer,
  cast: Cast,
  who: 'neighbour' | 'facilitator',
): Promise<void> {
  const [name = '', value = ''] = cast.cookie(who).split(/=(.*)/s)
  await context.addCookies([{ name, value, url: server.url }])
}

async function expertComments(): Promise<void> {
  const { cast, cause } = house
  for (const script of [true, false]) {
    const context = await openContext({ baseURL: server.url, width: 360, script })
    const page = await context.newPage()
    await signIn(context, server, cast, 'neighbour')
    await page.goto(path)
    const node = page.locator(`#n-${cause} > .tree-node`)
    await node.getByText('Comentar este recuadro').click()
    await node.getByLabel('Comentario').fill(`La pérdida se midió en abril (${script}).`)
    await node.getByLabel('Firma').fill('Dra. Reyes, hidróloga')
    await node.getByRole('button', { name: 'Publicar el comentario' }).click()
    await node.getByText(`La pérdida se midió en abril (${script}).`).waitFor()
    await signIn(context, server, cast, 'facilitator')
    await page.reload()
    await node.getByText('Responder', { exact: true }).click()
    await node.getByLabel('Respuesta').fill(`Se corrigió (${script}).`)
    await node.getByRole('button', { name: 'Publicar la respuesta' }).click()
    await context.clearCookies()
    await page.goto(path)
    await node.getByText(`Respuesta: Se corrigió (${script}).`).waitFor()
    await context.close()
  }
}

async function nodesMove(): Promise<void> {
  const { cast, context: keeper, tree } = house
  const order = async () =>
    (await nodesOf(keeper.db, tree.id)).filter(({ kind }) => kind === 'direct-cause').map(({ wording }) => wording[0])
  const well = found((await nodesOf(keeper.db, tree.id)).find(({ wording }) => wording.startsWith('Falta')))
  const context = await openContext({ baseURL: server.url, width: 1280 })
  await signIn(context, server, cast, 'facilitator')
  const page = await context.newPage()
  await page.goto(`${path}/editar`)
  const handle = page.locator(`form[data-node="${well.id}"] .tree-handle`)
  const status = (words: string) => page.locator('tree-sorter [role=status]', { hasText: words }).waitFor()
  await handle.waitFor()
  await handle.press('ArrowDown')
  await status('No puede moverse')
  await handle.press('ArrowUp')
  await status('quedó en el lugar 1 de 2')
  assert.deepEqual(await order(), ['F', 'L'])
  await page.waitForFunction(() => document.activeElement?.classList.contains('tree-handle'))
  await handle.hover()
  // Once the page has come to rest where the handle is seen.
  const target = await page.locator(`#n-${house.cause} > .tree-node`).boundingBox()
  await page.mouse.down()
  await page.mouse.move(found(target).x + 40, found(target).y + found(target).height - 4, { steps: 4 })
  await page.mouse.up()
  await status('quedó en el lugar 2 de 2')
  assert.deepEqual(await order(), ['L', 'F'])
  const fresh = found((await nodesOf(keeper.db, tree.id)).find(({ id }) => id === well.id))
  const wording = 'Falta de un pozo más'
  await rewordNode(keeper, tree, well.id, { wording, mirror: null, version: fresh.version })
  await handle.press('ArrowUp')
  await status('Otra persona lo cambió')
  const plain = await openContext({ baseURL: server.url, width: 360, script: false })
  await signIn(plain, server, cast, 'facilitator')
  const still = await plain.newPage()
  await still.goto(`${path}/editar`)
  await still.getByRole('button', { name: `Subir: ${wording}` }).click()
  await still.waitForURL(`**/editar#n-${well.id}`)
  assert.deepEqual(await order(), ['F', 'L'])
  await Promise.all([context.close(), plain.close()])
}

test('trees in a browser, in one house', async (t) => {
  server = await testServer(t)
  house = await furnish(server)
  await t.test('every page of a tree holds on a phone and a desk, for anybody and for whoever draws it', everyPage)
  await t.test('an expert comments a tree node by node, with and without script, and reads the answer', expertComments)
  await t.test(
    'nodes move by dragging, by arrow keys and by buttons without script; what others moved is told and not overwritten',
    nodesMove,
  )
})
