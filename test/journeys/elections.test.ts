import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { createBody } from '../../src/features/governance/bodies/commands.ts'
import { findBody } from '../../src/features/governance/bodies/queries.ts'
import { bodyForm } from '../../src/features/governance/bodies/schema.ts'
import { decideCandidacy, fileCandidacy } from '../../src/features/governance/elections/commands/candidacies.ts'
import { callElection } from '../../src/features/governance/elections/commands/elections.ts'
import { admitVoters } from '../../src/features/governance/elections/commands/roll.ts'
import type { Body, Sector } from '../../src/features/governance/model.ts'
import type { Context } from '../../src/platform/context.ts'
import { found } from '../../src/platform/errors.ts'
import { newId } from '../../src/platform/identity.ts'
import { pdfOf } from '../attachments.ts'
import { axeProblems } from '../axe.ts'
import { closeBrowser, openContext } from '../browser.ts'
import type { PersonKey } from '../cast.ts'
import { type Journey, journeyHouse, type TestHouse, walk } from './stage.ts'

after(closeBrowser)

/** Pictures of every page are left where ELECTION_PICTURES says. */
const pictures = process.env.ELECTION_PICTURES
const at = (text: string) => new Date(`${text}:00Z`)
const world = { now: at('2026-04-28T18:00') }
const place = '/san-pedro/organos/secretariado'
const digital = `${place}/elecciones/sociedad-civil`
const calendar = {
  ...{ candidaciesFrom: at('2026-04-29T12:00'), candidaciesTo: at('2026-04-30T12:00') },
  ...{ votingFrom: at('2026-05-01T12:00'), votingTo: at('2026-05-03T12:00') },
}
const names = { oversight: 'Olga Garante', government: 'Elena Autoridad', 'civil-society': 'Nicanor Vecino' } as const

test('three sectors elect, meet, vote and publish: one in secret on phones, two on paper and without script', async (t) => {
  const house = await journeyHouse(t, { clock: () => world.now })
  const phone = walk(t, house, { script: true, width: 360 })
  const plain = walk(t, house, { script: false, width: 360 })
  const keeper = await plain.open('facilitator')
  // Each call makes a pair of keys, and each ballot is blinded: a busy machine takes its time.
  keeper.setDefaultTimeout(20_000)
  const body = await bodyOf(house)
  await callWithoutScript(keeper)
  const onPaper = await twoElectionsOnPaper(house, body)
  world.now = at('2026-04-29T18:00')
  await standWithoutScript(plain)
  await standOthers(house, body, onPaper)
  await admitAndAnswer(keeper)
  await lookAtAll(house, 'before', ['nueva', 'sociedad-civil/candidatura', 'sociedad-civil/mesa'])
  world.now = at('2026-05-02T18:00')
  const { page, receipt } = await voteInSecret(phone)
  await voteLater(phone, page)
  await whoHasNoScript(plain)
  await markPaperVoters(keeper, onPaper)
  await lookAtAll(house, 'voting', ['sociedad-civil/votar'])
  world.now = at('2026-05-03T18:00')
  for (const slug of onPaper) await captureAct(plain, keeper, slug)
  for (const slug of ['sociedad-civil', ...onPaper]) await countAndSeat(keeper, slug)
  await lookAtAll(house, 'counted', ['', 'autoridad', 'sociedad-civil/boletas', 'autoridad/mesa'])
  await meetAndPublish(keeper)
  await findMine(keeper, receipt)
})

async function bodyOf({ server, cast, space }: TestHouse): Promise<Body> {
  const { db } = server
  const row = { id: newId(), space_id: space.id, kind: 'oversight-body', name: 'Contraloría', created_at: world.now }
  await db.insertInto('organizations').values(row).execute()
  const context: Context = { db, actor: await cast.actor('facilitator'), now: world.now, locale: 'es' }
  await createBody(context, space, bodyForm.parse({ name: 'Secretariado', kind: 'local', about: 'Decide el plan.' }))
  return found(await findBody(db, space.slug, 'secretariado'))
}

async function callWithoutScript(page: Page): Promise<void> {
  await page.goto(place)
  await page.getByRole('link', { name: 'Ver todas las elecciones' }).click()
  await page.getByRole('link', { name: 'Convocar a una elección' }).click()
  await page.getByLabel('Nombre de la elección').fill('Sociedad civil')
  await page.getByLabel('Sector').selectOption('civil-society')
  await page.getByLabel('Las candidaturas abren').fill('2026-04-29T06:00')
  await page.getByLabel('Las candidaturas cierran').fill('2026-04-30T06:00')
  await page.getByLabel('La votación abre').fill('2026-05-01T06:00')
  await page.getByLabel('La votación cierra').fill('2026-04-01T06:00')
  await page.getByLabel('Dónde y a qué hora se vota en papel').fill('Casa de cultura, sábado de 9 a 14 h')
  await page.getByRole('button', { name: 'Convocar', exact: true }).click()
  await page.locator('#error-summary').waitFor()
  assert.equal(await page.getByLabel('Nombre de la elección').inputValue(), 'Sociedad civil')
  await page.getByLabel('La votación cierra').fill('2026-05-03T06:00')
  await page.getByRole('button', { name: 'Convocar', exact: true }).click()
  await page.getByRole('heading', { name: 'Llevar la elección' }).waitFor()
}

/** The same two steps, told by commands: they were walked above. */
async function twoElectionsOnPaper({ server, cast }: TestHouse, body: Body): Promise<string[]> {
  const context: Context = { db: server.db, actor: await cast.actor('facilitator'), now: world.now, locale: 'es' }
  const slugs: string[] = []
  for (const [title, sector] of [
    ['Órgano garante', 'oversight'],
    ['Autoridad', 'government'],
  ] as const) {
    const about = { title, sector, seats: 1, requirements: null, pollingPlace: 'Casa de cultura' }
    slugs.push(await callElection(context, body, { ...about, ...calendar }, server.config.secret))
    const emails = ['liaison@example.org', 'evaluator@example.org']
    await admitVoters(context, body, slugs.at(-1) ?? '', { emails, organization: null })
  }
  return slugs
}

async function standWithoutScript({ open, look, cast }: Journey): Promise<void> {
  const page = await open('neighbour')
  await page.goto(digital)
  await page.getByRole('link', { name: 'Registrar mi candidatura' }).click()
  await page.getByLabel('Quién sería tu suplente').fill('Luz Suplente')
  await page.getByLabel('A qué organización representas').selectOption(cast.civilSocietyId)
  await page
    .getByLabel('Carta de postulación')
    .setInputFiles({ name: 'carta.pdf', mimeType: 'application/pdf', buffer: pdfOf('Carta') })
  await page.getByRole('button', { name: 'Registrar mi candidatura' }).click()
  await page.locator('#error-summary').waitFor()
  await look(page)
  await page.getByText('Ya llegó «carta.pdf»').waitFor()
  await page.getByLabel('Por qué te postulas').fill('Cuidar el agua del barrio.')
  await page.getByRole('button', { name: 'Registrar mi candidatura' }).click()
  await page.getByText('Por revisar').waitFor()
}

async function standOthers({ server, cast }: TestHouse, body: Body, slugs: readonly string[]): Promise<void> {
  const { db } = server
  const file = async (who: PersonKey, slug: string, name: string, sector: Sector) => {
    const context: Context = { db, actor: await cast.actor(who), now: world.now, locale: 'es' }
    const kind = { oversight: 'oversight-body', government: 'public-institution', 'civil-society': 'civil-society' }
    const organization = await db
      .selectFrom('organizations')
      .select('id')
      .where('kind', '=', kind[sector as keyof typeof kind])
      .executeTakeFirstOrThrow()
    const link = { documentKind: 'other' as const, documentTitle: null, documentUrl: null }
    const fields = { name, alternate: null, organization: organization.id, statement: 'Trabajo por el plan.', ...link }
    const number = await fileCandidacy(context, body, slug, fields)
    const keeper = { ...context, actor: await cast.actor('facilitator') }
    await decideCandidacy(keeper, body, slug, number, { decision: 'admitted', reason: 'Cumple' })
  }
  await file('evaluator', found(slugs[0]), names.oversight, 'oversight')
  await file('liaison', found(slugs[1]), names.government, 'government')
  await file('co-responsible', 'sociedad-civil', 'Consuelo Corresponde', 'civil-society')
}

async function admitAndAnswer(page: Page): Promise<void> {
  await page.goto(`${digital}/mesa`)
  await page.getByText('Responder esta candidatura').first().click()
  await page.getByLabel('Respuesta').first().selectOption('admitted')
  await page.getByLabel('Razón').first().fill('Cumple la convocatoria')
  await page.getByRole('button', { name: 'Publicar la respuesta' }).first().click()
  await page.getByText('Cumple la convocatoria').first().waitFor()
  await page.getByLabel('Correos de quienes pueden votar').fill('neighbour@example.org\nco-responsible@example.org')
  await page.getByRole('button', { name: 'Agregar al padrón' }).click()
  await page.getByText('2 personas pueden votar').waitFor()
}

/** Marks, looks over, closes the page in the middle, comes back and casts; nothing in the casting request says who. */
async function voteInSecret({ open, look }: Journey): Promise<{ page: Page; receipt: string }> {
  const page = await open('neighbour')
  page.setDefaultTimeout(20_000)
  await page.goto(`${digital}/votar`)
  await page.getByLabel('1. Nicanor Vecino').check()
  await page.getByLabel('2. Consuelo Corresponde').check()
  await page.getByRole('button', { name: 'Revisar mi boleta' }).click()
  await page.getByText('Marcaste de más').waitFor()
  await page.getByLabel('2. Consuelo Corresponde').uncheck()
  await look(page)
  await picture(page, 'choose')
  await page.getByRole('button', { name: 'Revisar mi boleta' }).click()
  await page.getByText('Al pedir la firma ya no podrás cambiarla').waitFor()
  await picture(page, 'review')
  // The answer is lost on its way: the ballot waits on the phone and is asked for again.
  await page.route('**/firmas.json', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await page.getByRole('button', { name: 'Confirmar y pedir la firma' }).click()
  await page.getByText('No llegó la respuesta. Tu boleta').waitFor()
  await picture(page, 'asked')
  await page.unroute('**/firmas.json')
  await page.goto('/san-pedro')
  await page.goto(`${digital}/votar`)
  await page.getByRole('button', { name: 'Pedir la firma otra vez' }).click()
  await page.getByRole('heading', { name: '3. Deposita tu boleta' }).waitFor()
  await look(page)
  await picture(page, 'signed')
  await page.reload()
  const casting = page.waitForRequest((request) => request.url().endsWith('/boletas.json'))
  await page.getByRole('button', { name: 'Depositarla ahora' }).click()
  const headers = await (await casting).allHeaders()
  assert.equal(headers.cookie, undefined)
  assert.equal(headers.referer, undefined)
  await page.getByRole('heading', { name: 'Tu boleta está en la urna' }).waitFor()
  await picture(page, 'cast')
  const receipt = (await page.locator('[data-receipt]').textContent()) ?? ''
  assert.match(receipt, /^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/)
  await page.getByRole('button', { name: 'Buscarla en la lista publicada' }).click()
  await page.getByText('La lista se publica después del conteo').waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Tu boleta está en la urna' }).waitFor()
  return { page, receipt }
}

/** A second voter on the same phone: signed with her account, cast without it, by the page itself; the first one's is erased. */
async function voteLater({ server, cast }: Journey, page: Page): Promise<void> {
  const context = page.context()
  const [name = '', value = ''] = cast.cookie('co-responsible').split(/=(.*)/s)
  await context.addCookies([{ name, value, url: server.url }])
  await page.reload()
  await page.getByRole('heading', { name: 'Tu boleta está en la urna' }).waitFor()
  await page.getByLabel('1. Nicanor Vecino').check()
  await page.getByRole('button', { name: 'Revisar mi boleta' }).click()
  await page.getByRole('button', { name: 'Confirmar y pedir la firma' }).click()
  await page.getByRole('heading', { name: '3. Deposita tu boleta' }).waitFor()
  await context.clearCookies()
  await page.reload()
  await page.getByRole('button', { name: 'Depositarla en un rato' }).click()
  const inTheBox = page.getByRole('heading', { name: 'Tu boleta está en la urna' })
  await inTheBox.nth(1).waitFor()
  await page.getByRole('button', { name: 'Borrar de este aparato' }).first().click()
  await inTheBox.nth(1).waitFor({ state: 'detached' })
  await page.reload()
  await inTheBox.waitFor()
}

async function whoHasNoScript({ open, look }: Journey): Promise<void> {
  const page = await open('neighbour')
  await page.goto(`${digital}/votar`)
  await page.getByText('necesita JavaScript').waitFor()
  await page.getByRole('link', { name: 'Dónde votar en papel' }).click()
  await page.getByText('Casa de cultura, sábado de 9 a 14 h').waitFor()
  await look(page)
}

async function markPaperVoters(page: Page, slugs: readonly string[]): Promise<void> {
  for (const slug of slugs) {
    await page.goto(`${place}/elecciones/${slug}/mesa`)
    for (const left of [1, 0]) {
      await page
        .getByRole('button', { name: /Va a votar en papel/ })
        .first()
        .click()
      await page
        .getByText('Votó en papel')
        .nth(1 - left)
        .waitFor()
    }
  }
}

async function captureAct({ look }: Journey, page: Page, slug: string): Promise<void> {
  await page.goto(`${place}/elecciones/${slug}/mesa`)
  await page.getByLabel('Boletas en total').fill('2')
  await page.getByLabel('En blanco').fill('1')
  await page.getByLabel('Nulas').fill('0')
  await page.getByRole('group', { name: 'Votos por candidatura' }).getByRole('spinbutton').fill('1')
  await page.getByLabel('Nombre del acta').fill('Acta de la mesa')
  await page
    .getByLabel('Acta escaneada o fotografiada')
    .setInputFiles({ name: 'acta.pdf', mimeType: 'application/pdf', buffer: pdfOf('Acta') })
  await page.getByLabel('Quiénes estuvieron en el conteo').fill('Contraloría y Colectivo')
  if (slug === 'autoridad') await look(page)
  await page.getByRole('button', { name: 'Guardar el acta' }).click()
  await page.getByText('Acta capturada: 2 boletas').waitFor()
}

async function countAndSeat(page: Page, slug: string): Promise<void> {
  await page.goto(`${place}/elecciones/${slug}/mesa`)
  await page.getByRole('button', { name: 'Contar los votos' }).click()
  await page.getByRole('button', { name: 'Nombrarlas' }).click()
  await page.getByText('Las personas electas ya tienen su asiento').waitFor()
}

/** Signed out, and without script. */
async function findMine(page: Page, receipt: string): Promise<void> {
  await page.goto(`${digital}/boletas`)
  await page.getByLabel('Comprobante').fill(receipt.slice(0, 8).toLowerCase())
  await page.getByRole('button', { name: 'Buscar' }).click()
  await page.getByText(receipt).waitFor()
  await page.getByRole('cell', { name: '1. Nicanor Vecino' }).waitFor()
}

async function meetAndPublish(page: Page): Promise<void> {
  await page.goto(place)
  await page.getByText('Integrado', { exact: true }).waitFor()
  await picture(page, 'body')
  await page.goto(`${place}/sesiones/nueva`)
  await page.getByLabel('Título de la sesión').fill('Sesión de instalación')
  await page.getByLabel('Cuándo').fill('2026-05-03T11:00')
  await page.getByLabel('Presencial').check()
  await page.getByLabel('Orden del día').fill('Publicar el plan')
  await page.getByRole('button', { name: 'Convocar a sesión' }).click()
  await page.getByRole('link', { name: 'Conducir la sesión' }).click()
  for (const member of Object.values(names)) await page.getByLabel(member).check()
  await press(page, 'Guardar la asistencia')
  await page.getByLabel('Texto de la minuta').fill('Los tres sectores se instalaron.')
  await press(page, 'Guardar el borrador')
  await putAndCarry(page, 'other', '¿Se publica el plan de acción?')
  await putAndCarry(page, 'minutes', '¿Se aprueba la minuta?')
  await press(page, 'Aprobar la minuta')
  await page.getByLabel('Qué se acordó').fill('Publicar el plan de acción en el sitio')
  await page.getByLabel('Quién responde').fill('Facilitación')
  await press(page, 'Anotar el acuerdo')
  await page.getByText('Publicar el plan de acción en el sitio').first().waitFor()
  await page.context().clearCookies()
  await page.goto(`${place}/sesiones/1`)
  await page.getByText('Hay quórum').waitFor()
  await page.getByText('Los tres sectores se instalaron.').waitFor()
  await page.goto(`${place}/acuerdos`)
  await page.getByText('Publicar el plan de acción en el sitio').first().waitFor()
}

/** Sends a form whose fields the next page has too: only once that page is there is it typed into. */
async function press(page: Page, name: string): Promise<void> {
  const arrived = page.waitForEvent('load')
  await page.getByRole('button', { name }).click()
  await arrived
}

async function putAndCarry(page: Page, kind: string, wording: string): Promise<void> {
  await page.getByLabel('Sobre qué es').selectOption(kind)
  await page.getByLabel('Texto que se vota').fill(wording)
  await press(page, 'Poner a votación')
  for (const member of Object.values(names))
    await page
      .getByRole('group', { name: new RegExp(member) })
      .getByLabel('A favor')
      .check()
  await press(page, 'Guardar y cerrar la votación')
}

/** Pages at both widths, one of them dark, as whoever keeps the body sees them. */
async function lookAtAll({ server, cast }: TestHouse, moment: string, paths: readonly string[]): Promise<void> {
  for (const [width, colorScheme] of [
    [360, 'dark'],
    [1280, 'light'],
  ] as const) {
    const context = await openContext({ baseURL: server.url, width, colorScheme })
    const page = await context.newPage()
    const [name = '', value = ''] = cast.cookie('facilitator').split(/=(.*)/s)
    await context.addCookies([{ name, value, url: server.url }])
    for (const path of paths) {
      await page.goto(`${place}/elecciones${path && `/${path}`}`)
      assert.deepEqual(await axeProblems(page), [], `${path} (${moment}, ${width})`)
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      assert.ok(overflow <= 0, `${path} scrolls ${overflow} px sideways (${moment}, ${width})`)
      await picture(page, `${moment}-${width}-${path.replaceAll('/', '-')}`)
    }
    await context.close()
  }
}

async function picture(page: Page, name: string): Promise<void> {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true })
  await page.emulateMedia({ media: 'print' })
  await page.screenshot({ path: `${pictures}/${name}-print.png`, fullPage: true })
  await page.emulateMedia({ media: null })
}
