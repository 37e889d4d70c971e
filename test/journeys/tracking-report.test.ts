import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, test } from 'node:test'
import { fixedClock } from '../../src/platform/clock.ts'
import { pdfOf } from '../attachments.ts'
import { closeBrowser } from '../browser.ts'
import { createPlan } from '../tracking-stage.ts'
import { howOf, journey, manners } from './stage.ts'

after(() => closeBrowser())

/** A PDF of some weight: three pieces. */
const heavy = Buffer.concat([
  pdfOf('Padron'),
  Buffer.from('\n%'),
  Buffer.from(randomBytes(600_000).toString('hex')),
  Buffer.from('\n%%EOF\n'),
])

for (const manner of manners) {
  test(`a liaison reports with a file on a bad connection, ${howOf(manner)}`, async (t) => {
    const { server, cast, open, look } = await journey(t, manner, { clock: fixedClock('2026-04-01T18:00:00Z') })
    const space = await server.db
      .selectFrom('spaces')
      .select(['id', 'slug'])
      .where('slug', '=', 'san-pedro')
      .executeTakeFirstOrThrow()
    const { plan, commitments } = await createPlan(server.db, space, cast)
    const page = await open('liaison')
    page.setDefaultTimeout(30_000)
    const form = `${commitments[0]?.path}/actividades/1.1/reportar`
    await page.goto(`${plan.path}/reportes`)
    await look(page)
    await page.goto(form)
    await look(page)
    await page.locator('input[name=state][value=in-progress]').check()
    await page.getByLabel('Qué se hizo').fill('Se levantó el padrón de tres colonias.')
    const file = { name: 'padron_marzo.pdf', mimeType: 'application/pdf', buffer: heavy }
    if (manner.script) {
      // The signal is lost in the middle of the file.
      let lost = 0
      await page.route('**/cargas/*', (route) => {
        if (route.request().method() === 'PATCH') lost += 1
        if (route.request().method() === 'PATCH' && lost % 2 === 0 && lost < 6)
          return route.abort('internetdisconnected')
        return route.continue()
      })
      await page.locator('input[type=file]').setInputFiles(file)
      await page.locator('.kept-file input[name=kept]').waitFor({ state: 'attached' })
      assert.ok(lost > 1, 'pieces were lost')
      assert.equal(await page.locator('.kept-file input[type=text]').inputValue(), 'padron marzo')
      await page.reload()
      await page.locator('.kept-file input[name=kept]').waitFor({ state: 'attached' })
      await page.getByText('Recuperamos lo que habías escrito').waitFor()
      assert.equal(await page.getByLabel('Qué se hizo').inputValue(), 'Se levantó el padrón de tres colonias.')
    } else {
      await page.locator('input[type=file]').setInputFiles(file)
      await page.getByRole('button', { name: 'Subir los archivos' }).click()
      await page.locator('.kept-file').waitFor()
    }
    await look(page)
    if (process.env.LOOK)
      await page.screenshot({ path: `${process.env.LOOK}/form-${manner.width}.png`, fullPage: true })
    await page.getByRole('button', { name: 'Revisar antes de enviar' }).click()
    await page.getByRole('heading', { name: 'Revisa tu reporte' }).waitFor()
    await look(page)
    await page.getByRole('button', { name: 'Enviar reporte' }).click()
    await page.getByText('Recibimos tu reporte').waitFor()
    await look(page)
    const [evidence] = await server.db.selectFrom('evidence_versions').select(['sha256', 'bytes']).execute()
    assert.equal(Number(evidence?.bytes), heavy.length)
    assert.ok((await page.content()).includes(evidence?.sha256 ?? ' '))
    if (process.env.LOOK)
      await page.screenshot({ path: `${process.env.LOOK}/receipt-${manner.width}.png`, fullPage: true })
    await page.goto(form)
    assert.equal(await page.locator('.kept-file').count(), 0, 'what was sent is forgotten')

    await page.goto(`${commitments[0]?.path}/actividades/1.2/prorroga`)
    await page.getByLabel('Nueva fecha que se pide').fill('2026-08-31')
    await page.getByLabel('Por qué hace falta más tiempo').fill('El proveedor entregó tarde.')
    await look(page)
    await page.getByRole('button', { name: 'Pedir prórroga' }).click()
    await page.getByText('Recibimos tu solicitud').waitFor()
    await look(page)
    const extension = page.url().split('?')[0] ?? ''

    const desk = await open('facilitator')
    await desk.goto(extension)
    await look(desk)
    if (process.env.LOOK)
      await desk.screenshot({ path: `${process.env.LOOK}/extension-${manner.width}.png`, fullPage: true })
    await desk.goto(`${plan.path}/sin-reporte?desde=2026-04-02`)
    await look(desk)
    if (process.env.LOOK)
      await desk.screenshot({ path: `${process.env.LOOK}/silent-${manner.width}.png`, fullPage: true })
    await desk.goto(`/folios?folio=${extension.split('/').at(-1)}`)
    await desk.getByText('Por decidir').waitFor()
    await look(desk)
    if (process.env.LOOK)
      await desk.screenshot({ path: `${process.env.LOOK}/folio-${manner.width}.png`, fullPage: true })
    await desk.goto(commitments[0]?.path ?? '')
    await look(desk)
    if (process.env.LOOK)
      await desk.screenshot({ path: `${process.env.LOOK}/commitment-${manner.width}.png`, fullPage: true })
  })
}
