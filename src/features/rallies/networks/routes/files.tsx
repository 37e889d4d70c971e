import { bodyLimit } from 'hono/body-limit'
import { rejection, UnreadableFile } from '../../../../platform/csv/faults.ts'
import { found } from '../../../../platform/errors.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { loadOrganised } from '../../editions/loading/routes.ts'
import type { Edition } from '../../editions/model.ts'
import { confirmMapping, readPostsBatch, takePostsFile } from '../files/commands.ts'
import { arrivalOf, guessedMapping, type Mapping, type PostTable } from '../files/model.ts'
import { type Batch, findBatch, listBatches, rejectsOfBatch } from '../files/queries.ts'
import { largestFileBytes, readPostsFile } from '../files/reading.ts'
import { mappingForm } from '../files/schema.ts'
import { readArrival } from '../keeping/post-record.ts'
import { FilePage } from '../pages/file-page.tsx'
import { MappingPage } from '../pages/mapping-page.tsx'
import { ReportPage, shownRejects } from '../pages/report-page.tsx'
import { sourcePaths } from '../paths.ts'
import { rejectsCsv, path as sources, uuid } from './sources.tsx'

const path = `${sources}/importaciones`
const aroundBytes = 64 * 1024
const refreshSeconds = 2
const previewRows = 8

export function mountFiles(app: App): void {
  app.get(path, async (c) => c.html(await filePage(c, await loadOrganised(c), {})))

  const limit = bodyLimit({
    maxSize: largestFileBytes + aroundBytes,
    onError: async (c) => {
      const own = c as C
      return own.html(
        await filePage(own, await loadOrganised(own), { file: own.var.t('networks.file.too-large') }),
        422,
      )
    },
  })
  app.post(path, limit, async (c) => {
    const edition = await loadOrganised(c)
    const file = (await receivedForm(c)).get('file')
    const refuse = async (sentence: string) => c.html(await filePage(c, edition, { file: sentence }), 422)
    if (!(file instanceof File) || file.name === '') return refuse(c.var.t('networks.file.missing'))
    if (file.size > largestFileBytes) return refuse(c.var.t('networks.file.too-large'))
    const bytes = new Uint8Array(await file.arrayBuffer())
    try {
      const id = await takePostsFile(c.var.context, edition, c.var.deps.storage, { fileName: nameOf(file), bytes })
      return c.redirect(sourcePaths.file(edition, id), 303)
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error
      const { row, expected } = rejection(c.var.t, error.fault)
      return refuse(c.var.t('networks.file.unreadable', { row, reason: expected }))
    }
  })

  app.get(`${path}/:id{${uuid}}/rechazos.csv`, async (c) => {
    const edition = await loadOrganised(c)
    const batch = found(await findBatch(c.var.context.db, edition.id, c.req.param('id')))
    return rejectsCsv(c, await rejectsOfBatch(c.var.context.db, batch.id))
  })

  mountBatch(app)
}

function mountBatch(app: App): void {
  const address = `${path}/:id{${uuid}}`
  const load = async (c: C) => {
    const edition = await loadOrganised(c)
    return { edition, batch: found(await findBatch(c.var.context.db, edition.id, found(c.req.param('id')))) }
  }

  app.get(address, async (c) => {
    const { edition, batch } = await load(c)
    if (batch.mapping !== null || batch.sha256 === null) return reportPage(c, edition, batch)
    const table = await readPostsFile(await c.var.deps.storage.read(batch.sha256))
    const guess = guessedMapping(table, edition.timeZone)
    return c.html(await mappingPage(c, edition, batch, table, { mapping: guess, typed: typedOf(guess), errors: {} }))
  })

  app.post(address, async (c) => {
    const { edition, batch } = await load(c)
    if (batch.mapping !== null || batch.sha256 === null) return c.redirect(sourcePaths.file(edition, batch.id), 303)
    const table = await readPostsFile(await c.var.deps.storage.read(batch.sha256))
    const parsed = parseForm(mappingForm, await receivedForm(c), c.var.t)
    const isWhole = table.rows.every(({ record, fault }) => record !== undefined || fault !== null)
    if (!parsed.ok && !isWhole) {
      const guess = guessedMapping(table, edition.timeZone)
      const shown = { mapping: guess, typed: parsed.typed, errors: parsed.errors }
      return c.html(await mappingPage(c, edition, batch, table, shown), 422)
    }
    const mapping = parsed.ok ? parsed.value.mapping : guessedMapping(table, edition.timeZone)
    if (parsed.typed.act !== 'keep')
      return c.html(await mappingPage(c, edition, batch, table, { mapping, typed: parsed.typed, errors: {} }))
    const { isNow } = await confirmMapping(c.var.context, edition, batch, mapping)
    const { db, now } = c.var.context
    if (isNow) await readPostsBatch({ db, storage: c.var.deps.storage }, batch.id, now)
    return c.redirect(sourcePaths.file(edition, batch.id), 303)
  })
}

/** The last part of the name, short enough to show; control characters have no place in it. */
function nameOf(file: File): string {
  const last = file.name.split(/[/\\]/).at(-1) ?? ''
  return last.replace(/\p{C}/gu, '').slice(-120).toWellFormed() || 'archivo'
}

async function filePage(c: C, edition: Edition, errors: FieldErrors) {
  const batches = (await listBatches(c.var.context.db, edition.id)).filter(({ fileName }) => fileName !== null)
  return <FilePage c={c} edition={edition} batches={batches} errors={errors} />
}

async function reportPage(c: C, edition: Edition, batch: Batch) {
  if (batch.outcome === null) c.header('Refresh', String(refreshSeconds))
  const rejects = await rejectsOfBatch(c.var.context.db, batch.id, shownRejects)
  return c.html(<ReportPage c={c} edition={edition} batch={batch} rejects={rejects} />)
}

function typedOf({ columns, network, zone, order }: Mapping): Typed {
  return { ...columns, every: network ?? '', zone, order }
}

type Shown = { mapping: Mapping; typed: Typed; errors: FieldErrors }

async function mappingPage(c: C, edition: Edition, batch: Batch, table: PostTable, { mapping, typed, errors }: Shown) {
  const { now } = c.var.context
  const preview = table.rows.slice(0, previewRows).map((row) => {
    const read = readArrival(arrivalOf(row, table, mapping), now)
    return 'post' in read
      ? { line: row.line, post: read.post, reject: null }
      : { line: row.line, post: null, reject: read.reject }
  })
  const zones = [...new Set([edition.timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
  return <MappingPage {...{ c, edition, batch, table, zones, preview, typed, errors }} />
}
