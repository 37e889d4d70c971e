import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pdfOf } from '../../../../test/attachments.ts'
import { htmlProblems } from '../../../../test/html.ts'
import { type TrackingPerson, type TrackingStage, trackingStage } from '../../../../test/tracking-stage.ts'
import { blindedBallot } from '../../../../test/voter.ts'
import { createBody } from '../bodies/commands.ts'
import { bodyForm } from '../bodies/schema.ts'
import { castBallot, signBlinded } from './commands/ballots.ts'
import type { Election } from './model.ts'
import { findElection, readRoll } from './queries.ts'

let stage: TrackingStage
let list: string
let bodyId: string
const at = (text: string) => new Date(`${text}:00Z`)

before(async () => {
  stage = await trackingStage(at('2026-04-28T18:00'))
  const fields = { name: 'Secretariado', kind: 'local', about: '', 'seats.civil-society': '2' }
  const slug = await createBody(await stage.contextOf('facilitator'), stage.space, bodyForm.parse(fields))
  list = `/${stage.space.slug}/organos/${slug}/elecciones`
  bodyId = (await stage.db.selectFrom('bodies').select('id').executeTakeFirstOrThrow()).id
})
after(() => stage.close())

/** Times of the wall in the body's zone, six hours behind. */
const calendar = {
  ...{ candidaciesFrom: '2026-04-29T06:00', candidaciesTo: '2026-04-30T06:00' },
  ...{ votingFrom: '2026-05-01T06:00', votingTo: '2026-05-03T06:00' },
}
const filing = at('2026-04-29T18:00')
const voting = at('2026-05-02T18:00')
const closed = at('2026-05-03T18:00')

async function page(path: string, who?: TrackingPerson, status = 200): Promise<string> {
  const answer = await stage.get(path, who)
  assert.equal(answer.status, status, `${path} ${answer.text.slice(0, 300)}`)
  if (answer.headers.get('content-type')?.startsWith('text/html')) {
    assert.deepEqual(await htmlProblems(answer.text), [], `${path} as ${who}`)
  }
  return answer.text
}

/** A form that comes back: its page is whole, says what is wrong and holds what was typed. */
async function comesBack(path: string, fields: Record<string, string>, status: number, says: RegExp): Promise<string> {
  const answer = await stage.post(path, fields, 'facilitator')
  assert.equal(answer.status, status, answer.text.slice(0, 400))
  assert.match(answer.text, says)
  assert.match(answer.text, /id="error-summary"/)
  // What is chosen from a list is not text.
  const { decision: _, ...texts } = fields
  for (const typed of Object.values(texts).filter((one) => one.length > 2))
    assert.ok(answer.text.includes(typed.replaceAll('&', '&amp;')), `${path} lost “${typed}”`)
  assert.deepEqual(await htmlProblems(answer.text), [], path)
  return answer.text
}

async function done(path: string, fields: Record<string, string>, who: TrackingPerson = 'facilitator') {
  const answer = await stage.post(path, fields, who)
  assert.equal(answer.status, 303, answer.text.replace(/[\s\S]*<h1/, '<h1').slice(0, 900))
  return answer.location ?? ''
}

const called = { title: 'Sociedad civil 2026', sector: 'civil-society', seats: '1', requirements: 'Carta y semblanza' }
const table = { pollingPlace: 'Casa de cultura, sábado de 9 a 14 h' }
const one = () => `${list}/sociedad-civil-2026`
const desk = () => `${one()}/mesa`
const election = async () => (await findElection(stage.db, bodyId, 'sociedad-civil-2026')) as Election

test('an election is called with its dates and its table; what is wrong is said beside it and nothing typed is lost', async () => {
  await page(list)
  assert.match(await page(list, 'facilitator'), /Convocar a una elección/)
  await page(`${list}/nueva`, 'facilitator')
  const early = { ...called, ...table, ...calendar, votingTo: '2026-04-30T06:00' }
  await comesBack(`${list}/nueva`, early, 422, /Cada fecha va después de la anterior/)
  await comesBack(`${list}/nueva`, { ...called, ...calendar, pollingPlace: '' }, 422, /no puede ser solo digital/)
  await comesBack(`${list}/nueva`, { ...called, ...table, ...calendar, seats: '9' }, 409, /solo tiene 2 asientos/)
  assert.equal(await done(`${list}/nueva`, { ...called, ...table, ...calendar }), desk())
  const shown = await page(one())
  assert.match(shown, /Un asiento de Sociedad civil/)
  assert.match(shown, /Casa de cultura, sábado/)
  assert.doesNotMatch(shown, /Llevar la elección/)
  assert.match(await page(list.replace('/elecciones', '')), /Sociedad civil 2026/)
})

function candidacy(fields: Record<string, string>, files: Record<string, Buffer> = {}): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (const [name, bytes] of Object.entries(files)) form.set(name, new File([new Uint8Array(bytes)], `${name}.pdf`))
  return form
}

test('a candidacy comes with its papers; a form that was wrong in one word keeps the file that came with it', async () => {
  stage.now = filing
  await page(`${one()}/candidatura`, 'neighbour')
  assert.equal((await stage.get(`${one()}/candidatura`)).status, 303)
  const fields = {
    name: 'Ana Vecina',
    alternate: 'Luz Suplente',
    statement: '',
    organization: stage.cast.civilSocietyId,
  }
  const letter = { 'file.letter': pdfOf('Carta de Ana'), 'file.resume': Buffer.from('MZ program') }
  const send = (form: FormData) => stage.send(`${one()}/candidatura/cargas`, form, 'neighbour')
  const wrong = await send(candidacy(fields, letter))
  assert.equal(wrong.status, 422)
  assert.deepEqual(await htmlProblems(wrong.text), [])
  assert.match(wrong.text, /Ya llegó «file.letter.pdf»/)
  assert.match(wrong.text, /value="Luz Suplente"/)
  assert.match(wrong.text, /id="file-resume-candidatura-error"/)
  const kept = /name="kept.letter" value="([^"]+)"/.exec(wrong.text)?.[1] ?? ''
  const right = await send(candidacy({ ...fields, statement: 'Cuidar el agua', 'kept.letter': kept }))
  assert.equal(right.status, 303, right.text.slice(0, 500))
  await page(`${one()}/candidatura`, 'neighbour')
  const shown = await page(one())
  assert.match(shown, /1. Ana Vecina/)
  const href = /href="([^"]+\/archivos\/[0-9a-f]{64})"/.exec(shown)?.[1] ?? ''
  const file = await stage.get(href)
  assert.equal(file.headers.get('content-type'), 'application/pdf')
  assert.match(file.headers.get('content-security-policy') ?? '', /sandbox/)
  assert.match(file.headers.get('content-disposition') ?? '', /attachment/)
  const stolen = await stage.send(
    `${one()}/candidatura/cargas`,
    candidacy({ ...fields, statement: 'Con papel ajeno', 'kept.letter': kept }),
    'moderator',
  )
  assert.equal(stolen.status, 422, 'another’s file is not there for her')
})

test('candidacies are answered once with a public reason; papers of a refused one are no longer everybody’s', async () => {
  const form = candidacy(
    { name: 'Beto Otro', statement: 'Yo', organization: stage.cast.civilSocietyId },
    { 'file.other': pdfOf('Beto') },
  )
  assert.equal((await stage.send(`${one()}/candidatura/cargas`, form, 'moderator')).status, 303)
  const of = (shown: string, name: string) => shown.slice(shown.indexOf(name)).match(/\/archivos\/([0-9a-f]{64})/)?.[1]
  const paper = of(await page(one()), '2. Beto Otro')
  await comesBack(`${desk()}/candidaturas/2`, { decision: 'refused', reason: '' }, 422, /Falta|obligatori|Escribe/i)
  await done(`${desk()}/candidaturas/2`, { decision: 'refused', reason: 'No es de una organización del padrón' })
  await done(`${desk()}/candidaturas/1`, { decision: 'admitted', reason: 'Cumple la convocatoria' })
  await comesBack(
    `${desk()}/candidaturas/1`,
    { decision: 'refused', reason: 'Cambié de opinión' },
    409,
    /ya tiene respuesta/,
  )
  assert.match(await page(one()), /No es de una organización del padrón/)
  assert.equal((await stage.get(`${one()}/archivos/${paper}`)).status, 404)
  assert.equal((await stage.get(`${one()}/archivos/${paper}`, 'moderator')).status, 200)
  assert.equal((await stage.get(`${one()}/archivos/${paper}`, 'facilitator')).status, 200)
})

test('the roll is kept from the desk and told to the public as a number', async () => {
  await comesBack(`${desk()}/padron`, { emails: 'no es correo' }, 422, /no parece un correo/)
  await comesBack(`${desk()}/padron`, { emails: 'nadie@example.org' }, 409, /No tienen cuenta aquí.*nadie@example.org/)
  const emails = ['neighbour', 'liaison', 'moderator', 'evaluator'].map((who) => `${who}@example.org`).join('\n')
  await done(`${desk()}/padron`, { emails })
  const { text } = await stage.get(desk(), 'facilitator')
  const voter = /padron\/([0-9a-f-]{36})\/baja/.exec(text)?.[1] ?? ''
  await comesBack(`${desk()}/padron/${voter}/baja`, { reason: '' }, 422, /error-summary/)
  const shown = await page(one())
  assert.match(shown, /4 personas pueden votar/)
  assert.doesNotMatch(shown, /evaluator@|Norma/)
  for (const who of ['administrator', 'facilitator'] as const) await page(desk(), who)
  await page(`${desk()}?buscar=z&pagina=1`, 'facilitator')
})

test('a date is moved with its reason, which stays on the page', async () => {
  const moved = { ...calendar, ...table, votingTo: '2026-05-03T08:00', reason: 'Es puente' }
  await comesBack(`${desk()}/calendario`, { ...moved, votingTo: '2026-04-01T08:00' }, 422, /Cada fecha va/)
  await done(`${desk()}/calendario`, moved)
  await comesBack(`${desk()}/calendario`, moved, 409, /No cambiaste ninguna fecha/)
  assert.match(await page(one()), /Es puente/)
})

test('R-142 the voting page tells a voter how she stands, and without script leads to the table', async () => {
  stage.now = voting
  const mine = await page(`${one()}/votar`, 'neighbour')
  assert.match(mine, /data-may="yes"/)
  assert.match(mine, /necesita JavaScript/)
  assert.match(mine, /Casa de cultura, sábado/)
  assert.match(mine, /Lo que esto no puede proteger/)
  assert.match(await page(`${one()}/votar`), /data-voter="" data-may="no"/)
  assert.match(await page(`${one()}/votar`, 'co-responsible'), /No estás en el padrón/)
  for (const who of ['neighbour', 'liaison'] as const) {
    const asking = { ...(await stage.contextOf(who)), now: voting }
    const { blinded, unblind } = await blindedBallot(await election(), '1')
    const signed = await signBlinded(asking, await election(), blinded, stage.deps.config.secret)
    await castBallot(stage.db, voting, await election(), await unblind(signed))
  }
  assert.match(await page(`${one()}/votar`, 'neighbour'), /El 2 de mayo de 2026 se firmó una boleta a tu nombre/)
  for (const who of ['administrator', 'facilitator', undefined] as const)
    assert.doesNotMatch(await page(one(), who), /firmas para boletas|Boletas publicadas/)
  await page(desk(), 'facilitator')
  assert.equal((await stage.get(`${one()}/boletas`)).status, 404)
})

test('paper votes are marked at the table, their act comes with its file, and the count shows them apart', async () => {
  const roll = await readRoll(stage.db, (await election()).id)
  const evaluator = await stage.cast.actor('evaluator')
  const voter = roll.find(({ name }) => name === evaluator?.name)?.id
  await done(`${desk()}/padron/${voter}/papel`, {})
  await comesBack(`${desk()}/padron/${voter}/papel`, {}, 409, /ya se le dio su boleta/)
  assert.match(await page(`${one()}/votar`, 'evaluator'), /votaste en papel/)
  stage.now = closed
  await page(desk(), 'facilitator')
  const act = {
    ballots: '1',
    blank: '0',
    spoiled: '0',
    'votes.1': '1',
    act: 'Acta de la mesa',
    witnesses: 'Contraloría',
  }
  const send = (fields: Record<string, string>, files: Record<string, Buffer> = {}) =>
    stage.send(`${desk()}/acta/cargas`, candidacy(fields, files), 'facilitator')
  const bare = await send(act)
  assert.equal(bare.status, 422)
  assert.match(bare.text, /sin ella los totales no se pueden comprobar/)
  assert.match(bare.text, /value="Acta de la mesa"/)
  const wrong = await send({ ...act, 'votes.1': '3' }, { 'file.act': pdfOf('Acta') })
  assert.equal(wrong.status, 409)
  assert.match(wrong.text, /El acta no cuadra/)
  const kept = /name="kept.act" value="([^"]+)"/.exec(wrong.text)?.[1] ?? ''
  assert.equal((await send({ ...act, 'kept.act': kept })).status, 303)
  await done(`${desk()}/conteo`, {})
  const shown = await page(one())
  assert.match(shown, /<td class="n"[^>]*>2<\/td>[\s\S]*<td class="n"[^>]*>1<\/td>[\s\S]*<td class="n"[^>]*>3<\/td>/)
  assert.match(shown, /archivos\/[0-9a-f]{64}/)
  assert.match(shown, /Acta de la mesa/)
  await page(desk(), 'facilitator')
})

test('whoever voted finds her ballot in the published list by the beginning of her receipt', async () => {
  const all = await page(`${one()}/boletas`)
  const receipt = /<code>([0-9A-Z-]{23})<\/code>/.exec(all)?.[1] ?? ''
  const asked = await page(`${one()}/boletas?comprobante=${receipt.slice(0, 7).toLowerCase()}`)
  assert.match(asked, new RegExp(receipt))
  assert.match(await page(`${one()}/boletas?comprobante=00000-00000`), /no está en la lista/)
  await page(`${one()}/boletas?comprobante=%25%25&pagina=0`)
  await page(`${one()}/votar`, 'neighbour')
  const csv = (await stage.get(`${one()}/boletas.csv`)).text.trim().split('\r\n')
  assert.equal(csv.length, 3)
  assert.match(csv[1] ?? '', /^([0-9A-Z]{5}-){3}[0-9A-Z]{5},"1",[0-9a-f]{64}$/)
  assert.match((await stage.get(`${list}.ics`)).text, /SUMMARY:Sociedad civil 2026: Votación/)
  assert.match((await stage.get(`${list}/recount-election.mjs`)).text, /node:crypto/)
  const json = JSON.parse((await stage.get(`${one()}/paquete.json`)).text)
  assert.equal(json.ballots.length, 2)
  assert.equal(json.paper.actSha256?.length, 64)
})

test('the elected are seated from the desk, and an annulment with its reason takes the seats back', async () => {
  await comesBack(`${desk()}/asientos`, { fromOn: 'mañana' }, 422, /mañana/)
  await done(`${desk()}/asientos`, { fromOn: '2026-05-04', toOn: '' })
  const again = await stage.post(`${desk()}/asientos`, { fromOn: '2026-05-04', toOn: '' }, 'facilitator')
  assert.match(again.text, /ya están nombradas/)
  assert.match(await page(one()), /ya tienen su asiento/)
  await comesBack(`${desk()}/anulacion`, { reason: '' }, 422, /error-summary/)
  await done(`${desk()}/anulacion`, { reason: 'El tribunal resolvió' })
  assert.match(await page(one()), /Motivo: El tribunal resolvió/)
  await page(desk(), 'facilitator')
  await page(`${one()}/votar`)
  assert.match(await page(list), /Anulada/)
})
