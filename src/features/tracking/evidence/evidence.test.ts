import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pdfOf } from '../../../../test/attachments.ts'
import { type TrackingStage, trackingStage } from '../../../../test/tracking-stage.ts'
import { NotAllowed, Refused } from '../../../platform/errors.ts'
import { createOutward } from '../../../platform/outward/outward.ts'
import { recordAll } from '../../../platform/record.ts'
import { addEvidence, type NewEvidence, replaceEvidence, withdrawEvidence } from './commands.ts'
import { checkLinks, copyLink } from './links/commands.ts'
import { isValidMeans, type Source, warningsOf } from './model.ts'
import { drawDocument } from './pictures/commands.ts'
import { keepFile } from './receiving/commands.ts'

let stage: TrackingStage
before(async () => {
  stage = await trackingStage()
})
after(() => stage.close())

const fileOf = async (text: string): Promise<Source> => ({
  file: await keepFile(stage.deps.storage, pdfOf(text), 'acta.pdf'),
})

async function add(change: Partial<NewEvidence> = {}, who: 'liaison' | 'neighbour' = 'liaison') {
  const context = await stage.contextOf(who)
  const entry: NewEvidence = {
    activityId: stage.activities['1.1'],
    organizationId: stage.cast.institutionId,
    kind: 'document',
    title: 'Acta de la sesión',
    source: change.source ?? (await fileOf('Acta')),
    datedOn: '2026-03-01',
    ...change,
  }
  return stage.db.transaction().execute(async (tx) => {
    const added = await addEvidence(tx, context, entry)
    await recordAll(tx, context, [added.happening])
    return added
  })
}

test('R-43 a document from before the activity or from the future carries its warning, and is taken', async () => {
  const period = { startsOn: '2026-02-01' }
  assert.deepEqual(warningsOf('2026-02-01', period, '2026-04-01'), [])
  assert.deepEqual(warningsOf('2026-12-01', period, '2026-12-01'), [])
  assert.deepEqual(warningsOf('2026-01-31', period, '2026-04-01'), ['dated-before'])
  assert.deepEqual(warningsOf('2026-04-02', period, '2026-04-01'), ['dated-in-future'])
  assert.deepEqual(warningsOf(null, period, '2026-04-01'), [])
  assert.deepEqual((await add({ datedOn: '2025-01-01' })).warnings, ['dated-before'])
  // The plan's clock decides what day it is: in Mexico it is still the first of April.
  assert.deepEqual((await add({ datedOn: '2026-04-02' })).warnings, ['dated-in-future'])
})

test('R-41 what was withdrawn or is dated in the future is no means of verification', () => {
  const valid = { isWithdrawn: false, hasSource: true, warnings: [] }
  assert.ok(isValidMeans(valid))
  assert.ok(isValidMeans({ ...valid, warnings: ['dated-before'] }))
  assert.ok(!isValidMeans({ ...valid, isWithdrawn: true }))
  assert.ok(!isValidMeans({ ...valid, hasSource: false }))
  assert.ok(!isValidMeans({ ...valid, warnings: ['dated-in-future'] }))
})

test('R-44 replacing makes a version beside the old one, whose bytes stay', async () => {
  const { id } = await add({ source: await fileOf('Primera') })
  const context = await stage.contextOf('liaison')
  const reason = 'Faltaba la firma'
  const replace = async (text: string) =>
    replaceEvidence(context, { evidenceId: id, source: await fileOf(text), datedOn: null, reason })
  assert.deepEqual((await Promise.all([replace('Segunda'), replace('Tercera')])).sort(), [2, 3])
  const versions = await stage.db
    .selectFrom('evidence_versions')
    .selectAll()
    .where('evidence_id', '=', id)
    .orderBy('number')
    .execute()
  assert.equal(new Set(versions.map(({ sha256 }) => sha256)).size, 3)
  assert.deepEqual(await stage.deps.storage.read(versions[0]?.sha256 ?? ''), pdfOf('Primera'))
  const change = stage.db
    .updateTable('evidence_versions')
    .set({ sha256: versions[1]?.sha256 ?? '' })
    .execute()
  await assert.rejects(change)
})

test('T-26 withdrawing leaves a mark with its reason, once, and nothing replaces what was withdrawn', async () => {
  const { id } = await add()
  const context = await stage.contextOf('liaison')
  const withdrawal = { evidenceId: id, reason: 'Era de otra obra', isHidden: false }
  await assert.rejects(withdrawEvidence(context, { ...withdrawal, isHidden: true }), NotAllowed)
  await withdrawEvidence(context, withdrawal)
  await assert.rejects(withdrawEvidence(context, withdrawal), Refused)
  const replacement = { evidenceId: id, source: await fileOf('x'), datedOn: null, reason: 'x' }
  await assert.rejects(replaceEvidence(context, replacement), Refused)
  const kept = await stage.db.selectFrom('evidence_versions').select('number').where('evidence_id', '=', id).execute()
  assert.equal(kept.length, 1)
})

test('only who speaks for an organisation of the commitment brings evidence in its name (R-53)', async () => {
  await assert.rejects(add({}, 'neighbour'), NotAllowed)
  await assert.rejects(add({ organizationId: stage.cast.civilSocietyId }), NotAllowed)
})

test('T-26, R-44 the page shows every version and the mark of what was withdrawn; bytes come where nothing executes', async () => {
  const { id } = await add({ source: await fileOf('Una') })
  const path = `${stage.plan.path}/evidencias/${id}`
  const form = new FormData()
  form.set('files', new File([new Uint8Array(pdfOf('Otra'))], 'otra.pdf'))
  form.set('reason', 'Faltaba la firma')
  assert.equal((await stage.send(`${path}/cargas`, form, 'liaison')).status, 303)
  form.set('files', new File(['<svg><script>x</script></svg>'], 'otra.pdf'))
  assert.equal((await stage.send(`${path}/cargas`, form, 'liaison')).status, 422)
  const page = await stage.get(path)
  assert.match(page.text, /Faltaba la firma/)
  const sha = (await keepFile(stage.deps.storage, pdfOf('Una'), '')).sha256
  assert.ok(page.text.includes(sha))
  const bytes = await stage.get(`/evidencias/${sha}`)
  assert.match(bytes.headers.get('content-security-policy') ?? '', /^sandbox; default-src 'none'/)
  assert.match(bytes.headers.get('content-disposition') ?? '', /^attachment/)
  assert.equal(
    (await stage.post(`${path}/retiro`, { reason: 'Nombra a personas', hidden: 'on' }, 'facilitator')).status,
    303,
  )
  assert.match((await stage.get(path)).text, /Nombra a personas/)
  assert.equal((await stage.get(`/evidencias/${sha}`)).status, 404)
  assert.ok((await stage.get(stage.commitments[0]?.path ?? '')).text.includes('Retirada'))
  assert.match((await stage.get(`${stage.plan.path}/evidencias.csv`)).text, /Nombra a personas/)
})

test('R-45, T-27 with its source turned off a linked page shows the copy that was kept, without its scripts', async () => {
  const { createServer } = await import('node:http')
  const server = createServer((_request, response) =>
    response
      .setHeader('content-type', 'text/html')
      .end('<title>Padrón</title><h1>Padrón de marzo</h1><script>alert(1)</script><p onclick="x()">Listo</p>'),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A failure before it is turned off must not keep the tests waiting.
  server.unref()
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/`
  const { id } = await add({ source: { url } })
  const links = { db: stage.db, storage: stage.deps.storage, outward: createOutward([url]), clock: () => stage.now }
  assert.equal(await copyLink(links, url), true)
  assert.equal(await checkLinks(links), 0, 'looked at this week')
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  stage.now = new Date(stage.now.getTime() + 7 * 86_400_000)
  assert.equal(await checkLinks(links), 1)
  assert.equal(await checkLinks(links), 0, 'and not again before the next week')
  const page = await stage.get(`${stage.plan.path}/evidencias/${id}`)
  assert.match(page.text, /ya no responde/)
  const copy = await stage.get(/\/evidencias\/copias\/[0-9a-f-]{36}/.exec(page.text)?.[0] ?? '')
  assert.match(copy.text, /<h1>Padrón de marzo<\/h1><p>Listo<\/p>/)
  assert.ok(!/script|onclick/.test(copy.text))
  assert.match(copy.headers.get('content-security-policy') ?? '', /^sandbox/)
  // Nobody's own network is reached for a link that a person wrote.
  assert.equal(await copyLink({ ...links, outward: createOutward() }, url), false)
})

test('the first page of a PDF becomes a picture, once; one that cannot be drawn is noted', async () => {
  const { id } = await add({ source: await fileOf('Dibujada') })
  const row = await stage.db
    .selectFrom('evidence_versions')
    .select('sha256')
    .where('evidence_id', '=', id)
    .executeTakeFirstOrThrow()
  await drawDocument(stage.deps, row.sha256 ?? '', stage.now)
  const drawn = await stage.db.selectFrom('document_pictures').selectAll().executeTakeFirstOrThrow()
  assert.deepEqual([drawn.pages, drawn.fault], [1, null])
  assert.equal((await stage.get(`/evidencias/${drawn.thumbnail_sha256}`)).headers.get('content-type'), 'image/jpeg')
})
