import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const tequio = fileURLToPath(new URL('../../bin/tequio', import.meta.url))

function run(args: string[], cwd = tmpdir(), env: Record<string, string> = {}) {
  return spawnSync(tequio, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env } })
}

test('tequio works from any folder, says what it can do, and refuses what it cannot with 2', () => {
  const help = run(['--help'])
  assert.equal(help.status, 0, help.stderr)
  assert.match(help.stdout + help.stderr, /tequio/)
  assert.equal(run(['no-existe']).status, 2)
})

test('a wrong setting stops a command with a sentence and 2', () => {
  const { status, stderr } = run(['migrate'], tmpdir(), { PORT: 'tres mil' })
  assert.equal(status, 2)
  assert.equal(stderr.trim(), 'PORT dice «tres mil»: escribe un puerto entre 0 y 65535, como 3000.')
})

test('without a server, a command starts the database for as long as it lasts', (t) => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tequio-command-'))
  chmodSync(dataDir, 0o755)
  t.after(() => rmSync(dataDir, { recursive: true, force: true }))
  const { status, stdout, stderr } = run(['migrate'], tmpdir(), { DATA_DIR: dataDir })
  assert.equal(status, 0, stderr)
  assert.match(stdout, /al día/)
})
