import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'

export type Visit = {
  baseURL: string
  /** Whether the page may run scripts; every task must be possible without. */
  script?: boolean
  width?: 360 | 1280
  colorScheme?: 'light' | 'dark'
}

const installed = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

const isRoot = process.getuid?.() === 0

// A browser under test speaks to our server only.
const flags = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-quic',
  '--disable-sync',
  '--no-first-run',
  '--disable-dev-shm-usage',
  ...(isRoot ? ['--no-sandbox'] : []),
]

let opened: Promise<Browser> | undefined

/** One browser for all tests of a process; call `closeBrowser` after the last test of a file. */
export function openBrowser(): Promise<Browser> {
  opened ??= launch()
  return opened
}

export async function closeBrowser(): Promise<void> {
  if (process.env.TEST_LANE === undefined) return leaveBrowser()
  const browser = await opened
  await Promise.all(browser?.contexts().map((context) => context.close()) ?? [])
}

/** Where test files share a process the browser stays for the next one, until the last has run. */
export async function leaveBrowser(): Promise<void> {
  const browser = await opened
  opened = undefined
  await browser?.close()
}

/** A visitor of her own: no cookies, Mexican Spanish, Mexico City's time. */
export async function openContext({
  baseURL,
  script = true,
  width = 1280,
  colorScheme = 'light',
}: Visit): Promise<BrowserContext> {
  const browser = await openBrowser()
  return browser.newContext({
    baseURL,
    javaScriptEnabled: script,
    viewport: width === 360 ? { width: 360, height: 740 } : { width: 1280, height: 800 },
    hasTouch: width === 360,
    colorScheme,
    locale: 'es-MX',
    timezoneId: 'America/Mexico_City',
    reducedMotion: 'reduce',
  })
}

async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: flags })
}

/** The system's, else Playwright's own, fetched if need be, else the distribution's package where we may install it. */
function findChromium(): string {
  return onDisk() ?? playwrights() ?? distributions() ?? fail()
}

function onDisk(): string | undefined {
  return installed.find((path) => path !== undefined && existsSync(path))
}

function playwrights(): string | undefined {
  const path = chromium.executablePath()
  if (existsSync(path)) return path
  tell('No hay Chromium en este sistema: lo trae Playwright (una sola vez, unos 150 MB)…')
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js')
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 2, 2], timeout: 600_000 })
  if (!existsSync(path)) return undefined
  // Where the program was fetched but its libraries are missing, it ends at once.
  return spawnSync(path, ['--version', ...flags], { timeout: 20_000 }).status === 0 ? path : undefined
}

function distributions(): string | undefined {
  if (!isRoot || spawnSync('apt-get', ['--version']).status !== 0) return undefined
  tell('Instalo Chromium con apt-get…')
  const options = {
    stdio: ['ignore', 2, 2] as ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  spawnSync('apt-get', ['update', '-qq'], options)
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options)
  return onDisk()
}

function fail(): never {
  throw new Error(
    'Las pruebas de navegador necesitan Chromium y no se pudo conseguir: instálalo (apt-get install chromium) ' +
      'o escribe su ruta en la variable CHROMIUM.',
  )
}

function tell(sentence: string): void {
  process.stderr.write(`${sentence}\n`)
}
