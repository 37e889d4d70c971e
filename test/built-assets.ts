import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type Assets, buildAssets } from '../src/platform/assets.ts'

const folder = fileURLToPath(new URL('../var/test-assets/', import.meta.url))

/** Built once for all test files, as compressing takes seconds: the same sources give the same folder. */
export async function builtAssets(): Promise<Assets> {
  await mkdir(folder, { recursive: true })
  return buildAssets(folder)
}

/** Names without files, for pages that no browser opens. */
export const noAssets: Assets = {
  css: '/recursos/main.css',
  fontPreload: '/recursos/font.woff2',
  icon: '/recursos/icon.svg',
  manifest: '/recursos/tequio.webmanifest',
  island: (name) => `/recursos/${name}.js`,
  serve: () => new Response('', { status: 404 }),
}
