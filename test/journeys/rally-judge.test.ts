import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { askForScoring } from '../../src/features/rallies/consolidation/queue/commands.ts'
import type { PostRecord } from '../../src/features/rallies/scoring/model.ts'
import { closeBrowser } from '../browser.ts'
import type { PersonKey } from '../cast.ts'
import { arrive } from '../rally-posts.ts'
import { bridge, rivalTeam, roof, runningRally } from './rally-running.ts'
import { follow, press, reloadUntil, wordsOf } from './reading.ts'
import { howOf, type Journey, journey, type Manner, manners } from './stage.ts'

after(closeBrowser)

const rally = '/san-pedro/rallies/rally'
const board = `${rally}/marcador`
const judges = ['evaluator', 'moderator', 'liaison'] as const satisfies readonly PersonKey[]

for (const manner of manners) {
  test(`two judges settle one visit, a third breaks the tie of another, and a reader sees it, ${howOf(manner)}`, async (t) => {
    const world = await journey(t, manner)
    const { id } = await runningRally(world)
    await rivalTeam(world, id, 'lagartijas')
    await rivalTeam(world, id, 'tlacuaches')
    await nameJudges(world)
    await postsCollide(world, id)

    const reader = await world.open(null)
    await reloadUntil(reader, board, '2publicaciones no cuentan')
    assert.equal(await pointsOf(reader), '2.00')
    await world.look(reader)

    const [first, second, third] = await Promise.all(judges.map((who) => world.open(who)))
    assert.ok(first && second && third)
    await decide(world, first, 'shared', 'Sí')
    await decide(world, second, 'shared', 'No')
    await decide(world, first, 'again', 'No')
    await decide(world, second, 'again', 'No')
    await settled(world)
    assert.equal(await pointsOf(reader), '2.00', 'a denied visit gives nothing, a tie waits')
    await decide(world, third, 'shared', 'Sí')
    await seeChange(reader, manner, '12.00')
    assert.equal(await pointsOf(reader), '12.00')
    assert.match(await wordsOf(reader), /1publicación no cuenta/)
    await world.look(reader)
    await readAgreement(world, reader)
  })
}

async function nameJudges(world: Journey): Promise<void> {
  const organiser = await world.open('facilitator')
  for (const who of judges) {
    await organiser.goto(`${rally}/revision/personas`)
    await organiser.getByLabel('Correo', { exact: false }).last().fill(world.cast.person(who).email)
    await press(organiser, 'Nombrar')
    await organiser.getByRole('cell', { name: world.cast.person(who).name }).waitFor()
  }
  await world.look(organiser)
}

/** Both teams announced and went; the photographs of lagartijas are those of tlacuaches, once each. */
async function postsCollide({ server: { db } }: Journey, editionId: string): Promise<void> {
  const opened = Date.now() - 86_400_000
  const at = (minute: number) => new Date(opened + minute * 60_000).toISOString()
  const photo = (name: string): PostRecord['media'] => {
    const sha256 = createHash('sha256').update(name).digest('hex')
    return [{ type: 'photo', sha256, phash: sha256.slice(0, 16) }]
  }
  const post = (author: string, id: string, work: string, minute: number): PostRecord => ({
    ...{ network: 'web', id, author, work, published_at: at(minute), text: `Con ${id} #DatosEnLaCalle` },
  })
  const goes = (author: string, id: string, work: string, minute: number, picture: string): PostRecord => ({
    ...post(author, id, work, minute),
    ...{ kind: 'visit', finding: 'matches', media: photo(picture) },
  })
  const says = (author: string, id: string, work: string, minute: number): PostRecord => ({
    ...post(author, id, work, minute),
    kind: 'announcement',
  })
  const posts = [
    says('tlacuaches', 'they-1', bridge.key, 1),
    says('tlacuaches', 'they-2', roof.key, 2),
    says('lagartijas', 'we-1', bridge.key, 3),
    says('lagartijas', 'we-2', roof.key, 4),
    goes('tlacuaches', 'theirs-1', bridge.key, 10, 'bridge'),
    goes('tlacuaches', 'theirs-2', roof.key, 11, 'roof'),
    goes('lagartijas', 'shared', bridge.key, 20, 'bridge'),
    goes('lagartijas', 'again', roof.key, 21, 'roof'),
  ]
  await arrive(db, editionId, posts, new Date())
  await db.transaction().execute((tx) => askForScoring(tx, editionId))
}

async function decide({ look }: Journey, page: Page, id: string, answer: 'Sí' | 'No'): Promise<void> {
  await page.goto(`${rally}/revision?red=web&id=${id}`)
  await page.getByText('¿La fotografía es suya y de esta visita?').waitFor()
  if (id === 'shared') await look(page)
  await page.getByRole('radio', { name: answer, exact: true }).check()
  await press(page, 'Guardar y seguir')
  await page.waitForURL(/guardado/)
}

/** Every pass that the decisions asked for is over: what the reader sees now is what they gave. */
async function settled({ server: { db } }: Journey): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) {
    const { rows } = await sql`select 1 from graphile_worker.jobs where task_identifier = 'score_edition'`.execute(db)
    if (rows.length === 0) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.fail('never scored')
}

/** With script the page changes by itself; without, a link asks again. */
async function seeChange(reader: Page, { script }: Manner, words: string): Promise<void> {
  if (script) return reader.locator('#marcador').filter({ hasText: words }).waitFor({ timeout: 15_000 })
  for (let turn = 0; turn < 40; turn += 1) {
    await follow(reader, reader.getByRole('link', { name: 'Ver el marcador de este momento' }))
    if ((await wordsOf(reader)).includes(words)) return
    await reader.waitForTimeout(250)
  }
  assert.fail(`never says «${words}»: ${await wordsOf(reader)}`)
}

async function pointsOf(reader: Page): Promise<string> {
  const row = reader.locator('#marcador tr').filter({ hasText: 'lagartijas' }).first()
  return /\d+\.\d\d/.exec((await row.textContent()) ?? '')?.[0] ?? ''
}

async function readAgreement({ look }: Journey, reader: Page): Promise<void> {
  await reader.goto(`${rally}/revision/acuerdo`)
  const words = await wordsOf(reader)
  assert.match(words, /fotografía propia/)
  assert.match(words, /Kappa de Cohen/)
  for (const who of ['Evaristo', 'Modesta', 'Elena']) assert.ok(!words.includes(who), `${who} is not named`)
  await look(reader)
}
