import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { closeBrowser } from '../browser.ts'
import { follow } from './reading.ts'
import { howOf, type Journey, journey, manners } from './stage.ts'

after(closeBrowser)

const plan = '/san-pedro/planes/plan-local'
const commitment = `${plan}/compromisos/1`

for (const manner of manners) {
  test(`a facilitator writes a plan, mends what it lacks, publishes it and moves a date, ${howOf(manner)}`, async (t) => {
    const world = await journey(t, manner)
    const page = await world.open('facilitator')
    await createPlan(world, page)
    await createCommitment(world, page)
    await writeRoadmap(world, page)
    await mendAndPublish(world, page)
    await moveADate(world, page)
    await readTheDifference(world, await world.open(null))
  })
}

async function createPlan({ look }: Journey, page: Page): Promise<void> {
  await page.goto('/san-pedro')
  await follow(page, page.getByRole('link', { name: 'Crear un plan' }))
  await look(page)
  await page.getByLabel('Dirección dentro del espacio').fill('plan-local')
  await save(page, 'Crear el plan')
  await page.locator('#error-summary').waitFor()
  assert.equal(await page.getByLabel('Dirección dentro del espacio').inputValue(), 'plan-local')
  await page.getByLabel('Título', { exact: false }).first().fill('Plan local 2026')
  await page.getByLabel('Empieza').fill('2026-01-01')
  await save(page, 'Crear el plan')
  await page.waitForURL(`**${plan}`)
  await look(page)
}

async function createCommitment({ look }: Journey, page: Page): Promise<void> {
  await follow(page, page.getByRole('link', { name: 'Agregar un compromiso' }).first())
  await look(page)
  await page.getByLabel('Número').fill('1')
  await page.getByLabel('Título').fill('Gasto abierto')
  await page.getByLabel('Cocreado con la ciudadanía').check()
  await save(page, 'Agregar y seguir escribiendo')
  await page.waitForURL(/\/compromisos\/1\/editar/)
  await page.getByLabel('¿Qué problema público atiende?').fill('No se sabe en qué se gasta.')
  await page.getByLabel('¿Cuáles son las causas del problema?').fill('El padrón no es público.')
  await page.getByLabel('¿Qué se ha hecho hasta ahora?').fill('Hubo un portal en 2020.')
  await page.getByLabel('¿Qué solución se propone?').fill('Publicar el padrón.')
  await page.getByLabel('¿Cómo promueve la transparencia?').fill('Publica datos que no lo eran.')
  await page.locator('[name="lead.0.name"]').fill('Tesorería')
  await page.locator('[name="coResponsible.0.name"]').fill('Cuentas Claras, A. C.')
  await save(page, 'Guardar')
  await page.getByText('Guardado.').waitFor()
  await look(page)
}

async function writeRoadmap({ look }: Journey, page: Page): Promise<void> {
  await follow(page, page.getByRole('link', { name: 'Hoja de ruta', exact: true }))
  await look(page)
  await page.getByLabel('Persona servidora pública responsable').fill('Tesorera municipal, Tesorería')
  await page.getByLabel('Resultado final').fill('Padrón abierto y al día')
  await page.getByLabel('Productos esperados').fill('Padrón\nGuía')
  await page.getByLabel('Medios de verificación').fill('Dirección del padrón')
  await page.getByLabel('Fecha de inicio').fill('2026-02-01')
  await page.getByLabel('Fecha de conclusión').fill('2026-12-15')
  await save(page, 'Guardar')
  await page.getByText('Guardado.').waitFor()
  await addKeyAction(page, 'Abrir el padrón', '60')
  await addActivity(page, 0, 'Publicar el padrón')
  await addKeyAction(page, 'Explicar el padrón', '30')
  await addActivity(page, 1, 'Escribir la guía')
  await follow(page, page.getByRole('link', { name: 'Agregar un indicador' }))
  await look(page)
  await page.getByLabel('Nombre').fill('Colonias con padrón publicado')
  await page.getByLabel('Unidad de medida').fill('colonias')
  await page.getByLabel('Sube: más es mejor').check()
  await page.getByLabel('Línea base', { exact: true }).fill('0')
  await page.getByLabel('Meta', { exact: true }).fill('40')
  await save(page, 'Guardar')
  await page.waitForURL(/hoja-de-ruta/)
}

async function addKeyAction(page: Page, title: string, weight: string): Promise<void> {
  await page.getByRole('link', { name: 'Agregar una acción clave' }).click()
  await page.getByLabel('Título').fill(title)
  await page.getByLabel('Peso (porcentaje)').fill(weight)
  await save(page, 'Guardar')
  await page.waitForURL(/hoja-de-ruta/)
}

async function addActivity(page: Page, action: number, title: string): Promise<void> {
  await page.getByRole('link', { name: 'Agregar una actividad' }).nth(action).click()
  await page.getByLabel('Título').fill(title)
  await page.getByLabel('Producto o evidencia que dejará').fill('Documento público')
  await page.getByLabel('Fecha de conclusión').fill('2026-06-30')
  await save(page, 'Guardar')
  await page.waitForURL(/hoja-de-ruta/)
}

/** What is left out on purpose, and how each is mended at the field to which its line leads. */
const mending: readonly (readonly [RegExp, string])[] = [
  [/qué resultados se quieren lograr/, 'Cualquiera puede revisarlo.'],
  [/suman 90/, '40'],
  [/fechas en que empieza y termina el plan/, '2026-12-31'],
]

async function mendAndPublish({ look }: Journey, page: Page): Promise<void> {
  await page.goto(`${plan}/publicacion`)
  await page.getByLabel('¿Quién lo aprobó?').fill('Secretariado Técnico Local, sesión 3')
  await save(page, 'Publicar el plan')
  const missing = page.locator('section, div, article').filter({ hasText: 'Lo que falta para publicar' }).last()
  await missing.waitFor()
  assert.equal(await page.getByLabel('¿Quién lo aprobó?').inputValue(), 'Secretariado Técnico Local, sesión 3')
  await look(page)
  await everyLineLeadsToItsField(page)
  for (const [line, text] of mending) await mend(page, line, text)
  await page.goto(`${plan}/publicacion`)
  await page.getByText('No falta nada.').waitFor()
  await page.getByLabel('¿Quién lo aprobó?').fill('Secretariado Técnico Local, sesión 3')
  await save(page, 'Publicar el plan')
  await page.waitForURL(`**${plan}`)
}

async function everyLineLeadsToItsField(page: Page): Promise<void> {
  const hrefs = await page
    .locator('main li a[href*="#"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  assert.ok(hrefs.length >= mending.length, `only ${hrefs.length} lines`)
  const window = await page.context().newPage()
  for (const [path, links] of Object.entries(Object.groupBy(hrefs, (href) => href.split('#')[0] ?? ''))) {
    await window.goto(path)
    for (const href of new Set(links)) {
      const place = window.locator(`[id="${href.split('#')[1]}"]`)
      assert.equal(await place.count(), 1, `${href} leads to nothing`)
      assert.ok(await place.isVisible(), `${href} leads to what is not shown`)
    }
  }
  await window.close()
}

/** Follows the line of the list to its field, answers there and saves. */
async function mend(page: Page, line: RegExp, text: string): Promise<void> {
  await page.goto(`${plan}/publicacion`)
  await follow(page, page.getByRole('link', { name: line }).first())
  const id = decodeURIComponent(new URL(page.url()).hash.slice(1))
  if (id === 'weights') return reweigh(page, text)
  if (id === 'startsOn') await page.locator('#endsOn').fill(text)
  else await page.locator(`[id="${id}"]`).fill(text)
  await save(page, 'Guardar')
  await page
    .getByText(/Guardado|Se guard/)
    .first()
    .waitFor()
}

async function reweigh(page: Page, weight: string): Promise<void> {
  await page.getByRole('link', { name: '2. Explicar el padrón' }).click()
  await page.getByLabel('Peso (porcentaje)').fill(weight)
  await save(page, 'Guardar')
  await page.waitForURL(/hoja-de-ruta/)
}

async function moveADate({ look }: Journey, page: Page): Promise<void> {
  await page.goto(`${commitment}/actividades/1.1`)
  await page.getByLabel('Fecha de conclusión').fill('2026-09-30')
  await save(page, 'Publicar el cambio')
  await page.locator('#error-summary').waitFor()
  assert.equal(await page.getByLabel('Fecha de conclusión').inputValue(), '2026-09-30')
  await look(page)
  await page.locator('#reason').fill('Las lluvias retrasaron la revisión del padrón.')
  await page.locator('#approvedBy').fill('Secretariado Técnico Local, sesión 4')
  await save(page, 'Publicar el cambio')
  await page.waitForURL(/\/versiones\/2/)
}

async function readTheDifference({ look }: Journey, page: Page): Promise<void> {
  await page.goto(`${commitment}/versiones/2`)
  const main = page.locator('main')
  assert.match((await main.textContent()) ?? '', /Las lluvias retrasaron la revisión del padrón\./)
  assert.match((await main.locator('del').textContent()) ?? '', /30 (de )?jun/)
  assert.match((await main.locator('ins').textContent()) ?? '', /30 (de )?sep/)
  await look(page)
}

async function save(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
}
