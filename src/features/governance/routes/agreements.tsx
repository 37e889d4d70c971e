import { stringify } from 'csv-stringify/sync'
import { dayIn } from '../../../platform/civil-day.ts'
import { found } from '../../../platform/errors.ts'
import { answerSubmission, type Wrong } from '../../../platform/http/answer-submission.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { stateAgreement } from '../agreements/commands.ts'
import { standingOfAgreement } from '../agreements/model.ts'
import { agreementsOfBody, findAgreement } from '../agreements/queries.ts'
import { agreementStateForm } from '../agreements/schema.ts'
import { AgreementsPage } from '../pages/agreements-page.tsx'
import { bodyPaths } from '../paths.ts'
import { bodyOf, bodyPath, keptBodyOf } from './place.ts'

const path = `${bodyPath}/acuerdos`

export function mountAgreements(app: App): void {
  app.get(path, async (c) => {
    isPublic(c)
    return c.html(await page(c, null))
  })
  app.get(`${path}.json`, async (c) => {
    isPublic(c)
    openToAll(c)
    return c.json({ agreements: await lines(c) })
  })
  app.get(`${path}.csv`, async (c) => {
    isPublic(c)
    openToAll(c)
    const columns = ['folio', 'wording', 'responsible', 'due_on', 'standing', 'session', 'made_on', 'last_word']
    const text = stringify(await lines(c), {
      header: true,
      columns,
      record_delimiter: 'windows',
      escape_formulas: true,
    })
    return c.body(text, 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  })
  app.post(`${path}/:folio{ACU-[0-9A-Z]{4}-[0-9A-Z]{4}}`, async (c) => {
    const { space, body } = await keptBodyOf(c)
    const agreement = found(await findAgreement(c.var.context.db, space.id, c.req.param('folio')))
    return answerSubmission(c, {
      form: agreement.folio,
      schema: agreementStateForm,
      act: async (value) => {
        await stateAgreement(c.var.context, space.id, agreement, value)
        return `${bodyPaths.agreements(body)}#${agreement.folio}`
      },
      again: (wrong) => page(c, wrong),
    })
  })
}

async function lines(c: C) {
  const { body } = await bodyOf(c)
  const { db, now } = c.var.context
  const today = dayIn(body.timeZone, now)
  return (await agreementsOfBody(db, body.id)).map((one) => ({
    folio: one.folio,
    wording: one.wording,
    responsible: one.responsible,
    due_on: one.dueOn,
    standing: standingOfAgreement(one, today),
    session: one.from.number,
    made_on: dayIn(body.timeZone, one.madeAt),
    last_word: one.states.at(-1)?.reason ?? null,
  }))
}

async function page(c: C, wrong: Wrong) {
  const { space, body, keeps } = await bodyOf(c)
  const agreements = await agreementsOfBody(c.var.context.db, body.id)
  return <AgreementsPage c={c} space={space} body={body} agreements={agreements} keeps={keeps} wrong={wrong} />
}
