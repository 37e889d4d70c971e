import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy'
import { TooLarge, Unreadable } from '../errors.ts'
import type { C } from '../http/env.ts'
import { storeUpload, type UploadFault, uploadFolder } from './commands.ts'

export type FiledForm = {
  /** Its texts; files are not in it. */
  form: FormData
  /** What came whole: an upload like those that came piece by piece. */
  stored: { field: string; id: string; fileName: string }[]
  refused: { field: string; fileName: string; fault: UploadFault | 'too-many' }[]
}

type Rules = { owner: string; purpose: string; maxBytes: number; most: number }

const formBytes = 2 * 1024 * 1024

/**
 * A plain multipart form whose files go to the storage as they arrive, so that memory holds none of them and one that is too heavy
 * takes neither the others nor the text with it. @throws Unreadable where the form was cut off, TooLarge beyond all bounds
 */
export async function filedForm(c: C, rules: Rules): Promise<FiledForm> {
  const type = c.req.header('content-type') ?? ''
  const { body } = c.req.raw
  if (!type.startsWith('multipart/form-data') || body === null) throw new Unreadable('error.form')
  const filed: FiledForm = { form: new FormData(), stored: [], refused: [] }
  const limits = { fileSize: rules.maxBytes, fieldSize: 100_000, fields: 300, headerPairs: 50 }
  const { parser, waiting } = parserOf(c, { 'content-type': type }, limits, filed, rules)
  try {
    const most = rules.most * rules.maxBytes + formBytes
    await pipeline(Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]), bounded(most), parser)
  } catch (error) {
    await Promise.allSettled(waiting)
    throw error instanceof TooLarge ? error : new Unreadable('error.form')
  }
  await Promise.all(waiting)
  return filed
}

type Limits = { fileSize: number; fieldSize: number; fields: number; headerPairs: number }

function parserOf(c: C, headers: { 'content-type': string }, limits: Limits, filed: FiledForm, rules: Rules) {
  const waiting: Promise<void>[] = []
  let parser: BusboyInstance
  try {
    parser = new Busboy({ headers, limits })
  } catch {
    throw new Unreadable('error.form')
  }
  let count = 0
  parser.on('field', (name, value) => filed.form.append(name, value))
  parser.on('file', (field, stream, fileName) => {
    stream.on('error', () => {})
    // A field in which nothing was chosen sends an empty part without a name.
    if (!fileName) return void stream.resume()
    count += 1
    if (count > rules.most) {
      filed.refused.push({ field, fileName, fault: 'too-many' })
      return void stream.resume()
    }
    const storing = keep(c, rules, stream)
      .then((kept) => {
        if ('fault' in kept) filed.refused.push({ field, fileName, fault: kept.fault })
        else filed.stored.push({ field, fileName, id: kept.id })
      })
      .finally(() => stream.resume())
    // Judged at the end; until then a failure is no unhandled one.
    storing.catch(() => {})
    waiting.push(storing)
  })
  return { parser, waiting }
}

function keep(c: C, { owner, purpose }: Rules, stream: BusboyFileStream) {
  const { deps, context } = c.var
  const hall = { db: deps.db, storage: deps.storage, folder: uploadFolder(deps.config.dataDir) }
  return storeUpload(hall, { owner, purpose }, stream, () => stream.truncated === true, context.now)
}

function bounded(most: number): Transform {
  let bytes = 0
  return new Transform({
    transform(piece: Uint8Array, _encoding, done) {
      bytes += piece.byteLength
      if (bytes > most) done(new TooLarge(Math.round(most / 1024 / 1024)))
      else done(null, piece)
    },
  })
}
