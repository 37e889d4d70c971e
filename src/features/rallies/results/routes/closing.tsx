import * as z from 'zod'
import { allow } from '../../../../platform/errors.ts'
import { answerSubmission } from '../../../../platform/http/answer-submission.ts'
import { isPublic } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, optionalText, parseForm, type Typed } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { listRuns } from '../../consolidation/board/queries.ts'
import { loadEdition } from '../../editions/loading/routes.ts'
import type { Edition } from '../../editions/model.ts'
import { canOrganise } from '../../editions/policy.ts'
import { askForRun } from '../commands.ts'
import { keptRuns } from '../files/queries.ts'
import { refusalOf } from '../model.ts'
import { ClosingPage } from '../pages/closing-page.tsx'
import { PanelPage } from '../pages/panel-page.tsx'
import { VersionsPage } from '../pages/versions-page.tsx'
import { givePanelPoints } from '../panel/commands.ts'
import { panelOfTeams } from '../panel/queries.ts'
import { resultsPaths } from '../paths.ts'
import { countOpenAppeals, listRulesVersions } from '../queries.ts'

const edition = '/:space/rallies/:edition'
const stepForm = z.object({ step: z.enum(['full', 'frozen', 'final'], 'error.choice') })

const panelForm = z.object({
  challenge: z.string('error.choice').min(1, 'error.choice'),
  team: z.string('error.choice').min(1, 'error.choice'),
  points: z
    .string()
    .default('')
    .transform((text) => text.trim().replace(',', '.'))
    .refine((text) => text === '' || /^\d{1,6}(\.\d{1,2})?$/.test(text), 'rally.panel.points.form')
    .transform((text) => (text === '' ? null : Number(text))),
  reason: optionalText(1000),
})

export function mountClosing(app: App): void {
  app.get(`${edition}/organizar/cierre`, async (c) => {
    const at = await loadOrganised(c)
    return c.html(await closingPage(c, at))
  })

  app.post(`${edition}/organizar/cierre`, async (c) => {
    const at = await loadOrganised(c)
    const parsed = parseForm(stepForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await closingPage(c, at), 422)
    await askForRun(c.var.context, at, parsed.value.step)
    return c.redirect(`${resultsPaths.close(at)}?pedido=${parsed.value.step}`, 303)
  })

  app.get(`${edition}/organizar/jurado`, async (c) => c.html(await panelPage(c, await loadOrganised(c), {}, {})))

  app.post(`${edition}/organizar/jurado`, async (c) => {
    const at = await loadOrganised(c)
    return answerSubmission(c, {
      schema: panelForm,
      act: async (value) => {
        await givePanelPoints(c.var.context, at, value)
        return resultsPaths.panel(at)
      },
      again: ({ typed, errors }) => panelPage(c, at, typed, errors),
      refusedAt: 'points',
    })
  })

  app.get(`${edition}/marcador/versiones`, async (c) => {
    const at = await loadEdition(c)
    if (at.acts.published) isPublic(c)
    const { db } = c.var.context
    const [versions, runs] = [await listRulesVersions(db, at.id), await listRuns(db, at.id)]
    return c.html(<VersionsPage c={c} edition={at} versions={versions} runs={runs} />)
  })
}

async function loadOrganised(c: C): Promise<Edition> {
  const at = await loadEdition(c)
  allow(canOrganise(c.var.context.actor, at.space.id))
  return at
}

async function closingPage(c: C, at: Edition) {
  const { db, now } = c.var.context
  const appeals = await countOpenAppeals(db, at.id)
  const refusals = {
    full: refusalOf('full', at, now, appeals),
    frozen: refusalOf('frozen', at, now, appeals),
    final: refusalOf('final', at, now, appeals),
  }
  return (
    <ClosingPage
      c={c}
      edition={at}
      refusals={refusals}
      appeals={appeals}
      runs={await keptRuns(db, at.id)}
      asked={c.req.query('pedido') !== undefined}
    />
  )
}

async function panelPage(c: C, at: Edition, typed: Typed, errors: FieldErrors) {
  return (
    <PanelPage c={c} edition={at} given={await panelOfTeams(c.var.context.db, at.id)} typed={typed} errors={errors} />
  )
}
