import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { opinionsCommand } from './cli.ts'

const comments = 'comment-id,comment-body,moderated\n0,Más luz,1\n1,Menos autos,0\n2,Insulto,-1\n'
const votes =
  'timestamp,comment-id,voter-id,vote\n10,0,ana,1\n11,1,ana,1\n12,0,beto,-1\n13,1,beto,1\n14,0,ana,0\n15,2,ana,-1\n'

function stage(files: { 'votes.csv'?: string | Buffer; 'comments.csv'?: string | Buffer }) {
  const cwd = mkdtempSync(join(tmpdir(), 'opiniones-'))
  mkdirSync(join(cwd, 'in'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, 'in', name), content)
  const said: string[] = []
  const sink = () =>
    new Writable({
      write(chunk, _, done) {
        said.push(String(chunk))
        done()
      },
    })
  const run = (...args: string[]) => opinionsCommand(args, { cwd, stdout: sink(), stderr: sink() })
  const read = (name: string) => readFileSync(join(cwd, 'out', name), 'utf8')
  return { cwd, run, read, said, hasOut: () => existsSync(join(cwd, 'out')) }
}

test('three files with the columns of the contract; semicolons, line ends of Windows and the mark change nothing', async () => {
  const plain = stage({ 'votes.csv': votes, 'comments.csv': comments })
  assert.equal(await plain.run('in', '--out', 'out'), 0)
  assert.equal(plain.read('groups.csv'), 'voter-id,group\r\nana,1\r\nbeto,2\r\n')
  const [header, ...rows] = plain.read('comments.csv').trimEnd().split('\r\n')
  assert.equal(
    header,
    'comment-id,agrees,disagrees,passes,group-informed-consensus,divisiveness,group-1-agrees,group-1-disagrees,group-1-passes,group-2-agrees,group-2-disagrees,group-2-passes',
  )
  assert.equal(rows[0], '0,0,1,1,0.111111111111,0,0,0,1,0,1,0')
  assert.equal(rows[1]?.startsWith('1,2,0,0,0.444444444444,0,'), true)
  const { votes_read, votes_replaced, votes_counted, comments_left_out } = JSON.parse(plain.read('summary.json'))
  assert.deepEqual([votes_read, votes_replaced, votes_counted, comments_left_out], [6, 1, 5, 1])
  const semicolons = (text: string) => `\uFEFF${text.replaceAll(',', ';').replaceAll('\n', '\r\n')}`
  const other = stage({ 'votes.csv': semicolons(votes), 'comments.csv': Buffer.from(comments, 'latin1') })
  assert.equal(await other.run('in', '--out', 'out'), 0)
  for (const name of ['groups.csv', 'comments.csv', 'summary.json']) assert.equal(other.read(name), plain.read(name))
})

const wrong: [string, { 'votes.csv'?: string; 'comments.csv'?: string }, RegExp][] = [
  ['a vote that is none', { 'votes.csv': `${votes}16,0,eva,2\n` }, /votes\.csv, fila 8, columna vote: .*«2»/],
  ['a time that is none', { 'votes.csv': `${votes}ayer,0,eva,1\n` }, /votes\.csv, fila 8, columna timestamp/],
  ['a vote of nobody', { 'votes.csv': `${votes}16,0,,1\n` }, /votes\.csv, fila 8, columna voter-id/],
  ['a vote on nothing', { 'votes.csv': `${votes}16,,eva,1\n` }, /votes\.csv, fila 8, columna comment-id/],
  ['no votes', { 'votes.csv': 'timestamp,comment-id,voter-id,vote\n' }, /votes\.csv, fila 1/],
  ['an empty file', { 'votes.csv': '' }, /votes\.csv, fila 1, columna —: .*vacío/],
  [
    'a missing column',
    { 'comments.csv': 'comment-id,comment-body\n0,a\n' },
    /comments\.csv, fila 1, columna moderated/,
  ],
  [
    'a comment that stands twice',
    { 'comments.csv': `${comments}0,Otra,1\n` },
    /comments\.csv, fila 5, columna comment-id: .*fila 2/,
  ],
  [
    'an unknown moderation',
    { 'comments.csv': `${comments}3,Otra,quizá\n` },
    /comments\.csv, fila 5, columna moderated: .*«quizá»/,
  ],
]
for (const [what, files, sentence] of wrong) {
  test(`${what}: exit 2, a sentence with file, row and column, nothing written`, async () => {
    const { run, said, hasOut } = stage({ 'votes.csv': votes, 'comments.csv': comments, ...files })
    assert.equal(await run('in', '--out', 'out'), 2)
    assert.match(said.join(''), sentence)
    assert.equal(hasOut(), false)
  })
}

test('wrong arguments, a file that is missing, the same folder: exit 2 and a sentence', async () => {
  const { run, said } = stage({ 'votes.csv': votes })
  assert.equal(await run('in'), 2)
  assert.equal(await run('in', '--out', 'in'), 2)
  assert.equal(await run('in', '--out', 'out'), 2)
  assert.match(said.join(''), /Uso:.*propio nombre.*in\/comments\.csv/s)
})

test('a vote on a comment that the other file does not list is counted, and told', async () => {
  const { run, read } = stage({ 'votes.csv': `${votes}16,9,ana,1\n`, 'comments.csv': comments })
  assert.equal(await run('in', '--out', 'out'), 0)
  assert.match(read('comments.csv'), /\r\n9,1,0,0,/)
  assert.equal(JSON.parse(read('summary.json')).comments_without_text, 1)
})
