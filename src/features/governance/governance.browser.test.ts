import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { axeProblems } from '../../../test/axe.ts'
import { closeBrowser, openContext } from '../../../test/browser.ts'
import { type Cast, castOf } from '../../../test/cast.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import type { Context } from '../../platform/context.ts'
import { found } from '../../platform/errors.ts'
import { newId } from '../../platform/identity.ts'
import { agree } from './agreements/commands.ts'
import { createBody } from './bodies/commands.ts'
import { findBody } from './bodies/queries.ts'
import { bodyForm } from './bodies/schema.ts'
import { draftMinutes } from './minutes/commands.ts'
import { moveParty, nameMember } from './seating/commands.ts'
import { readRoster } from './seating/queries.ts'
import { callSession, decideMotion, putMotion, takeAttendance, writeVotes } from './sessions/commands.ts'
import { findSession } from './sessions/queries.ts'

/** Pictures of every page are left where GOVERNANCE_PICTURES says. */
const pictures = process.env.GOVERNANCE_PICTURES
after(closeBrowser)

const people = { oversight: 'Olga Garante', 'civil-society': 'Consuelo Vecina', government: 'Elena Enlace' } as const

async function furnish({ db, config, house }: TestServer): Promise<Cast> {
  const id = newId()
  const now = new Date('2020-03-01T18:00:00Z')
  const row = { id, kind: 'municipality', slug: 'lugar', name: 'San Jacinto', is_fictional: true, created_at: now }
  await db.insertInto('spaces').values(row).execute()
  const cast = await castOf(db, { spaceId: id, now: new Date('2020-06-15T17:00:00Z') }, { ...config, oidc: null })
  const context: Context = { db, actor: await cast.actor('facilitator'), now, locale: 'es' }
  const fields = { name: 'Secretariado Técnico Local', kind: 'local', about: 'Decide el plan entre los tres sectores.' }
  const term = { termFrom: '2020-03-01', termTo: '2021-02-28' }
  const slug = await createBody(context, { id }, bodyForm.parse({ ...fields, ...term, 'seats.civil-society': '2' }))
  const body = found(await findBody(db, 'lugar', slug))
  const { seats } = await readRoster(db, body.id)
  for (const seat of seats.filter(({ number }) => number === 1)) {
    const named = { seat: seat.id, name: people[seat.sector as keyof typeof people], fromOn: '2020-03-01' }
    const rest = { organization: null, toOn: null, documentUrl: null }
    const email = seat.sector === 'government' ? 'liaison@example.org' : null
    await nameMember(context, body, { ...named, ...rest, email, quality: 'titular' })
  }
  const call = { title: 'Sesión de instalación', place: 'Casa de la cultura', link: null, isOpen: true }
  const heldAt = new Date('2020-03-10T17:00:00Z')
  const items = ['Reglas de integración', 'Elección de quien facilita', 'Agenda anual']
  const number = await callSession(context, config, body, { ...call, heldAt, modality: 'in-person', items })
  const session = found(await findSession(db, body.id, number))
  const roster = await readRoster(db, body.id)
  await takeAttendance(
    context,
    body,
    session,
    roster.memberships.map((one) => one.id),
  )
  for (const wording of ['Se aprueban las reglas de integración del secretariado.', 'Se abre la agenda anual.']) {
    await putMotion(context, body, session, { kind: 'rules', wording, majority: 'two-thirds', subject: null })
  }
  await writeVotes(context, body, session, 1, new Map(seats.map((seat) => [seat.id, 'for'])))
  await decideMotion(context, body, session, 1)
  await draftMinutes(context, body, session, 'Se reunieron las tres partes.\n\nSe aprobaron las reglas.')
  const agreed = { wording: 'Publicar el directorio de integrantes', responsible: 'Facilitación', dueOn: '2020-04-01' }
  await agree(context, { spaceId: id, sessionId: session.id }, agreed)
  const left = { sector: 'government' as const, organization: null, party: 'Dirección de Obras', documentUrl: null }
  await moveParty(context, body, { ...left, move: 'suspends', onDay: '2020-06-01', reason: 'Cambio de administración' })
  assert.ok(house)
  return cast
}

async function look(page: Page, path: string, name: string): Promise<void> {
  await page.goto(path)
  assert.deepEqual(await axeProblems(page), [], `${path} (${name})`)
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  assert.equal(isWide, false, `${path} is wider than the screen (${name})`)
  if (pictures) {
    await page.screenshot({ path: `${pictures}/${name}-${path.slice(1).replaceAll('/', '_')}.png`, fullPage: true })
  }
}

test('every page of a body holds on a phone and a desk, without script, for anybody and for whoever keeps it', async (t) => {
  if (pictures) mkdirSync(pictures, { recursive: true })
  const server = await testServer(t)
  const cast = await furnish(server)
  const body = '/lugar/organos/secretariado-tecnico-local'
  const open = ['/lugar/organos', body, `${body}/sesiones/1`, `${body}/acuerdos`]
  const desk = ['/lugar/organos/nuevo', `${body}/integracion`, `${body}/sesiones/nueva`, `${body}/sesiones/1/mesa`]
  for (const [width, colorScheme] of [
    [360, 'light'],
    [1280, 'dark'],
  ] as const) {
    const context = await openContext({ baseURL: server.url, width, colorScheme, script: true })
    const page = await context.newPage()
    for (const path of open) await look(page, path, `open-${width}`)
    const [name = '', value = ''] = cast.cookie('facilitator').split(/=(.*)/s)
    await context.addCookies([{ name, value, url: server.url }])
    for (const path of [...desk, `${body}/acuerdos`]) await look(page, path, `desk-${width}`)
    await context.close()
  }
})

test('three sectors meet and vote without script: attendance, a motion, the vote closed and read by anybody', async (t) => {
  const server = await testServer(t)
  const cast = await furnish(server)
  const { db } = server
  await db.deleteFrom('party_moves').execute()
  const context = await openContext({ baseURL: server.url, width: 360, script: false })
  const page = await context.newPage()
  const [name = '', value = ''] = cast.cookie('facilitator').split(/=(.*)/s)
  await context.addCookies([{ name, value, url: server.url }])
  const body = '/lugar/organos/secretariado-tecnico-local'
  await page.goto(`${body}/sesiones/nueva`)
  await page.getByLabel('Título de la sesión').fill('Aprobación del plan')
  await page.getByLabel('Cuándo').fill('2020-06-14T10:00')
  await page.getByLabel('Presencial').check()
  await page.getByLabel('Orden del día').fill('Plan')
  await page.getByRole('button', { name: 'Convocar a sesión' }).click()
  await page.getByRole('link', { name: 'Conducir la sesión' }).click()
  for (const member of Object.values(people)) await page.getByLabel(member).check()
  await page.getByRole('button', { name: 'Guardar la asistencia' }).click()
  await page.getByLabel('Texto que se vota').fill('¿Se publica la minuta en siete días?')
  await page.getByRole('button', { name: 'Poner a votación' }).click()
  for (const [index, member] of Object.values(people).entries()) {
    const group = page.getByRole('group', { name: new RegExp(member) })
    await group.getByLabel(index === 0 ? 'En contra' : 'A favor').check()
  }
  await page.getByRole('button', { name: 'Guardar y cerrar la votación' }).click()
  await context.clearCookies()
  await page.goto(`${body}/sesiones/2`)
  await page.getByText('Hay quórum').waitFor()
  await page.getByText('Aprobada', { exact: true }).waitFor()
  const rows = page.locator('#votos-1 tbody tr')
  assert.deepEqual(await rows.allInnerTexts(), [
    'Órgano garante\t0\t1\t0\t0',
    'Sociedad civil\t1\t0\t0\t0',
    'Autoridad\t1\t0\t0\t0',
  ])
  await context.close()
})
