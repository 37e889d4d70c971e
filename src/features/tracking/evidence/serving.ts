import { Readable } from 'node:stream'
import { found } from '../../../platform/errors.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { loadPlan } from '../../commitments/plan/queries.ts'
import { readArchive, warcType } from './links/archive.ts'
import { stillPage } from './links/still-page.ts'
import { findCopy, holdersOfBytes } from './queries.ts'

const uuid = '{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}'
const inline = /^(image\/(jpeg|png|webp)|video\/(mp4|webm))$/

/** Bytes of evidence under an address of their own, where nothing that they hold executes; seen by who sees a plan of theirs. */
export function mountServing(app: App): void {
  app.get('/evidencias/:sha256{[0-9a-f]{64}}', async (c) => {
    const holder = found(await visible(c, await holdersOfBytes(c.var.context.db, c.req.param('sha256') ?? '')))
    const isShown = inline.test(holder.mediaType)
    return bytesOf(c, c.req.param('sha256') ?? '', holder.mediaType, isShown ? null : (holder.fileName ?? 'evidencia'))
  })
  app.get(`/evidencias/copias/:id${uuid}`, async (c) => {
    const copy = found(await findCopy(c.var.context.db, c.req.param('id') ?? ''))
    found(await visible(c, copy.holders))
    if (copy.media_type !== warcType || c.req.query('original') !== undefined)
      return bytesOf(
        c,
        copy.sha256,
        'application/octet-stream',
        `copia-${copy.id}${copy.media_type === warcType ? '.warc.gz' : ''}`,
      )
    const page = stillPage(await readArchive(await c.var.deps.storage.read(copy.sha256)), 'es')
    sandbox(c, '; img-src data:')
    return c.html(page)
  })
}

function sandbox(c: C, more = ''): void {
  c.header('Content-Security-Policy', `sandbox; default-src 'none'${more}; frame-ancestors 'none'`)
  c.header('Cache-Control', 'private, max-age=0, must-revalidate')
}

async function bytesOf(c: C, sha256: string, type: string, download: string | null): Promise<Response> {
  const file = found(await c.var.deps.storage.open(sha256))
  sandbox(c)
  c.header('Content-Type', type)
  c.header('Content-Length', String(file.bytes))
  if (download !== null) c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(download)}`)
  return c.body(Readable.toWeb(file.stream) as ReadableStream)
}

/** The first whose plan may be seen. */
async function visible<Held extends { spaceSlug: string; planSlug: string }>(c: C, holders: readonly Held[]) {
  const { db, actor } = c.var.context
  for (const holder of holders) {
    const plan = await loadPlan(db, actor, holder.spaceSlug, holder.planSlug).catch(() => null)
    if (plan) return holder
  }
  return null
}
