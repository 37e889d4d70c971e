import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { openConsultation, publishConsultation } from '../../src/features/consultations/commands.ts'
import { contributeMany } from '../../src/features/consultations/contributions/commands.ts'
import { emptyArrival } from '../../src/features/consultations/contributions/model.ts'
import { findConsultation } from '../../src/features/consultations/queries.ts'
import { makeSuggestions } from '../../src/features/consultations/systematising/suggesting/commands.ts'
import { findSpace } from '../../src/features/spaces/queries.ts'
import { dayIn } from '../../src/platform/civil-day.ts'
import { found } from '../../src/platform/errors.ts'
import { consultationFields } from '../consultation-stage.ts'
import { reloadUntil } from './reading.ts'
import type { Journey } from './stage.ts'

const homeOf = (slug: string) => `/san-pedro/consultas/diez-${slug}`
const benchOf = (slug: string) => `${homeOf(slug)}/sistematizacion`
const day = 86_400_000
const said = [
  ...['El agua llega cada tercer día a la parte alta', 'Reparen la fuga de agua de la calle Hidalgo'],
  ...['La pipa de agua cobra demasiado en la agencia', 'Revisen el pozo: el agua sale turbia en mayo'],
  ...['No hay luz en el camino a la secundaria', 'Las lámparas sin luz de la plaza dan miedo'],
  ...['Pongan luz en la cancha para jugar de noche', 'Cambien los postes de luz que están por caer'],
  ...['Bajen el precio de la gasolina en todo el país', 'Queremos un equipo de futbol de primera división'],
]
/** One of each subject is enough to see that it works without script. */
const few = [0, 4, 8, 9]
const answer = 'No le toca al municipio; se pasa a quien sí.'

async function furnish({ server: { db }, cast }: Journey, slug: string, texts: readonly string[]): Promise<void> {
  const now = new Date()
  const context = { db, actor: await cast.actor('facilitator'), now, locale: 'es' as const }
  const space = found(await findSpace(db, 'san-pedro'))
  const dates = { opensAt: new Date(now.getTime() - 9 * day), closesAt: new Date(now.getTime() + 9 * day) }
  await openConsultation(context, space, {
    ...consultationFields,
    ...dates,
    slug: `diez-${slug}`,
    title: `Diez ${slug}`,
  })
  const load = async () => found(await findConsultation(db, space, `diez-${slug}`))
  await publishConsultation(context, await load())
  const on = dayIn('America/Mexico_City', new Date(now.getTime() - day))
  const arrivals = texts.map((body, index) => {
    const channel = index % 3 === 0 ? ('mail' as const) : ('in-person' as const)
    return { ...emptyArrival(on), clientId: randomUUID(), channel, body }
  })
  await contributeMany(context, await load(), arrivals)
  await makeSuggestions(db, (await load()).id, now)
}

type Look = (page: Page) => Promise<unknown>

/** What the workbench and its results show once all is coded, for whoever leads it. */
export function readsSystematised(slug: string): string[] {
  const desk = ['', '/pasos', '/temas', '/temas/2', '/grupos', '/lista', '/desacuerdos'].map(
    (path) => `${benchOf(slug)}${path}`,
  )
  return [...desk, `${homeOf(slug)}/resultados`, `${homeOf(slug)}/resultados/aportaciones`]
}

/** Two coders at each contribution, a third between them, the facilitator's answers, and results that anybody reads. */
export async function systematises(world: Journey, slug: string, script: boolean, look: Look): Promise<void> {
  const texts = script ? said : few.flatMap((at) => said[at] ?? [])
  const bench = benchOf(slug)
  await furnish(world, slug, texts)
  const first = await world.open('facilitator')
  const way = { bench, script, count: texts.length }
  await codeAll(first, way, () => false)
  const second = await world.open('evaluator')
  await second.goto(bench)
  await look(second)
  // She sees in one of them what the first did not.
  await codeAll(second, way, (text) => text.includes('futbol'))
  await settle(world, bench, look)
  for (const number of [1, 2]) {
    await first.goto(`${bench}/temas/${number}`)
    await first
      .getByLabel('Respuesta a quienes hablaron de esto')
      .fill('Va en el plan de 2027, con presupuesto propio.')
    await first.getByLabel('Es un tema prioritario').check()
    await Promise.all([
      first.waitForResponse((response) => response.request().method() === 'POST'),
      first.getByRole('button', { name: 'Guardar tema' }).click(),
    ])
  }
  await first.goto(`${bench}/pasos`)
  await first.getByText(`Todas las aportaciones recibidas (${texts.length}) tienen respuesta.`).waitFor()
  await first.getByRole('button', { name: 'Publicar resultados' }).click()
  await first.getByRole('button', { name: 'Publicar resultados' }).waitFor({ state: 'detached' })
  await reads(world, slug, texts)
}

type Way = { bench: string; script: boolean; count: number }

/** Reads each, and puts it where its words belong; the first to come to a topic makes it. */
async function codeAll(page: Page, { bench, script, count }: Way, dissents: (text: string) => boolean): Promise<void> {
  await page.goto(bench)
  for (let left = count; left > 0; left -= 1) {
    await page.getByText(left === 1 ? 'Te queda una aportación.' : `Te quedan ${left} aportaciones.`).waitFor()
    // Keys work, and topics are all there, once the page is.
    await page.waitForLoadState()
    const text = (await page.locator('.coded-items > li .coded-text').first().textContent()) ?? ''
    const topic = text.includes('agua') ? 'Agua' : text.includes('luz') || dissents(text) ? 'Luz' : null
    if (script) await byKeys(page, topic)
    else await byForm(page, topic)
  }
  await page.getByText('No te queda nada por clasificar').waitFor()
}

async function byKeys(page: Page, topic: string | null): Promise<void> {
  const labels = await page.locator('label', { hasText: `· ${topic}` }).allTextContents()
  const known = topic === null ? undefined : labels[0]
  if (topic === null) {
    await page.keyboard.press('x')
    await page.keyboard.insertText(answer)
    await page.keyboard.press('Tab')
  } else if (known === undefined) {
    await page.keyboard.press('n')
    await page.keyboard.insertText(topic)
  } else await page.keyboard.press(known.trim().slice(0, 1))
  await page.keyboard.press('Enter')
}

async function byForm(page: Page, topic: string | null): Promise<void> {
  if (topic === null) {
    await page.getByLabel('No se atiende, con su razón').check()
    await page.getByLabel('Respuesta con sus razones').fill(answer)
  } else {
    const known = page.getByLabel(new RegExp(`^\\d · ${topic}`))
    if ((await known.count()) > 0) await known.check()
    else {
      await page.getByLabel('Un tema nuevo').check()
      await page.getByLabel('Nombre del tema').fill(topic)
    }
  }
  await page.getByRole('button', { name: 'Guardar y seguir' }).click()
}

async function settle(world: Journey, bench: string, look: Look): Promise<void> {
  const third = await world.open('moderator')
  await third.goto(`${bench}/desacuerdos`)
  await look(third)
  const words = third.locator('.words-of-coders > li', { hasText: 'No se incluye' })
  await words.getByRole('button').click()
  await third.getByText('No hay desacuerdos').waitFor()
}

async function reads(world: Journey, slug: string, texts: readonly string[]): Promise<void> {
  const reader = await world.open(null)
  const refused = texts.filter((text) => !/agua|luz/.test(text)).length
  // A page kept from before the publication is renewed within a second.
  await reloadUntil(reader, homeOf(slug), 'Ver resultados')
  await reader.getByRole('link', { name: 'Ver resultados' }).click()
  await reader.locator('.facts dd').first().waitFor()
  const counts = await reader.locator('.facts dd').allTextContents()
  assert.deepEqual(counts.map(Number), [texts.length, texts.length - refused, refused, 0])
  await reader.locator('.facts').getByRole('link').nth(2).click()
  await reader
    .getByText(answer)
    .nth(refused - 1)
    .waitFor()
  assert.equal(await reader.getByText(answer).count(), refused)
  await reader.getByRole('link', { name: /Queremos un equipo/ }).click()
  await reader.getByText(answer).waitFor()
}
