import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'

type Law = { breaches(src: string): string[] }
const { breaches } = (await import(new URL('../bin/import-law.mjs', import.meta.url).href)) as Law

function breachesOf(files: Record<string, string>): string[] {
  const src = mkdtempSync(join(tmpdir(), 'tequio-law-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(src, path)), { recursive: true })
      writeFileSync(join(src, path), text)
    }
    return breaches(src)
  } finally {
    rmSync(src, { recursive: true })
  }
}

const commitments = 'features/commitments'

test('a house in order has no breach', () => {
  assert.deepEqual(
    breachesOf({
      'web.tsx': `import { routes } from './${commitments}/routes.tsx'`,
      [`${commitments}/routes.tsx`]: `import { board } from './queries.ts'\nimport { Page } from './pages/Page.tsx'`,
      [`${commitments}/pages/Page.tsx`]: `import type { Row } from '../queries.ts'\nimport { Bar } from '../../../ui/Bar.tsx'`,
      [`${commitments}/queries.ts`]: `import { sql } from 'kysely'\nimport type { DB } from '../../platform/db/types.ts'`,
      [`${commitments}/imports/csv/quotes.ts`]: `import { a } from './rows.ts'`,
      [`${commitments}/imports/csv/rows.ts`]: `export const a = 1`,
      [`${commitments}/queries/lists.ts`]: `import { sql } from 'kysely'`,
      'features/plans/commands.ts': `import { x } from '../commitments/model.ts'`,
      [`${commitments}/model.ts`]: '',
      'ui/Bar.tsx': `import { t } from '../platform/i18n.ts'`,
      'platform/i18n.ts': '',
      'platform/db/types.ts': '',
    }),
    [],
  )
})

const wrong: [name: string, files: Record<string, string>, told: RegExp][] = [
  [
    'a feature that climbs',
    { [`${commitments}/queries.ts`]: `import { p } from '../plans/queries.ts'`, 'features/plans/queries.ts': '' },
    /plans stands above commitments/,
  ],
  [
    'platform that knows a feature',
    { 'platform/a.ts': `import { m } from '../features/plans/model.ts'`, 'features/plans/model.ts': '' },
    /platform knows no feature/,
  ],
  [
    'ui that knows a feature',
    { 'ui/A.tsx': `import { m } from '../features/plans/model.ts'`, 'features/plans/model.ts': '' },
    /ui knows no domain/,
  ],
  [
    'a page that reads',
    { 'features/plans/pages/P.tsx': `import { q } from '../queries.ts'`, 'features/plans/queries.ts': '' },
    /a page is a function of its props/,
  ],
  [
    'a route that queries',
    { 'features/plans/routes.tsx': `import { sql } from 'kysely'` },
    /only queries.ts and commands.ts reach the database/,
  ],
  [
    'a pure file of a sub-noun that queries',
    { 'features/plans/ballots/tally.ts': `import type { DB } from '../../../platform/db/types.ts'` },
    /only queries.ts and commands.ts/,
  ],
  [
    'a model that reads',
    { 'features/plans/model.ts': `import { q } from './queries.ts'`, 'features/plans/queries.ts': '' },
    /model is pure/,
  ],
  [
    'a room that knows a door',
    { 'features/plans/routes.tsx': `import { w } from '../../web.tsx'`, 'web.tsx': '' },
    /a door knows the rooms/,
  ],
  ['a name that says nothing', { 'platform/utils.ts': '' }, /«utils» says nothing/],
  ['a folder that says nothing', { 'features/plans/helpers/a.ts': '' }, /«helpers» says nothing/],
  ['a file of no kind', { 'features/plans/dates.ts': '' }, /in a sub-noun's folder \(plans\/dates/],
  ['a feature on no floor', { 'features/weather/model.ts': '' }, /«weather» is on no floor/],
  ['a stranger among the doors', { 'plans.ts': '' }, /src\/ holds only doors/],
  [
    'an island that imports the server',
    { 'islands/a.ts': `import { x } from '../platform/i18n.ts'`, 'platform/i18n.ts': '' },
    /islands run in the browser/,
  ],
  [
    'product code that imports test/',
    { 'platform/a.ts': `import { x } from '../../test/cast.ts'` },
    /only tests reach test/,
  ],
  [
    'an import over several lines',
    { 'features/plans/routes.tsx': `import {\n  sql,\n  type Kysely,\n} from 'kysely'` },
    /reach the database/,
  ],
  [
    'a late import',
    { 'platform/a.ts': `const x = await import('../features/plans/model.ts')`, 'features/plans/model.ts': '' },
    /platform knows no feature/,
  ],
]

for (const [name, files, told] of wrong) {
  test(`told: ${name}`, () => {
    const found = breachesOf(files)
    assert.equal(found.length, 1, found.join('\n'))
    assert.match(found[0] ?? '', told)
  })
}

test('a circle is told once, with its way', () => {
  const found = breachesOf({
    'platform/a.ts': `import { b } from './b.ts'`,
    'platform/b.ts': `import { c } from './c.ts'`,
    'platform/c.ts': `import { a } from './a.ts'`,
  })
  assert.equal(found.length, 1)
  assert.match(
    found[0] ?? '',
    /a circle, src\/platform\/a\.ts → src\/platform\/b\.ts → src\/platform\/c\.ts → src\/platform\/a\.ts/,
  )
})
