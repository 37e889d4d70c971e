import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadDemo } from '../src/features/site/demo/commands.ts'
import { loadTrackingDemo } from '../src/features/site/demo/tracking/commands.ts'
import { createWeb } from '../src/web.tsx'
import { depsOf } from './access-stage.ts'
import { testDatabase } from './database.ts'
import { htmlProblems } from './html.ts'

const home = '/san-jacinto-de-los-fresnos'
const begin = [
  `${home}/ejercicios/ejercicio-local`,
  `${home}/ejercicios/ejercicio-local/hilo`,
  `${home}/planes/plan-local-2026/cortes/comparar?de=1&a=2`,
]
const ofTheCycle = new RegExp(
  `^(/hilo/|${home}/(ejercicios|organos|consultas|diagnosticos|mesas)(/|$)|${home}/planes/plan-local-2026/(cortes|compromisos)/)`,
)

/** An address with what differs from thing to thing taken out: pages of one shape are one template. */
function shapeOf(path: string): string {
  return path
    .replace(/\?.*$/, '')
    .replace(/[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{4}/g, ':folio')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ':id')
    .replace(/\/(organos|diagnosticos|mesas)\/[^/]+/g, '/$1/:one')
    .replace(/\/\d+(?=\/|$)/g, '/:n')
}

test('whoever follows the links of the demonstration sees its whole cycle: every page is there, and is right', async () => {
  const { db, drop } = await testDatabase()
  const now = new Date('2026-11-20T18:00:00Z')
  const errors: string[] = []
  const deps = depsOf(db, errors)
  try {
    await loadDemo({ db, now })
    await loadTrackingDemo({ db, storage: deps.storage, now, baseUrl: 'http://localhost:8080', secret: 'x'.repeat(32) })
    const app = createWeb(deps)
    const waiting = [...begin]
    const seen = new Set<string>()
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const shape = shapeOf(path)
      if (seen.has(shape)) continue
      seen.add(shape)
      const answer = await app.request(path)
      const text = await answer.text()
      assert.ok(answer.status === 200 || answer.status === 303, `${path}: ${answer.status}`)
      if (answer.headers.get('content-type')?.startsWith('text/html'))
        assert.deepEqual(await htmlProblems(text), [], path)
      const links = [...text.matchAll(/<a [^>]*href="([^"#]+)/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
      waiting.push(...links.filter((href) => ofTheCycle.test(href)))
    }
    assert.deepEqual(errors, [])
    for (const shape of ['/hilo/:folio', `${home}/organos/:one/sesiones/:n`, `${home}/mesas/:one/borradores/:n`])
      assert.ok(seen.has(shape), shape)
    assert.ok(seen.size > 40, String(seen.size))
  } finally {
    await drop()
  }
})
