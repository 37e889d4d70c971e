import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TrackingStage, trackingStage } from '../../../test/tracking-stage.ts'
import type { Context } from '../../platform/context.ts'
import { found, NotAllowed, Refused } from '../../platform/errors.ts'
import { newId } from '../../platform/identity.ts'
import { addAlternative, decideAlternative, scoreAlternative } from './alternatives/commands.ts'
import { criteria } from './alternatives/model.ts'
import { alternativesOf } from './alternatives/queries.ts'
import { scoreForm } from './alternatives/schema.ts'
import { answerComment, commentNode } from './comments/commands.ts'
import { commentsOfTree } from './comments/queries.ts'
import { addSource, linkContributions, unlinkContribution } from './evidence/commands.ts'
import { evidenceOf } from './evidence/queries.ts'
import { createKit, handKit, publishKit, receiveKit, rewordKit, sendDueKits, sendKit } from './kits/commands.ts'
import { deliveryTotals, participantsOf } from './kits/queries.ts'
import type { ProblemTree } from './model.ts'
import { moveNode } from './moves/commands.ts'
import { kitChangedAt, rewordingsOf } from './rewordings/queries.ts'
import { addNode, createTree, publishTree, removeNode, retitleTree, rewordNode } from './trees/commands.ts'
import { findTree, nodesOf } from './trees/queries.ts'

let stage: TrackingStage
let keeper: Context
before(async () => {
  stage = await trackingStage()
  keeper = await stage.contextOf('facilitator')
})
after(() => stage.close())

const refused = (key: string) => (error: unknown) => error instanceof Refused && error.key === key

let count = 0
/** A tree of one central problem, two causes and an effect. */
async function planted(): Promise<{ tree: ProblemTree; central: string; causes: [string, string]; effect: string }> {
  count += 1
  const fields = {
    title: `Agua ${count}`,
    central: 'El agua llega dos días por semana',
    topicId: null,
    exerciseId: null,
  }
  const slug = await createTree(keeper, stage.space, fields)
  const tree = found(await findTree(stage.db, stage.space.slug, slug))
  const central = found((await nodesOf(stage.db, tree.id))[0]).id
  const add = (side: 'cause' | 'effect', wording: string) =>
    addNode(keeper, tree, central, { side, wording, mirror: `${wording}: resuelto` })
  const causes: [string, string] = [await add('cause', 'La red pierde la mitad'), await add('cause', 'El pozo baja')]
  return { tree, central, causes, effect: await add('effect', 'Se gasta en pipas') }
}

async function contribution(folio: string, topicId: string | null = null): Promise<string> {
  const consultation = await stage.db.selectFrom('consultations').select('id').executeTakeFirst()
  const consultationId = consultation?.id ?? newId()
  if (!consultation) {
    await sql`insert into consultations (id, space_id, slug, title, question, channels, opens_at, closes_at, created_at)
      values (${consultationId}, ${stage.space.id}, 'agua', 'Agua', '¿Qué pasa?', '{online,field}', ${stage.now},
        ${new Date('2026-05-01T00:00:00Z')}, ${stage.now})`.execute(stage.db)
  }
  const id = newId()
  await sql`insert into contributions (id, folio, consultation_id, channel, body, said_on, received_at)
    values (${id}, ${folio}, ${consultationId}, 'online', 'No llega el agua', '2026-04-01', ${stage.now})`.execute(
    stage.db,
  )
  if (topicId) {
    await sql`insert into topics (id, consultation_id, number, name, made_at)
      values (${topicId}, ${consultationId}, 1, 'Agua', ${stage.now}) on conflict do nothing`.execute(stage.db)
    await sql`insert into outcomes_of_contributions (contribution_id, topic_id, kind, settled_at)
      values (${id}, ${topicId}, 'included', ${stage.now})`.execute(stage.db)
  }
  return id
}

test('only who runs the space draws; R-122 a tree short of causes or effects is not published', async () => {
  const neighbour = await stage.contextOf('neighbour')
  const fields = { title: 'Luz', central: 'Las calles quedan a oscuras', topicId: null, exerciseId: null }
  await assert.rejects(createTree(neighbour, stage.space, fields), NotAllowed)
  const slug = await createTree(keeper, stage.space, fields)
  await assert.rejects(createTree(keeper, stage.space, fields), refused('diagnoses.refused.slug'))
  const tree = found(await findTree(stage.db, stage.space.slug, slug))
  await assert.rejects(publishTree(keeper, tree), refused('diagnoses.fault.causes'))
  const ready = await planted()
  await publishTree(keeper, ready.tree)
  await assert.rejects(publishTree(keeper, ready.tree), refused('diagnoses.refused.published'))
  const [cause] = ready.causes
  await assert.rejects(
    removeNode(keeper, ready.tree, cause, 1),
    refused('diagnoses.fault.causes'),
    'also once published',
  )
})

test('R-120 the central problem is one: neither removed nor moved, and the database takes no second', async () => {
  const { tree, central, causes } = await planted()
  await assert.rejects(removeNode(keeper, tree, central, 1), refused('diagnoses.refused.central'))
  await assert.rejects(
    moveNode(keeper, tree, central, { to: causes[0], version: 1 }),
    refused('diagnoses.refused.central'),
  )
  const second = { id: newId(), tree_id: tree.id, kind: 'central', position: 2, wording: 'Otro' }
  await assert.rejects(stage.db.insertInto('tree_nodes').values(second).execute(), /tree_nodes_one_central/)
})

test('R-122 nodes move with what hangs on them, change places, and never in a circle or across', async () => {
  const { tree, causes, effect } = await planted()
  const [first, second] = causes
  const root = await addNode(keeper, tree, first, { side: 'cause', wording: 'Tubos de 1970', mirror: null })
  await assert.rejects(
    addNode(keeper, tree, first, { side: 'effect', wording: 'X', mirror: null }),
    refused('diagnoses.refused.side'),
  )
  await assert.rejects(moveNode(keeper, tree, first, { to: root, version: 1 }), refused('diagnoses.refused.cycle'))
  await assert.rejects(moveNode(keeper, tree, first, { to: effect, version: 1 }), refused('diagnoses.refused.side'))
  await moveNode(keeper, tree, second, { to: 'up', version: 1 })
  await assert.rejects(moveNode(keeper, tree, second, { to: 'up', version: 2 }), refused('diagnoses.refused.edge'))
  await moveNode(keeper, tree, first, { to: second, version: 1 })
  const kinds = new Map((await nodesOf(stage.db, tree.id)).map(({ id, kind }) => [id, kind]))
  assert.equal(kinds.get(first), 'root-cause')
  await assert.rejects(removeNode(keeper, tree, second, 2), refused('diagnoses.refused.children'))
  await removeNode(keeper, tree, root, 1)
  await assert.rejects(
    rewordNode(keeper, tree, root, { wording: 'Y', mirror: null, version: 1 }),
    refused('diagnoses.refused.gone'),
  )
})

test('two who edit one node at the same time: the second waits for the first, is refused and shown both', async () => {
  const { tree, causes } = await planted()
  const [id] = causes
  let second: Promise<unknown> = Promise.resolve()
  await stage.db.transaction().execute(async (tx) => {
    await tx.selectFrom('problem_trees').select('id').where('id', '=', tree.id).forUpdate().execute()
    second = rewordNode(keeper, tree, id, { wording: 'De la segunda', mirror: null, version: 1 }).catch(
      (error) => error,
    )
    const waits = () =>
      sql<{
        n: number
      }>`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
        stage.db,
      )
    while (((await waits()).rows[0]?.n ?? 0) === 0) await new Promise((next) => setTimeout(next, 5))
    await tx.updateTable('tree_nodes').set({ wording: 'De la primera', version: 2 }).where('id', '=', id).execute()
  })
  const error = await second
  assert.ok(error instanceof Refused)
  assert.equal(error.key, 'diagnoses.refused.clash')
  assert.equal(error.values.current, 'De la primera')
  const kept = (await nodesOf(stage.db, tree.id)).find((node) => node.id === id)
  assert.equal(kept?.wording, 'De la primera')
})

test('two people who move in one tree do not undo each other: who looked at another tree is told, and nothing moves', async () => {
  const { tree, central, causes } = await planted()
  const [first, second] = causes
  const third = await addNode(keeper, tree, central, { side: 'cause', wording: 'Tercera', mirror: null })
  const order = async () =>
    (await nodesOf(stage.db, tree.id)).filter(({ kind }) => kind === 'direct-cause').map(({ id }) => id)
  const beside = (where: 'before' | 'after', anchorId: string) => ({ where, anchorId, parentId: central })
  await moveNode(keeper, tree, third, { to: beside('before', first), version: 1 })
  assert.deepEqual(await order(), [third, first, second])
  await moveNode(keeper, tree, first, { to: second, version: 1 })
  await assert.rejects(
    moveNode(keeper, tree, third, { to: beside('after', first), version: 2 }),
    refused('diagnoses.refused.moved'),
    'the first hangs elsewhere by now',
  )
  await assert.rejects(
    moveNode(keeper, tree, first, { to: beside('before', third), version: 1 }),
    refused('diagnoses.refused.clash'),
    'the first was moved by somebody else',
  )
  assert.deepEqual(await order(), [third, second])
  const after = () => moveNode(keeper, tree, third, { to: beside('after', second), version: 2 })
  const both = await Promise.allSettled([after(), after()])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})

test('a tree is renamed and its address stays; who renames over another is told; what it said before is kept', async () => {
  const { tree, causes } = await planted()
  const old = tree.title
  await retitleTree(keeper, tree, { title: 'Borrador con otro nombre', before: old })
  await publishTree({ ...keeper, now: new Date(keeper.now.getTime() + 1000) }, tree)
  const later = { ...keeper, now: new Date(keeper.now.getTime() + 2000) }
  await assert.rejects(retitleTree(keeper, tree, { title: 'Tarde', before: old }), refused('diagnoses.refused.clash'))
  await retitleTree(later, tree, { title: 'El agua del barrio', before: 'Borrador con otro nombre' })
  await rewordNode(later, tree, causes[0], { wording: 'La red pierde un tercio', mirror: null, version: 1 })
  assert.equal((await findTree(stage.db, stage.space.slug, tree.slug))?.title, 'El agua del barrio')
  const told = (await rewordingsOf(stage.db, tree.id, false)).map(({ field, before: b }) => [field, b])
  assert.deepEqual(new Set(told.map(([field]) => field)), new Set(['title', 'wording', 'mirror']))
  assert.ok(told.some(([, b]) => b === 'La red pierde la mitad'))
  assert.ok(!told.some(([, b]) => b === old), 'what was said before it was public is the drawers’ matter')
  assert.equal((await rewordingsOf(stage.db, tree.id, true)).length, told.length + 1)
})

test('two who move at the same time into each other make no circle (R-122)', async () => {
  const { tree, causes } = await planted()
  const [first, second] = causes
  const results = await Promise.allSettled([
    moveNode(keeper, tree, first, { to: second, version: 1 }),
    moveNode(keeper, tree, second, { to: first, version: 1 }),
  ])
  assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})

test('a node stands on contributions by folio or by topic, and on sources; a strange folio links nothing', async () => {
  const { tree, causes } = await planted()
  const [id] = causes
  const topicId = newId()
  await contribution('APO-0000-0001')
  await contribution('APO-0000-0002', topicId)
  await contribution('APO-0000-0003', topicId)
  const folios = ['APO-0000-0001', 'APO-9999-9999']
  await assert.rejects(linkContributions(keeper, tree, id, { folios, topic: '' }), refused('diagnoses.refused.folio'))
  assert.equal((await evidenceOf(stage.db, tree.id)).get(id)?.count, 0)
  await linkContributions(keeper, tree, id, { folios: ['APO-0000-0001'], topic: topicId })
  await linkContributions(keeper, tree, id, { folios: ['APO-0000-0001'], topic: '' })
  await addSource(keeper, tree, id, { title: 'Aforo del pozo', url: 'https://example.org/a', figure: '3 l/s' })
  await unlinkContribution(keeper, tree, id, 'APO-0000-0002')
  const evidence = (await evidenceOf(stage.db, tree.id)).get(id)
  assert.deepEqual(
    evidence?.contributions.map(({ folio }) => folio),
    ['APO-0000-0001', 'APO-0000-0003'],
  )
  assert.equal(evidence?.sources[0]?.figure, '3 l/s')
})

test('an expert comments a node once it is public, and is answered once; what was commented is not removed', async () => {
  const { tree, effect } = await planted()
  const expert = await stage.contextOf('neighbour')
  const words = { body: 'El aforo dice otra cosa.', signature: 'Dra. Reyes, hidróloga' }
  await assert.rejects(commentNode(expert, tree, effect, words), NotAllowed)
  await publishTree(keeper, tree)
  const id = await commentNode(expert, tree, effect, words)
  await assert.rejects(answerComment(expert, tree, id, 'x'), NotAllowed)
  await answerComment(keeper, tree, id, 'Se corrigió con el aforo de marzo.')
  await assert.rejects(answerComment(keeper, tree, id, 'Otra'), refused('diagnoses.refused.answered'))
  await assert.rejects(removeNode(keeper, tree, effect, 1), refused('diagnoses.refused.commented'))
  assert.equal((await commentsOfTree(stage.db, tree.id))[0]?.answer, 'Se corrigió con el aforo de marzo.')
  const events = await stage.db.selectFrom('events').select('details').where('type', '=', 'tree.commented').execute()
  assert.doesNotMatch(JSON.stringify(events), /Reyes|aforo/)
})

test('R-123 an alternative is chosen by six criteria with their arguments; missing mirrors stand in the record', async () => {
  const { tree, central, causes } = await planted()
  await assert.rejects(
    addAlternative(keeper, tree, { wording: 'A', nodes: [central] }),
    refused('diagnoses.refused.means'),
  )
  const number = await addAlternative(keeper, tree, { wording: 'Cambiar la red', nodes: [causes[0]] })
  const decision = { selected: 'yes' as const, reason: 'Rinde más por peso', version: 1 }
  await assert.rejects(decideAlternative(keeper, tree, number, decision), refused('diagnoses.refused.unscored'))
  const typed = Object.fromEntries(
    criteria.flatMap((one) => [
      [`points.${one}`, '2'],
      [`why.${one}`, 'Porque sí se puede'],
    ]),
  )
  await scoreAlternative(keeper, tree, number, scoreForm.parse({ ...typed, version: '1' }))
  await assert.rejects(decideAlternative(keeper, tree, number, decision), refused('diagnoses.refused.clash'))
  await decideAlternative(keeper, tree, number, { ...decision, version: 2 })
  const [one] = await alternativesOf(stage.db, tree.id)
  assert.equal(one?.isSelected, true)
  assert.deepEqual(one?.scores.legal, { points: 2, why: 'Porque sí se puede' })
  const event = await stage.db
    .selectFrom('events')
    .selectAll()
    .where('type', '=', 'alternative.decided')
    .executeTakeFirst()
  assert.deepEqual(event?.details, { tree: tree.slug, number: 1, isSelected: true, points: 12, withoutMirror: 1 })
})

async function tableWithPlaces(): Promise<string> {
  const id = newId()
  await sql`insert into working_tables (id, space_id, slug, title, purpose, held_at, ends_at, modality, created_at)
    values (${id}, ${stage.space.id}, ${`mesa-${id.slice(-6)}`}, 'Mesa del agua', 'Acordar', '2026-04-13T16:00:00Z',
      '2026-04-13T19:00:00Z', 'in-person', ${stage.now})`.execute(stage.db)
  const place = (name: string, email: string | null, personId: string | null, isWaiting = false) =>
    sql`insert into table_registrations (id, table_id, folio, name, sector, email, person_id, secret_hash, is_waiting, registered_at)
      values (${newId()}, ${id}, ${`REG-${newId().slice(-8)}`}, ${name}, 'citizens', ${email}, ${personId},
        ${newId()}, ${isWaiting}, ${stage.now})`.execute(stage.db)
  await place('Nicanor', 'nicanor@example.org', stage.cast.person('neighbour').id)
  await place('Petra sin correo', null, null)
  await place('En espera', 'espera@example.org', null, true)
  return id
}

test('R-16 a kit is published, sent once a moment to who has a place, and each delivery is kept', async () => {
  const { tree } = await planted()
  const settings = { baseUrl: 'https://example.org' }
  const table = await tableWithPlaces()
  const texts = { title: 'Paquete del agua', rules: 'Se escucha.', agenda: '1. El árbol', sources: null }
  const id = await createKit(keeper, tree, { ...texts, table })
  await assert.rejects(createKit(keeper, tree, { ...texts, table }), refused('diagnoses.refused.table'))
  await assert.rejects(publishKit(keeper, tree, id), refused('diagnoses.refused.kit-draft'))
  await publishTree(keeper, tree)
  await assert.rejects(sendKit(keeper, settings, tree, id), refused('diagnoses.refused.kit-unpublished'))
  const late = { ...keeper, now: new Date('2026-04-08T18:00:00Z') }
  await publishKit(late, tree, id)
  const event = await stage.db
    .selectFrom('events')
    .selectAll()
    .where('type', '=', 'tree.kit-published')
    .executeTakeFirst()
  assert.equal((found(event).details as { late: string[] }).late.length, 1)
  assert.equal(await sendKit(late, settings, tree, id), 1)
  assert.equal(await sendKit(late, settings, tree, id), 0, 'asked again, nobody gets it twice')
  const mails = await stage.db.selectFrom('mails').selectAll().where('purpose', '=', 'kit').execute()
  assert.deepEqual(
    mails.map(({ recipient }) => recipient),
    ['nicanor@example.org'],
  )
  assert.match(
    mails[0]?.text_body ?? '',
    new RegExp(`https://example.org/san-pedro/diagnosticos/${tree.slug}/kits/${id}`),
  )
  const petra = found((await participantsOf(stage.db, id)).find(({ email }) => !email))
  await handKit(late, tree, id, [petra.id])
  const anybody = { ...late, actor: null }
  await assert.rejects(receiveKit(anybody, tree, id), NotAllowed)
  await assert.rejects(receiveKit(anybody, tree, id, newId()), refused('diagnoses.refused.no-place'))
  const [, delivery = ''] = /\?entrega=([0-9a-f-]{36})/.exec(mails[0]?.text_body ?? '') ?? []
  const own = `/san-pedro/diagnosticos/${tree.slug}/kits/${id}?entrega=${delivery}`
  const opened = await stage.get(own)
  assert.equal(opened.headers.get('cache-control'), 'no-store')
  assert.match(opened.text, /Ya lo tengo/)
  assert.doesNotMatch((await stage.get(own.split('?')[0] ?? '')).text, /Ya lo tengo/)
  await receiveKit(anybody, tree, id, delivery)
  await receiveKit({ ...(await stage.contextOf('neighbour')), now: late.now }, tree, id)
  const read = (await participantsOf(stage.db, id)).flatMap(({ deliveries }) => deliveries).map(({ way }) => way)
  assert.deepEqual(read.sort(), ['mail', 'printed', 'read'], 'said twice is said once')
  await assert.rejects(receiveKit(await stage.contextOf('liaison'), tree, id), refused('diagnoses.refused.no-place'))
  const place = { db: stage.db, ...settings }
  assert.equal(await sendDueKits(place, new Date('2026-04-10T18:00:00Z')), 0, 'nobody came since')
  assert.equal(await sendDueKits(place, new Date('2026-04-13T20:00:00Z')), 1, 'once the table is over')
  assert.equal(await sendDueKits(place, new Date('2026-05-13T20:00:00Z')), 0, 'a month later there is nothing to send')
  assert.deepEqual(await deliveryTotals(stage.db, id), { people: 2, before: 2, during: 0, after: 1 })
})

test('a kit’s words change with what they said kept; two who edit it do not overwrite each other', async () => {
  const { tree } = await planted()
  await publishTree(keeper, tree)
  const texts = { title: 'Paquete', rules: 'Se escucha.', agenda: '1. El árbol', sources: null }
  const id = await createKit(keeper, tree, { ...texts, table: '' })
  await rewordKit(keeper, tree, id, { ...texts, agenda: '1. Mirar el árbol', version: 1 })
  assert.equal(await kitChangedAt(stage.db, id), null, 'nobody could read it yet')
  await publishKit({ ...keeper, now: new Date(keeper.now.getTime() + 1000) }, tree, id)
  const later = { ...keeper, now: new Date(keeper.now.getTime() + 2000) }
  const edits = ['Se pide la palabra.', 'Nadie interrumpe.'].map((rules) =>
    rewordKit(later, tree, id, { ...texts, rules, version: 2 }),
  )
  const results = await Promise.allSettled(edits)
  assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const told = await rewordingsOf(stage.db, tree.id, false)
  assert.ok(told.some(({ field, before: b, kit }) => field === 'rules' && b === 'Se escucha.' && kit?.id === id))
  assert.ok(await kitChangedAt(stage.db, id))
})
