// Everything that must hold before a change is shared: types, style, import law, then every test on one real database.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeFlags, pinnedNode, prepare, root } from './prepare.mjs'

prepare()

const started = Date.now()
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`
const program = (...path) => join(root, 'node_modules', ...path)

const checks = [
  // What did not change since the last check is not checked again; the compiler does not see that a sentence's key came or went.
  [
    'tipos',
    [
      ...[program('typescript', 'bin', 'tsc'), '--noEmit', '--incremental'],
      ...['--tsBuildInfoFile', join(root, 'var', `types-${keysHash()}.tsbuildinfo`)],
    ],
  ],
  ['estilo', [program('@biomejs', 'biome', 'bin', 'biome'), 'check', '.']],
  ['ley de importaciones', [join(root, 'bin', 'import-law.mjs')]],
]

const pattern = process.env.ONLY
const failed = []
if (!pattern || process.argv.includes('--check')) {
  for (const [name, args] of checks) {
    const since = Date.now()
    const code = await run(args)
    console.log(`${code === 0 ? '✔' : '✖'} ${name} (${seconds(since)})`)
    if (code !== 0) failed.push(name)
  }
}
if (!process.argv.includes('--check')) {
  const since = Date.now()
  const code = await run([...nodeFlags, join(root, 'bin', 'run-tests.mjs')])
  console.log(`${code === 0 ? '✔' : '✖'} pruebas (${seconds(since)})`)
  if (code !== 0) failed.push('pruebas')
}
console.log(
  failed.length === 0 ? `Todo bien en ${seconds(started)}.` : `Falló: ${failed.join(', ')} (${seconds(started)}).`,
)
process.exit(failed.length === 0 ? 0 : 1)

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(pinnedNode, args, { cwd: root, stdio: 'inherit' })
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/** Of the keys of all sentences: what was checked against other keys is checked anew. */
function keysHash() {
  const folder = join(root, 'locales', 'es')
  const keys = readdirSync(folder)
    .sort()
    .flatMap((file) => Object.keys(JSON.parse(readFileSync(join(folder, file), 'utf8'))))
  return createHash('sha256').update(keys.join('\n')).digest('hex').slice(0, 12)
}
