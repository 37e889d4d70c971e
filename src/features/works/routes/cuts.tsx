import { csvRecord } from '../../../platform/csv/write.ts'
import { found } from '../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { findCut, findOwnCut, listCuts } from '../cuts/queries.ts'
import type { CutReport } from '../cuts/report.ts'
import { filtersSchema } from '../listing/schema.ts'
import { CutPage, CutsPage } from '../pages/cuts-page.tsx'
import { worksPaths } from '../paths.ts'
import { canonicalCell } from '../twins/cells.ts'
import { plainCut } from '../twins/rows.ts'
import { twins } from '../twins/twins.ts'
import { loadSpace, uuid } from './loading.ts'

const path = '/:space/obras/cortes'

export function mountCuts(app: App): void {
  app.get(path, async (c) => {
    const space = await loadSpace(c)
    isPublic(c)
    return c.html(<CutsPage c={c} space={space} cuts={await listCuts(c.var.context.db, space.id)} />)
  })

  app.get(`${path}.json`, async (c) => {
    const space = await loadSpace(c)
    isPublic(c)
    openToAll(c)
    const cuts = await listCuts(c.var.context.db, space.id)
    return c.json({ is_fictional: space.isFictional, cuts: cuts.map(plainCut) })
  })

  app.get(`${path}/:id{${uuid}}`, async (c) => {
    const { space, own } = await load(c)
    isPublic(c)
    return c.html(<CutPage c={c} space={space} own={own} />)
  })

  app.get(`${path}/:id{${uuid}}/informe.json`, async (c) => {
    const { own } = await load(c)
    openToAll(c)
    return reportJson(c, found(own.report))
  })

  app.get(`${path}/:id{${uuid}}/informe.csv`, async (c) => {
    const { own } = await load(c)
    openToAll(c)
    return reportCsv(c, found(own.report))
  })

  app.get(`${path}/:id{${uuid}}/archivo`, answerFile)
}

/** The file as it was received, where nobody's data are in it; else what was read of it. */
async function answerFile(c: C): Promise<Response> {
  const { space, own } = await load(c)
  const { cut, hasPersonalData } = own
  openToAll(c)
  if (hasPersonalData) {
    const filters = filtersSchema.parse({ estado: '' })
    return twins.csv(c, { cut, filters, space, address: worksPaths.cut(space.slug, cut.id) })
  }
  const file = found(await c.var.deps.storage.open(cut.sha256))
  c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(cut.fileName)}`)
  c.header('Content-Length', String(file.bytes))
  return c.body(bytesOf(file.stream), 200, { 'Content-Type': 'application/octet-stream' })
}

function bytesOf(stream: AsyncIterable<Buffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieces = stream[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const next = await pieces.next()
      if (next.done) controller.close()
      else controller.enqueue(new Uint8Array(next.value))
    },
    async cancel() {
      await pieces.return?.()
    },
  })
}

async function load(c: C) {
  const space = await loadSpace(c)
  const id = found(c.req.param('id'))
  found(await findCut(c.var.context.db, space.id, id))
  return { space, own: found(await findOwnCut(c.var.context.db, id)) }
}

export function reportJson(c: C, report: CutReport): Response {
  c.header('Content-Disposition', 'attachment; filename="informe.json"')
  return c.json(report)
}

/** Rejected rows, and those that were taken with a remark. */
export function reportCsv(c: C, report: CutReport): Response {
  const line = (kind: string, row: CutReport['notes'][number]) =>
    csvRecord([kind, row.row, row.column, row.value, row.reason, row.expected].map(canonicalCell))
  const body = [
    csvRecord(['kind', 'row', 'column', 'value', 'reason', 'expected']),
    ...report.rejections.map((row) => line('rejected', row)),
    ...report.notes.map((row) => line('note', row)),
  ]
  c.header('Content-Disposition', 'attachment; filename="informe.csv"')
  return c.body(body.join(''), 200, { 'Content-Type': 'text/csv; charset=utf-8' })
}
