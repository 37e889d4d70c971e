import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { App, C, Deps, Env } from '../http/env.ts'
import { newId } from '../identity.ts'
import { takeTurn } from '../rate-limit.ts'
import {
  beginUpload,
  finishUpload,
  forgetPieces,
  type UploadHall,
  uploadFolder,
  uploadLifeMs,
  uploadOf,
} from './commands.ts'
import { leases } from './lease.ts'

/** What may be uploaded and how large; a feature adds its purpose to the mount table. */
export type Purposes = Readonly<Record<string, { maxBytes: number }>>

const address = '/cargas'
const oneOf = `${address}/:id{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}}`
const hourly = { name: 'uploads', max: 600, windowMs: 3_600_000 }

class Saying extends Error {
  status_code: number
  body: string
  constructor(status: number, body: string) {
    super(body)
    this.status_code = status
    this.body = body
  }
}

/**
 * Files that arrive piece by piece (tus 1.0.0, https://tus.io/protocols/resumable-upload): begun with POST /cargas and a metadatum
 * `purpose`, gone on with PATCH, asked after with HEAD, given up with DELETE. Only whoever began one may touch it, nobody reads it
 * back. The rule on origins of every form holds here too.
 */
export function uploadRoutes(deps: Deps, purposes: Purposes): App {
  const app: App = new Hono<Env>()
  const hall: UploadHall = { db: deps.db, storage: deps.storage, folder: uploadFolder(deps.config.dataDir) }
  const largest = Math.max(0, ...Object.values(purposes).map(({ maxBytes }) => maxBytes))
  const limit = bodyLimit({ maxSize: largest, onError: (c) => c.text('', 413) })
  app.post(address, limit, async (c) => {
    const owner = ownerOf(c)
    if (owner === null) return c.text('', 403)
    const turn = await takeTurn(deps.db, hourly, owner, deps.config.secret, c.var.context.now)
    if (!turn.allowed) return c.text('', 429, { 'Retry-After': String(turn.retryAfterSeconds) })
    return answer(c, hall, purposes, owner)
  })
  app.on(['GET', 'PATCH', 'DELETE'], oneOf, limit, async (c) => {
    const owner = ownerOf(c)
    if (owner === null) return c.text('', 403)
    const upload = await uploadOf(deps.db, c.req.param('id') ?? '', owner)
    // What arrived is never served from here.
    if (upload === null || c.req.method === 'GET') return c.text('', 404)
    if (upload.claimed_at !== null || upload.expires_at < c.var.context.now) return c.text('', 410)
    const response = await answer(c, hall, purposes, owner)
    // The process that took the last piece may have ended before it could say so.
    if (c.req.method === 'HEAD' && response.ok) await finishUpload(hall, upload.id, c.var.context.now)
    if (c.req.method === 'DELETE' && response.ok)
      await deps.db.deleteFrom('uploads').where('id', '=', upload.id).execute()
    return response
  })
  return app
}

/** The person of the session. */
function ownerOf(c: C): string | null {
  return c.var.context.actor?.id ?? null
}

async function answer(c: C, hall: UploadHall, purposes: Purposes, owner: string): Promise<Response> {
  const { now } = c.var.context
  const base = new URL(c.var.deps.config.baseUrl).origin
  const server = new Server({
    path: address,
    datastore: new FileStore({ directory: hall.folder, expirationPeriodInMilliseconds: uploadLifeMs }),
    locker: leases(hall.db),
    allowedOrigins: [base],
    relativeLocation: true,
    namingFunction: () => newId(now.getTime()),
    generateUrl: (_request, { id }) => `${address}/${id}`,
    onUploadCreate: async (_request, upload) => {
      const purpose = upload.metadata?.purpose ?? ''
      const room = Object.hasOwn(purposes, purpose) ? purposes[purpose] : undefined
      if (!room) throw new Saying(422, 'purpose')
      if (upload.size === undefined || upload.size < 1) throw new Saying(422, 'length')
      if (upload.size > room.maxBytes) throw new Saying(413, 'too large')
      const isTaken = await beginUpload(hall.db, { id: upload.id, purpose, owner, bytes: upload.size }, now)
      if (!isTaken) throw new Saying(429, 'too much waits')
      // Names of files may name people: nothing else that was sent along is kept.
      return { metadata: { purpose } }
    },
    onUploadFinish: async (_request, upload) => {
      if (!(await finishUpload(hall, upload.id, now))) throw new Saying(500, 'not finished')
      return {}
    },
    onResponseError: (_request, error) => {
      if (!('status_code' in error)) c.var.deps.log.warn({ err: error }, 'upload')
      return undefined
    },
  })
  const response = await server.handleWeb(c.req.raw)
  if (c.req.method === 'DELETE' && response.ok) await forgetPieces(hall.folder, c.req.param('id') ?? '')
  return response
}
