import { found } from '../../../../platform/errors.ts'
import { answerSubmission, type Wrong } from '../../../../platform/http/answer-submission.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { id } from '../../routes/place.ts'
import { removeIndicator, removeRow, saveIndicator, saveRow } from '../commands.ts'
import { LogframeDeskPage } from '../pages/desk-page.tsx'
import { IndicatorPage } from '../pages/indicator-page.tsx'
import { RowPage } from '../pages/row-page.tsx'
import { logframePaths } from '../paths.ts'
import { indicatorForm, removeForm, rowForm } from '../schema.ts'
import { keptLogframeOf, type LogframePlace, logframePath, viewOf } from './matrix.tsx'

const rowPath = `${logframePath}/filas/:row${id}`
const indicatorPath = `${rowPath}/indicadores/:indicator${id}`

export function mountRows(app: App): void {
  app.get(rowPath, async (c) => c.html(await rowPage(c, await keptLogframeOf(c), null)))
  app.post(rowPath, async (c) => {
    const place = await keptLogframeOf(c)
    const act = async (value: Parameters<typeof saveRow>[3]) => {
      await saveRow(c.var.context, place.tree, rowOf(c), value)
      return logframePaths.desk(place.tree)
    }
    return answerSubmission(c, { form: 'fila', schema: rowForm, act, again: (wrong) => rowPage(c, place, wrong) })
  })
  app.post(`${rowPath}/quitar`, async (c) => {
    const place = await keptLogframeOf(c)
    const act = async ({ version }: { version: number }) => {
      await removeRow(c.var.context, place.tree, rowOf(c), version)
      return logframePaths.desk(place.tree)
    }
    return answerSubmission(c, { form: 'quitar', schema: removeForm, act, again: (wrong) => rowPage(c, place, wrong) })
  })
  mountIndicators(app)
}

function mountIndicators(app: App): void {
  for (const path of [`${rowPath}/indicadores/nuevo`, indicatorPath]) {
    app.get(path, async (c) => c.html(await indicatorPage(c, await keptLogframeOf(c), null)))
    app.post(path, async (c) => {
      const place = await keptLogframeOf(c)
      const act = async (value: Parameters<typeof saveIndicator>[4]) => {
        await saveIndicator(c.var.context, place.tree, rowOf(c), c.req.param('indicator') ?? null, value)
        return logframePaths.row(place.tree, rowOf(c))
      }
      return answerSubmission(c, {
        form: 'indicador',
        schema: indicatorForm,
        act,
        again: (wrong) => indicatorPage(c, place, wrong),
      })
    })
  }
  app.post(`${indicatorPath}/quitar`, async (c) => {
    const place = await keptLogframeOf(c)
    const act = async ({ version }: { version: number }) => {
      await removeIndicator(c.var.context, place.tree, rowOf(c), found(c.req.param('indicator')), version)
      return logframePaths.row(place.tree, rowOf(c))
    }
    return answerSubmission(c, {
      form: 'quitar',
      schema: removeForm,
      act,
      again: (wrong) => indicatorPage(c, place, wrong),
    })
  })
}

const rowOf = (c: C) => found(c.req.param('row'))

/** Of what somebody took away meanwhile there is no form any more: the matrix says so. */
async function rowPage(c: C, place: LogframePlace, wrong: Wrong) {
  const view = await viewOf(c, place, wrong)
  const row = view.logframe.current.matrix.rows.find((one) => one.id === rowOf(c))
  if (!row && wrong) return <LogframeDeskPage {...view} wrong={{ ...wrong, form: '' }} />
  return <RowPage view={view} row={found(row)} />
}

async function indicatorPage(c: C, place: LogframePlace, wrong: Wrong) {
  const view = await viewOf(c, place, wrong)
  const asked = c.req.param('indicator')
  const row = view.logframe.current.matrix.rows.find((one) => one.id === rowOf(c))
  const indicator = row?.indicators.find((one) => one.id === asked) ?? null
  if ((!row || (asked && !indicator)) && wrong) return <LogframeDeskPage {...view} wrong={{ ...wrong, form: '' }} />
  if (asked) found(indicator)
  return <IndicatorPage view={view} row={found(row)} indicator={indicator} />
}
