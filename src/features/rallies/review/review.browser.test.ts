import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ServerType, serve } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { axeProblems } from '../../../../test/axe.ts'
import { closeBrowser, openContext } from '../../../../test/browser.ts'
import { builtAssets } from '../../../../test/built-assets.ts'
import { type PersonKey, testSettings } from '../../../../test/cast.ts'
import { type RallyStage, rallyStage } from '../../../../test/rally-stage.ts'
import { addJudges, addPost, freeze } from '../../../../test/review-stage.ts'
import { found } from '../../../platform/errors.ts'
import { editionById } from '../editions/queries.ts'
import { syncFindings } from '../findings/commands.ts'

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

async function isFine(page: Page, address: string) {
  await page.goto(address)
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
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Guardar y seguir')
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
