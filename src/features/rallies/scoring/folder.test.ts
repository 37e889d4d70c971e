import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { scoreCommand, verifyCommand } from './cli.ts'
import { longestLineBytes } from './inputs/posts-file.ts'
import { outputNames } from './outputs/writing.ts'

const golden = fileURLToPath(new URL('../../../../test/golden/rally/', import.meta.url))
const editions = readdirSync(golden)
const base = mkdtempSync(join(tmpdir(), 'tequio-scoring-'))
after(() => rmSync(base, { recursive: true, force: true }))

let folders = 0

/** A copy of a golden edition, without its outputs. */
function copyOf(edition: string): string {
  const folder = join(base, `${edition}-${folders++}`)
  cpSync(join(golden, edition), folder, { recursive: true })
  rmSync(join(folder, 'out'), { recursive: true })
  return folder
}

async function run(command: typeof scoreCommand, ...args: string[]) {
  const said = { stdout: '', stderr: '' }
  const into = (name: 'stdout' | 'stderr') =>
    new Writable({
      write(chunk, _, done) {
        said[name] += String(chunk)
        done()
      },
    })
  const code = await command(args, { cwd: base, stdout: into('stdout'), stderr: into('stderr') })
  return { code, ...said }
}

function outputsOf(folder: string): Record<string, string> {
  return Object.fromEntries(outputNames.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
}

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

type Change = (text: string) => string | Buffer
const swap =
  (from: string | RegExp, to: string): Change =>
  (text) =>
    text.replace(from, to)

const unreadable: [string, string, Change, RegExp][] = [
  ['cut JSON', 'edition.json', (text) => text.slice(0, 80), /^edition\.json, línea \d+: se esperaba JSON válido/],
  [
    'a field missing',
    'edition.json',
    swap(/"interview": 3,/, ''),
    /^edition\.json, línea \d+, «rules\.points\.interview»: se esperaba un número de puntos/,
  ],
  [
    'points of three places',
    'edition.json',
    swap('"visit": 5', '"visit": 5.005'),
    /línea 2\d, «rules\.points\.visit»: .* dos decimales/,
  ],
  [
    'a date that is none',
    'edition.json',
    swap('2026-03-01T09:00:00-06:00', '1/3/2026'),
    /«opens_at»: se esperaba un instante RFC 3339/,
  ],
  [
    'closing before opening',
    'edition.json',
    swap('2026-03-07T18', '2026-02-07T18'),
    /«closes_at»: se esperaba un instante posterior/,
  ],
  [
    'an unknown kind of challenge',
    'edition.json',
    swap('"kind": "judged"', '"kind": "luck"'),
    /«rules\.challenges\.2\.kind»: se esperaba un reto de clase/,
  ],
  [
    'two challenges of one id',
    'edition.json',
    swap('"id": "difusion"', '"id": "sabelotodo"'),
    /«rules\.challenges»: dos retos tienen el mismo id/,
  ],
  [
    'a distance out of range',
    'edition.json',
    swap('"photo_hash_max_distance": 6', '"photo_hash_max_distance": 65'),
    /«rules\.photo_hash_max_distance»: se esperaba un entero de 0 a 64/,
  ],
  [
    'an unknown tie-break',
    'edition.json',
    swap(/"panel",\s+"distinct/, '"luck", "distinct'),
    /«rules\.tie_break\.1»: se esperaba works_verified/,
  ],
  ['a column missing', 'works.csv', swap('LATITUD', 'LAT'), /^works\.csv, línea 1, «LATITUD»: falta esta columna/],
  [
    'a coordinate in words',
    'works.csv',
    swap('17.21', 'norte'),
    /^works\.csv, línea 3, «LATITUD»: se esperaba un número o nada; dice «norte»/,
  ],
  [
    'a row too short',
    'works.csv',
    swap(',-96.8,40', ''),
    /^works\.csv, línea 2: se esperaban 8 celdas, como en el encabezado; hay 6/,
  ],
  [
    'quotes never closed',
    'works.csv',
    swap('etapa"', 'etapa'),
    /^works\.csv, línea 4: se abren comillas que nunca se cierran/,
  ],
  ['Latin-1', 'works.csv', (text) => Buffer.from(text, 'latin1'), /^works\.csv, línea 4: se esperaba texto en UTF-8/],
  ['nothing', 'teams.csv', () => '', /^teams\.csv, línea 1: se esperaba un encabezado/],
  [
    'R-60 an account of two teams',
    'teams.csv',
    (text) => `${text}tlacuaches,T,x,ANA,p9\r\n`,
    /^teams\.csv, línea 5, «handle»: se esperaba una cuenta de un solo equipo; «ANA» en «x» ya es de «lagartijas» \(línea 2\)/,
  ],
  [
    'R-60 a team too large',
    'teams.csv',
    (text) => `${text}${[3, 4].map((n) => `lagartijas,L,x,h${n},p${n}${n}\r\n`).join('')}`,
    /^teams\.csv, línea 2, «person»: se esperaban de 1 a 3 personas por equipo; «lagartijas» tiene 4/,
  ],
  ['an account without a name', 'teams.csv', swap('@Ana', '@'), /^teams\.csv, línea 2, «handle»/],
  [
    'text after quotes',
    'teams.csv',
    swap('de Etla"', 'de Etla" y más'),
    /^teams\.csv, línea 4: después de las comillas/,
  ],
  [
    'an unknown team',
    'panel.csv',
    () => 'challenge,team_id,points\ndifusion,otros,3',
    /^panel\.csv, línea 2, «team_id»: se esperaba un equipo de teams\.csv/,
  ],
  [
    'an unknown challenge',
    'panel.csv',
    () => 'challenge,team_id,points\nsabelotodo,lagartijas,3',
    /^panel\.csv, línea 2, «challenge»: se esperaba un reto de clase panel/,
  ],
  [
    'too many points',
    'panel.csv',
    () => 'challenge,team_id,points\ndifusion,lagartijas,30.01',
    /^panel\.csv, línea 2, «points»: se esperaban puntos de 0 a 30/,
  ],
  ['negative points', 'panel.csv', () => 'challenge,team_id,points\ndifusion,lagartijas,-1', /«points»/],
  [
    'a team twice',
    'panel.csv',
    () => 'challenge,team_id,points\ndifusion,lagartijas,1\n\ndifusion,lagartijas,1',
    /^panel\.csv, línea 4, «team_id»: se esperaba cada equipo una vez/,
  ],
  [
    'an unknown criterion',
    'judgements.csv',
    () => 'network,post_id,criterion,judge,decision\nx,"a\n1",luck,j,yes',
    /^judgements\.csv, línea 2, «criterion»: se esperaba comparison, .*uses_data, community; dice «luck»/,
  ],
  [
    'a decision that is none',
    'judgements.csv',
    () => 'network,post_id,criterion,judge,decision\nx,"a\n1",interview,j,yes\nx,a,interview,j,sí',
    /^judgements\.csv, línea 4, «decision»: se esperaba yes o no; dice «sí»/,
  ],
]

for (const [what, file, change, sentence] of unreadable) {
  test(`unreadable input stops it before anything is written: ${file}, ${what}`, async () => {
    const folder = copyOf('every-reason')
    const path = join(folder, file)
    writeFileSync(path, change(existsSync(path) ? readFileSync(path, 'utf8') : ''))
    const { code, stderr } = await run(scoreCommand, folder)
    assert.equal(code, 2)
    assert.match(stderr, sentence)
    assert.ok(!existsSync(join(folder, 'out')))
  })
}

test('more teams than the panel may give to', async () => {
  const folder = copyOf('ties')
  writeFileSync(
    join(folder, 'panel.csv'),
    `challenge,team_id,points\n${[1, 2, 3, 4].map((n) => `difusion,e${n},1\n`).join('')}`,
  )
  const { code, stderr } = await run(scoreCommand, folder)
  assert.equal(code, 2)
  assert.match(stderr, /^panel\.csv, línea 5, «team_id»: se esperaban 3 equipos a lo más/)
})

test('a file or folder that is missing, and an order that is not understood', async () => {
  const folder = copyOf('ties')
  rmSync(join(folder, 'posts.jsonl'))
  assert.deepEqual(await run(scoreCommand, folder), {
    code: 2,
    stdout: '',
    stderr: 'posts.jsonl: falta este archivo.\n',
  })
  assert.match((await run(scoreCommand, 'no-such-folder')).stderr, /^edition\.json: falta este archivo/)
  for (const args of [[], ['a', 'b'], ['a', '--fast']])
    assert.match((await run(scoreCommand, ...args)).stderr, /^Uso: /)
  assert.ok(!existsSync(join(folder, 'out')))
})

test('a place where nothing can be written is told, and nothing is left there', async () => {
  const folder = copyOf('ties')
  const file = join(folder, 'teams.csv')
  const { code, stderr } = await run(scoreCommand, folder, '--out', file)
  assert.equal(code, 2)
  assert.match(stderr, /^No se pudo escribir en .*teams\.csv/)
})

test('the presets are rules that can be read', async () => {
  const { rulesSchema } = await import('./inputs/edition.ts')
  const { presets } = await import('./presets.ts')
  for (const { rules } of presets) assert.deepEqual(rulesSchema.parse(rules), rules)
  assert.deepEqual(
    presets.map(({ id, isSample }) => [id, isSample]),
    [
      ['sample', true],
      ['rally-2016', false],
    ],
  )
})

test('broken lines are told with their place, and nothing read is lost', async () => {
  const folder = copyOf('ties')
  const good = { network: 'x', id: 'g', author: 'e1', published_at: '2026-03-02T10:00:00Z', text: '' }
  const line = (more: object) => JSON.stringify({ ...good, ...more })
  const huge = line({ id: 'huge', text: 'á'.repeat(5_000_000) })
  const lines: (string | Buffer)[] = [
    `\ufeff${line({ id: '"\u2028,\u0000\ud83d\ude00' })}\r`,
    Buffer.concat([Buffer.from('{"network":"x","id":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
    '',
    '[]',
    'null',
    '{"network":"x"',
    line({ id: 7 }),
    line({ id: '' }),
    line({ published_at: '2026-03-02' }),
    line({ published_at: null }),
    line({ geo: { lat: 91, lon: 0 } }),
    line({ media: [{ type: 'gif' }] }),
    line({ media: [{ type: 'photo', phash: 'xyz' }] }),
    line({ interactions: -1 }),
    line({}).replace('"text"', '"interactions":1e400,"text"'),
    line({ interactions: 1.5 }),
    line({ hashtags: 'DatosEnLaCalle' }),
    line({ kind: 'other' }),
    line({ unknown: { a: 1 }, geo: null, media: null, repost_of: null }),
    line({ text: 'otra copia' }),
    huge,
    line({ id: '\ufffd' }),
    '{"network":"x","id":"a","id":"b","author":"e1","published_at":"2026-03-02T10:00:00Z","text":"","__proto__":{"x":1}}',
    '['.repeat(200_000),
  ]
  const bytes = lines.flatMap((one, index) => [Buffer.from(one), Buffer.from(index < lines.length - 1 ? '\n' : '')])
  writeFileSync(join(folder, 'posts.jsonl'), Buffer.concat(bytes))
  assert.equal((await run(scoreCommand, folder)).code, 0)
  const outputs = outputsOf(join(folder, 'out'))
  const rejects = (outputs['rejects.jsonl'] ?? '')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text))
    .filter(({ file }) => file === 'posts.jsonl')
  assert.deepEqual(
    rejects.map(({ line, reason }) => `${line} ${reason}`),
    [
      ...[
        '2 not_utf8',
        '3 not_json',
        '4 not_an_object',
        '5 not_an_object',
        '6 not_json',
        '7 wrong_field',
        '8 wrong_field',
      ],
      ...['9 wrong_field', '10 missing_field', '11 wrong_field', '12 wrong_field', '13 wrong_field', '14 wrong_field'],
      ...['15 wrong_field', '16 wrong_field', '17 wrong_field', '18 wrong_field', '24 not_json'],
    ],
  )
  assert.equal(rejects[8]?.detail, 'falta «published_at»')
  const summary = JSON.parse(outputs['summary.json'] ?? '')
  assert.deepEqual([summary.posts_read, summary.distinct, summary.joined_copies, summary.rejects], [24, 5, 1, 18])
})

test('a line that would fill the memory is told and passed over', async () => {
  const folder = copyOf('ties')
  const before = readFileSync(join(folder, 'posts.jsonl'))
  writeFileSync(
    join(folder, 'posts.jsonl'),
    Buffer.concat([Buffer.alloc(longestLineBytes + 1, 97), Buffer.from('\n'), before]),
  )
  assert.equal((await run(scoreCommand, folder)).code, 0)
  const outputs = outputsOf(join(folder, 'out'))
  assert.match(outputs['rejects.jsonl'] ?? '', /{"file":"posts.jsonl","line":1,"reason":"too_long"/)
  assert.equal(outputs['verdicts.jsonl'], outputsOf(join(golden, 'ties', 'out'))['verdicts.jsonl'])
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
