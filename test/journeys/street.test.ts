import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../src/platform/identity.ts'
import { addEdition } from '../access/edition.ts'
import { axeProblems } from '../axe.ts'
import { closeBrowser } from '../browser.ts'
import { picture } from '../photos.ts'
import { follow } from './reading.ts'
import { type Journey, journey } from './stage.ts'

after(closeBrowser)

const key = '26FICT00001'

/** An edition that runs now, with one work that the neighbour's team chose. */
async function onStage({ server, cast }: Journey): Promise<string> {
  const { db } = server
  const space = await db.selectFrom('spaces').select('id').where('slug', '=', 'san-pedro').executeTakeFirstOrThrow()
  const { id, path } = await addEdition(db, space.id, 'san-pedro', 'rally')
  const day = 86_400_000
  const window = { opens_at: new Date(Date.now() - day), closes_at: new Date(Date.now() + day) }
  await db.updateTable('rally_editions').set(window).where('id', '=', id).execute()
  const at = new Date()
  const [teamId, memberId] = [newId(), newId()]
  const team = { code: 'lagartijas', name: 'Las Lagartijas', kind: 'team', notice_version: '1', registered_at: at }
  await db
    .insertInto('rally_teams')
    .values({ id: teamId, edition_id: id, ...team })
    .execute()
  const member = { position: 1, pseudonym: 'Nica', person_id: cast.person('neighbour').id, joined_at: at }
  await db
    .insertInto('rally_members')
    .values({ id: memberId, edition_id: id, team_id: teamId, ...member })
    .execute()
  const work = { key, name: 'Puente del mercado', latitude: 17.06, longitude: -96.72, physical_progress: 60 }
  await db
    .insertInto('rally_works')
    .values({ edition_id: id, ...work })
    .execute()
  await db.insertInto('rally_team_works').values({ team_id: teamId, edition_id: id, key, chosen_at: at }).execute()
  return `${path}/calle`
}

const counts = async ({ server: { db } }: Journey) => {
  const captures = await db.selectFrom('rally_captures').select('kind').orderBy('kind').execute()
  const photos = await db.selectFrom('rally_photos').select(['original_sha256', 'phash', 'was_blurred']).execute()
  return { kinds: captures.map(({ kind }) => kind), photos }
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`never: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 150))
  }
}

async function fillVisit(page: Page, bytes: Buffer) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText('Elegir fotos').click()])
  await chooser.setFiles([{ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: bytes }])
  await page.locator('.photo-list img').waitFor()
  await page.getByLabel('Coincide en parte').check()
  await page.getByLabel('Nota').fill('Falta el barandal')
}

test('a whole visit without a signal, the page killed: once on the server when the signal is back', async (t) => {
  const stage = await journey(t, { script: true, width: 360 })
  const street = await onStage(stage)
  let page = await stage.open('neighbour')
  await page.goto(street)
  await stage.look(page)
  await page.locator('street-queue[data-ready]').waitFor({ timeout: 20_000 })
  const context = page.context()
  await context.setOffline(true)

  await page.goto(`${street}/anuncios`)
  await page.getByLabel('Puente del mercado').check()
  await page.getByRole('button', { name: 'Guardar anuncio' }).click()
  await page.getByText('Guardado en este teléfono').waitFor()

  await page.goto(`${street}/visitas?obra=${key}`)
  await page.getByText('Sin señal').waitFor()
  await fillVisit(page, await picture(1, { width: 1200, height: 900 }))
  assert.deepEqual(await axeProblems(page), [])
  await page.getByRole('button', { name: 'Guardar visita' }).click()
  await page.getByText('Guardado en este teléfono').waitFor()
  await page.getByText('Esperan: 2').waitFor()
  await page.close({ runBeforeUnload: false })
  assert.deepEqual(await counts(stage), { kinds: [], photos: [] })

  page = await context.newPage()
  await page.goto(street)
  await page.getByText('Esperan: 2').waitFor()
  await context.setOffline(false)
  await until('both arrived', async () => (await counts(stage)).kinds.length === 2)
  await page.getByText('No queda nada por enviar').waitFor()
  await page.reload()
  await page.getByText('No queda nada por enviar').waitFor()
  const { kinds, photos } = await counts(stage)
  assert.deepEqual(kinds, ['announcement', 'visit'])
  assert.equal(photos.length, 1)
  assert.match(photos[0]?.phash ?? '', /^[0-9a-f]{16}$/)
  await stage.look(page)
})

test('an upload that is cut midway goes on where it stopped, over a restart', async (t) => {
  const stage = await journey(t, { script: true, width: 360 })
  const street = await onStage(stage)
  let page = await stage.open('neighbour')
  const context = page.context()
  const offsets: number[] = []
  let isCut = true
  await context.route('**/cargas/*', async (route) => {
    const request = route.request()
    if (request.method() !== 'PATCH') return route.continue()
    const offset = Number(request.headers()['upload-offset'])
    if (isCut && offset > 0) return route.abort('connectionreset')
    offsets.push(offset)
    return route.continue()
  })
  await page.goto(`${street}/visitas?obra=${key}`)
  const noise = Buffer.from((await import('node:crypto')).randomBytes(3 * 640 * 480))
  const sharp = (await import('sharp')).default
  const bytes = await sharp(noise, { raw: { width: 640, height: 480, channels: 3 } })
    .png()
    .toBuffer()
  assert.ok(bytes.length > 800_000)
  await fillVisit(page, bytes)
  await page.getByRole('button', { name: 'Guardar visita' }).click()
  await until('a piece arrived', async () => offsets.length >= 1)
  await page.getByText('reintenta en').waitFor()
  await page.close()
  isCut = false
  page = await context.newPage()
  await page.goto(street)
  await page.getByRole('button', { name: 'Enviar ahora' }).click()
  await until('it arrived', async () => (await counts(stage)).kinds.length === 1)
  assert.equal(offsets.filter((offset) => offset === 0).length, 1, offsets.join())
  assert.deepEqual(
    offsets,
    offsets.toSorted((a, b) => a - b),
  )
})

test('T-51 faces are covered by keyboard alone, and what was covered never leaves the phone', async (t) => {
  const stage = await journey(t, { script: true, width: 360 })
  const street = await onStage(stage)
  const page = await stage.open('neighbour')
  await page.goto(`${street}/visitas?obra=${key}`)
  const bytes = await picture(5, { width: 800, height: 600 })
  await fillVisit(page, bytes)
  await page.getByRole('button', { name: /^Tapar caras y placas/ }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  assert.deepEqual(await axeProblems(page), [])
  await page.getByRole('button', { name: 'Agregar recuadro' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Recuadros: 1').waitFor()
  for (const stroke of ['ArrowRight', 'ArrowDown', 'Shift+ArrowRight', 'Shift+ArrowDown'])
    await page.keyboard.press(stroke)
  await page.getByRole('button', { name: 'Listo' }).focus()
  await page.keyboard.press('Enter')
  await page.getByText('Tapada en este teléfono').waitFor()
  await page.getByRole('button', { name: 'Guardar visita' }).click()
  await until('it arrived', async () => (await counts(stage)).photos.length === 1)
  const [photo] = (await counts(stage)).photos
  const { createHash } = await import('node:crypto')
  assert.equal(photo?.was_blurred, true)
  assert.notEqual(photo?.original_sha256, createHash('sha256').update(bytes).digest('hex'))
  const files = await stage.server.db.selectFrom('files').select('sha256').execute()
  assert.ok(!files.some(({ sha256 }) => sha256 === createHash('sha256').update(bytes).digest('hex')))
})

test('a session that ended and an edition that closed lose nothing; each says what to do', async (t) => {
  const stage = await journey(t, { script: true, width: 360 })
  const street = await onStage(stage)
  const page = await stage.open('neighbour')
  const context = page.context()
  await page.goto(`${street}/visitas?obra=${key}`)
  const cookies = await context.cookies()
  await context.clearCookies()
  await fillVisit(page, await picture(6))
  await page.getByRole('button', { name: 'Guardar visita' }).click()
  await page.getByText('Tu sesión terminó: vuelve a entrar').waitFor()
  await context.addCookies(cookies)
  await stage.server.db
    .updateTable('rally_editions')
    .set({ closes_at: new Date(Date.now() - 3_600_000) })
    .execute()
  await page.getByRole('button', { name: /^Intentar otra vez/ }).click()
  await page.getByText('No se aceptó: Se hizo después del cierre').waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('Guardar una copia').click()])
  assert.match(download.suggestedFilename(), /^tequio-calle-.*\.json$/)
  await stage.look(page)
})

test('without script the same visit goes through the plain form', async (t) => {
  const stage = await journey(t, { script: false, width: 360 })
  const street = await onStage(stage)
  const page = await stage.open('neighbour')
  await page.goto(street)
  await stage.look(page)
  await follow(page, page.getByRole('link', { name: 'Contar una visita a Puente del mercado' }))
  await stage.look(page)
  await page.getByLabel('Coincide en parte').check()
  await page
    .locator('input[name=photos]')
    .setInputFiles([{ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await picture(7) }])
  await page.getByRole('button', { name: 'Guardar visita' }).click()
  await page.getByText('Recibimos tu visita').waitFor()
  await stage.look(page)
  const { kinds, photos } = await counts(stage)
  assert.deepEqual([kinds, photos.length], [['visit'], 1])
})
