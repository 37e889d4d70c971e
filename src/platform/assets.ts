import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context } from 'hono'
import { themeFromPath, themeStylesheet } from './theme.ts'

/** Everything a page links to. Names carry a hash of what they hold, so a browser keeps them for ever. */
export interface Assets {
  css: string
  /** The font every page needs first. */
  fontPreload: string
  icon: string
  manifest: string
  /** Address of a custom element's script; throws on a name that does not exist. */
  island(name: string): string
  /** Answers everything under /recursos/. */
  serve(context: Context): Response
}

interface Names {
  css: string
  font: string
  icon: string
  manifest: string
  islands: Record<string, string>
}

interface Stored {
  type: string
  body: Uint8Array<ArrayBuffer>
  br?: Uint8Array<ArrayBuffer>
  gzip?: Uint8Array<ArrayBuffer>
}

const base = '/recursos'
const root = fileURLToPath(new URL('../../', import.meta.url))
const styles = join(root, 'src/styles')
const islands = join(root, 'src/islands')
const fontFile = 'atkinson-hyperlegible-next-latin-wght-normal'
const hourMs = 3_600_000
const forever = 'public, max-age=31536000, immutable'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
}

/**
 * Builds styles, fonts and islands into `outDir`, unless a build of the same sources is there already.
 * Several processes may do it at once: each works apart and the first to finish leaves the result.
 */
export async function buildAssets(outDir: string): Promise<Assets> {
  const sources = await sourceFiles()
  const key = await hashOf(sources)
  const place = join(outDir, key)
  const names = (await readNames(place)) ?? (await build(outDir, place))
  const files = await load(place)
  return {
    css: `${base}/${names.css}`,
    fontPreload: `${base}/${names.font}`,
    icon: `${base}/${names.icon}`,
    manifest: `${base}/${names.manifest}`,
    island: (name) => {
      const file = names.islands[name]
      if (!file) throw new Error(`There is no island called ${name} in src/islands`)
      return `${base}/${file}`
    },
    serve: (context) => answer(files, context.req.path, context.req.header('accept-encoding') ?? ''),
  }
}

/** In development: the same object, whose addresses change when a source does. */
export async function watchAssets(outDir: string): Promise<Assets> {
  const { watch } = await import('node:fs')
  let current = await buildAssets(outDir)
  let waiting: NodeJS.Timeout | undefined
  const again = () => {
    clearTimeout(waiting)
    waiting = setTimeout(async () => {
      // A stylesheet half written does not build: what was there stays until the next change.
      current = await buildAssets(outDir).catch(() => current)
    }, 50)
    waiting.unref()
  }
  for (const folder of [styles, islands]) watch(folder, { recursive: true, persistent: false }, again)
  return {
    get css() {
      return current.css
    },
    get fontPreload() {
      return current.fontPreload
    },
    get icon() {
      return current.icon
    },
    get manifest() {
      return current.manifest
    },
    island: (name) => current.island(name),
    serve: (context) => current.serve(context),
  }
}

async function sourceFiles(): Promise<string[]> {
  const lists = await Promise.all(
    [styles, islands].map(async (folder) =>
      (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
        .map((entry) => join(entry.parentPath, entry.name)),
    ),
  )
  const packages = ['esbuild', '@fontsource-variable/atkinson-hyperlegible-next']
  const versions = packages.map((name) => join(root, 'node_modules', name, 'package.json'))
  return [...lists.flat().sort(), ...versions, fileURLToPath(import.meta.url)]
}

async function hashOf(files: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  const contents = await Promise.all(files.map((file) => readFile(file)))
  files.forEach((file, index) => {
    hash.update(`${file.slice(root.length)}\n`).update(contents[index] ?? '')
  })
  return hash.digest('hex').slice(0, 16)
}

async function readNames(place: string): Promise<Names | null> {
  try {
    return JSON.parse(await readFile(join(place, 'names.json'), 'utf8')) as Names
  } catch {
    return null
  }
}

async function build(outDir: string, place: string): Promise<Names> {
  await mkdir(outDir, { recursive: true })
  const draft = await mkdtemp(`${place}.`)
  const names = await bundle(draft)
  await compress(draft)
  await writeFile(join(draft, 'names.json'), JSON.stringify(names))
  try {
    await rename(draft, place)
  } catch {
    await rm(draft, { recursive: true })
  }
  await forgetOld(outDir)
  return (await readNames(place)) ?? names
}

async function bundle(draft: string): Promise<Names> {
  const esbuild = await import('esbuild')
  const scripts = (await sourceFiles()).filter((file) => dirname(file) === islands && file.endsWith('.ts'))
  const { metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: [join(styles, 'main.css'), ...scripts],
    outdir: draft,
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    publicPath: base,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'esnext',
    metafile: true,
    loader: { '.woff2': 'file' },
    logLevel: 'silent',
  })
  const outputs = Object.entries(metafile.outputs)
  const nameOf = (wanted: (source: string) => boolean) =>
    basename(outputs.find(([, output]) => Object.keys(output.inputs).some(wanted))?.[0] ?? '')
  const entry = (file: string) =>
    basename(outputs.find(([, output]) => join(root, output.entryPoint ?? '') === file)?.[0] ?? '')
  const icon = await keep(draft, 'icon', '.svg', await readFile(join(styles, 'icon.svg'), 'utf8'))
  return {
    css: entry(join(styles, 'main.css')),
    font: nameOf((source) => source.endsWith(`/${fontFile}.woff2`)),
    icon,
    manifest: await keep(draft, 'tequio', '.webmanifest', webManifest(icon)),
    islands: Object.fromEntries(scripts.map((file) => [basename(file, '.ts'), entry(file)])),
  }
}

async function keep(draft: string, name: string, extension: string, content: string): Promise<string> {
  const file = `${name}-${createHash('sha256').update(content).digest('hex').slice(0, 8)}${extension}`
  await writeFile(join(draft, file), content)
  return file
}

function webManifest(icon: string): string {
  return JSON.stringify({
    name: 'Tequio',
    short_name: 'Tequio',
    start_url: '/',
    display: 'minimal-ui',
    background_color: '#fbf8f3',
    theme_color: '#0b5d4b',
    icons: [{ src: `${base}/${icon}`, sizes: 'any', type: 'image/svg+xml', purpose: 'any maskable' }],
  })
}

async function compress(folder: string): Promise<void> {
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }
  for (const file of await readdir(folder)) {
    // A woff2 is compressed already.
    if (extname(file) === '.woff2') continue
    const body = await readFile(join(folder, file))
    await writeFile(join(folder, `${file}.br`), await promisify(brotliCompress)(body, best))
    await writeFile(join(folder, `${file}.gz`), await promisify(gzip)(body, { level: 9 }))
  }
}

/** The newest builds stay: during an upgrade the pages of the version before still ask for theirs. */
async function forgetOld(outDir: string): Promise<void> {
  const entries = await readdir(outDir)
  const dated = await Promise.all(
    entries.map(async (name) => ({ name, at: (await stat(join(outDir, name)).catch(() => null))?.mtimeMs ?? 0 })),
  )
  const finished = dated.filter(({ name }) => !name.includes('.')).sort((a, b) => b.at - a.at)
  const abandoned = dated.filter(({ name, at }) => name.includes('.') && Date.now() - at > hourMs)
  const old = [...finished.slice(4), ...abandoned]
  await Promise.all(old.map(({ name }) => rm(join(outDir, name), { recursive: true, force: true })))
}

async function load(place: string): Promise<Map<string, Stored>> {
  const names = new Set(await readdir(place))
  const files = new Map<string, Stored>()
  for (const name of names) {
    const type = types[extname(name)]
    if (!type) continue
    const read = async (suffix: string) =>
      names.has(name + suffix) ? new Uint8Array(await readFile(join(place, name + suffix))) : undefined
    const [body, br, gz] = await Promise.all([readFile(join(place, name)), read('.br'), read('.gz')])
    files.set(`${base}/${name}`, {
      type,
      body: new Uint8Array(body),
      ...(br ? { br } : {}),
      ...(gz ? { gzip: gz } : {}),
    })
  }
  return files
}

function answer(files: ReadonlyMap<string, Stored>, path: string, accepted: string): Response {
  const theme = themeFromPath(path)
  if (theme) return asset(themeStylesheet(theme), types['.css'] ?? '')
  const file = files.get(path)
  if (!file) return new Response('', { status: 404 })
  const encoding = file.br && /\bbr\b/.test(accepted) ? 'br' : file.gzip && /\bgzip\b/.test(accepted) ? 'gzip' : null
  return asset((encoding && file[encoding]) || file.body, file.type, encoding)
}

function asset(body: string | Uint8Array<ArrayBuffer>, type: string, encoding: string | null = null): Response {
  return new Response(body, {
    headers: {
      'content-type': type,
      'cache-control': forever,
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
      ...(encoding ? { 'content-encoding': encoding } : {}),
    },
  })
}
