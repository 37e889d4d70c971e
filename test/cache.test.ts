import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { changeCommitment } from '../src/features/commitments/commands.ts'
import type { CommitmentDocument } from '../src/features/commitments/model.ts'
import { loadPlan } from '../src/features/commitments/plan/queries.ts'
import { loadDemo } from '../src/features/site/demo/commands.ts'
import { openHouse } from '../src/house.ts'
import { fixedClock } from '../src/platform/clock.ts'
import { loadConfig } from '../src/platform/config.ts'
import { createLog } from '../src/platform/log.ts'
import { createWeb } from '../src/web.tsx'
import { createTasks } from '../src/worker.ts'
import { castOf } from './cast.ts'
import { freePort, testServer } from './server.ts'

const board = '/san-jacinto-de-los-fresnos/planes/plan-local-2026/tablero'

test('a board is kept while the record stands still, and any process sees a change within a second', async (t) => {
  const now = new Date('2026-11-20T18:00:00Z')
  const first = await testServer(t, { clock: fixedClock(now.toISOString()) })
  await loadDemo({ db: first.db, now })
  const env = {
    PORT: String(await freePort()),
    ROLE: 'web',
    DEMO: 'off',
    SECRET: 'x'.repeat(32),
    DATA_DIR: first.config.dataDir,
  }
  const second = await openHouse({
    config: loadConfig(env, () => null),
    databaseUrl: first.databaseUrl,
    log: createLog('error', { write: () => {} }),
    clock: fixedClock(now.toISOString()),
    assets: first.house.deps.assets,
    doors: { createWeb, createTasks },
  })
  t.after(() => second.close())
  const other = `http://127.0.0.1:${second.port}`
  const titles = async (base: string) => (await (await fetch(`${base}${board}`)).text()).includes('Agua entubada')

  await sleep(1200)
  const fresh = await fetch(`${other}${board}`)
  const etag = fresh.headers.get('etag')
  assert.ok(etag, 'the page carries a validator')
  assert.equal((await fetch(`${other}${board}`, { headers: { 'if-none-match': etag } })).status, 304)
  assert.equal(await titles(other), false)

  const plan = await loadPlan(first.db, null, 'san-jacinto-de-los-fresnos', 'plan-local-2026')
  const cast = await castOf(first.db, { spaceId: plan.space.id, now })
  const context = { db: first.db, actor: await cast.actor('facilitator'), now, locale: 'es' as const }
  const approval = { reason: 'Se aclara el título.', approvedBy: 'Secretariado', approvedOn: null, approvalUrl: null }
  const changed = performance.now()
  const apply = (document: CommitmentDocument) => ({ ...document, title: 'Agua entubada' })
  await changeCommitment(context, plan, { key: '2', seen: null, apply, approval })
  while (!(await titles(other))) {
    assert.ok(performance.now() - changed < 1000, 'the other process still shows the old page after a second')
    await sleep(20)
  }
  assert.equal(await titles(first.url), true)
})

test('nobody is answered from the cache with a cookie, nor from another address', async (t) => {
  const now = new Date('2026-11-20T18:00:00Z')
  const server = await testServer(t, { clock: fixedClock(now.toISOString()) })
  await loadDemo({ db: server.db, now })
  await sleep(1200)
  await fetch(`${server.url}${board}`)
  const signedIn = await fetch(`${server.url}${board}`, { headers: { cookie: 'idioma=en' } })
  assert.match(await signedIn.text(), /Is what was promised being kept/)
  assert.match(await (await fetch(`${server.url}${board}`)).text(), /¿Se está cumpliendo/)
  assert.match(await (await fetch(`${server.url}${board}?lang=en`)).text(), /Is what was promised being kept/)
})
