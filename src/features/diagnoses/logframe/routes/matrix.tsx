import { allow, found } from '../../../../platform/errors.ts'
import { answerSubmission, type Wrong } from '../../../../platform/http/answer-submission.ts'
import { isPublic, openToAll } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { alternativesPage } from '../../routes/alternatives.tsx'
import { keptTreeOf, type Place, treeOf, treePath } from '../../routes/place.ts'
import { nodesOf } from '../../trees/queries.ts'
import { addRow, publishLogframe, startLogframe } from '../commands.ts'
import { matrixCsv } from '../files.ts'
import { inOrder } from '../model.ts'
import { formOf, LogframeDeskPage } from '../pages/desk-page.tsx'
import type { LogframeView } from '../pages/frame.tsx'
import { HistoryPage } from '../pages/history-page.tsx'
import { MatrixPage } from '../pages/matrix-page.tsx'
import { logframePaths } from '../paths.ts'
import { findLogframe, type Logframe, publicationsOf, versionsOf } from '../queries.ts'
import { addRowForm, publishForm, startForm } from '../schema.ts'

export const logframePath = `${treePath}/mir`

export type LogframePlace = Place & { logframe: Logframe }

export function mountLogframe(app: App): void {
  app.get(logframePath, async (c) => {
    const place = await shownLogframeOf(c)
    isPublic(c)
    return c.html(<MatrixPage {...(await viewOf(c, place, null))} />)
  })
  app.get(`${logframePath}/historial`, async (c) => {
    const place = await shownLogframeOf(c)
    isPublic(c)
    const { db } = c.var.context
    const publications = await publicationsOf(db, place.logframe.id)
    const saves = place.keeps ? await versionsOf(db, place.logframe.id) : []
    return c.html(<HistoryPage view={await viewOf(c, place, null)} publications={publications} saves={saves} />)
  })
  mountTwins(app)
  mountDesk(app)
}

function mountTwins(app: App): void {
  app.get(`${logframePath}.json`, async (c) => {
    const { tree, logframe } = await shownLogframeOf(c)
    isPublic(c)
    openToAll(c)
    const shown = found(logframe.publications.at(-1))
    return c.json({
      ...{ space: tree.space.slug, tree: tree.slug, alternative: logframe.alternative, version: shown.number },
      ...{ published_at: shown.publishedAt, rows: inOrder(shown.matrix.rows).map(({ version: _, ...row }) => row) },
      publications: (await publicationsOf(c.var.context.db, logframe.id)).map(({ number, reason, publishedAt }) => ({
        ...{ version: number, reason, published_at: publishedAt },
      })),
    })
  })
  app.get(`${logframePath}.csv`, async (c) => {
    const { logframe } = await shownLogframeOf(c)
    isPublic(c)
    openToAll(c)
    const text = matrixCsv(found(logframe.publications.at(-1)).matrix)
    return c.body(text, 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  })
}

function mountDesk(app: App): void {
  app.post(logframePath, async (c) => {
    const place = await keptTreeOf(c)
    return answerSubmission(c, {
      form: 'matriz',
      schema: startForm,
      act: async ({ alternative }) => {
        await startLogframe(c.var.context, place.tree, alternative)
        return logframePaths.desk(place.tree)
      },
      again: (wrong) => alternativesPage(c, place, wrong),
    })
  })
  app.get(`${logframePath}/editar`, async (c) => c.html(await desk(c, await keptLogframeOf(c), null)))
  app.post(`${logframePath}/filas`, async (c) => {
    const place = await keptLogframeOf(c)
    const component = Number((await receivedForm(c)).get('component')) || null
    return answerSubmission(c, {
      form: formOf(component),
      schema: addRowForm,
      act: async (value) => logframePaths.row(place.tree, await addRow(c.var.context, place.tree, value)),
      again: (wrong) => desk(c, place, wrong),
    })
  })
  app.post(`${logframePath}/publicar`, async (c) => {
    const place = await keptLogframeOf(c)
    return answerSubmission(c, {
      form: 'publicar',
      schema: publishForm,
      act: async (value) => {
        await publishLogframe(c.var.context, place.tree, value)
        return logframePaths.matrix(place.tree)
      },
      again: (wrong) => desk(c, place, wrong),
    })
  })
}

/** A matrix that was not published yet is there for those who keep it. */
async function shownLogframeOf(c: C): Promise<LogframePlace> {
  const place = await treeOf(c)
  const logframe = found(await findLogframe(c.var.context.db, place.tree.id))
  if (logframe.publications.length === 0 && !place.keeps) found(null)
  return { ...place, logframe }
}

export async function keptLogframeOf(c: C): Promise<LogframePlace> {
  const place = await shownLogframeOf(c)
  allow(place.keeps)
  return place
}

export async function viewOf(c: C, place: LogframePlace, wrong: Wrong): Promise<LogframeView> {
  const { db } = c.var.context
  // What somebody saved meanwhile is what is shown beside a form that came back.
  const logframe = wrong ? found(await findLogframe(db, place.tree.id)) : place.logframe
  return { ...{ c, ...place, logframe, wrong }, nodes: await nodesOf(db, place.tree.id) }
}

async function desk(c: C, place: LogframePlace, wrong: Wrong) {
  return <LogframeDeskPage {...(await viewOf(c, place, wrong))} />
}
