import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { groupCommand } from './cli.ts'

function stage(files: Record<string, string | Buffer>) {
  const cwd = mkdtempSync(join(tmpdir(), 'grupos-'))
  for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content)
  const said: string[] = []
  const sink = () =>
    new Writable({
      write(chunk, _, done) {
        said.push(String(chunk))
        done()
      },
    })
  const run = (...args: string[]) => groupCommand(args, { cwd, stdout: sink(), stderr: sink() })
  const read = (name: string) => readFileSync(join(cwd, name), 'utf8')
  return { cwd, run, read, said, has: (name: string) => existsSync(join(cwd, name)) }
}

const asked = ['a.csv', '--id', 'id', '--text', 'texto', '--out', 'g.csv', '--similar', 's.csv']

test('semicolons, line ends of Windows, mark or Latin-1, line breaks in cells: the same groups', async () => {
  const body = 'id;texto\r\n1;"Más árboles\r\nen el parque"\r\n2;Árboles para el parque\r\n3;El autobús de la ruta\r\n'
  const results = []
  for (const bytes of [Buffer.from(body), Buffer.from(`\uFEFF${body}`), Buffer.from(body, 'latin1')]) {
    const { run, read } = stage({ 'a.csv': bytes })
    assert.equal(await run(...asked), 0)
    results.push(read('g.csv') + read('s.csv'))
  }
  assert.equal(results[0]?.startsWith('id,group,label\r\n1,1,'), true)
  assert.match(results[0] ?? '', /id,other,score\r\n1,2,1\.0000\r\n1,3,0\.0000\r\n/)
  assert.deepEqual(new Set(results).size, 1)
})

test('a first column without a name, as exports have it, is left unread; columns whatever their capitals', async () => {
  const { run, read } = stage({ 'a.csv': ',ID,Texto\n0,7,agua\n1,8,luz\n' })
  assert.equal(await run(...asked), 0)
  assert.match(read('g.csv'), /^id,group,label\r\n7,\d,agua\r\n8,\d,luz\r\n$/)
})

const wrong: [string, string | Buffer, RegExp][] = [
  ['a missing column', 'id,otra\n1,x\n', /a\.csv, fila 1, columna texto: .*id, otra/],
  ['an id that stands twice', 'id,texto\n1,x\n2,y\n1,z\n', /a\.csv, fila 4, columna id: .*«1» ya está en la fila 2/],
  ['an id that is missing', 'id,texto\n1,x\n,y\n', /a\.csv, fila 3, columna id/],
  ['an empty file', '', /a\.csv, fila 1, columna —: .*vacío/],
  ['a header alone', 'id,texto\n', /a\.csv, fila 1, columna —: .*encabezado/],
  ['a row cut short', 'id,texto\n1,x\n2\n', /a\.csv, fila 3, columna texto/],
  ['quotes without end', 'id,texto\n1,"x\n2,y\n', /a\.csv, fila 2, columna texto: .*comillas/],
]
for (const [what, content, sentence] of wrong) {
  test(`${what}: exit 2, a sentence with file, row and column, nothing written`, async () => {
    const { run, said, cwd } = stage({ 'a.csv': content })
    assert.equal(await run(...asked), 2)
    assert.match(said.join(''), sentence)
    assert.deepEqual(readdirSync(cwd), ['a.csv'])
  })
}

test('wrong arguments and places that cannot be written: a sentence, nothing written', async () => {
  const { run, said, cwd } = stage({ 'a.csv': 'id,texto\n1,x\n' })
  const base = ['a.csv', '--id', 'id', '--text', 'texto']
  assert.equal(await run(...base), 2)
  assert.equal(await run(...base, '--out', 'g.csv', '--groups', '0'), 2)
  assert.equal(await run(...base, '--out', 'g.csv', '--language', 'xx'), 2)
  assert.equal(await run(...base, '--out', 'a.csv'), 2)
  assert.equal(await run(...base, '--out', 'g.csv', '--similar', 'no/s.csv'), 2)
  assert.equal(await run('b.csv', ...base.slice(1), '--out', 'g.csv'), 2)
  assert.match(said.join(''), /Uso:.*entero desde 1.*propio nombre.*no\/s\.csv.*b\.csv/s)
  assert.deepEqual(readdirSync(cwd), ['a.csv'])
})
