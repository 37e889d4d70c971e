import { found, NotAllowed, TooManyRequests } from '../../../platform/errors.ts'
import { answerSubmission, type Wrong } from '../../../platform/http/answer-submission.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { parseForm } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { takeTurn } from '../../../platform/rate-limit.ts'
import { answerCorrection, reportCorrection } from '../corrections/commands.ts'
import { correctionsAt, findCorrection } from '../corrections/queries.ts'
import { answerForm, correctionForm } from '../corrections/schema.ts'
import { CorrectionDeskPage, ReportCorrectionPage } from '../pages/corrections.tsx'
import { worksPaths } from '../paths.ts'
import { keyShape, loadKept, uuid } from './loading.ts'
import { loadWork } from './public.tsx'

const reports = { name: 'work-correction', max: 20, windowMs: 3_600_000 }

export function mountCorrections(app: App): void {
  const address = `/:space/obras/:key{${keyShape}}/correcciones`
  const load = async (c: C) => {
    const loaded = await loadWork(c, found(c.req.param('key')))
    if (c.var.context.actor === null) throw new NotAllowed()
    return loaded
  }

  app.get(address, async (c) => {
    const { space, work } = await load(c)
    return c.html(<ReportCorrectionPage c={c} space={space} work={work.newest} typed={{}} errors={{}} />)
  })

  app.post(address, async (c) => {
    const { space, work } = await load(c)
    const { context, deps } = c.var
    const parsed = parseForm(correctionForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) {
      const { typed, errors } = parsed
      return c.html(<ReportCorrectionPage c={c} space={space} work={work.newest} typed={typed} errors={errors} />, 422)
    }
    const turn = await takeTurn(context.db, reports, context.actor?.id ?? '', deps.config.secret, context.now)
    if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
    const { dataset } = found(work.told[0]).cut
    await reportCorrection(context, { dataset, work: work.newest }, parsed.value)
    return c.redirect(worksPaths.work(space.slug, work.key), 303)
  })

  mountDesk(app)
}

function mountDesk(app: App): void {
  const page = async (c: C, wrong: Wrong) => {
    const space = await loadKept(c)
    const corrections = await correctionsAt(c.var.context.db, space.id)
    return <CorrectionDeskPage c={c} space={space} corrections={corrections} wrong={wrong} />
  }

  app.get('/:space/obras/correcciones', async (c) => c.html(await page(c, null)))

  app.post(`/:space/obras/correcciones/:id{${uuid}}`, async (c) => {
    const space = await loadKept(c)
    const correction = found(await findCorrection(c.var.context.db, space.id, c.req.param('id')))
    return answerSubmission(c, {
      form: correction.id,
      schema: answerForm,
      act: async (value) => {
        await answerCorrection(c.var.context, space, correction, value)
        return worksPaths.correctionDesk(space.slug)
      },
      again: (wrong) => page(c, wrong),
      refusedAt: 'reason',
    })
  })
}
