import { csvRecord } from '../../../../platform/csv/write.ts'
import { Refused } from '../../../../platform/errors.ts'
import { isPublic } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { loadEdition, loadOrganised } from '../../editions/loading/routes.ts'
import type { Edition } from '../../editions/model.ts'
import { canOrganise } from '../../editions/policy.ts'
import { listBatches, rejectsOfSources, type StoredReject } from '../files/queries.ts'
import { SourcesPage } from '../pages/sources-page.tsx'
import { rejectWords } from '../pages/words.ts'
import { sourcePaths } from '../paths.ts'
import { actOnSource, addSource } from '../sources/commands.ts'
import { countsByWay, listSources } from '../sources/queries.ts'
import { sourceActForm, sourceForm } from '../sources/schema.ts'

export const path = '/:space/rallies/:edition/fuentes'
export const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

export function mountSources(app: App): void {
  app.get(path, async (c) => {
    const edition = await loadEdition(c)
    isPublic(c)
    return c.html(await sourcesPage(c, edition))
  })

  app.post(path, async (c) => {
    const edition = await loadOrganised(c)
    const parsed = parseForm(sourceForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await sourcesPage(c, edition, parsed), 422)
    try {
      await addSource(c.var.context, edition, parsed.value)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return c.html(
        await sourcesPage(c, edition, { typed: parsed.typed, refused: c.var.t(error.key, error.values) }),
        409,
      )
    }
    return c.redirect(`${sourcePaths.all(edition)}?listo=1`, 303)
  })

  app.get(`${path}/rechazos.csv`, async (c) => {
    const edition = await loadOrganised(c)
    return rejectsCsv(c, await rejectsOfSources(c.var.context.db, edition.id))
  })

  app.post(`${path}/redes/:id{${uuid}}`, async (c) => {
    const edition = await loadOrganised(c)
    const parsed = parseForm(sourceActForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await sourcesPage(c, edition), 422)
    await actOnSource(c.var.context, edition, c.req.param('id'), parsed.value.act)
    return c.redirect(`${sourcePaths.all(edition)}?listo=1`, 303)
  })
}

type Back = { typed?: Typed; errors?: FieldErrors; refused?: string; said?: string }

export async function sourcesPage(c: C, edition: Edition, back: Back = {}) {
  const { db, actor } = c.var.context
  const counts = await countsByWay(db, edition.id)
  if (!canOrganise(actor, edition.space.id)) return <SourcesPage c={c} edition={edition} counts={counts} desk={null} />
  const [sources, batches] = await Promise.all([listSources(db, edition.id), listBatches(db, edition.id)])
  const said = back.said ?? (c.req.query('listo') === '1' ? c.var.t('networks.saved') : null)
  const { typed = {}, errors = {}, refused = null } = back
  const desk = { sources, batches, typed, errors, refused, said }
  return <SourcesPage c={c} edition={edition} counts={counts} desk={desk} />
}

/** The report repeats what a file said: opened in a spreadsheet it must not be taken for a formula. */
export function rejectsCsv(c: C, rejects: readonly StoredReject[]): Response {
  const harmless = (cell: string) => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell)
  const lines = rejects.map((reject) =>
    csvRecord(
      [
        ...[reject.line === null ? '' : String(reject.line), reject.network ?? '', reject.reason],
        ...[rejectWords(c.var.t, reject), reject.receivedAt.toISOString()],
      ].map(harmless),
    ),
  )
  c.header('Content-Disposition', 'attachment; filename="rechazos.csv"')
  const body = csvRecord(['row', 'network', 'reason', 'detail', 'received_at']) + lines.join('')
  return c.body(body, 200, { 'Content-Type': 'text/csv; charset=utf-8' })
}
