import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

type Entry = { version?: string; dev?: boolean; optionalDependencies?: Record<string, string> }
type Script = { missingEntries(packages: Record<string, Entry>): Record<string, unknown> }

const { missingEntries } = (await import(new URL('../../bin/complete-lock.mjs', import.meta.url).href)) as Script
const lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
  packages: Record<string, Entry>
}

test('package-lock.json names every platform package, so that `npm ci` takes it (node bin/complete-lock.mjs mends it)', () => {
  assert.deepEqual(Object.keys(missingEntries(lock.packages)), [])
})

test('a platform package that the lock file lacks is found, and written for its platform only', () => {
  const packages = {
    'node_modules/tool': { version: '1.0.0', dev: true, optionalDependencies: { '@tool/cli-linux-x64-musl': '1.0.0' } },
  }
  assert.deepEqual(missingEntries(packages), {
    'node_modules/@tool/cli-linux-x64-musl': {
      version: '1.0.0',
      os: ['linux'],
      cpu: ['x64'],
      libc: ['musl'],
      dev: true,
      optional: true,
    },
  })
})
