import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Where everything built is found by a browser. */
export const base = '/recursos'

export interface Names {
  css: string
  font: string
  icon: string
  manifest: string
  islands: Record<string, string>
}

const root = fileURLToPath(new URL('../../../', import.meta.url))
export const styles = join(root, 'src/styles')
export const islands = join(root, 'src/islands')
const fontFile = 'atkinson-hyperlegible-next-latin-wght-normal'
const hourMs = 3_600_000

/** Names of a build of the sources as they are now, made if it is not there yet. */
export async function built(outDir: string): Promise<{ place: string; names: Names }> {
  const place = join(outDir, await hashOf(await sourceFiles()))
  return { place, names: (await readNames(place)) ?? (await build(outDir, place)) }
}

async function sourceFiles(): Promise<string[]> {
  const lists = await Promise.all(
    [styles, islands].map(async (folder) =>
      (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
        .map((entry) => join(entry.parentPath, entry.name)),
    ),
  )
  const packages = ['esbuild', '@fontsource-variable/atkinson-hyperlegible-next', 'maplibre-gl', 'pmtiles']
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
  const { metafile, warnings } = await esbuild.build({
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
  // esbuild lets a broken rule pass with a warning, and half the pages would lose their look.
  const [warning] = warnings
  if (warning) throw new Error(`${warning.location?.file}:${warning.location?.line} ${warning.text}`)
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
