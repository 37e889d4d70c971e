import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { after, test } from 'node:test'
import type { Page } from 'playwright-core'
import { axeProblems } from '../../../test/axe.ts'
import { closeBrowser, openContext } from '../../../test/browser.ts'
import { type Cast, castOf } from '../../../test/cast.ts'
import { type TestServer, testServer } from '../../../test/server.ts'
import type { Context } from '../../platform/context.ts'
import { newId } from '../../platform/identity.ts'
import { restateNationalExercise } from '../site/demo/exercise/commands.ts'
import { addActors, noteInvitation, writeAnswer } from './actors/commands.ts'
import { createExercise, publishExercise } from './commands.ts'
import { addParty, writeDeclaration } from './declaration/commands.ts'
import { methodsFor } from './methods/queries.ts'
import { addOutput } from './outputs/commands.ts'
import { findExercise } from './queries.ts'
import { moveStage } from './stages/commands.ts'

/** Pictures of every page are left where EXERCISE_PICTURES says. */
const pictures = process.env.EXERCISE_PICTURES
after(closeBrowser)

const reason = 'La firma se adelantó a petición de las tres partes.'

async function furnish({ db, config }: TestServer): Promise<{ cast: Cast; space: string }> {
  const then = new Date('2020-03-01T18:00:00Z')
  const id = newId()
  const row = { id, kind: 'municipality', slug: 'lugar', name: 'San Jacinto', is_fictional: true, created_at: then }
  await db.insertInto('spaces').values(row).execute()
  const cast = await castOf(db, { spaceId: id }, config)
  const at = async (day: string): Promise<Context> => ({
    ...{ db, actor: await cast.actor('facilitator'), locale: 'es' },
    now: new Date(`${day}T18:00:00Z`),
  })
  const methodId = (await methodsFor(db, id)).find(({ code }) => code === 'local-seis-pasos')?.id ?? assert.fail()
  const summary = 'Vecinas, Cabildo y autoridad garante hacen juntas el primer plan de gobierno abierto.'
  const fields = { title: 'Plan de Acción Local', slug: 'local', summary, programme: 'local' as const, methodId }
  await createExercise(await at('2020-03-01'), { id }, { ...fields, startsOn: '2020-03-20' })
  const load = async () => (await findExercise(db, 'lugar', 'local')) ?? assert.fail()
  await publishExercise(await at('2020-03-02'), await load())
  const move = async (code: string, kind: 'open' | 'close', onDay: string) =>
    moveStage(await at(onDay), await load(), code, { move: kind, onDay, reason })
  await move('arranque', 'open', '2020-03-10')
  await writeDeclaration(await at('2020-03-11'), await load(), {
    body: 'Nos comprometemos a hacer este plan juntas.',
    reason: null,
  })
  const parties = [
    ['government', cast.institutionId],
    ['civil-society', cast.civilSocietyId],
  ] as const
  for (const [sector, organizationId] of parties)
    await addParty(await at('2020-03-11'), await load(), { sector, organizationId, signatory: 'Dirección general' })
  const what = { output: 'declaratoria', title: 'Declaratoria firmada', datedOn: '2020-03-12', note: null }
  await addOutput(await at('2020-03-12'), await load(), 'arranque', what, { url: 'https://example.org/acta' })
  await move('arranque', 'close', '2020-03-12')
  await move('sensibilizacion', 'open', '2020-03-20')
  const sectors = [
    'government',
    'civil-society',
    'civil-society',
    'academia',
    'oversight',
    'citizens',
    'private',
  ] as const
  const names = sectors.map((sector, index) => ({
    name: `Organización inventada ${index + 1}`,
    sector,
    territoryKey: '20',
    email: null,
  }))
  const ids = await addActors(await at('2020-03-20'), await load(), names)
  for (const [index, actorId] of ids.entries()) {
    const on = `2020-0${3 + (index % 3)}-2${index % 3}`
    await noteInvitation(await at('2020-06-01'), await load(), actorId, { way: 'visit', on })
    if (index !== 3)
      await writeAnswer(await at('2020-06-01'), await load(), actorId, {
        answer: index === 5 ? 'declines' : 'joins',
        on,
        note: null,
      })
  }
  await db.transaction().execute((tx) => restateNationalExercise(tx, then, new Map([['mexico', id]])))
  return { cast, space: '/lugar' }
}

async function look(page: Page, path: string, name: string): Promise<void> {
  await page.goto(path)
  assert.deepEqual(await axeProblems(page), [], `${path} (${name})`)
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
  assert.equal(isWide, false, `${path} is wider than the screen (${name})`)
  if (pictures)
    await page.screenshot({ path: `${pictures}/${name}-${path.slice(1).replaceAll('/', '_')}.png`, fullPage: true })
}

test('every page of an exercise holds on a phone and a desk, for anybody and for whoever runs it, in the dark and on paper', async (t) => {
  if (pictures) mkdirSync(pictures, { recursive: true })
  const server = await testServer(t)
  const { cast, space } = await furnish(server)
  const one = `${space}/ejercicios/local`
  const open = [
    ...[space, `${space}/ejercicios`, one, `${one}/etapas/arranque`, `${one}/declaratoria`, `${one}/actores`],
    ...[`${one}/participacion`, `${one}/requisitos`, `${space}/metodos`, `${space}/metodos/local-seis-pasos`],
    ...[`${space}/ejercicios/construccion-4pa`, `${space}/ejercicios/construccion-4pa/etapas/consulta`],
  ]
  const desk = [
    ...[
      one,
      `${one}/etapas/sensibilizacion`,
      `${one}/calendario`,
      `${one}/editar`,
      `${one}/pendientes`,
      `${one}/actores`,
    ],
    ...[
      `${one}/declaratoria`,
      `${one}/requisitos`,
      `${space}/ejercicios/nuevo`,
      `${space}/metodos/nacional-4pa/adaptar`,
    ],
  ]
  const [cookie = '', value = ''] = cast.cookie('facilitator').split(/=(.*)/s)
  for (const width of [360, 1280] as const) {
    const colorScheme = width === 360 ? 'dark' : 'light'
    const context = await openContext({ baseURL: server.url, width, colorScheme })
    const page = await context.newPage()
    for (const path of open) await look(page, path, String(width))
    if (pictures && width === 1280) {
      await page.emulateMedia({ media: 'print' })
      await page.goto(one)
      await page.screenshot({ path: `${pictures}/print.png`, fullPage: true })
      await page.emulateMedia({ media: 'screen' })
    }
    await context.addCookies([{ name: cookie, value, url: server.url }])
    for (const path of desk) await look(page, path, `${width}-desk`)
    await context.close()
  }
})
