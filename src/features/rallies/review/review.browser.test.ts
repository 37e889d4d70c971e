import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ServerType, serve } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { axeProblems } from '../../../../test/axe.ts'
import { closeBrowser, openContext } from '../../../../test/browser.ts'
import { builtAssets } from '../../../../test/built-assets.ts'
import { type PersonKey, testSettings } from '../../../../test/cast.ts'
import { picture } from '../../../../test/photos.ts'
import { type RallyStage, rallyStage } from '../../../../test/rally-stage.ts'
import { addJudges, addPost, freeze } from '../../../../test/review-stage.ts'
import { found } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { editionById } from '../editions/queries.ts'
import { answerFinding, syncFindings } from '../findings/commands.ts'
import { type RunJob, takeStep } from '../results/commands.ts'

let stage: RallyStage
let server: ServerType
let baseURL: string

before(async () => {
  const assets = await builtAssets()
  stage = await rallyStage()
  stage.deps.assets = assets
  stage.app.get('/recursos/*', (c) => assets.serve(c))
  // The stage knows itself under the address of the tests, wherever the browser found it.
  const fetch = (request: Request) => {
    const headers = new Headers(request.headers)
    if (headers.has('origin')) headers.set('origin', testSettings.baseUrl)
    return stage.app.fetch(new Request(request, { headers }))
  }
  baseURL = await new Promise<string>((resolve) => {
    server = serve({ fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => resolve(`http://localhost:${port}`))
  })
  const judges = (['evaluator', 'moderator', 'liaison'] as const).map((key) => ({ id: stage.cast.person(key).id }))
  await addJudges(stage.db, stage.edition.id, judges)
  await furnish()
})
after(async () => {
  await closeBrowser()
  server.close()
  await stage.close()
})

async function furnish() {
  const { db, edition } = stage
  await addPost(db, edition.id, { id: 'first', team: 'tlacuaches', finding: 'not_found', works: ['26FICT00002'] })
  for (let number = 0; number < 10; number += 1) {
    await addPost(db, edition.id, {
      ...{ id: `p${number}`, status: 'review', reason: number % 2 ? 'photo_reused' : 'copied_text' },
      text: `El puente del mercado está cerrado desde el lunes y la gente rodea por la calle ${number}`,
      geo: { lat: 17.0603 + number / 1000, lon: -96.7212 },
      other: { network: 'x', id: 'first' },
      at: new Date(Date.parse('2026-03-02T12:00:00Z') + number * 60_000),
    })
  }
  await addPost(db, edition.id, { id: 'seen', finding: 'differs', at: new Date('2026-03-02T20:00:00Z') })
  await syncFindings(db, found(await editionById(db, edition.id)), stage.now)
}

async function pageOf(who: PersonKey | null, script: boolean, width: 360 | 1280): Promise<Page> {
  const context = await openContext({ baseURL, script, width })
  const [name = '', value = ''] = who ? stage.cast.cookie(who).split(/=(.*)/s) : []
  if (who) await context.addCookies([{ name, value, url: baseURL }])
  return context.newPage()
}

async function isFine(page: Page, address: string, media: 'screen' | 'print' = 'screen') {
  await page.goto(address)
  await page.emulateMedia({ media })
  assert.deepEqual(await axeProblems(page), [], address)
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  assert.ok(overflow <= 0, `${address} is ${overflow} px too wide`)
}

const decided = (code: string) =>
  stage.db.selectFrom('rally_judgements').select(['external_id', 'decision']).where('judge_code', '=', code).execute()

for (const width of [360, 1280] as const) {
  test(`judges and readers find every page accessible at ${width} px`, async () => {
    const { path } = stage.edition
    const judge = await pageOf('evaluator', true, width)
    await isFine(judge, `${path}/revision`)
    await isFine(judge, `${path}/revision?red=x&id=seen`)
    const organiser = await pageOf('facilitator', true, width)
    await isFine(organiser, `${path}/revision/personas`)
    await isFine(organiser, `${path}/revision/obra?red=x&id=p1`)
    const reader = await pageOf(null, true, width)
    for (const address of [
      'revision/acuerdo',
      'apelaciones',
      'apelaciones/nueva?red=x&id=p1',
      'hallazgos',
      'hallazgos/1',
    ])
      await isFine(reader, `${path}/${address}`)
    await isFine(reader, `${path}/hallazgos/para-quien-publica`)
    const liaison = await pageOf('liaison', true, width)
    await isFine(liaison, `${path}/hallazgos/1`)
  })
}

test('a judge works through ten reviews by keyboard alone, and takes one slip back', async () => {
  const page = await pageOf('evaluator', true, 1280)
  await page.goto(`${stage.edition.path}/revision`)
  await page.locator('.keys-switch').waitFor()
  for (let number = 0; number < 10; number += 1) {
    assert.equal(await page.locator('input[name=id]').inputValue(), `p${number}`)
    await page.keyboard.press(number % 3 === 0 ? 'n' : 's')
    await page.waitForFunction(() => document.activeElement?.textContent === 'Guardar y seguir')
    await page.keyboard.press('Enter')
    await page.waitForURL(/guardado/)
    await page.waitForFunction(
      (last) => document.querySelector<HTMLInputElement>('input[name=id]')?.value !== last,
      `p${number}`,
    )
    if (number < 9) await page.locator('.keys-switch').waitFor()
    if (number !== 4) continue
    await page.keyboard.press('z')
    await page.waitForURL(/id=p4/)
    await page.locator('.keys-switch').waitFor()
    await page.keyboard.press('s')
    await page.keyboard.press('Enter')
    await page.waitForURL(/guardado/)
    await page.locator('.keys-switch').waitFor()
  }
  assert.equal((await decided('J1')).length, 10)
  // Typing a note is typing, not deciding.
  await page.locator('textarea[name=note]').fill('')
  await page.locator('textarea[name=note]').pressSequentially('no sé')
  assert.equal(await page.locator('input[type=radio]:checked').count(), 0)
  // Off is off, also on the next page.
  await page.locator('.keys-switch input').uncheck()
  await page.reload()
  await page.locator('.keys-switch').waitFor()
  await page.keyboard.press('s')
  assert.equal(await page.locator('input[type=radio]:checked').count(), 0)
  await page.context().close()
})

test('a judge decides, and a neighbour appeals, without script', async () => {
  const page = await pageOf('moderator', false, 360)
  await page.goto(`${stage.edition.path}/revision`)
  for (let number = 0; number < 10; number += 1) {
    await page.getByLabel('Sí', { exact: true }).first().check()
    await page.getByRole('button', { name: 'Guardar y seguir' }).click()
  }
  assert.equal((await decided('J2')).length, 10)
  const neighbour = await pageOf(null, false, 360)
  await neighbour.goto(`${stage.edition.path}/apelaciones/nueva?red=x&id=p1`)
  await neighbour
    .getByLabel('Por qué te parece equivocado')
    .fill('La foto es de otro día, se ve en la sombra del poste.')
  await neighbour.getByRole('button', { name: 'Enviar la apelación' }).click()
  await neighbour.getByText(/APE-/).waitFor()
})

test('receipt, photo desk and works outside the list are accessible at both widths with real photographs', async () => {
  const { path } = stage.edition
  const receipt = await visitWithPhoto()
  await reportWithPhoto()
  await seenByAll([
    ['neighbour', receipt],
    ['neighbour', `${path}/calle`],
    ['neighbour', `${path}/fuera-del-padron`],
    ['facilitator', `${path}/fotos`],
    ['facilitator', `${path}/fuera-del-padron`],
  ])
  for (const { id } of await stage.db.selectFrom('rally_photos').select('id').execute()) {
    const shown = { photo_id: id, decision: 'shown', checked_at: stage.now }
    await stage.db.insertInto('rally_photo_checks').values(shown).execute()
  }
})

test('a tie ends with the third judge, and the second look shows nothing of the first', async () => {
  const third = await pageOf('liaison', true, 1280)
  await third.goto(`${stage.edition.path}/revision`)
  assert.equal(await third.locator('input[name=id]').inputValue(), 'p0')
  await freeze(stage.db, stage.edition.id)
  const organiser = await pageOf('facilitator', true, 1280)
  await organiser.goto(`${stage.edition.path}/revision/acuerdo`)
  await organiser.getByRole('button', { name: 'Sortear ahora' }).click()
  await organiser.waitForURL(/second-look/)
  await isFine(third, `${stage.edition.path}/revision/segunda-mirada`)
  assert.doesNotMatch(await third.content(), /J1|J2|En revisión/)
})

test('the end of a rally is accessible at both widths; results and certificate in print too', async () => {
  const { path } = stage.edition
  await answered()
  await end()
  const { code } = await stage.db.selectFrom('rally_certificates').select('code').executeTakeFirstOrThrow()
  await seenByAll([
    [null, path],
    [null, `${path}/marcador`],
    [null, `${path}/equipos`],
    [null, `${path}/equipos/lagartijas`],
    [null, `${path}/obras`],
    [null, `${path}/hallazgos`],
    [null, `${path}/hallazgos/1`],
    [null, `${path}/fuera-del-padron`],
    [null, `/constancias/${code}`],
    ['neighbour', '/constancias'],
    ['neighbour', `/constancias/${code}`],
  ])
  const paper = await pageOf(null, true, 1280)
  for (const address of [`${path}/marcador`, `/constancias/${code}`]) await isFine(paper, address, 'print')
})

/** The institution answers the first finding. */
async function answered(): Promise<void> {
  const context = await stage.contextOf('liaison')
  const organization = found(context.actor?.grants[0]?.organizationId ?? null)
  const fields = { organization, stance: 'explained', answer: 'La obra sigue en curso.', documentUrl: null } as const
  const edition = found(await editionById(stage.db, stage.edition.id))
  await answerFinding(context, edition, 1, fields)
}

async function seenByAll(addresses: [PersonKey | null, string][]): Promise<void> {
  for (const width of [360, 1280] as const) {
    const pages = new Map<PersonKey | null, Page>()
    for (const [who, address] of addresses) {
      const page = pages.get(who) ?? (await pageOf(who, true, width))
      pages.set(who, page)
      await isFine(page, address)
    }
    for (const page of pages.values()) await page.context().close()
  }
}

async function visitWithPhoto(): Promise<string> {
  const form = new FormData()
  const fields = { client_id: newId(), work: '26FICT00001', finding: 'partly', note: 'Falta el barandal.' }
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('photos', new File([new Uint8Array(await picture(1))], 'foto.jpg'))
  const sent = await stage.send(`${stage.edition.path}/calle/visitas`, form, 'neighbour')
  assert.equal(sent.status, 303, sent.text)
  return sent.location ?? ''
}

async function reportWithPhoto(): Promise<void> {
  const form = new FormData()
  const fields = { client_id: newId(), name: 'Pozo de la escuela', description: 'Sin tapa.', point: '17.06, -96.72' }
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('photo', new File([new Uint8Array(await picture(2))], 'pozo.jpg'))
  assert.equal((await stage.send(`${stage.edition.path}/fuera-del-padron`, form, 'neighbour')).status, 303)
}

/** Answers what the neighbour appealed, freezes the edition if it is not, and makes its results final, with their certificates. */
async function end(): Promise<void> {
  for (const { folio } of await stage.db.selectFrom('rally_appeals').select('folio').execute()) {
    const answer = { outcome: 'rejected', reason: 'Se revisó otra vez.', remedy: '', work: '' }
    const { status, text } = await stage.post(`${stage.edition.path}/apelaciones/${folio}/respuesta`, answer, 'liaison')
    assert.equal(status, 303, text)
  }
  const step = (name: RunJob['step'], at: string) => {
    stage.now = new Date(at)
    return takeStep(stage.deps, { editionId: stage.edition.id, step: name, askedBy: null }, () => stage.now)
  }
  const edition = found(await editionById(stage.db, stage.edition.id))
  if (!edition.acts.frozen) await step('frozen', '2026-03-08T00:07:00Z')
  await step('final', '2026-03-10T00:01:00Z')
}
