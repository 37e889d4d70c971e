// Teaches the pinned Node to load .tsx; plain .ts goes through Node's own type stripping.
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire, enableCompileCache, registerHooks } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const require = createRequire(import.meta.url)
const cacheDirectory = fileURLToPath(new URL('../node_modules/.cache/tequio/', import.meta.url))
const esbuildVersion = require('esbuild/package.json').version

enableCompileCache(join(cacheDirectory, 'bytecode'))

registerHooks({
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !/\.tsx(\?|$)/.test(url)) return nextLoad(url, context)
    return { format: 'module', shortCircuit: true, source: compiled(fileURLToPath(url)) }
  },
})

/** Compiling 300 pages takes a second; reading them back takes a few milliseconds. */
function compiled(path) {
  const source = readFileSync(path, 'utf8')
  const key = createHash('sha256').update(`${esbuildVersion}\n${path}\n${source}`).digest('hex')
  const cached = join(cacheDirectory, 'tsx', `${key}.js`)
  try {
    return readFileSync(cached, 'utf8')
  } catch {
    const code = compile(path, source)
    keep(cached, code)
    return code
  }
}

function compile(path, source) {
  return require('esbuild').transformSync(source, {
    loader: 'tsx',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    format: 'esm',
    target: 'node26',
    sourcemap: 'inline',
    sourcefile: path,
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  }).code
}

/** The cache is a convenience: a read-only checkout only starts more slowly. */
function keep(cached, code) {
  try {
    mkdirSync(join(cacheDirectory, 'tsx'), { recursive: true })
    const draft = `${cached}.${randomUUID()}`
    writeFileSync(draft, code)
    renameSync(draft, cached)
  } catch {}
}
