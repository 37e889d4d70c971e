// Run after `npm install`. A registry mirror may serve only some platforms' packages; npm then leaves the others out of the lock
// file, and `npm ci` refuses it everywhere. This writes them in: optional, for their platform only, fetched nowhere else.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const path = fileURLToPath(new URL('../package-lock.json', import.meta.url))

/** Optional packages that some package names and the lock file lacks, as entries to add. */
export function missingEntries(packages) {
  const missing = {}
  for (const [from, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (resolved(packages, from, name) !== undefined) continue
      const platform = platformIn(name)
      if (platform === null || !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) continue
      missing[`node_modules/${name}`] = { version, ...platform, ...(entry.dev ? { dev: true } : {}), optional: true }
    }
  }
  return missing
}

/** Node's own way of looking: beside the package, then beside each folder above it. */
function resolved(packages, from, name) {
  for (let place = from; ; place = place.slice(0, Math.max(place.lastIndexOf('/node_modules/'), 0))) {
    const found = packages[`${place === '' ? '' : `${place}/`}node_modules/${name}`]
    if (found !== undefined || place === '') return found
  }
}

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'windows',
]
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64']

function platformIn(name) {
  const words = name.split(/[-/]/)
  const os = words.find((word) => systems.includes(word))
  const cpu = words.find((word) => processors.includes(word))
  if (os === undefined || cpu === undefined) return null
  return { os: [os === 'windows' ? 'win32' : os], cpu: [cpu], ...(words.includes('musl') ? { libc: ['musl'] } : {}) }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(path, 'utf8'))
  const added = missingEntries(lock.packages)
  const packages = Object.entries({ ...lock.packages, ...added }).sort(([a], [b]) => a.localeCompare(b, 'en'))
  writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`)
  console.log(`Entradas añadidas a package-lock.json: ${Object.keys(added).length}.`)
}
