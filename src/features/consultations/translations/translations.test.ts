import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ConsultationStage, consultationStage } from '../../../../test/consultation-stage.ts'
import { htmlProblems } from '../../../../test/html.ts'

let stage: ConsultationStage
before(async () => {
  stage = await consultationStage()
})
after(() => stage.close())

const translation = (language: string) => `${stage.path}/traducciones/${language}`
const inEnglish = {
  title: 'What do we do first?',
  question: 'Which problem should the town solve first?',
  summary: 'An invented consultation for tests.',
}

test('whoever convenes gives the texts in another language; a form with a fault comes back with nothing lost', async () => {
  const [axis] = (await stage.consultation()).axes
  const page = await stage.get(translation('en'), 'facilitator')
  assert.match(page.text, /Original: ¿Qué problema debe atender/)
  assert.deepEqual(await htmlProblems(page.text), [])
  const fields = {
    ...inEnglish,
    [`axis.${axis?.id}`]: 'Water',
    [`axis.${axis?.id}.question`]: 'How does it reach you?',
  }
  const wrong = await stage.post(translation('en'), { ...fields, title: ' ' }, 'facilitator')
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /How does it reach you\?/)
  const saved = await stage.post(translation('en'), fields, 'facilitator')
  assert.equal(saved.location, `${stage.path}?lengua=en`)
  assert.equal((await stage.post(translation('es'), inEnglish, 'facilitator')).status, 404, 'its own language')
  assert.equal((await stage.post(translation('xx'), inEnglish, 'facilitator')).status, 404)
  assert.equal((await stage.post(translation('nah'), inEnglish, 'neighbour')).status, 403)
})

test('readers get the texts in their language, and what was not translated is marked and said to be', async () => {
  const english = await stage.get(`${stage.path}?lang=en`)
  assert.match(english.text, /<h1><span>What do we do first\?<\/span><\/h1>/)
  assert.match(english.text, /Water[\s\S]*How does it reach you/)
  assert.match(english.text, /<span lang="es">Calles<\/span>/, 'an axis without a translation')
  assert.match(english.text, /Also in:[\s\S]*\?lengua=es/)
  assert.deepEqual(await htmlProblems(english.text), [])
  const spanish = await stage.get(`${stage.path}?lengua=en`)
  assert.match(spanish.text, /<html lang="es/)
  assert.match(spanish.text, /<span lang="en">What do we do first\?<\/span>/)
  const missing = await stage.get(`${stage.path}?lengua=nah`)
  assert.match(missing.text, /Este texto no está en la lengua que pides: se muestra en Español/)
  for (const address of ['/aportar', '/hoja']) {
    const page = await stage.get(`${stage.path}${address}?lengua=en`)
    assert.match(page.text, /lang="en"[^>]*>\s*Which problem should the town/)
    assert.deepEqual(await htmlProblems(page.text), [], address)
  }
  const { title, language, translations } = JSON.parse((await stage.get(`${stage.path}.json`)).text)
  assert.deepEqual([title, language, translations[0].axes[0].name], ['¿Qué hacemos primero?', 'es', 'Water'])
})

test('the record keeps the original’s words, and a translation is taken away again', async () => {
  const list = await stage.get(`${stage.path}/traducciones`, 'facilitator')
  assert.match(list.text, /<span lang="en">What do we do first/)
  assert.deepEqual(await htmlProblems(list.text), [])
  assert.equal((await stage.post(`${translation('en')}/quitar`, {}, 'facilitator')).status, 303)
  assert.match((await stage.get(`${stage.path}?lang=en`)).text, /shown in Spanish/)
  const events = await stage.db
    .selectFrom('events')
    .select(['type', 'details'])
    .orderBy('seq', 'desc')
    .limit(2)
    .execute()
  assert.deepEqual(
    events.map(({ type }) => type),
    ['consultation.translation-removed', 'consultation.translated'],
  )
})
