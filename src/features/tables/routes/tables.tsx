import type * as z from 'zod'
import { allow } from '../../../platform/errors.ts'
import { answerSubmission, type Wrong } from '../../../platform/http/answer-submission.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { agree, stateAgreement } from '../../governance/agreements/commands.ts'
import { agreementsOfTable } from '../../governance/agreements/queries.ts'
import { agreementForm, agreementStateForm } from '../../governance/agreements/schema.ts'
import { cancelTable, createTable, editTable, publishTable } from '../commands.ts'
import { beginDraft } from '../drafts/commands.ts'
import { stateOfDraft } from '../drafts/model.ts'
import { alternativesFor, draftsOfTable } from '../drafts/queries.ts'
import { draftForm } from '../drafts/schema.ts'
import type { WorkingTable } from '../model.ts'
import { TableFormPage } from '../pages/table-form.tsx'
import { TablePage } from '../pages/table-page.tsx'
import { TablesPage } from '../pages/tables-page.tsx'
import { tablePaths } from '../paths.ts'
import { canRunTables } from '../policy.ts'
import { presenceAt, presencesIn } from '../presence/queries.ts'
import { choicesFor, tablesOf } from '../queries.ts'
import { seatingOf } from '../registrations/queries.ts'
import { reasonForm, tableForm } from '../schema.ts'
import { keptTableOf, listPath, type Place, spaceOf, tableOf, tablePath } from './place.ts'
import { calendarOf, csvOf, plainTable } from './twins.ts'

const zone = 'America/Mexico_City'

export function mountTables(app: App): void {
  mountLists(app)
  mountCreating(app)
  mountOne(app)
  mountDesk(app)
}

function mountLists(app: App): void {
  const read = async (c: C) => {
    const space = await spaceOf(c)
    const { db, actor } = c.var.context
    isPublic(c)
    return { space, tables: await tablesOf(db, actor, space.id), presences: await presencesIn(db, space.id) }
  }
  app.get(listPath, async (c) => {
    const all = await read(c)
    return c.html(<TablesPage c={c} {...all} keeps={canRunTables(c.var.context.actor, all.space.id)} />)
  })
  app.get(`${listPath}.json`, async (c) => {
    const { tables, presences } = await read(c)
    openToAll(c)
    return c.json({ tables: tables.map((table) => plainTable(c, table)), presence: presences })
  })
  app.get(`${listPath}.csv`, async (c) => {
    const { tables } = await read(c)
    openToAll(c)
    return c.body(csvOf(c, tables), 200, { 'Content-Type': 'text/csv; charset=utf-8' })
  })
  app.get(`${listPath}.ics`, async (c) => {
    const { space, tables } = await read(c)
    openToAll(c)
    const name = `${c.var.t('tables.list.title')}: ${space.name}`
    return c.body(calendarOf(c, name, tables), 200, { 'Content-Type': 'text/calendar; charset=utf-8' })
  })
}

function mountCreating(app: App): void {
  const form = async (c: C, place: { space: Place['space']; table?: WorkingTable }, wrong: Wrong) => (
    <TableFormPage c={c} {...place} choices={await choicesFor(c.var.context.db, place.space.id)} wrong={wrong} />
  )
  app.get(`${listPath}/nueva`, async (c) => {
    const space = await spaceOf(c)
    allow(canRunTables(c.var.context.actor, space.id))
    return c.html(await form(c, { space }, null))
  })
  app.post(`${listPath}/nueva`, async (c) => {
    const space = await spaceOf(c)
    allow(canRunTables(c.var.context.actor, space.id))
    return answerSubmission(c, {
      ...{ form: '', schema: tableForm(zone), again: (wrong) => form(c, { space }, wrong) },
      act: async (value) => tablePaths.table({ space, slug: await createTable(c.var.context, space, value, zone) }),
    })
  })
  app.get(`${tablePath}/editar`, async (c) => {
    const { space, table } = await keptTableOf(c)
    return c.html(await form(c, { space, table }, null))
  })
  app.post(`${tablePath}/editar`, async (c) => {
    const { space, table } = await keptTableOf(c)
    return answerSubmission(c, {
      ...{ form: '', schema: tableForm(table.timeZone), again: (wrong) => form(c, { space, table }, wrong) },
      act: async (value) => {
        await editTable(c.var.context, table, value, c.var.deps.config.baseUrl)
        return tablePaths.table(table)
      },
    })
  })
}

function mountOne(app: App): void {
  app.get(`${listPath}/:file{[a-z0-9-]+\\.json}`, async (c) => {
    const { table } = await tableOf(c, '.json')
    const { db } = c.var.context
    isPublic(c)
    openToAll(c)
    const drafts = await draftsOfTable(db, table.id)
    const { seated, waiting } = await seatingOf(db, table.id)
    return c.json({
      ...plainTable(c, table),
      registered: { seated, waiting: waiting.length },
      presence: await presenceAt(db, table.id),
      agreements: await agreementsOfTable(db, table.id),
      drafts: drafts.map((draft) => ({
        ...{ number: draft.number, title: draft.title, version: draft.version, state: stateOfDraft(draft) },
        passages: draft.passages.map(({ field, wording, version }) => ({ field, wording, version })),
      })),
    })
  })
  app.get(`${listPath}/:file{[a-z0-9-]+\\.ics}`, async (c) => {
    const { table } = await tableOf(c, '.ics')
    isPublic(c)
    openToAll(c)
    return c.body(calendarOf(c, table.title, [table]), 200, { 'Content-Type': 'text/calendar; charset=utf-8' })
  })
  app.get(tablePath, async (c) => {
    const place = await tableOf(c)
    isPublic(c)
    return c.html(await page(c, place, null))
  })
}

function mountDesk(app: App): void {
  app.post(`${tablePath}/publicar`, async (c) => {
    const { table } = await keptTableOf(c)
    await publishTable(c.var.context, table)
    return c.redirect(tablePaths.table(table), 303)
  })
  app.post(`${tablePath}/cancelar`, async (c) => {
    const place = await keptTableOf(c)
    return onPage(c, place, 'cancelar', reasonForm, ({ reason }) =>
      cancelTable(c.var.context, place.table, reason, c.var.deps.config.baseUrl),
    )
  })
  app.post(`${tablePath}/acuerdos`, async (c) => {
    const place = await keptTableOf(c)
    const maker = { spaceId: place.space.id, tableId: place.table.id }
    return onPage(c, place, 'acuerdo', agreementForm, (value) => agree(c.var.context, maker, value))
  })
  app.post(`${tablePath}/acuerdos/:folio{ACU-[0-9A-Z]{4}-[0-9A-Z]{4}}`, async (c) => {
    const place = await keptTableOf(c)
    const folio = c.req.param('folio')
    const all = await agreementsOfTable(c.var.context.db, place.table.id)
    const agreement = all.find((one) => one.folio === folio)
    if (!agreement) return c.notFound()
    return onPage(c, place, folio, agreementStateForm, (value) =>
      stateAgreement(c.var.context, place.space.id, agreement, value),
    )
  })
  app.post(`${tablePath}/borradores`, async (c) => {
    const place = await keptTableOf(c)
    return answerSubmission(c, {
      ...{ form: 'borrador', schema: draftForm, again: (wrong) => page(c, place, wrong) },
      act: async (value) => tablePaths.draft(place.table, await beginDraft(c.var.context, place.table, value)),
    })
  })
}

function onPage<S extends z.ZodType>(
  c: C,
  place: Place,
  form: string,
  schema: S,
  act: (value: z.output<S>) => Promise<unknown>,
) {
  return answerSubmission(c, {
    ...{ form, schema, again: (wrong) => page(c, place, wrong) },
    act: async (value) => {
      await act(value)
      return tablePaths.table(place.table)
    },
  })
}

async function page(c: C, place: Place, wrong: Wrong) {
  const { db } = c.var.context
  const { table, keeps } = place
  const { seated, waiting } = await seatingOf(db, table.id)
  return (
    <TablePage
      {...{ c, ...place, wrong, seating: { seated, waiting: waiting.length } }}
      presence={await presenceAt(db, table.id)}
      agreements={await agreementsOfTable(db, table.id)}
      drafts={await draftsOfTable(db, table.id)}
      alternatives={keeps ? await alternativesFor(db, table.id) : []}
    />
  )
}
