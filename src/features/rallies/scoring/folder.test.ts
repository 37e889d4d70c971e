import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { copyOf, golden, outputsOf, run } from '../../../../test/rally-folder.ts'
import { scoreCommand, verifyCommand } from './cli.ts'
import { outputNames } from './outputs/writing.ts'

const editions = readdirSync(golden)

for (const edition of editions) {
  test(`R-67 the golden edition «${edition}» gives the same bytes as when it was worked out by hand`, async () => {
    const folder = copyOf(edition)
    assert.deepEqual(await run(scoreCommand, folder).then(({ code, stderr }) => [code, stderr]), [0, ''])
    assert.deepEqual(outputsOf(join(folder, 'out')), outputsOf(join(golden, edition, 'out')))
    assert.equal((await run(verifyCommand, folder)).code, 0)
    assert.deepEqual(readdirSync(join(folder, 'out')).sort(), [...outputNames].sort())
  })

  test(`R-67 the golden edition «${edition}» does not depend on the order of lines`, async () => {
    const folder = copyOf(edition)
    for (const name of readdirSync(folder).filter((file) => file !== 'edition.json')) {
      const lines = readFileSync(join(folder, name), 'utf8').trimEnd().split(/\r?\n/)
      const [header, rows] = name.endsWith('.csv') ? [lines.slice(0, 1), lines.slice(1)] : [[], lines]
      writeFileSync(join(folder, name), `\ufeff${[...header, ...rows.reverse()].join('\n')}`)
    }
    assert.equal((await run(scoreCommand, folder, '--out', join(folder, 'otra'))).code, 0)
    for (const name of ['standings.csv', 'challenges.csv', 'verdicts.jsonl'] as const)
      assert.equal(outputsOf(join(folder, 'otra'))[name], outputsOf(join(golden, edition, 'out'))[name])
  })
}

test('R-71 equal in all: a shared rank, the next one left out, by team_id', () => {
  const rows = readFileSync(join(golden, 'ties', 'out', 'standings.csv'), 'utf8')
    .trim()
    .split('\r\n')
    .slice(1)
  assert.deepEqual(
    rows.map((row) => row.split(',').slice(0, 2).join(' ')),
    ['1 e1', '2 e2', '2 e3', '4 e4', '5 e5'],
  )
})

test('R-67 neither time zone, language, settings nor folder of the caller change a byte; no database is needed', () => {
  const program = fileURLToPath(new URL('../../../../bin/tequio', import.meta.url))
  for (const [zone, language] of [
    ['Asia/Kolkata', 'tr_TR.UTF-8'],
    ['America/Mexico_City', 'C'],
  ]) {
    const folder = copyOf('every-reason')
    const env = {
      PATH: process.env.PATH,
      TZ: zone,
      LANG: language,
      LC_ALL: language,
      DATABASE_URL: 'postgres://nowhere.invalid/x',
    }
    const result = spawnSync(process.execPath, [program, 'rally', 'score', '.'], { cwd: folder, env, encoding: 'utf8' })
    assert.deepEqual([result.status, result.stderr], [0, ''])
    assert.deepEqual(outputsOf(join(folder, 'out')), outputsOf(join(golden, 'every-reason', 'out')))
    assert.ok(!existsSync(join(folder, 'var')))
  }
})

test('verify names the first difference, and a file that is missing', async () => {
  const folder = copyOf('every-reason')
  await run(scoreCommand, folder)
  const verdicts = join(folder, 'out', 'verdicts.jsonl')
  const lines = readFileSync(verdicts, 'utf8').split('\n')
  lines[9] = lines[9]?.replace('10.00', '11.00') ?? ''
  writeFileSync(verdicts, lines.join('\n'))
  const changed = await run(verifyCommand, folder)
  assert.deepEqual(
    [changed.code, changed.stderr],
    [1, 'Los resultados NO coinciden. Primera diferencia: verdicts.jsonl, línea 10.\n'],
  )
  rmSync(join(folder, 'out', 'challenges.csv'))
  const missing = await run(verifyCommand, folder)
  assert.deepEqual(
    [missing.code, missing.stderr],
    [1, 'Los resultados NO coinciden. Primera diferencia: challenges.csv, falta ese archivo.\n'],
  )
  appendFileSync(join(folder, 'out', 'standings.csv'), 'x')
  assert.match((await run(verifyCommand, folder)).stderr, /standings\.csv, línea 4\./)
})

test('of copies retrieved at the same instant the greatest line holds, wherever it stands in the file', async () => {
  const copy = (text: string, more: object = {}) =>
    JSON.stringify({ network: 'x', id: 'c', author: 'e1', published_at: '2026-03-02T16:00:00Z', text, ...more })
  const works = {
    '2151GYN0001': copy('2151GYN0001 #DatosEnLaCalle'),
    '2151GYN0003': copy('2151GYN0003 #DatosEnLaCalle'),
  }
  for (const order of [Object.values(works), Object.values(works).reverse()]) {
    const folder = copyOf('ties')
    writeFileSync(join(folder, 'posts.jsonl'), order.join('\n'))
    await run(scoreCommand, folder)
    assert.match(outputsOf(join(folder, 'out'))['verdicts.jsonl'] ?? '', /"works":\["2151GYN0003"\]/)
  }
  const folder = copyOf('ties')
  const newer = copy('2151GYN0001 #DatosEnLaCalle', { retrieved_at: '2026-03-02T17:00:00Z' })
  writeFileSync(join(folder, 'posts.jsonl'), [newer, works['2151GYN0003']].join('\n'))
  await run(scoreCommand, folder)
  assert.match(outputsOf(join(folder, 'out'))['verdicts.jsonl'] ?? '', /"works":\["2151GYN0001"\]/)
})

test('R-63 works: rows of a key are joined, the greatest progress and the smallest valid place', async () => {
  const { readWorks } = await import('./inputs/works.ts')
  const { works, rejects } = readWorks('works.csv', readFileSync(join(golden, 'every-reason', 'works.csv')))
  assert.deepEqual(
    works.map(({ key }) => key),
    ['2151GYN0001', '2151GYN0002', '2151GYN0003', '2151GYN0004'],
  )
  assert.deepEqual([works[0]?.lat, works[0]?.progress, works[3]?.lat], [17.1999, 60, null])
  assert.deepEqual(
    rejects.map(({ line }) => line),
    [6],
  )
})
