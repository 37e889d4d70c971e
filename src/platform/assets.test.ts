import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { type Assets, buildAssets } from './assets.ts'

let folder: string
let assets: Assets
let racing: Assets[]
const app = new Hono()

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assets-'))
  racing = await Promise.all([buildAssets(folder), buildAssets(folder), buildAssets(folder)])
  assets = await buildAssets(folder)
  app.get('/recursos/*', (context) => assets.serve(context))
})

after(() => rm(folder, { recursive: true }))

const ask = (path: string, encoding = '') => app.request(path, { headers: { 'accept-encoding': encoding } })

test('the stylesheet is small, kept for ever, and alike in every encoding', async () => {
  const plain = await (await ask(assets.css)).text()
  const br = await ask(assets.css, 'gzip, deflate, br')
  const packed = Buffer.from(await br.arrayBuffer())
  assert.equal(br.headers.get('content-encoding'), 'br')
  assert.match(br.headers.get('cache-control') ?? '', /immutable/)
  assert.equal(br.headers.get('vary'), 'accept-encoding')
  assert.equal(brotliDecompressSync(packed).toString(), plain)
  // Sent once and kept; a first visit has 60 kB for everything.
  assert.ok(packed.length < 12_000, `${packed.length} bytes of styles`)
  const gzip = await ask(assets.css, 'gzip')
  assert.equal(gunzipSync(Buffer.from(await gzip.arrayBuffer())).toString(), plain)
})

test('the stylesheet asks nothing of other hosts and finds its fonts here', async () => {
  const css = await (await ask(assets.css)).text()
  const addresses = [...css.matchAll(/url\("?([^")]+)"?\)/g)].map(([, address]) => address ?? '')
  const fonts = addresses.filter((address) => address.endsWith('.woff2'))
  assert.ok(fonts.length >= 2)
  for (const font of fonts) assert.equal((await ask(font)).status, 200, font)
  assert.ok(fonts.includes(assets.fontPreload))
  assert.ok(!/https?:/.test(css.replaceAll('http://www.w3.org', '')))
})

test('islands are small scripts of their own; a name that does not exist is a bug', async () => {
  const script = await ask(assets.island('filter-form'), 'br')
  assert.match(script.headers.get('content-type') ?? '', /javascript/)
  assert.ok((await script.arrayBuffer()).byteLength < 2_000)
  assert.throws(() => assets.island('nothing'), /no island called nothing/)
})

test('icon and manifest are served with their types', async () => {
  assert.match((await ask(assets.icon)).headers.get('content-type') ?? '', /svg/)
  const manifest = (await (await ask(assets.manifest)).json()) as { icons: { src: string }[] }
  assert.equal(manifest.icons[0]?.src, assets.icon)
})

test('a second start finds the same build, and many at once agree', async () => {
  const built = await readdir(folder)
  const again = await Promise.all([buildAssets(folder), buildAssets(folder)])
  assert.deepEqual(await readdir(folder), built)
  assert.ok(again.every((one) => one.css === assets.css))
  assert.deepEqual(
    racing.map((one) => one.css),
    [assets.css, assets.css, assets.css],
  )
})

test('a theme has an address; what is not one, or climbs out, is not found', async () => {
  const theme = await ask('/recursos/tema/0b5d4b-c2185b.css')
  assert.match(await theme.text(), /--primary:light-dark\(#0b5d4b/)
  for (const path of ['/recursos/tema/zzz-zzz.css', '/recursos/../package.json', '/recursos/names.json', '/recursos/x'])
    assert.equal((await ask(path)).status, 404, path)
})
