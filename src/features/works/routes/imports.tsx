import { bodyLimit } from 'hono/body-limit'
import { UnreadableFile } from '../../../platform/csv/faults.ts'
import { found, Refused } from '../../../platform/errors.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed, typedFrom } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import type { Space } from '../../spaces/model.ts'
import {
  admitStatuses,
  type Bringing,
  confirmMapping,
  queueCut,
  runCut,
  smallBytes,
  storedFile,
  takeCut,
} from '../cuts/commands.ts'
import { findOwnCut, listBroughtCuts, listDatasets, type OwnCut } from '../cuts/queries.ts'
import { recognise } from '../cuts/read-file.ts'
import { type CutForm, cutForm, mappingFrom } from '../cuts/schema.ts'
import { ImportPage, type Unmapped } from '../pages/import-page.tsx'
import { ImportsPage } from '../pages/imports-page.tsx'
import { worksPaths } from '../paths.ts'
import { guessedMapping } from '../tables/mapping.ts'
import { reportCsv, reportJson } from './cuts.tsx'
import { loadKept, uuid } from './loading.ts'

const path = '/:space/obras/importaciones'
export const largestFileBytes = 40 * 1024 * 1024
/** The form around the file: its other fields and the borders between them. */
const aroundBytes = 64 * 1024
const refreshSeconds = 2

export function mountImports(app: App): void {
  app.get(path, async (c) => c.html(await formPage(c, await loadKept(c), { downloadedOn: today(c) }, {})))

  const limit = bodyLimit({ maxSize: largestFileBytes + aroundBytes, onError: (c) => tooLarge(c as C) })
  app.post(path, limit, async (c) => {
    const space = await loadKept(c)
    const form = await receivedForm(c)
    const parsed = parseForm(cutForm, form, c.var.t)
    const file = form.get('file')
    const errors: FieldErrors = parsed.ok ? {} : parsed.errors
    if (!(file instanceof File) || file.name === '') errors.file = c.var.t('works.import.file.missing')
    else if (file.size > largestFileBytes) errors.file = c.var.t('works.import.file.too-large')
    if (!parsed.ok || !(file instanceof File) || Object.keys(errors).length > 0)
      return c.html(await formPage(c, space, parsed.typed, errors), 422)
    try {
      const { storage } = c.var.deps
      const { id, isReady } = await takeCut(
        c.var.context,
        storage,
        bringingOf(space, parsed.value, file),
        piecesOf(file),
      )
      if (isReady) await start(c, id, file.size)
      return c.redirect(worksPaths.import(space.slug, id), 303)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return c.html(await formPage(c, space, parsed.typed, { file: c.var.t(error.key, error.values) }), 409)
    }
  })

  mountOne(app)
}

function mountOne(app: App): void {
  const one = `${path}/:id{${uuid}}`
  app.get(`${path}/:id{${uuid}\\.json}`, async (c) => reportJson(c, found((await load(c)).own.report)))
  app.get(`${path}/:id{${uuid}\\.csv}`, async (c) => reportCsv(c, found((await load(c)).own.report)))

  app.get(one, async (c) => {
    const { space, own } = await load(c)
    const unmapped = isUnmapped(own) ? await unmappedOf(c, own, null) : null
    // Asks again while it runs; works without script, and ends by itself.
    if (unmapped === null && own.cut.outcome === null) c.header('Refresh', String(refreshSeconds))
    return c.html(<ImportPage c={c} space={space} own={own} unmapped={unmapped} />)
  })

  app.post(`${one}/columnas`, async (c) => {
    const { space, own } = await load(c)
    if (!isUnmapped(own)) throw new Refused('works.import.mapped-meanwhile')
    const typed = typedFrom(await receivedForm(c))
    const unmapped = await unmappedOf(c, own, null)
    const mapping = mappingFrom(typed, unmapped?.header ?? [])
    if (!mapping?.columns.key || !mapping.columns.name) {
      const error = c.var.t(mapping ? 'works.mapping.missing' : 'works.mapping.twice')
      const again = unmapped && { ...unmapped, error, guess: { columns: typed, isMexico: typed.isMexico === 'on' } }
      return c.html(<ImportPage c={c} space={space} own={own} unmapped={again} />, 422)
    }
    await confirmMapping(c.var.context, own.cut, mapping)
    await start(c, own.cut.id, own.cut.bytes)
    return c.redirect(worksPaths.import(space.slug, own.cut.id), 303)
  })

  app.post(`${one}/estatus`, async (c) => {
    const { space, own } = await load(c)
    const statuses = found(own.report).unknown_statuses.map(({ value }) => value)
    const id = await admitStatuses(c.var.context, c.var.deps.storage, { ...own.cut, mapping: own.mapping }, [
      ...own.admittedStatuses,
      ...statuses,
    ])
    await start(c, id, own.cut.bytes)
    return c.redirect(worksPaths.import(space.slug, id), 303)
  })
}

const isUnmapped = ({ cut, mapping }: OwnCut) => cut.format === 'table' && mapping === null && cut.finishedAt === null
const today = (c: C) => c.var.context.now.toISOString().slice(0, 10)

async function load(c: C): Promise<{ space: Space; own: OwnCut }> {
  const space = await loadKept(c)
  const own = found(await findOwnCut(c.var.context.db, found(c.req.param('id')).slice(0, 36)))
  found(own.cut.dataset.space.id === space.id ? own : null)
  return { space, own }
}

/** Small files at once, others by the worker; how it ended, good or bad, is on the page of the import. */
async function start(c: C, id: string, bytes: number): Promise<void> {
  const { db, now, locale } = c.var.context
  const job = { id, locale }
  if (bytes > smallBytes) return queueCut(db, job)
  await runCut({ db, storage: c.var.deps.storage }, job, now).catch((error) =>
    c.var.deps.log.error({ requestId: c.var.requestId, err: error, route: c.req.routePath }, 'bug'),
  )
}

async function unmappedOf(c: C, { cut }: OwnCut, error: string | null): Promise<Unmapped | null> {
  try {
    const { header, samples } = await recognise(storedFile(c.var.deps.storage, cut.sha256, cut.fileName))
    return { header, samples, guess: guessedMapping(header), error }
  } catch (fault) {
    if (fault instanceof UnreadableFile) return null
    throw fault
  }
}

function bringingOf(space: Space, form: CutForm, file: File): Bringing {
  const { dataset, title, publisher, licence, licenceUrl, ...cut } = form
  const { datedOn, downloadedOn, product, quarter, sourceUrl, format } = cut
  return {
    space,
    dataset:
      dataset === null
        ? {
            ...{ slug: null, title: title ?? '', publisher: publisher ?? '', sourceUrl },
            ...{ licence: licence ?? '', licenceUrl },
          }
        : { id: dataset },
    cut: { datedOn, downloadedOn, product, year: Number(datedOn.slice(0, 4)), quarter, sourceUrl },
    fileName: nameOf(file),
    format,
  }
}

async function* piecesOf(file: File): AsyncGenerator<Uint8Array> {
  for await (const piece of file.stream()) yield piece
}

/** The last part of the name, short enough to show; control characters have no place in it. */
function nameOf(file: File): string {
  const last = file.name.split(/[/\\]/).at(-1) ?? ''
  return last.replace(/\p{C}/gu, '').slice(-120) || 'archivo'
}

async function tooLarge(c: C): Promise<Response> {
  const space = await loadKept(c)
  return c.html(await formPage(c, space, {}, { file: c.var.t('works.import.file.too-large') }), 422)
}

async function formPage(c: C, space: Space, typed: Typed, errors: FieldErrors) {
  const { db } = c.var.context
  const [datasets, cuts] = [await listDatasets(db, space.id), await listBroughtCuts(db, space.id)]
  return <ImportsPage c={c} space={space} datasets={datasets} cuts={cuts} typed={typed} errors={errors} />
}
