import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { docx, pdfOf, zipOf } from '../../../../test/attachments.ts'
import { htmlProblems } from '../../../../test/html.ts'
import { type TrackingStage, trackingStage } from '../../../../test/tracking-stage.ts'

let stage: TrackingStage
before(async () => {
  stage = await trackingStage()
})
after(() => stage.close())
beforeEach(() => {
  stage.now = new Date(stage.now.getTime() + 60_000)
})

const at = (code: string) => `${stage.commitments[0]?.path}/actividades/${code}/reportar`

type More = Record<string, string>
function formOf(more: More, files: readonly [name: string, bytes: Uint8Array | string][] = []): FormData {
  const form = new FormData()
  const fields = {
    ...{ clientId: crypto.randomUUID(), organization: stage.cast.institutionId, intent: 'review' },
    ...{ from: '2026-03-01', to: '2026-03-31', state: 'in-progress', body: 'Se levantó el padrón.' },
    ...more,
  }
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (const [name, bytes] of files) form.append('files', new File([new Uint8Array(Buffer.from(bytes))], name))
  return form
}
const send = (code: string, form: FormData, who: 'liaison' | 'neighbour' = 'liaison') =>
  stage.send(`${at(code)}/cargas`, form, who)

/** The files that a page says its form has, as lines. */
function keptIn(text: string): string {
  const inputs = [...text.matchAll(/<input type="hidden" name="kept" value="([^"]*)"/g)].map(([, value]) => value ?? '')
  return inputs.filter((value) => !value.startsWith('__id__')).join('\n')
}

test('evidence goes with the report on one screen: looked over, sent, and listed on the receipt with its SHA-256', async () => {
  const page = await stage.get(at('1.1'), 'liaison')
  assert.deepEqual(await htmlProblems(page.text), [])
  const summary = await send(
    '1.1',
    formOf({}, [
      ['acta_de_marzo.pdf', pdfOf('Acta')],
      ['datos.csv', 'a,b\n1,2\n'],
    ]),
  )
  assert.equal(summary.status, 200)
  assert.match(summary.text, /acta de marzo/)
  const kept = keptIn(summary.text)
  assert.equal(kept.split('\n').length, 2)
  const client = crypto.randomUUID()
  const final = formOf({ kept, intent: 'send', clientId: client, links: 'https://example.org/padron' })
  const sent = await stage.send(at('1.1'), final, 'liaison')
  assert.equal(sent.status, 303)
  const receipt = await stage.get(sent.location ?? '', 'liaison')
  assert.deepEqual(await htmlProblems(receipt.text), [])
  const rows = await stage.db
    .selectFrom('evidence as e')
    .innerJoin('evidence_versions as v', 'v.evidence_id', 'e.id')
    .select(['e.kind', 'e.title', 'v.sha256', 'e.report_id'])
    .orderBy('e.kind')
    .execute()
  assert.deepEqual(
    rows.map(({ kind, title }) => [kind, title]),
    [
      ['dataset', 'datos'],
      ['document', 'acta de marzo'],
      ['link', 'example.org/padron'],
    ],
  )
  for (const { sha256 } of rows) if (sha256) assert.ok(receipt.text.includes(sha256))
  const json = JSON.parse((await stage.get(`${(sent.location ?? '').split('?')[0]}.json`)).text)
  assert.equal(json.evidence.length, 3)
  // The answer was lost and the phone sends again: by both doors the same receipt, and nothing twice.
  for (const again of [await stage.send(at('1.1'), final, 'liaison'), await send('1.1', final)])
    assert.equal(again.location, sent.location)
  assert.equal((await stage.db.selectFrom('evidence').select('id').execute()).length, 3)
  assert.equal((await stage.db.selectFrom('reports').select('id').execute()).length, 1)
})

test('two that are sent at once with the same files keep one report and each file once', async () => {
  const kept = keptIn((await send('1.2', formOf({}, [['a.pdf', pdfOf('Dos')]]))).text)
  const form = () => stage.send(at('1.2'), formOf({ kept, intent: 'send', clientId }), 'liaison')
  const clientId = crypto.randomUUID()
  const both = await Promise.all([form(), form()])
  assert.deepEqual(
    both.map(({ status }) => status),
    [303, 303],
  )
  assert.equal(both[0]?.location, both[1]?.location)
  const rows = await stage.db
    .selectFrom('evidence')
    .select('id')
    .where('activity_id', '=', stage.activities['1.2'])
    .execute()
  assert.equal(rows.length, 1)
})

test('what is wrong with a file is said beside it, nothing typed is lost and the good files stay', async () => {
  const bomb = zipOf([
    { name: '[Content_Types].xml', content: Buffer.from('<Types/>') },
    { name: 'word/document.xml', content: Buffer.alloc(30 * 1024 * 1024) },
  ])
  for (const [name, bytes, sentence] of [
    ['dibujo.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', /dibujo\.svg/],
    ['bomba.docx', bomb, /bomba\.docx/],
    ['programa.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(100)]), /programa\.pdf/],
    ['vacio.pdf', '', /vacio\.pdf/],
    ['enorme.pdf', Buffer.concat([pdfOf('x'), Buffer.alloc(50 * 1024 * 1024)]), /50/],
  ] as const) {
    const form = formOf({ body: 'Esto no se pierde', share: '40' }, [
      [name, bytes],
      ['buena.docx', docx()],
    ])
    const answer = await send('2.1', form)
    assert.equal(answer.status, 422, name)
    assert.match(answer.text, sentence)
    assert.match(answer.text, /Esto no se pierde/)
    assert.match(keptIn(answer.text), /^[0-9a-f-]{36}\/buena\.docx$/)
    assert.deepEqual(await htmlProblems(answer.text), [])
  }
})

test('a text that is wrong keeps the files; what is taken out is gone; a seventh is too many', async () => {
  const wrong = await send('2.1', formOf({ body: '' }, [['a.pdf', pdfOf('A')]]))
  assert.equal(wrong.status, 422)
  const kept = keptIn(wrong.text)
  assert.match(kept, /a\.pdf$/)
  const out = await send('2.1', formOf({ kept, drop: kept.slice(0, 36), intent: 'attach' }))
  assert.equal(out.status, 200)
  assert.equal(keptIn(out.text), '')
  const many = await send(
    '2.1',
    formOf(
      {},
      Array.from({ length: 7 }, (_, n) => [`${n}.pdf`, pdfOf(String(n))] as const),
    ),
  )
  assert.equal(many.status, 422)
  assert.match(many.text, /Como máximo 6 archivos/)
  assert.equal(keptIn(many.text).split('\n').length, 6)
  const dated = await send('2.1', formOf({ kept, [`dated-${kept.slice(0, 36)}`]: '31/12/2025' }))
  assert.equal(dated.status, 422)
  assert.match(dated.text, /Escribe una fecha que exista/)
  assert.match(dated.text, /31\/12\/2025/)
})

test('a draft keeps the text and the files, longer than an upload waits; another person cannot use them', async () => {
  const saved = await send('2.1', formOf({ intent: 'save', body: 'A medias' }, [['a.pdf', pdfOf('Borrador')]]))
  assert.equal(saved.status, 303)
  const form = await stage.get(at('2.1'), 'liaison')
  const kept = keptIn(form.text)
  assert.match(kept, /a\.pdf$/)
  const { expires_at: expires } = await stage.db
    .selectFrom('uploads')
    .select('expires_at')
    .where('id', '=', kept.slice(0, 36))
    .executeTakeFirstOrThrow()
  assert.equal(expires.getTime() - stage.now.getTime(), 30 * 86_400_000)
  const stolen = formOf({ kept, organization: stage.cast.civilSocietyId })
  const answer = await stage.send(`${at('2.1')}/cargas`, stolen, 'co-responsible')
  assert.equal(answer.status, 422)
  assert.match(answer.text, /no terminó de llegar o ya se usó/)
  await stage.db.deleteFrom('uploads').where('id', '=', kept.slice(0, 36)).execute()
  assert.match((await stage.get(at('2.1'), 'liaison')).text, /ya no están guardados: a\.pdf/)
})

test('R-41, R-43 a document dated in the future does not make an activity complete, one from today does', async () => {
  const step = await stage.post(at('2.1'), Object.fromEntries(formOf({ intent: 'send' })) as More, 'liaison')
  assert.equal(step.status, 303)
  const kept = keptIn((await send('2.1', formOf({ state: 'complete' }, [['a.pdf', pdfOf('Fin')]]))).text)
  const dated = (day: string) => ({ kept, intent: 'send', state: 'complete', [`dated-${kept.slice(0, 36)}`]: day })
  const refused = await send('2.1', formOf(dated('2026-12-01')))
  assert.equal(refused.status, 409)
  assert.match(refused.text, /medio de verificación que valga/)
  assert.equal(keptIn(refused.text), kept)
  assert.equal((await send('2.1', formOf(dated('2026-04-01')))).status, 303)
})

test('an answer brings its own files, and who may not report may not send any', async () => {
  const sent = await stage.post(at('1.1'), Object.fromEntries(formOf({ intent: 'send' })) as More, 'liaison')
  const path = (sent.location ?? '').split('?')[0] ?? ''
  const form = new FormData()
  form.set('organization', stage.cast.civilSocietyId)
  form.set('stance', 'disagrees')
  form.append('files', new File([new Uint8Array(pdfOf('Foto'))], 'otra.pdf'))
  const without = await stage.send(`${path}/respuesta/cargas`, form, 'co-responsible')
  assert.equal(without.status, 422)
  form.set('reason', 'La página no abre')
  form.delete('files')
  form.set('kept', keptIn(without.text))
  assert.equal((await stage.send(`${path}/respuesta/cargas`, form, 'co-responsible')).status, 303)
  assert.match((await stage.get(path)).text, /otra\.pdf/)
  assert.equal((await send('1.1', formOf({}, [['a.pdf', pdfOf('x')]]), 'neighbour')).status, 403)
})
