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
import type { Journey } from './stage.ts'

const home = '/san-pedro/consultas/diez'
const bench = `${home}/sistematizacion`
const day = 86_400_000
const said = [
  ...['El agua llega cada tercer día a la parte alta', 'Reparen la fuga de agua de la calle Hidalgo'],
  ...['La pipa de agua cobra demasiado en la agencia', 'Revisen el pozo: el agua sale turbia en mayo'],
  ...['No hay luz en el camino a la secundaria', 'Las lámparas sin luz de la plaza dan miedo'],
  ...['Pongan luz en la cancha para jugar de noche', 'Cambien los postes de luz que están por caer'],
  ...['Bajen el precio de la gasolina en todo el país', 'Queremos un equipo de futbol de primera división'],
]
const answer = 'No le toca al municipio; se pasa a quien sí.'

async function furnish({ server: { db }, cast }: Journey): Promise<void> {
  const now = new Date()
  const context = { db, actor: await cast.actor('facilitator'), now, locale: 'es' as const }
  const space = found(await findSpace(db, 'san-pedro'))
  const dates = { opensAt: new Date(now.getTime() - 9 * day), closesAt: new Date(now.getTime() + 9 * day) }
  await openConsultation(context, space, { ...consultationFields, ...dates, slug: 'diez', title: 'Diez aportaciones' })
  const load = async () => found(await findConsultation(db, space, 'diez'))
  await publishConsultation(context, await load())
  const on = dayIn('America/Mexico_City', new Date(now.getTime() - day))
  const arrivals = said.map((body, index) => {
    const channel = index % 3 === 0 ? ('mail' as const) : ('in-person' as const)
    return { ...emptyArrival(on), clientId: randomUUID(), channel, body }
  })
  await contributeMany(context, await load(), arrivals)
  await makeSuggestions(db, (await load()).id, now)
}

type Shot = (page: Page, name: string) => Promise<void>

/** Two coders at ten contributions, a third between them, the facilitator's answers, and results that anybody reads. */
export async function systematises(world: Journey, script: boolean, shot: Shot): Promise<void> {
  await furnish(world)
  const first = await world.open('facilitator')
  await codeAll(first, script, () => false)
  const second = await world.open('evaluator')
  await second.goto(bench)
  await world.look(second)
  await shot(second, 'bench')
  // She sees in one of them what the first did not.
  await codeAll(second, script, (text) => text.includes('futbol'))
  await settle(world, shot)
  await first.goto(`${bench}/pasos`)
  await world.look(first)
  await shot(first, 'bench-steps')
  for (const number of [1, 2]) {
    await first.goto(`${bench}/temas/${number}`)
    await first
      .getByLabel('Respuesta a quienes hablaron de esto')
      .fill('Va en el plan de 2027, con presupuesto propio.')
    await first.getByLabel('Es un tema prioritario').check()
    await first.getByRole('button', { name: 'Guardar tema' }).click()
  }
  await world.look(first)
  await shot(first, 'bench-topic')
  await first.goto(`${bench}/pasos`)
  await first.getByText('Todas las aportaciones recibidas (10) tienen respuesta.').waitFor()
  await first.getByRole('button', { name: 'Publicar resultados' }).click()
  for (const path of ['/grupos', '/lista', '/temas']) {
    await first.goto(`${bench}${path}`)
    await world.look(first)
    await shot(first, `bench${path.replaceAll('/', '-')}`)
  }
  await reads(world, shot)
}

/** Reads each, and puts it where its words belong; the first to come to a topic makes it. */
async function codeAll(page: Page, script: boolean, dissents: (text: string) => boolean): Promise<void> {
  await page.goto(bench)
  for (let left = said.length; left > 0; left -= 1) {
    await page.getByText(left === 1 ? 'Te queda una aportación.' : `Te quedan ${left} aportaciones.`).waitFor()
    const text = (await page.locator('.coded-items > li .coded-text').first().textContent()) ?? ''
    const topic = text.includes('agua') ? 'Agua' : text.includes('luz') || dissents(text) ? 'Luz' : null
    if (script) await byKeys(page, topic)
    else await byForm(page, topic)
  }
  await page.getByText('No te queda nada por clasificar').waitFor()
}

async function byKeys(page: Page, topic: string | null): Promise<void> {
  const known =
    topic === null
      ? null
      : await page
          .locator('label', { hasText: `· ${topic}` })
          .first()
          .textContent({ timeout: 50 })
          .catch(() => null)
  if (topic === null) {
    await page.keyboard.press('x')
    await page.keyboard.insertText(answer)
    await page.keyboard.press('Tab')
  } else if (known === null) {
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

async function settle(world: Journey, shot: Shot): Promise<void> {
  const third = await world.open('moderator')
  await third.goto(`${bench}/desacuerdos`)
  await world.look(third)
  await shot(third, 'bench-disputes')
  const words = third.locator('.words-of-coders > li', { hasText: 'No se incluye' })
  await words.getByRole('button').click()
  await third.getByText('No hay desacuerdos').waitFor()
}

async function reads(world: Journey, shot: Shot): Promise<void> {
  const reader = await world.open(null)
  await reader.goto(home)
  await reader.getByRole('link', { name: 'Ver resultados' }).click()
  await world.look(reader)
  await shot(reader, 'results')
  const counts = await reader.locator('.facts dd').allTextContents()
  assert.deepEqual(counts.map(Number), [10, 8, 2, 0])
  await reader.locator('.facts').getByRole('link', { name: '2', exact: true }).click()
  await world.look(reader)
  await shot(reader, 'results-list')
  assert.equal(await reader.getByText(answer).count(), 2)
  await reader.getByRole('link', { name: /Queremos un equipo/ }).click()
  await reader.getByText(answer).waitFor()
}
