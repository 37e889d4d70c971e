import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, type TestContext, test } from 'node:test'
import type { Page } from 'playwright-core'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { saveDocuments } from '../../src/features/commitments/document/commands.ts'
import { findPlan } from '../../src/features/commitments/plan/queries.ts'
import { publishPlan } from '../../src/features/plans/commands.ts'
import { newId } from '../../src/platform/identity.ts'
import { closeBrowser } from '../browser.ts'
import { completeCommitment } from '../desk-plans.ts'
import { follow } from './reading.ts'
import { howOf, type Journey, journey, manners } from './stage.ts'

after(closeBrowser)

const version = '/san-pedro/planes/plan-local/compromisos/1/versiones/1'
const email = 'facilitator@example.org'

for (const manner of manners) {
  test(`a person enters by mail, takes her data and leaves; what she did stays, ${howOf(manner)}`, async (t) => {
    const letters = await postOffice(t)
    const world = await journey(t, manner, { env: { SMTP_URL: letters.url } })
    await publishAsFacilitator(world)
    const page = await world.open(null)
    assert.match(await textOf(page, version), /Fausto Facilita/)
    await enter(world, page, letters)
    await page.goto('/cuenta')
    await world.look(page)
    if (manner.script) await addPasskey(page)
    else await page.getByText('necesitan JavaScript, que aquí está apagado').waitFor()
    await takeData(page, manner.script ? 1 : 0)
    await leave(world, page)
    const after = await textOf(page, version)
    assert.match(after, /persona que retiró sus datos/)
    assert.doesNotMatch(after, /Fausto/)
    await world.look(page)
    const people = await world.server.db.selectFrom('people').select('id').where('email', '=', email).execute()
    assert.deepEqual(people, [])
  })
}

type Letters = { url: string; next(recipient: string): Promise<string> }

/** A real SMTP server on a free port. */
async function postOffice(t: TestContext): Promise<Letters> {
  const texts: { to: string; text: string }[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, _session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        const mail = await PostalMime.parse(Buffer.concat(parts))
        texts.push({ to: mail.to?.[0]?.address ?? '', text: mail.text ?? '' })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  t.after(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  const { port } = server.server.address() as { port: number }
  return {
    url: `smtp://127.0.0.1:${port}`,
    next: async (recipient) => {
      for (let attempt = 0; attempt < 100; attempt++) {
        const found = texts.find(({ to }) => to === recipient)
        if (found) return found.text
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      throw new Error(`no letter for ${recipient}`)
    },
  }
}

async function publishAsFacilitator({ server: { db }, cast }: Journey): Promise<void> {
  const actor = await cast.actor('facilitator')
  const spaceId = [...(actor.grants[0]?.spaceIds ?? [])][0] ?? ''
  const [id, now] = [newId(), new Date()]
  const about = { slug: 'plan-local', kind: 'local', title: 'Plan local 2026', origin: 'platform' }
  await db
    .insertInto('plans')
    .values({ id, space_id: spaceId, ...about, starts_on: '2026-01-01', ends_on: '2026-12-31', created_at: now })
    .execute()
  await db.transaction().execute(async (tx) => {
    const document = { id: null, document: completeCommitment('1') }
    await saveDocuments(tx, { actor, now }, { id, spaceId, isPublished: false }, [document], null)
  })
  const plan = await findPlan(db, 'san-pedro', 'plan-local')
  assert.ok(plan)
  const approval = { approvedBy: 'Secretariado Técnico Local', approvedOn: null, approvalUrl: null, launchedOn: null }
  await publishPlan({ db, actor, now, locale: 'es' }, plan, approval)
}

async function enter({ look, server }: Journey, page: Page, letters: Letters): Promise<void> {
  await page.goto('/entrar')
  await look(page)
  await page.getByLabel('Correo').fill(email)
  await page.getByRole('button', { name: 'Enviar', exact: false }).first().click()
  await page.getByRole('heading', { level: 1 }).waitFor()
  const link = /https?:\/\/\S+token=\S+/.exec(await letters.next(email))?.[0] ?? ''
  assert.ok(link.startsWith(server.url), link)
  await page.goto(link)
  await look(page)
  await page.getByRole('button', { name: 'Entrar', exact: false }).last().click()
  await page.getByLabel('Leí el aviso de privacidad').check()
  await look(page)
  await page.getByRole('button', { name: 'Guardar y seguir' }).click()
  await page.waitForURL((url) => url.pathname === '/')
}

/** With Chromium's own pretended key: present, and verifying whoever touches it. */
async function addPasskey(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await page.getByRole('button', { name: 'Agregar una llave de acceso' }).click()
  await page.getByText('Se agregó tu llave de acceso.').waitFor()
}

async function takeData(page: Page, passkeys: number): Promise<void> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Descargar mis datos (JSON)' }).click(),
  ])
  const { held } = JSON.parse(readFileSync(await download.path(), 'utf8')) as { held: Record<string, unknown[]> }
  assert.equal(held.account?.length, 1)
  assert.match(JSON.stringify(held.account), /Fausto Facilita/)
  assert.equal(held.passkeys?.length, passkeys)
  assert.ok((held.acts?.length ?? 0) > 0)
}

async function leave({ look }: Journey, page: Page): Promise<void> {
  await page.goto('/cuenta')
  await follow(page, page.getByRole('link', { name: 'Borrar mi cuenta y mis datos' }))
  await look(page)
  await page.getByRole('button', { name: 'Borrar mis datos' }).click()
  await page.locator('#error-summary').waitFor()
  await page.getByLabel('Entiendo que no se puede deshacer').check()
  await page.getByRole('button', { name: 'Borrar mis datos' }).click()
  await page.getByRole('heading', { name: 'Tus datos se borraron' }).waitFor()
  await look(page)
}

async function textOf(page: Page, address: string): Promise<string> {
  await page.goto(address)
  return (await page.locator('main').textContent()) ?? ''
}
