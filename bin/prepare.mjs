// Runs on whatever Node the host has (20 or later) and depends on nothing: it is what brings the dependencies.
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const pinnedNode = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
export const nodeFlags = ['--enable-source-maps', '--import', join(root, 'bin', 'tsx-hook.mjs')]

/** Installs what package-lock.json asks for, unless exactly that is there already. */
export function prepare() {
  const lacking = whatIsLacking()
  if (lacking === null) return
  process.stderr.write(`Instalo las dependencias (${lacking}). La primera vez tarda alrededor de un minuto…\n`)
  const started = Date.now()
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const result = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 2, 2], env: installEnvironment() })
    : spawnSync('npm', args, {
        cwd: root,
        stdio: ['ignore', 2, 2],
        env: installEnvironment(),
        shell: process.platform === 'win32',
      })
  if (result.status !== 0) {
    process.stderr.write(
      'No se pudieron instalar las dependencias: npm terminó con error (arriba está su mensaje).\n' +
        'Revisa que haya conexión con el registro de npm y repite la orden.\n',
    )
    process.exit(1)
  }
  process.stderr.write(`Dependencias listas en ${Math.round((Date.now() - started) / 1000)} s.\n`)
}

/** npm hands its own settings down as npm_config_*; `--omit` or `--dry-run` meant for the outer call are not for this one. */
function installEnvironment() {
  const env = { ...process.env }
  for (const name of Object.keys(env))
    if (/^npm_config_(omit|only|production|dry_run|include)$/i.test(name)) delete env[name]
  delete env.NODE_ENV
  return env
}

/** Compares the lock file with the one npm leaves behind after a finished installation. */
function whatIsLacking() {
  const wanted = packagesIn(join(root, 'package-lock.json'))
  const found = packagesIn(join(root, 'node_modules', '.package-lock.json'))
  if (wanted === null) return null
  if (found === null) return 'todavía no hay ninguna'
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.link) continue
    const installed = found[path]
    if (installed === undefined ? !(entry.optional || entry.peer) : installed.version !== entry.version) {
      return `cambió ${path.replace(/^.*node_modules\//, '')}`
    }
  }
  return null
}

function packagesIn(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return null
  }
}

/**
 * Runs a script of the project on the pinned Node; resolves to its exit code. Signals reach the child, which decides;
 * with `tied` it also learns (event 'disconnect') that this process was killed.
 */
export function runPinned(script, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(pinnedNode, [...nodeFlags, ...(options.flags ?? []), script, ...args], {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: options.tied ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    })
    for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
    // A terminal sends Ctrl-C to both processes; passing it on would make it two.
    process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
    child.on('error', (error) => {
      process.stderr.write(`No se pudo ejecutar ${pinnedNode}: ${error.message}\n`)
      resolve(1)
    })
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}
