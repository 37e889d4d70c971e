import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { after, before, test } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../../test/database.ts'
import { Refused } from '../../../platform/errors.ts'
import { flowOf } from '../../thread/model.ts'
import { tracesOf } from '../../thread/queries.ts'
import { flowFaults } from '../cycle/sums.ts'
import { rehearseCommand } from './cli.ts'
import { rehearse } from './commands.ts'
import { rehearsalStory } from './story.ts'
import { countFaults } from './sums/model.ts'
import { countsOf } from './sums/queries.ts'

let database: TestDatabase
const now = new Date('2026-09-17T16:00:00Z')
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

async function run(...args: string[]) {
  const said = { out: '', err: '' }
  const into = (name: 'out' | 'err') =>
    new Writable({
      write(chunk, _encoding, done) {
        said[name] += String(chunk)
        done()
      },
    })
  const { db, url } = database
  const world = { db, url, now: () => now, cwd: '.', stdout: into('out'), stderr: into('err') }
  const code = await rehearseCommand(args, world, { baseUrl: 'http://localhost:8080' })
  return { code, ...said }
}

const spaces = () => database.db.selectFrom('spaces').select('slug').execute()
const small = ['--contributions', '60', '--here']

test('an exercise from the declaration to the published plan in a space of its own: every number adds up', async () => {
  const { code, out, err } = await run(...small)
  assert.deepEqual([code, err], [0, ''])
  assert.match(out, /Recibidas 60: 19 en papel y 41 en línea/)
  assert.match(out, /Codificadas por dos personas 60: de acuerdo en 58, decididas entre ambas 2\./)
  assert.match(out, /Dónde terminó cada una \(60\)/)
  // R-03, T-31: the year counts from the day on which the plan was presented.
  assert.match(out, /Plan con 5 compromisos; su año empieza el 2026-09-16/)
  const mails = await database.db.selectFrom('mails').select('purpose').execute()
  assert.deepEqual(mails, [], 'in a database that others use nobody is written to')
})

test('a space that is there already is refused, and nothing is written', async () => {
  const { code, out, err } = await run(...small)
  assert.deepEqual([code, out], [2, ''])
  assert.match(err, /Ya hay un espacio «ensayo»/)
})

test('without being told otherwise it leaves nothing behind: neither space nor database', async () => {
  const { code, out } = await run('--contributions', '12', '--seed', '7')
  assert.equal(code, 0)
  assert.match(out, /Recibidas 12:/)
  assert.match(out, /Elección de sociedad civil: 30 votos, 6 personas electas/)
  assert.deepEqual(await spaces(), [{ slug: 'ensayo' }])
  const left = await database.db
    .selectFrom('pg_database' as never)
    .select('datname' as never)
    .where('datname' as never, 'like', 'tequio_ensayo_%' as never)
    .execute()
  assert.deepEqual(left, [])
})

test('wrong numbers are answered with how it is used', async () => {
  for (const args of [['--contributions', 'muchas'], ['--contributions', '3'], ['--what'], ['--seed', '1.5']]) {
    const { code, err } = await run(...args)
    assert.equal(code, 2)
    assert.match(err, /^Uso: tequio demo rehearse/)
  }
})

test('R-18: a plan that its body did not vote is not published, however complete the exercise', async () => {
  const story = rehearsalStory(12, 3)
  const unvoted = { ...story, sessions: { ...story.sessions, plan: [] } }
  const step = <Result>(_: string, work: () => Promise<Result>) => work()
  const world = { db: database.db, now, baseUrl: 'http://localhost:8080', mailAt: null, booth: null, step }
  await assert.rejects(
    rehearse({ ...world, space: 'sin-voto', story: unvoted }),
    (error) => error instanceof Refused && error.key === 'plan.publication.incomplete',
  )
})

test('the same seed gives the same voices, another one others', () => {
  assert.deepEqual(rehearsalStory(200, 4).voices, rehearsalStory(200, 4).voices)
  assert.notDeepEqual(rehearsalStory(200, 4).voices, rehearsalStory(200, 5).voices)
})

test('of 1,600 voices 500 are on paper, each in a meeting with its place and its day', () => {
  const { voices, consultation } = rehearsalStory(1600, 1)
  const codes = new Set(consultation.meetings.map(({ code }) => code))
  const onPaper = voices.filter(({ meeting }) => meeting !== null)
  assert.equal(onPaper.length, 500)
  assert.ok(onPaper.every(({ meeting }) => codes.has(meeting ?? '')))
  assert.ok(consultation.meetings.every(({ day }) => day >= consultation.opensDay && day < consultation.closesDay))
})

test('one contribution lost or counted twice is told', async () => {
  const { db } = database
  const { id } = await db.selectFrom('spaces').select('id').where('slug', '=', 'ensayo').executeTakeFirstOrThrow()
  const counts = await countsOf(db, id)
  const told = { contributions: 60, onPaper: 19, disputed: 2 }
  assert.deepEqual(countFaults(counts, told), [])
  assert.deepEqual(countFaults({ ...counts, unanswered: 1 }, told), ['sin respuesta razonada: 1 en lugar de 0'])
  assert.match(countFaults(counts, { ...told, contributions: 61 }).join(), /aportaciones recibidas: 60 en lugar de 61/)
  const exercise = await db.selectFrom('exercises').select('id').where('space_id', '=', id).executeTakeFirstOrThrow()
  const traces = await tracesOf(db, exercise.id)
  const flow = flowOf(traces)
  assert.deepEqual(flowFaults(traces, flow), [])
  const [first] = traces
  if (!first) throw new Error('no trace')
  const twice = [...traces.slice(1), first, first]
  assert.match(flowFaults(twice, flowOf(twice)).join(), /folios distintos/)
  const [link, ...links] = flow.links
  if (!link) throw new Error('no link')
  assert.notDeepEqual(flowFaults(traces, { ...flow, links: [{ ...link, count: link.count - 1 }, ...links] }), [])
})
