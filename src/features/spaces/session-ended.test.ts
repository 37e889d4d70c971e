import assert from 'node:assert/strict'
import { test } from 'node:test'
import { desk } from '../../../test/desk.ts'
import { htmlProblems } from '../../../test/html.ts'

test('a form that arrives after the session ended keeps what was typed, and counts once signed in again', async () => {
  const world = await desk()
  try {
    const typed = {
      slug: 'nuevo-lugar',
      name: 'Nuevo «lugar» <b>',
      kind: 'municipality',
      language: 'es',
      parent: world.space.slug,
    }
    const answer = await world.post('/espacios/nuevo', typed)
    assert.equal(answer.status, 403)
    assert.match(answer.text, /Tu sesión terminó/)
    assert.match(answer.text, /<input type="hidden" name="name" value="Nuevo «lugar» &lt;b&gt;"\/>/)
    assert.match(answer.text, /<form method="post" action="\/espacios\/nuevo">/)
    assert.deepEqual(await htmlProblems(answer.text), [])
    const rows = await world.db.selectFrom('spaces').select('id').where('slug', '=', 'nuevo-lugar').execute()
    assert.equal(rows.length, 0)
    const form = answer.text.slice(answer.text.indexOf('action="/espacios/nuevo"'), answer.text.indexOf('</form>'))
    const kept = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"\/>/g)]
    const again = Object.fromEntries(
      kept.map(([, name = '', value = '']) => [name, value.replace('&lt;', '<').replace('&gt;', '>')]),
    )
    assert.deepEqual(again, typed)
    assert.equal((await world.post('/espacios/nuevo', again, 'administrator')).status, 303)
  } finally {
    await world.close()
  }
})
