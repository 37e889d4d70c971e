import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { closeBrowser } from '../browser.ts'
import { picture } from '../photos.ts'
import { bridge, roof, runningRally } from './rally-running.ts'
import { follow, press, reloadUntil, wordsOf } from './reading.ts'
import { howOf, type Journey, journey, type Manner, manners } from './stage.ts'

after(closeBrowser)

const rally = '/san-pedro/rallies/rally'
const street = `${rally}/calle`
const team = `${rally}/equipos/las-lagartijas`

/** The part without a signal is in street.test.ts; here the parts follow one another over the whole program. */
for (const manner of manners) {
  test(`a neighbour's team registers, announces, visits, sees its points and appeals, ${howOf(manner)}`, async (t) => {
    const world = await journey(t, manner)
    await runningRally(world)
    const page = await world.open('neighbour')
    await register(world, page)
    await inviteAndJoin(world, page)
    await chooseWorks(world, page)
    await announce(world, page, manner)
    const photo = await picture(3)
    await visit(world, page, manner, bridge.key, photo)
    // The same photograph again: a person has to look at it.
    await visit(world, page, manner, roof.key, photo)
    await seePoints(world, page)
    const folio = await appeal(world, page)
    await answer(world, folio)
    await readAnswer(world, page, folio)
  })
}

async function register({ look }: Journey, page: Page): Promise<void> {
  await page.goto(rally)
  await follow(page, page.getByRole('link', { name: 'Registrar un equipo' }).first())
  await look(page)
  await page.getByLabel('Nombre del equipo').fill('Las Lagartijas')
  await page.getByLabel('En equipo', { exact: true }).check()
  await page.getByLabel('Seudónimo').fill('Nica')
  await press(page, 'Registrar el equipo')
  await page.locator('#error-summary').waitFor()
  assert.equal(await page.getByLabel('Nombre del equipo').inputValue(), 'Las Lagartijas')
  await page.getByLabel('Leí y acepto').check()
  await press(page, 'Registrar el equipo')
  await page.waitForURL(`**${team}/mesa`)
  await look(page)
}

async function inviteAndJoin({ look, open }: Journey, page: Page): Promise<void> {
  await press(page, 'Mejor dame un enlace')
  const link = await page.locator('main code').filter({ hasText: 'token=' }).first().textContent()
  assert.ok(link)
  const second = await open('evaluator')
  await second.goto(link)
  await look(second)
  await second.getByLabel('Seudónimo').fill('Teco')
  await second.getByLabel('Leí y acepto').check()
  await press(second, 'Entrar al equipo')
  await second.waitForURL(`**${team}/mesa`)
  await second
    .locator('main')
    .filter({ hasText: /Nica[\s\S]*Teco/ })
    .waitFor()
  const reader = await open(null)
  await reader.goto(team)
  const words = await wordsOf(reader)
  assert.match(words, /Teco/)
  assert.ok(!/Nicanor|Evaristo/.test(words), 'pseudonyms only')
}

async function chooseWorks({ look }: Journey, page: Page): Promise<void> {
  await page.goto(`${team}/mesa`)
  await page.getByRole('link', { name: 'Elegir obras' }).click()
  await page.getByLabel(bridge.name).check()
  await page.getByLabel(roof.name).check()
  await look(page)
  await press(page, 'Guardar las de esta página')
  await page.getByText('Eligieron 2.').waitFor()
}

async function announce({ look }: Journey, page: Page, { script }: Manner): Promise<void> {
  await page.goto(street)
  await look(page)
  await page.getByRole('link', { name: 'Anunciar obras' }).first().click()
  await page.getByLabel(bridge.name).check()
  await page.getByLabel(roof.name).check()
  await press(page, 'Guardar anuncio')
  if (script) await sent(page)
  else await page.getByText('Recibimos tu anuncio').waitFor()
}

async function visit(world: Journey, page: Page, { script }: Manner, key: string, photo: Buffer): Promise<void> {
  await page.goto(`${street}/visitas?obra=${key}`)
  await page.getByLabel('Coincide en parte').check()
  await page.getByLabel('Nota').fill(`Falta el barandal de ${key}`)
  const file = [{ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: photo }]
  if (script) {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('Elegir fotos').click()])
    await chooser.setFiles(file)
    await page.locator('.photo-list img').waitFor()
  } else {
    await page.locator('input[name=photos]').setInputFiles(file)
  }
  await press(page, 'Guardar visita')
  if (script) await sent(page)
  else await page.getByText('Recibimos tu visita').waitFor()
  await world.look(page)
}

/** The phone app keeps it, sends it by itself and says so. */
async function sent(page: Page): Promise<void> {
  await page.getByText('No queda nada por enviar').first().waitFor({ timeout: 20_000 })
}

/** Two announcements and the first visit with its comparison; the second waits because of its photograph. */
async function seePoints({ look }: Journey, page: Page): Promise<void> {
  await reloadUntil(page, `${team}/puntos`, 'En revisión')
  await reloadUntil(page, `${team}/puntos`, '12.00')
  const words = await wordsOf(page)
  assert.match(words, /Fotografía ya usada en una visita anterior/)
  assert.match(words, /Comparó el dato con lo que vio/)
  await look(page)
  await page.goto(`${rally}/marcador`)
  assert.match(await wordsOf(page), /Va primero Las Lagartijas|Las Lagartijas/)
  await page
    .getByRole('link', { name: /¿Por qué tiene esos puntos/ })
    .or(page.getByText('¿por qué?'))
    .first()
    .click()
  await page.waitForURL(`**${team}/puntos`)
}

async function appeal({ look }: Journey, page: Page): Promise<string> {
  const row = page.getByRole('row').filter({ hasText: 'En revisión' })
  await follow(page, row.getByRole('link').first())
  await look(page)
  await follow(page, page.getByRole('link', { name: /Apélala/ }))
  await look(page)
  await page.getByLabel('Por qué te parece equivocado').fill('Se equivocan')
  await press(page, 'Enviar la apelación')
  await page.getByText('Explícalo un poco más').first().waitFor()
  const reason = 'Desde ese punto se ven las dos obras: una sola foto las muestra.'
  await page.getByLabel('Por qué te parece equivocado').fill(reason)
  await press(page, 'Enviar la apelación')
  await page.getByText('Tu apelación ya es pública').waitFor()
  const folio = /APE-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await wordsOf(page))?.[0]
  assert.ok(folio)
  return folio
}

async function answer(world: Journey, folio: string): Promise<void> {
  const organiser = await world.open('facilitator')
  await organiser.goto(`${rally}/revision/personas`)
  await organiser.locator('input[name=email]').fill(world.cast.person('moderator').email)
  await press(organiser, 'Nombrar')
  const judge = await world.open('moderator')
  await judge.goto(`${rally}/apelaciones/${folio}`)
  await world.look(judge)
  await judge.getByLabel('Tiene razón', { exact: true }).check()
  await judge.locator('select[name=remedy]').selectOption('grant:photo_original')
  await judge.getByLabel('Respuesta').fill('Es cierto: la foto abarca las dos obras.')
  await press(judge, 'Contestar')
  await judge.getByText('Tiene razón · contestó J1').waitFor()
}

async function readAnswer({ look }: Journey, page: Page, folio: string): Promise<void> {
  await page.goto(`${rally}/apelaciones`)
  await follow(page, page.getByRole('link', { name: new RegExp(folio) }))
  const words = await wordsOf(page)
  assert.match(words, /Es cierto: la foto abarca las dos obras/)
  assert.ok(!words.includes('Modesta'), 'a judge is a code')
  await look(page)
  await reloadUntil(page, `${team}/puntos`, '22.00')
}
