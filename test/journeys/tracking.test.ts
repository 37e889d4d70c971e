import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import type { Page } from 'playwright-core'
import { pdfOf } from '../attachments.ts'
import { closeBrowser } from '../browser.ts'
import { follow } from './reading.ts'
import { howOf, type Journey, manners, walk } from './stage.ts'
import { pushes } from './tracking-push.ts'
import {
  day,
  downloaded,
  folioOn,
  hasValue,
  heavyPhoto,
  hour,
  idle,
  said,
  trackingTown,
  until,
  type Way,
  work,
} from './tracking-town.ts'

after(closeBrowser)

test('the journeys of tracking', async (t) => {
  const town = await trackingTown(t)
  for (const [index, manner] of manners.entries()) {
    const commitment = town.commitments[index]
    assert.ok(commitment)
    await t.test(howOf(manner), async (t) => {
      const journey = withOneWindowEach(walk(t, town, manner))
      const way = { town, journey, commitment, script: manner.script }
      await freeze(way, `Antes, ${howOf(manner)}`)
      const steps = [reports, prolongs, disputes, verifies, contests, follows, compares, previews]
      for (const step of manner.script ? [...steps, pushes] : steps) {
        // An hour later everybody has turns again.
        town.pass(hour)
        await t.test(step.name, () => step(way))
      }
    })
  }
})

/** Everybody walks through the day in a window of her own that stays open, as people do: opening and entering costs each time. */
function withOneWindowEach(journey: Journey): Journey {
  const windows = new Map<string | null, Promise<Page>>()
  return {
    ...journey,
    open: (who) => {
      const key = who === null || typeof who === 'string' ? who : who.cookie
      const window = windows.get(key) ?? journey.open(who)
      windows.set(key, window)
      return window
    },
  }
}

/** A liaison reports with a file and a photograph on a bad connection; what came, and what she wrote, outlives the page. */
async function reports({ town, journey, commitment, script }: Way) {
  const page = await journey.open('liaison')
  await page.goto(`${town.plan.path}/reportes`)
  await journey.look(page)
  const form = `${commitment.path}/actividades/1.1/reportar`
  await page.goto(form)
  await page.getByLabel('En proceso').check()
  await page.getByLabel('Qué se hizo').fill('Se pintó la lista en la pared del mercado.')
  const list = { name: 'padron_marzo.pdf', mimeType: 'application/pdf', buffer: pdfOf('Padron') }
  await page.locator('input[type=file]').setInputFiles(list)
  if (script) {
    await keptFile(page).waitFor({ state: 'attached' })
    await page.reload()
    await page.getByText('Recuperamos lo que habías escrito').waitFor()
  } else await page.getByRole('button', { name: 'Subir los archivos' }).click()
  await keptFile(page).waitFor({ state: 'attached' })
  await hasValue(page.getByLabel('Qué se hizo'), 'Se pintó la lista en la pared del mercado.')
  await hasValue(page.locator('.kept-file input[type=text]'), 'padron marzo')
  await journey.look(page)
  const offsets: number[] = []
  if (script) await cutMidway(page, offsets)
  await page.locator('input[type=file]').setInputFiles({
    ...{ name: 'pared.png', mimeType: 'image/png', buffer: await heavyPhoto() },
  })
  if (script) {
    await page.getByText('sin señal: sigue en cuanto vuelva').waitFor()
    await page.getByRole('button', { name: 'Revisar antes de enviar' }).click()
    await page.getByText('Todavía se envían archivos').waitFor()
    await page.context().setOffline(false)
  } else await page.getByRole('button', { name: 'Revisar antes de enviar' }).click()
  // With script the form that was pressed without a signal goes on by itself.
  await page.getByRole('heading', { name: 'Revisa tu reporte' }).waitFor()
  assert.equal(offsets.filter((offset) => offset === 0).length, script ? 1 : 0, `resumed: ${offsets}`)
  await journey.look(page)
  await page.getByRole('button', { name: 'Enviar reporte' }).click()
  const folio = await folioOn(page)
  await page.getByText(createHash('sha256').update(list.buffer).digest('hex')).first().waitFor()
  await journey.look(page)
  await page.goto(form)
  await page.getByLabel('Qué se hizo').waitFor()
  assert.equal(await keptFile(page).count(), 0, 'what was sent is forgotten')
  await page.goto(commitment.path)
  await page.locator('#evidencias').getByRole('link', { name: 'pared' }).waitFor()
  await page.locator('#voces').getByText(folio).first().waitFor({ state: 'attached' })
}

const keptFile = (page: Page) => page.locator('.kept-file input[name=kept]')

/** A liaison asks for more time; the facilitator sees it, and who has told nothing. */
async function prolongs({ town, journey, commitment }: Way) {
  const page = await journey.open('liaison')
  await page.goto(`${commitment.path}/actividades/2.1/prorroga`)
  await page.getByLabel('Nueva fecha que se pide').fill('2026-12-15')
  await page.getByLabel('Por qué hace falta más tiempo').fill('El proveedor entregó tarde.')
  await journey.look(page)
  await page.getByRole('button', { name: 'Pedir prórroga' }).click()
  await page.getByText('Recibimos tu solicitud').waitFor()
  await journey.look(page)
  const folio = await folioOn(page)

  const desk = await journey.open('facilitator')
  await desk.goto(`${town.plan.path}/prorrogas/${folio}`)
  await journey.look(desk)
  await desk.goto(`${town.plan.path}/sin-reporte?desde=2026-04-02`)
  await journey.look(desk)
  // From the other door, which knows contributions.
  await desk.goto(`/hilo?folio=${folio}`)
  await desk.getByText('Por decidir').waitFor()
  await journey.look(desk)
}

/** The first piece arrives; with the second the signal is lost. */
async function cutMidway(page: Page, offsets: number[]) {
  let isCut = false
  await page.route('**/cargas/*', async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue()
    const offset = Number(route.request().headers()['upload-offset'])
    if (offset > 0 && !isCut) {
      isCut = true
      await page.context().setOffline(true)
      return route.abort('internetdisconnected')
    }
    offsets.push(offset)
    return route.continue()
  })
}

/** A co-responsible organisation disputes with reasons and its own evidence. */
async function disputes({ town, journey, commitment, script }: Way) {
  const page = await journey.open('co-responsible')
  await page.goto(`${town.plan.path}/reportes`)
  await page.getByRole('link', { name: 'Responder al reporte' }).first().click()
  await page.getByLabel('En desacuerdo').check()
  await page.getByLabel('Por qué').fill('La pared está en blanco: fuimos el lunes y no había lista.')
  const acta = { name: 'visita_al_mercado.pdf', mimeType: 'application/pdf', buffer: pdfOf('Visita') }
  await page.locator('input[type=file]').setInputFiles(acta)
  if (script) await page.locator('.kept-file input[name=kept]').first().waitFor({ state: 'attached' })
  await page.getByRole('button', { name: 'Publicar respuesta' }).click()
  await page.getByText('La pared está en blanco').waitFor()
  await page.getByRole('link', { name: 'visita al mercado' }).waitFor()
  await journey.look(page)

  const reader = await journey.open(null)
  await reader.goto(`${town.plan.path}/tablero`)
  await journey.look(reader)
  const row = reader.locator('li', { has: reader.locator(`a[href="${commitment.path}"]`) })
  await row.getByText('En disputa').waitFor()
  for (const voice of ['Reportado', 'Validado', 'Verificado']) await row.locator('dt', { hasText: voice }).waitFor()
  await reader.goto(commitment.path)
  await journey.look(reader)
  const voices = reader.locator('#voces section').first()
  await voices.getByText('la sociedad civil dice otra cosa').waitFor()
  await said(reader, 'Reportado').first().filter({ hasText: 'En proceso' }).waitFor()
  await said(reader, 'Validado').first().filter({ hasText: 'En desacuerdo' }).waitFor()
}

/** An evaluator verifies; one who belongs to the reporting institution is refused, and everybody may read it. */
async function verifies(way: Way) {
  const { town, journey, commitment } = way
  await complete(way)
  const path = `${commitment.path}/actividades/1.2/verificar`
  const conclude = async (page: Page) => {
    await page.getByRole('radio', { name: /^Verificada/ }).check()
    await page.getByLabel('Qué comprobaste').fill('La página abre y tiene las 340 tomas.')
    await page.getByRole('button', { name: 'Publicar conclusión' }).click()
  }
  const inside = await journey.open(town.insider)
  await inside.goto(path)
  await conclude(inside)
  await inside.getByText('Perteneces a la institución que reporta').first().waitFor()
  await journey.look(inside)

  const page = await journey.open('evaluator')
  await page.goto(`${town.plan.path}/verificaciones`)
  await journey.look(page)
  await page.locator(`a[href="${path}"]`).click()
  await conclude(page)
  await said(page, 'Verificado').nth(1).filter({ hasText: 'Verificada' }).waitFor()

  const reader = await journey.open(null)
  await reader.goto(commitment.path)
  await reader.getByText('se rechazó a quien quiso verificar, porque es de la institución que reporta').waitFor()
  await reader.goto('/registro')
  await reader.getByText('Se rechazó a quien quiso verificar').filter({ visible: true }).first().waitFor()
}

/** Two steps, each its own report; the second shows where it can be seen. */
async function complete({ town, journey, commitment }: Way) {
  const { request } = (await journey.open('liaison')).context()
  const said = { organization: town.cast.institutionId, body: 'El padrón está publicado.', intent: 'send' }
  const period = { from: '2026-03-01', to: '2026-03-31' }
  for (const [state, links] of [
    ['in-progress', ''],
    ['complete', 'https://example.org/padron'],
  ] as const) {
    const form = { clientId: crypto.randomUUID(), ...said, ...period, state, links }
    const headers = { origin: town.server.url }
    const sent = await request.post(`${commitment.path}/actividades/1.2/reportar`, { form, headers, maxRedirects: 0 })
    assert.equal(sent.status(), 303)
  }
}

/** A neighbour without an account contests a state, and reads the answer by her folio. */
async function contests({ town, journey, commitment }: Way) {
  const neighbour = await journey.open(null)
  await neighbour.goto(`${commitment.path}/actividades/1.2/impugnar`)
  await journey.look(neighbour)
  await neighbour.getByLabel('Qué no es cierto y cómo lo sabes').fill('Faltan las tomas de la colonia Centro.')
  await neighbour.getByRole('button', { name: 'Enviar impugnación' }).click()
  const folio = await folioOn(neighbour)
  await journey.look(neighbour)
  const address = `${town.plan.path}/impugnaciones/${folio}`

  const moderator = await journey.open('moderator')
  await moderator.goto(address)
  await journey.look(moderator)
  await moderator.getByRole('radio', { name: /^Se muestra/ }).check()
  await moderator.getByLabel('Motivo de la decisión').fill('Habla del padrón y de nadie en particular.')
  await moderator.getByRole('button', { name: 'Publicar decisión' }).click()
  await moderator.getByText('Espera respuesta').waitFor()

  const liaison = await journey.open('liaison')
  await liaison.goto(address)
  await liaison.getByLabel('se corrige').check()
  await liaison.getByLabel('Respuesta', { exact: false }).last().fill('Ya se agregaron las 41 tomas que faltaban.')
  await liaison.getByRole('button', { name: 'Publicar respuesta' }).click()
  await liaison.getByText('Respondida').waitFor()

  await neighbour.goto('/folios')
  await neighbour.getByLabel('Folio').fill(folio.toLowerCase().replaceAll('-', ' '))
  await neighbour.getByRole('button', { name: 'Buscar' }).click()
  await neighbour.getByRole('link', { name: 'Verlo completo' }).click()
  await neighbour.getByText('Ya se agregaron las 41 tomas que faltaban.').waitFor()
  await journey.look(neighbour)
  await neighbour.goto(`${town.plan.path}/impugnaciones`)
  await journey.look(neighbour)
}

/** A follower confirms by mail, is told once of one accepted evidence, sees it though its source is off, and leaves by one click. */
async function follows({ town, journey, commitment, script }: Way) {
  const email = `${script ? 'nadia' : 'noe'}@example.org`
  const { received } = town.smtp
  const mine = () => received.filter(({ to }) => to?.some(({ address }) => address === email))
  const page = await journey.open(null)
  await page.goto(commitment.path)
  await follow(page, page.getByRole('link', { name: 'Recibir avisos de este compromiso por correo' }))
  await journey.look(page)
  await page.getByLabel('Correo electrónico').fill(email)
  await page.getByRole('button', { name: 'Enviarme el enlace' }).click()
  await page.getByRole('heading', { name: 'Revisa tu correo' }).waitFor()
  await until('the link arrives', () => mine().length === 1)
  await page.goto(linkIn(mine()[0]?.text, /\/seguir\/confirmar\?/))
  await journey.look(page)
  await page.getByRole('button', { name: 'Sí, quiero recibirlos' }).click()
  await page.getByRole('heading', { name: 'Tus avisos por correo' }).waitFor()
  await journey.look(page)

  town.pass(hour)
  await bringEvidence(await journey.open('liaison'), commitment.path, town.source.url)
  await idle(town.server.db, 'the copy of the linked page')
  town.source.isOn = false
  // A week after a link was looked at; sessions end when nobody uses them for seven days.
  town.pass(6 * day + hour)
  await work(town, 'check_links')
  town.source.isOn = true
  for (let turn = 0; turn < 2; turn += 1) await work(town, 'tell_followers')
  assert.equal(mine().length, 2, 'one evidence, one mail')
  const mail = mine()[1]
  const header = (name: string) => mail?.headers.find(({ key }) => key === name)?.value ?? ''
  assert.equal(header('list-unsubscribe-post'), 'List-Unsubscribe=One-Click')

  await page.goto(linkIn(mail?.text, /\/compromisos\//))
  await page.locator('#evidencias').getByRole('link', { name: '127.0.0.1' }).click()
  await page.getByText('El enlace ya no responde').waitFor()
  await journey.look(page)
  await page.getByRole('link', { name: /^Ver la copia guardada/ }).click()
  await page.getByRole('heading', { name: 'Padrón de marzo' }).waitFor()

  await page.goto(linkIn(mail?.text, /\/seguir\/salir\?/))
  await journey.look(page)
  await page.getByRole('button', { name: 'Dejar de recibirlos' }).click()
  await page.getByRole('heading', { name: 'Ya no recibes estos avisos' }).waitFor()
  await journey.look(page)
}

function linkIn(text: string | undefined, wanted: RegExp): string {
  const link = (text?.match(/https?:\/\/\S+/g) ?? []).find((one) => wanted.test(one))
  assert.ok(link, `${wanted} in ${text}`)
  return link
}

async function bringEvidence(page: Page, path: string, url: string) {
  await page.goto(`${path}/actividades/2.1/reportar`)
  await page.getByLabel('En proceso').check()
  await page.getByLabel('Qué se hizo').fill('Se publicó una primera versión.')
  await page.getByLabel('Dónde se puede ver').fill(url)
  await page.getByRole('button', { name: 'Revisar antes de enviar' }).click()
  await page.getByRole('button', { name: 'Enviar reporte' }).click()
  await folioOn(page)
}

/** A journalist compares two cuts and works out the percentage of a commitment from the table, by the rule of three. */
async function compares(way: Way) {
  const { town, journey, commitment } = way
  await freeze(way, 'Después')
  const page = await journey.open(null)
  await page.goto(`${town.plan.path}/cortes`)
  await journey.look(page)
  const names = await page.locator('#cortes a').allInnerTexts()
  const [newer, older] = names.map((name) => Number(/\d+/.exec(name)?.[0])).toSorted((a, b) => b - a)
  await page.getByRole('link', { name: 'Comparar dos momentos' }).click()
  await page.getByLabel('Desde').fill(String(older))
  await page.getByLabel('Hasta').fill(String(newer))
  await page.getByRole('button', { name: 'Comparar', exact: true }).click()
  await page.getByText('Lo reportado pasó de 0').waitFor()
  await page.getByText('quedó en disputa').waitFor()
  await journey.look(page)

  await page.goto(`${town.plan.path}/cortes/${newer}`)
  await journey.look(page)
  const row = page.locator('tr', { has: page.locator(`a[href="${commitment.path}"]`) })
  const shown = (await row.locator('td, th').allInnerTexts()).flatMap((cell) => /^([\d.]+)\s*%$/.exec(cell)?.[1] ?? [])
  const table: Row[] = parse(await downloaded(page, 'Tabla de actividades (CSV)'), { columns: true })
  const own = table.filter(({ commitment: key }) => commitment.path.endsWith(`/${key}`))
  assert.deepEqual(shown.map(Number), [share(own, ['complete', 'verified']), share(own, ['verified'])])
  assert.deepEqual(shown.map(Number), [30, 30])

  await page.goto(`${town.plan.path}/tablero?al=2026-04-01`)
  await page.getByText('El tablero como estaba el 1 de abril de 2026').waitFor()
  await journey.look(page)
}

type Row = Record<string, string>

/** Of each key action its weight, by how many of its activities out of all of them are in one of the states. */
function share(rows: readonly Row[], states: readonly string[]): number {
  let percent = 0
  for (const action of new Set(rows.map(({ key_action: code }) => code))) {
    const all = rows.filter(({ key_action: code }) => code === action)
    percent += (Number(all[0]?.weight) * all.filter(({ state }) => states.includes(state ?? '')).length) / all.length
  }
  return percent
}

/** A facilitator sees what her edited sheet would change, and what it may not; nothing is saved. */
async function previews({ town, journey }: Way) {
  const page = await journey.open('facilitator')
  await page.goto(`${town.plan.path}/hoja`)
  const sheet = await downloaded(page, 'Descargar la hoja (CSV)')
  const edited = sheet.replace('Publicar el padrón', 'Publicar el padrón completo').replace('2026-09-30', '31/09/2026')
  assert.notEqual(edited, sheet)
  await page
    .getByLabel('Tu hoja')
    .setInputFiles({ name: 'hoja.csv', mimeType: 'text/csv', buffer: Buffer.from(edited) })
  await page.getByRole('button', { name: 'Enviar el archivo' }).click()
  await page.getByText('Cambiaría una celda. Hay una que no se puede cambiar.').waitFor()
  await journey.look(page)
  await page.goto('/datos/receta')
  await journey.look(page)
}

async function freeze({ town, journey }: Way, title: string) {
  const page = await journey.open('facilitator')
  await page.goto(`${town.plan.path}/cortes`)
  await page.locator('#title-freeze').fill(title)
  await page.getByRole('button', { name: 'Congelar ahora' }).click()
  await page.getByRole('heading', { name: title }).waitFor()
}
