import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { createExercise, publishExercise } from '../../src/features/exercises/commands.ts'
import { loadMethods } from '../../src/features/exercises/methods/commands.ts'
import { findExercise } from '../../src/features/exercises/queries.ts'
import { exerciseForm } from '../../src/features/exercises/schema.ts'
import { findSpace } from '../../src/features/spaces/queries.ts'
import { found } from '../../src/platform/errors.ts'
import { closeBrowser } from '../browser.ts'
import { bodyIn } from '../tables-stage.ts'
import { asks, type Cycle, commits, diagnoses, meets, publishes, reports, systematises } from './cycle-steps.ts'
import { reloadUntil } from './reading.ts'
import { howOf, type Journey, journeyHouse, type TestHouse, walk } from './stage.ts'
import { until, work } from './tracking-town.ts'

/** Pictures are left where THREAD_PICTURES says. */
const pictures = process.env.THREAD_PICTURES
after(closeBrowser)

let time = new Date('2026-03-20T18:00:00Z')
const pass = (hours: number) => {
  time = new Date(time.getTime() + hours * 3_600_000)
}

async function exerciseIn({ server: { db }, cast, space: { slug } }: TestHouse) {
  await loadMethods(db, time)
  const context = { db, actor: await cast.actor('facilitator'), now: time, locale: 'es' as const }
  const space = found(await findSpace(db, slug))
  await bodyIn(context, space, 'liaison@example.org')
  const method = await db.selectFrom('methods').select('id').where('code', '=', 'local-seis-pasos').executeTakeFirst()
  const fields = { title: 'Plan entre vecinas', slug: 'vecinas', programme: 'local', methodId: found(method).id }
  const made = await createExercise(context, space, exerciseForm.parse({ ...fields, startsOn: '2026-01-05' }))
  const exercise = found(await findExercise(db, slug, made))
  await publishExercise(context, exercise)
  return { space, exercise }
}

test('a neighbour contributes by phone without an account and follows her folio to a commitment, its activity and its evidence', async (t) => {
  const house = await journeyHouse(t, { clock: () => time })
  const { space, exercise } = await exerciseIn(house)
  for (const manner of [
    { script: true, width: 360 },
    { script: false, width: 360 },
  ] as const) {
    await t.test(howOf(manner), async (t) => {
      const slug = manner.script ? 'con-guion' : 'sin-guion'
      const cycle: Cycle = { house, space, exercise, slug, now: () => time }
      await follows(cycle, walk(t, house, manner), manner.script)
    })
  }
  await t.test('the pages of the thread hold on a desk too, in dark and on paper', async (t) => {
    const journey = walk(t, house, { script: true, width: 1280 })
    const page = await journey.open(null)
    const [one] = await house.server.db.selectFrom('contributions').select('folio').execute()
    const folio = found(one).folio
    for (const path of [
      '/hilo',
      `/hilo/${folio}`,
      `/hilo/${folio}/avisos/salir?llave=x`,
      '/san-pedro/ejercicios/vecinas/hilo',
    ]) {
      await page.goto(path)
      await journey.look(page)
      await shot(page, path)
    }
  })
})

async function shot(page: Page, name: string): Promise<void> {
  if (!pictures) return
  const file = `${pictures}/${name
    .replace(/\?.*/, '')
    .replace(/APO-\w+-\w+/, 'folio')
    .slice(1)
    .replaceAll('/', '_')}`
  const width = page.viewportSize()?.width
  await page.screenshot({ path: `${file}-${width}.png`, fullPage: true })
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.screenshot({ path: `${file}-${width}-dark.png`, fullPage: true })
  await page.emulateMedia({ colorScheme: 'light', media: 'print' })
  await page.screenshot({ path: `${file}-${width}-print.png`, fullPage: true })
  await page.emulateMedia({ media: 'screen' })
}

async function follows(cycle: Cycle, journey: Journey, looksClosely: boolean): Promise<void> {
  await asks(cycle)
  const page = await journey.open(null)
  const look = async () => (looksClosely ? journey.look(page) : undefined)
  const folio = await contributes(page, cycle)
  await look()
  await shot(page, `receipt-${cycle.slug}`)

  await page.getByRole('link', { name: 'Consultar este folio' }).click()
  await page.getByRole('heading', { level: 1, name: `El camino de ${folio}` }).waitFor()
  await page.getByText('lo que se decida se publica junto con los resultados').waitFor()
  await look()
  await asksToBeTold(page, cycle, `vecina-${cycle.slug}@example.org`)
  await look()

  // A page kept from before is renewed within a second of what happened.
  const reads = (...words: string[]) =>
    reloadUntil(page, `/hilo?folio=${folio.toLowerCase()}`, new RegExp(words.map(literally).join('.*')))
  const { topicId } = await systematises(cycle)
  await reads('Resultados por publicar')
  await publishes(cycle)
  await reads('1. Agua potable', 'Respuesta: Se atiende en el plan de este año.', 'Todavía no tiene árbol de problemas')
  const { treeId } = await diagnoses(cycle, topicId)
  await reads('problema: La tubería pierde la mitad', 'Todavía no llega a una mesa')
  const table = await meets(cycle, treeId)
  await reads(`Mesa del agua ${cycle.slug}`, 'Se discute en un borrador de compromiso')
  await commits(cycle, table)
  await reads('1. Agua medida y sin fugas', 'Sus actividades todavía no empiezan')
  await reports(cycle, false)
  await reads('1 de una actividad en marcha', 'Todavía no tiene evidencia publicada')
  await isTold(page, cycle, folio)
  await reports(cycle, true)
  await reads('Una evidencia')
  await shot(page, `/hilo/${folio}`)

  await page.locator('.stations').getByRole('link', { name: '1. Agua medida y sin fugas' }).click()
  await page.getByRole('heading', { name: 'Las aportaciones detrás' }).waitFor()
  await look()
  await page.getByRole('link', { name: 'El hilo completo' }).click()
  await page.getByRole('heading', { level: 1, name: 'El hilo de Plan entre vecinas' }).waitFor()
  await look()
  await shot(page, '/san-pedro/ejercicios/vecinas/hilo')
}

const literally = (text: string) => text.replaceAll(/[.?]/g, '\\$&')

/** She opens the town's page, finds the consultation in the menu and writes; the receipt gives her the folio. */
async function contributes(page: Page, { slug }: Cycle): Promise<string> {
  await page.goto('/san-pedro/consultas')
  await page.getByRole('link', { name: `Qué hacemos primero (${slug})` }).click()
  await page.getByRole('link', { name: 'Aportar', exact: true }).click()
  await page.locator('#body').fill('El agua llega cada tercer día a la parte alta.')
  pass(0.01)
  await page.getByRole('button', { name: 'Enviar' }).click()
  await page.getByText('Recibimos tu aportación').waitFor()
  const folio = (await page.locator('.receipt .folio').textContent()) ?? ''
  assert.match(folio, /^APO-[0-9A-Z]{4}-[0-9A-Z]{4}$/)
  return folio
}

async function asksToBeTold(page: Page, { house }: Cycle, email: string): Promise<void> {
  await page.getByLabel('Tu correo').fill(email)
  await page.getByRole('button', { name: 'Avísenme' }).click()
  await page.getByText('Te mandamos un correo para confirmarlo').waitFor()
  const [asked] = await mailsTo(house, email)
  const [link = ''] = /https?:\/\/\S+confirmar\?llave=[\w-]+/.exec(asked?.text_body ?? '') ?? []
  await page.goto(link)
  await page.getByRole('button', { name: 'Sí, avísenme' }).click()
  await page.getByText('Listo: te avisaremos de cada paso').waitFor()
}

/** One mail for the steps since the last hour; she opens its link, and leaves by one press. */
async function isTold(page: Page, { house, slug }: Cycle, folio: string): Promise<void> {
  const email = `vecina-${slug}@example.org`
  await work({ ...house } as Parameters<typeof work>[0], 'tell_threads')
  await until('she is told', async () => (await mailsTo(house, email)).length === 2)
  const mail = (await mailsTo(house, email)).find(({ purpose }) => purpose === 'thread-step')
  assert.match(mail?.text_body ?? '', new RegExp(`La aportación ${folio} llegó a: Actividades`))
  const [leaving = ''] = /https?:\/\/\S+salir\?llave=[\w-]+/.exec(mail?.text_body ?? '') ?? []
  await page.goto(leaving)
  await page.getByRole('button', { name: 'Dejar de recibir avisos' }).click()
  await page.getByText('tu correo se borró').waitFor()
}

function mailsTo({ server: { db } }: TestHouse, email: string) {
  return db.selectFrom('mails').select(['purpose', 'text_body']).where('recipient', '=', email).execute()
}
