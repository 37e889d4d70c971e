import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { keepCapture } from '../../src/features/rallies/capture/commands.ts'
import { preparePhoto } from '../../src/features/rallies/capture/photos/commands.ts'
import { findEdition } from '../../src/features/rallies/editions/queries.ts'
import { findTeam } from '../../src/features/rallies/teams/queries.ts'
import { registerTeam } from '../../src/features/rallies/teams/registration/commands.ts'
import { chooseTeamWorks } from '../../src/features/rallies/teams/works/commands.ts'
import { found } from '../../src/platform/errors.ts'
import { newId } from '../../src/platform/identity.ts'
import { closeBrowser } from '../browser.ts'
import { grantRole, type PersonKey } from '../cast.ts'
import { picture } from '../photos.ts'
import { sliceOfWorks } from './rally-works.ts'
import { follow, press, reloadUntil, wordsOf } from './reading.ts'
import { howOf, type Journey, journey, manners } from './stage.ts'

after(closeBrowser)

const rally = '/san-pedro/rallies/rally-2026'
const tequio = fileURLToPath(new URL('../../bin/tequio', import.meta.url))
const [bridge, roof, clinic] = ['26FICT00001', '26FICT00002', '26FICT00003'] as const

type World = Journey & { go(instant: string): Promise<void>; now(): Date }

for (const manner of manners) {
  test(`an organiser runs the rally of 2016 from the file of works to its winner and its replica, ${howOf(manner)}`, async (t) => {
    let now = new Date('2026-01-10T16:00:00Z')
    const stage = await journey(t, manner, { clock: () => now })
    const go = async (instant: string) => {
      now = new Date(instant)
      // Weeks pass between two visits: everybody has signed in again.
      const fresh = { updated_at: now, expires_at: new Date(now.getTime() + 30 * 86_400_000) }
      await stage.server.db.updateTable('sessions').set(fresh).execute()
    }
    const world: World = { ...stage, go, now: () => now }
    const page = await world.open('facilitator')
    await importWorks(world, page)
    await makeEdition(world, page)
    await callOut(world, page)
    await playTheRally(world)
    await closeAndName(world, page)
    await finish(world, page)
    await replicate(world, page)
    await recompute(world)
  })
}

async function importWorks({ look }: World, page: Page): Promise<void> {
  await page.goto('/san-pedro/obras/importaciones')
  await page.setInputFiles('input[name=file]', {
    ...{ name: 'proyectos_opa.csv', mimeType: 'text/csv', buffer: sliceOfWorks() },
  })
  await page.locator('#title').fill('Obra pública abierta')
  await page.locator('#publisher').fill('Secretaría de Hacienda y Crédito Público')
  await page.locator('#licence').fill('Términos de Libre Uso MX')
  await page.locator('[name=datedOn]').fill('2019-12-31')
  await page.locator('[name=downloadedOn]').fill('2026-01-10')
  await press(page, 'Traer el archivo')
  await page.getByText('«En pausa» (una fila)').or(page.getByText('«En pausa» (1')).waitFor()
  await look(page)
  await press(page, 'Admitirlos y traer el archivo')
  await page.getByText('El corte quedó guardado.').waitFor()
  await look(page)
}

async function makeEdition({ look }: World, page: Page): Promise<void> {
  await page.goto('/san-pedro/rallies/nueva')
  const form = page
    .locator('form')
    .filter({ has: page.getByRole('button', { name: 'Crear el borrador', exact: true }) })
  await form.getByLabel('Nombre del rally').fill('Rally 2026')
  await form.getByLabel('Reglas del primer rally (2016)').check()
  await press(page, 'Crear el borrador')
  await page.waitForURL(`**${rally}/organizar`)
  await page.getByText(/^Faltan \d+ cosas para publicar la convocatoria$/).waitFor()
  await look(page)
  await fillPart(page, 'identidad', { summary: 'Verificamos obras del municipio.' })
  await fillPart(page, 'calendario', {
    ...{ registrationOpensAt: '2026-02-01T09:00', registrationClosesAt: '2026-03-01T09:00' },
    ...{ opensAt: '2026-03-02T11:00', closesAt: '2026-03-05T15:00', resultsAt: '2026-03-05T16:00' },
    appealsCloseAt: '2026-03-07T15:00',
  })
  await page.goto(`${rally}/organizar/obras`)
  await page.locator('select[name=cut]').selectOption({ index: 1 })
  await page.getByLabel('Oaxaca', { exact: true }).check()
  await press(page, 'Guardar')
  await page.getByText('Guardado.').waitFor()
  const works = await wordsOf(page)
  assert.match(works, /4 obras en este rally/, 'neither the purchase nor the other state')
  assert.match(works, /3 tienen ubicación/)
  await fillPart(page, 'participacion', { hashtags: 'DatosEnLaCalle', teamMin: '1' })
  await fillPart(page, 'textos', { terms: 'Participa quien quiera.', prizes: 'Un taller para el primer lugar.' })
}

async function fillPart(page: Page, part: string, fields: Record<string, string>): Promise<void> {
  await page.goto(`${rally}/organizar/${part}`)
  for (const [name, value] of Object.entries(fields)) await page.locator(`form.form [name=${name}]`).fill(value)
  await press(page, 'Guardar')
  await page.getByText('Guardado.').waitFor()
}

async function callOut({ look, open }: World, page: Page): Promise<void> {
  await page.goto(`${rally}/organizar/aliados`)
  await page.getByLabel('Nombre').fill('Municipio de San Pedro')
  await page.getByLabel('Organiza', { exact: true }).check()
  await press(page, 'Agregar')
  await page.goto(`${rally}/organizar`)
  await look(page)
  await press(page, 'Publicar la convocatoria')
  await page.waitForURL(`**${rally}`)
  const reader = await open(null)
  await reader.goto(rally)
  const words = await wordsOf(reader)
  assert.match(words, /10 puntos/)
  await look(reader)
}

const players = { lagartijas: 'neighbour', tlacuaches: 'co-responsible' } as const satisfies Record<string, PersonKey>

async function playTheRally(world: World): Promise<void> {
  await world.go('2026-02-10T16:00:00Z')
  for (const [name, who] of Object.entries(players)) {
    const context = await contextOf(world, who)
    const edition = await editionOf(world)
    const member = { pseudonym: `Cap. ${name}`, isMinor: false, guardianEmail: null, accept: 'on' }
    const team = { name, kind: 'team', stateKey: '20', organizationId: null, about: null, ...member } as const
    const code = await registerTeam(context, world.server.url, edition, team)
    const registered = found(await findTeam(world.server.db, edition.id, code))
    await chooseTeamWorks(context, edition, registered, { add: [bridge, roof, clinic], remove: [] })
  }
  await world.go('2026-03-03T16:00:00Z')
  await announce(world, players.lagartijas, [bridge, roof, clinic])
  await announce(world, players.tlacuaches, [bridge, roof])
  await world.go('2026-03-04T16:00:00Z')
  for (const [seed, work] of [bridge, roof, clinic].entries()) await visit(world, players.lagartijas, work, 20 + seed)
  // One was announced and seen, one was never announced: by the rules of 2016 it is worth nothing.
  await visit(world, players.tlacuaches, bridge, 40)
  await visit(world, players.tlacuaches, clinic, 41)
}

const editionOf = async ({ server }: World) => found(await findEdition(server.db, 'san-pedro', 'rally-2026'))

async function contextOf({ server, cast, now }: World, who: PersonKey) {
  return { db: server.db, actor: await cast.actor(who), now: now(), locale: 'es' as const }
}

async function announce(world: World, who: PersonKey, workKeys: string[]): Promise<void> {
  const clocks = { deviceAt: null, sentAt: null }
  const capture = { clientId: newId(), workKeys, visit: null, clocks }
  await keepCapture(await contextOf(world, who), await editionOf(world), capture, { prepared: [], uploads: [] })
}

async function visit(world: World, who: PersonKey, work: string, seed: number): Promise<void> {
  const { storage } = world.server.house.deps
  const edition = await editionOf(world)
  const told = { alt: null, wasBlurred: false, takenAt: null, position: null }
  const photo = await preparePhoto(storage, await picture(seed), told, edition.timeZone)
  const seen = { mode: 'on-site', finding: 'matches', comparisons: {}, observedProgress: null } as const
  const visited = { ...seen, note: `La vimos de cerca, nota ${seed}`, publicUrl: null, position: null }
  const capture = { clientId: newId(), workKeys: [work], visit: visited, clocks: { deviceAt: null, sentAt: null } }
  await keepCapture(await contextOf(world, who), edition, capture, { prepared: [photo], uploads: [] })
}

async function closeAndName(world: World, page: Page): Promise<void> {
  await world.go('2026-03-05T21:03:00Z')
  await page.goto(`${rally}/organizar`)
  await page.getByRole('link', { name: 'Cerrar y publicar' }).click()
  await follow(page, page.getByRole('link', { name: 'Puntos del jurado' }))
  await world.look(page)
  await page.locator('select[name=team]').selectOption({ label: 'tlacuaches' })
  await page.locator('[name=points]').fill('12,5')
  await page.locator('[name=reason]').fill('Lo contaron a toda la colonia.')
  await press(page, 'Guardar los puntos')
  await page.getByRole('cell', { name: '12.50' }).waitFor()
  await page.goto(`${rally}/organizar/cierre`)
  await world.look(page)
  await world.go('2026-03-05T21:07:00Z')
  await press(page, 'Fijar los preliminares')
  await reloadUntil(page, `${rally}/organizar/cierre`, 'Del cierre a los puntos de todos los equipos: 7 min.')
  const reader = await world.open(null)
  await reader.goto(`${rally}/marcador`)
  const words = await wordsOf(reader)
  assert.match(words, /Resultados preliminares/)
  assert.match(words, /Lugar 1 ?30\.00 Puntos ?lagartijas/)
  assert.match(words, /7 min/)
  assert.match(words, /22\.50/, 'one announced visit and what the panel gave')
  await world.look(reader)
}

async function finish(world: World, page: Page): Promise<void> {
  await page.goto(`${rally}/organizar/cierre`)
  await page.getByText('Todavía se puede apelar').waitFor()
  await world.go('2026-03-07T21:05:00Z')
  await page.reload()
  await press(page, 'Publicar los definitivos')
  await reloadUntil(page, `${rally}/marcador`, 'Resultados definitivos')
  const captain = await world.open(players.lagartijas)
  await captain.goto('/constancias')
  await world.look(captain)
  await captain.getByRole('link', { name: /lagartijas/ }).click()
  await captain.getByText('Constancia de lugar 1').waitFor()
  await world.look(captain)
}

async function replicate(world: World, page: Page): Promise<void> {
  const { db } = world.server
  const spaceId = newId()
  const state = { kind: 'state', slug: 'guanajuato', name: 'Guanajuato', is_fictional: true }
  await db
    .insertInto('spaces')
    .values({ id: spaceId, ...state, created_at: world.now() })
    .execute()
  const personId = world.cast.person('facilitator').id
  await grantRole(db, { spaceId, personId, role: 'facilitator', now: world.now() })
  await page.goto(rally)
  const link = page.getByRole('link', { name: /Descargar el archivo para repetirlo/ })
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  await page.goto('/guanajuato/rallies/nueva')
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: /a partir del archivo/ }) })
  await form.locator('input[name=file]').setInputFiles(await download.path())
  await form.getByLabel('Nombre del rally').fill('Rally Guanajuato')
  await form.getByLabel('Empieza').fill('2026-09-01T09:00')
  await press(page, 'Crear el borrador a partir del archivo')
  await page.waitForURL('**/guanajuato/rallies/rally-guanajuato/organizar')
  await world.look(page)
  const replica = found(await findEdition(db, 'guanajuato', 'rally-guanajuato'))
  assert.equal(replica.rules.rules.points.visit, 10)
  assert.equal(replica.closesAt?.toISOString(), '2026-09-04T19:00:00.000Z', 'three days and four hours, as before')
}

/** A stranger, with nothing but the archive and the program. */
async function recompute(world: World): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tequio-stranger-'))
  try {
    const reader = await world.open(null)
    await reader.goto(`${rally}/datos`)
    await world.look(reader)
    const link = reader.getByRole('link', { name: 'Descargar todo' })
    const [download] = await Promise.all([reader.waitForEvent('download'), link.click()])
    const untarred = spawnSync('tar', ['-xf', await download.path()], { cwd: folder, encoding: 'utf8' })
    assert.equal(untarred.status, 0, untarred.stderr)
    const again = join(folder, 'otra-vez')
    const scored = spawnSync(tequio, ['rally', 'score', folder, '--out', again], { encoding: 'utf8' })
    assert.equal(scored.status, 0, scored.stderr)
    const names = readdirSync(again)
    assert.ok(names.includes('standings.csv') && names.includes('verdicts.jsonl'), names.join())
    const published = (name: string) => readFileSync(join(folder, 'out', name))
    for (const name of names) assert.ok(readFileSync(join(again, name)).equals(published(name)), name)
    const verified = spawnSync(tequio, ['rally', 'verify', folder], { encoding: 'utf8' })
    assert.equal(verified.status, 0, verified.stdout + verified.stderr)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
