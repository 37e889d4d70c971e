import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Context } from 'hono'
import { base, built, islands, styles } from './assets/build.ts'
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

interface Stored {
  type: string
  body: Uint8Array<ArrayBuffer>
  br?: Uint8Array<ArrayBuffer>
  gzip?: Uint8Array<ArrayBuffer>
}

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
  const { place, names } = await built(outDir)
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
  const response = asset((encoding && file[encoding]) || file.body, file.type, encoding)
  // Workers live here and serve pages elsewhere: without this they would rule /recursos/ alone.
  if (/-worker-[^/]*\.js$/.test(path)) response.headers.set('service-worker-allowed', '/')
  return response
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
