// Keeps the import law of ARCHITECTURE.md: which file may know which. Prints where each wrong line should go; exits with 1.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Lowest floor first; within a floor, leftmost lowest. A feature may import those before it, never one after. */
export const floors = [
  ['spaces', 'people', 'organizations', 'record'],
  ['exercises', 'governance'],
  ['consultations', 'diagnoses', 'tables'],
  ['commitments', 'plans'],
  ['tracking', 'assessments', 'thread'],
  ['works', 'rallies'],
  ['services', 'policies', 'mechanisms'],
  ['open-data', 'notifications', 'moderation', 'site'],
].flat()

const bannedNames = [
  'utils',
  'util',
  'helpers',
  'helper',
  'types',
  'index',
  'service',
  'services',
  'manager',
  'misc',
  'common',
]
const kinds = ['model', 'policy', 'schema', 'queries', 'commands', 'paths', 'routes', 'api', 'jobs', 'cli', 'emails']
/** Doors of the whole program; everything else in src lies in a folder. */
const generated = ['platform/db/types.ts']
const doors = ['web', 'api', 'worker', 'cli', 'server', 'house', 'demo']
const platformDatabase = /^platform\/(db\/|postgres\/)/

/** Sentences about every breach under `src` (a folder), sorted; empty when the law is kept. */
export function breaches(src) {
  const files = sourceFiles(src)
  const imports = new Map(files.map((file) => [file, importsOf(src, file)]))
  const found = files.flatMap((file) => [
    ...nameBreaches(file),
    ...imports.get(file).flatMap((imported) => importBreach(file, imported).map((why) => `src/${file}: ${why}`)),
  ])
  return [...found, ...circles(imports)].sort()
}

function sourceFiles(src) {
  return readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(src, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g

/** What a file imports: paths inside src ('features/x/model.ts') or names of packages ('kysely'), and whether types alone. */
function importsOf(src, file) {
  const text = readFileSync(join(src, file), 'utf8')
  return [...text.matchAll(importPattern)].map(([line, from, bare, dynamic]) => {
    const name = from ?? bare ?? dynamic
    const isType = /^\s*(import|export)\s+type\s/.test(line)
    if (!name.startsWith('.')) return { target: name, isType }
    return { target: relative(src, resolve(src, dirname(file), name)).replaceAll('\\', '/'), isType }
  })
}

function isTest(file) {
  return /\.test\.tsx?$/.test(file)
}

function stem(file) {
  return basename(file).replace(/(\.test)?\.tsx?$/, '')
}

function placeOf(file) {
  const [top, feature, ...inside] = file.split('/')
  if (feature === undefined) return { top: 'door', feature: null, inside: [] }
  return top === 'features' ? { top, feature, inside } : { top, feature: null, inside: [] }
}

function nameBreaches(file) {
  const { top, feature, inside } = placeOf(file)
  const at = (why) => [`src/${file}: ${why}`]
  if (generated.includes(file)) return []
  const banned = file
    .split('/')
    .slice(top === 'features' ? 2 : 1)
    .find((part) => bannedNames.includes(part.replace(/\..*$/, '')))
  if (banned !== undefined) {
    return at(
      `«${banned.replace(/\..*$/, '')}» says nothing of what it holds; name it after its idea, or put it beside the code that uses it.`,
    )
  }
  if (top === 'door')
    return doors.includes(stem(file)) || isTest(file)
      ? []
      : at(`src/ holds only doors (${doors.join(', ')}); product goes to features/, the rest to platform/ or ui/.`)
  if (top !== 'features') return []
  if (!floors.includes(feature))
    return at(`«${feature}» is on no floor; add it to the floors in bin/import-law.mjs and ARCHITECTURE.md.`)
  // A folder of a feature is a sub-noun, or a file kind grown into a folder: there, names are the domain's.
  if (inside.length > 1 || isTest(file) || kinds.includes(stem(file))) return []
  return at(
    `a feature holds ${kinds.join(' ')}; put this in one of them, or in a sub-noun's folder (${feature}/${stem(file)}/…).`,
  )
}

/** The kind a file counts as: its own name, or that of the folder it was split into (queries/people.ts). */
function kindOf(file) {
  const { feature, inside } = placeOf(file)
  if (feature === null) return null
  if (inside.includes('pages')) return 'pages'
  if (kinds.includes(stem(file))) return stem(file)
  const folder = inside.slice(0, -1).findLast((part) => kinds.includes(part))
  return folder ?? 'domain'
}

const mayReachDatabase = ['queries', 'commands', 'jobs', 'cli']

function importBreach(file, { target, isType }) {
  if (isTest(file)) return []
  const from = placeOf(file)
  if (from.top === 'features' && /^(kysely|pg)$/.test(target)) return databaseBreach(file, target)
  if (!/\.(tsx?|mjs|json)$/.test(target)) return []
  if (target.startsWith('..'))
    return from.top === 'door' || /locales|package\.json/.test(target)
      ? []
      : [`imports ${target}, outside src; only tests reach test/.`]
  const to = placeOf(target)
  if (to.top === 'door' && from.top !== 'door')
    return [
      `imports the door src/${target}; a door knows the rooms, not the reverse. Pass what is needed as an argument.`,
    ]
  if (from.top === 'platform' && (to.top === 'features' || to.top === 'ui')) return platformBreach(target)
  if (from.top === 'ui' && to.top === 'features')
    return [
      `imports src/${target}; ui knows no domain. Take it as a prop, or move this component to that feature's pages/.`,
    ]
  if (from.top === 'islands' && ['features', 'platform', 'ui'].includes(to.top))
    return [`imports src/${target}; islands run in the browser and import only islands.`]
  if (from.top !== 'features') return []
  if (platformDatabase.test(target)) return databaseBreach(file, `src/${target}`)
  return to.top === 'features' ? featureBreach(file, target, isType) : []
}

function platformBreach(target) {
  return [
    `imports src/${target}; platform knows no feature and no page. Move this to the feature, or take it as an argument.`,
  ]
}

function databaseBreach(file, target) {
  const kind = kindOf(file)
  if (mayReachDatabase.includes(kind)) return []
  return [
    `imports ${target}; only queries.ts and commands.ts reach the database. Move the reading to queries.ts, the writing to commands.ts.`,
  ]
}

function featureBreach(file, target, isType) {
  const from = placeOf(file)
  const to = placeOf(target)
  const kinds = { from: kindOf(file), to: kindOf(target) }
  if (from.feature !== to.feature && floors.indexOf(to.feature) > floors.indexOf(from.feature)) {
    return [
      `imports src/${target}; ${to.feature} stands above ${from.feature}. Move what both need down to ${from.feature}, or do this in ${to.feature}.`,
    ]
  }
  const reachesData = ['queries', 'commands'].includes(kinds.to)
  if (kinds.from === 'pages' && reachesData && !isType)
    return [`imports src/${target}; a page is a function of its props. Read in routes.tsx and pass the answer.`]
  if (
    ['model', 'paths', 'policy', 'schema'].includes(kinds.from) &&
    (reachesData || ['routes', 'api', 'pages'].includes(kinds.to))
  ) {
    return [`imports src/${target}; ${kinds.from} is pure. Pass the value, or move this to queries.ts or commands.ts.`]
  }
  return []
}

/** Each circle once, named from its first file. Imports of types alone count: a circle of ideas is a circle. */
function circles(imports) {
  const done = new Set()
  const found = new Map()
  const walk = (file, trail) => {
    const start = trail.indexOf(file)
    if (start >= 0) {
      const circle = trail.slice(start)
      found.set([...circle].sort().join(), [...circle, file])
      return
    }
    if (done.has(file)) return
    for (const { target } of imports.get(file) ?? []) if (imports.has(target)) walk(target, [...trail, file])
    done.add(file)
  }
  for (const file of imports.keys()) walk(file, [])
  return [...found.values()].map(
    (circle) =>
      `src/${circle[0]}: a circle, ${circle.map((file) => `src/${file}`).join(' → ')}. Move what both need to a third file below them.`,
  )
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const src = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src')
  const found = existsSync(src) ? breaches(src) : []
  for (const sentence of found) console.error(sentence)
  if (found.length > 0) process.exitCode = 1
}
