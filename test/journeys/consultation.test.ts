import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { openConsultation, publishConsultation } from '../../src/features/consultations/commands.ts'
import { findConsultation } from '../../src/features/consultations/queries.ts'
import { reckonOpinions, seedStatements, vote } from '../../src/features/consultations/statements/commands.ts'
import { findSpace } from '../../src/features/spaces/queries.ts'
import { found } from '../../src/platform/errors.ts'
import { closeBrowser } from '../browser.ts'
import { consultationFields } from '../consultation-stage.ts'
import { howOf, type Journey, journeyHouse, lookAtBothWidths, manners, walk } from './stage.ts'
import { readsSystematised, systematises } from './systematising.ts'

/** Pictures are left where CONSULTATION_PICTURES says. */
const pictures = process.env.CONSULTATION_PICTURES
const day = 86_400_000
after(closeBrowser)

/** The form wants the time that a person needs; the program's clock takes it at once. */
let ahead = 0

const homeOf = (slug: string) => `/san-pedro/consultas/${slug}`

async function furnish({ server: { db }, cast }: Pick<Journey, 'server' | 'cast'>, slug: string) {
  const now = new Date(Date.now() + ahead)
  const context = { db, actor: await cast.actor('facilitator'), now, locale: 'es' as const }
  const space = found(await findSpace(db, 'san-pedro'))
  const [opensAt, closesAt] = [new Date(now.getTime() - 9 * day), new Date(now.getTime() + 9 * day)]
  await openConsultation(context, space, { ...consultationFields, slug, title: titleOf(slug), opensAt, closesAt })
  await publishConsultation(context, found(await findConsultation(db, space, slug)))
  const consultation = found(await findConsultation(db, space, slug))
  const numbers = await seedStatements(context, consultation, [
    ...['Más árboles', 'Primero el drenaje', 'Calles sin baches', 'Luz en la cancha', 'Un parque', 'Otro camión'],
    ...['Que el mercado abra en domingo', 'Menos ruido'],
  ])
  for (let voter = 0; voter < 30; voter += 1)
    for (const [at, number] of numbers.entries()) {
      const value = at === 0 ? 1 : voter % 2 === at % 2 ? 1 : -1
      await vote({ db, now }, consultation, { number, voter: `voz-${voter}`, value })
    }
  await reckonOpinions(db, consultation.id, now)
}

const titleOf = (slug: string) => `¿Qué hacemos primero? ${slug}`

async function shot(page: Page, name: string): Promise<void> {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/${name}-${page.viewportSize()?.width}.png`, fullPage: true })
}

/**
 * Both manners walk through one house, each its own consultation. What a press leaves on the screen is examined on the way with script, at
 * both widths; pages that an address gives are examined once, at both widths, after both have been there.
 */
test('a neighbour contributes without an account, a facilitator types twenty sheets, two coders systematise, with and without script', async (t) => {
  const house = await journeyHouse(t, { clock: () => new Date(Date.now() + ahead) })
  for (const manner of manners) {
    await t.test(howOf(manner), async (t) => {
      const slug = manner.script ? 'con-guion' : 'sin-guion'
      const world = walk(t, house, manner)
      await furnish(world, slug)
      const look = async (page: Page) => (manner.script ? lookAtBothWidths(world, page) : undefined)
      await contributes(await world.open(null), slug, look)
      await types(world, await world.open('facilitator'), slug, manner.script)
      await systematises(world, slug, manner.script, look)
    })
  }
  await t.test('every page of a consultation holds on a phone and on a desk', async (t) => {
    const world = walk(t, house, { script: true, width: 1280 })
    const read = async (page: Page, who: string, paths: readonly string[]) => {
      for (const path of paths) {
        await page.goto(path)
        await lookAtBothWidths(world, page)
        await shot(page, `${who}${path.replace(homeOf('con-guion'), '').replaceAll('/', '-')}`)
      }
    }
    const home = homeOf('con-guion')
    const open = ['', '/aportar', '/aportaciones', '/hoja', '/quienes', '/afirmaciones', '/afirmaciones/grupos']
    await read(await world.open(null), 'read', ['/san-pedro/consultas', ...open.map((path) => `${home}${path}`)])
    const kept = ['/editar', '/importaciones', '/revision', '/afirmaciones/mesa', '', '/captura', '/captura?hojas=10']
    const desk = await world.open('facilitator')
    await read(desk, 'desk', [...kept.map((path) => `${home}${path}`), ...readsSystematised('con-guion')])
  })
})

type Look = (page: Page) => Promise<unknown>

async function contributes(page: Page, slug: string, look: Look): Promise<void> {
  await page.goto('/san-pedro/consultas')
  await page.getByRole('link', { name: titleOf(slug) }).click()
  await page.getByRole('link', { name: 'Aportar', exact: true }).click()
  await page.getByLabel('¿De qué trata?').selectOption('Agua')
  await page.locator('#body').fill('El agua llega cada tercer día. Mi tel. 951 123 4567')
  ahead += 5_000
  await page.getByRole('button', { name: 'Enviar' }).click()
  await page.getByText('Tu texto parece traer datos personales').waitFor()
  await look(page)
  await shot(page, 'warned')
  await page.locator('#body').fill('El agua llega cada tercer día.')
  await page.getByRole('button', { name: 'Enviar' }).click()
  await page.getByText('Recibimos tu aportación').waitFor()
  const folio = (await page.locator('.receipt .folio').textContent()) ?? ''
  assert.match(folio, /^APO-/)
  await look(page)
  await shot(page, 'receipt')
  await page.getByRole('button', { name: 'Apoyar' }).click()
  await page.getByRole('button', { name: 'Retirar mi apoyo' }).waitFor()
  await page.getByLabel('Tu comentario').fill('También en la agencia.')
  ahead += 5_000
  await page.getByRole('button', { name: 'Comentar' }).click()
  await page.getByText('También en la agencia.').waitFor()
  await page.goto(`${homeOf(slug)}/afirmaciones`)
  await page.getByRole('button', { name: 'De acuerdo', exact: true }).click()
  await page.getByRole('progressbar').getByText('1 de 8').waitFor({ state: 'attached' })
}

/** With script one after another by keyboard alone; without, ten in a form and twice. */
async function types(world: Journey, page: Page, slug: string, script: boolean): Promise<void> {
  await page.goto(`${homeOf(slug)}/captura${script ? '' : '?hojas=10'}`)
  const place = `Casa ejidal ${slug}`
  await page.getByLabel('Lugar', { exact: false }).fill(place)
  if (script) {
    await page.getByLabel('Lo que dice la hoja').focus()
    for (let sheet = 1; sheet <= 20; sheet += 1) {
      await page.keyboard.insertText(`Lo que dijo la mesa ${sheet}`)
      await page.keyboard.press('Control+Enter')
      await page.waitForURL(new RegExp(`numero=${sheet + 1}&`))
      // The address changes before the new page has put its cursor; keys pressed in between would be lost.
      await page.waitForFunction(() => (document.activeElement as HTMLTextAreaElement | null)?.name === 'sheets.0.body')
      assert.equal(
        await page.getByLabel('Lo que dice la hoja').inputValue(),
        '',
        'no draft of what was sent comes back',
      )
    }
  } else {
    for (let turn = 0; turn < 2; turn += 1) {
      for (let sheet = 0; sheet < 10; sheet += 1)
        await page.locator(`[name="sheets.${sheet}.body"]`).fill(`Lo que dijo la mesa ${turn * 10 + sheet + 1}`)
      await page.getByRole('button', { name: 'Guardar las hojas y seguir' }).click()
      await page.waitForURL(/guardadas=10/)
    }
  }
  await shot(page, 'captured')
  const rows = await world.server.db
    .selectFrom('contributions')
    .select(['sheet', 'channel'])
    .where('place', '=', place)
    .execute()
  assert.deepEqual(
    rows.map(({ sheet }) => Number(sheet)).sort((a, b) => a - b),
    Array.from({ length: 20 }, (_, index) => index + 1),
  )
  assert.ok(rows.every(({ channel }) => channel === 'in-person'))
}
