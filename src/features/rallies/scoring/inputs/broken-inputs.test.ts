import assert from 'node:assert/strict'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { copyOf, run } from '../../../../../test/rally-folder.ts'
import { scoreCommand } from '../cli.ts'

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
  const { rulesSchema } = await import('./edition.ts')
  const { presets } = await import('../presets.ts')
  for (const { rules } of presets) assert.deepEqual(rulesSchema.parse(rules), rules)
  assert.deepEqual(
    presets.map(({ id, isSample }) => [id, isSample]),
    [
      ['sample', true],
      ['rally-2016', false],
    ],
  )
})
