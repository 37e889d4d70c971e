// Runs the test files over one throwaway cluster. ONLY=text runs those whose path holds it.
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { fileURLToPath } from 'node:url'
import { DataDirectoryHeld, takeLock } from '../src/platform/postgres/lock.ts'
import { startTestCluster } from '../test/database.ts'
import { layOut, opensBrowser } from './test-lane.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
/** One more than the two cores it is made for: much of a test is waiting for PostgreSQL or for a browser. */
const lanes = 3
const only = process.env.ONLY ?? ''
const files = globSync(['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'], { cwd: root })
  .filter((file) => file.includes(only))
  .sort()
  .map((file) => join(root, file))
if (files.length === 0) {
  console.error(`Ninguna prueba tiene «${only}» en su nombre.`)
  process.exit(1)
}

const { directory, lock } = await freeDirectory()
const cluster = await startTestCluster(directory)
process.env.TEST_DATABASE_URL = cluster.url
// Browsers are kept open from file to file.
process.env.TEST_LANE = '1'

let failures = 0
const browserSkips = []
const stream = run({
  files: layOut(join(directory, 'lanes'), dearestFirst(files), lanes),
  concurrency: lanes,
  execArgv: ['--enable-source-maps', '--import', join(root, 'bin', 'tsx-hook.mjs')],
})
stream.on('test:fail', ({ todo }) => {
  if (todo === undefined || todo === false) failures += 1
})
stream.on('test:pass', ({ skip, name, file }) => {
  if (skip !== undefined && skip !== false && opensBrowser(file)) browserSkips.push(`${name} (${file})`)
})
// Printed to its last line, the closing summary included, before leaving.
for await (const chunk of stream.compose(new spec())) process.stdout.write(chunk)
await cluster.stop()
lock.release()
for (const name of browserSkips) console.error(`Se omitió una prueba de navegador: ${name}.`)
process.exit(failures > 0 || browserSkips.length > 0 ? 1 : 0)

/** Kept from run to run, so that a killed one leaves nothing that the next does not take over; two at once use two. */
async function freeDirectory() {
  for (let number = 1; ; number++) {
    const directory = join(root, 'var', `npm-test-${number}`)
    try {
      return { directory, lock: await takeLock(directory, 'npm test') }
    } catch (error) {
      if (!(error instanceof DataDirectoryHeld) || number === 9) throw error
    }
  }
}

/** Those that drive a browser or start whole programs take longest; begun first, no lane waits for one at the end. */
function dearestFirst(files) {
  const rank = (file) => (opensBrowser(file) ? 0 : file.includes('/test/') ? 1 : 2)
  return files.toSorted((a, b) => rank(a) - rank(b))
}
