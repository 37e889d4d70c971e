import type * as z from 'zod'
import { allow, TooManyRequests } from '../../../platform/errors.ts'
import { answerSubmission, type Wrong } from '../../../platform/http/answer-submission.ts'
import { isPublic } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { takeTurn } from '../../../platform/rate-limit.ts'
import { approveDraft } from '../drafts/approvals/commands.ts'
import { approversOf } from '../drafts/approvals/queries.ts'
import { addPassages, PassageChanged, rewordPassage, stopDraft } from '../drafts/commands.ts'
import { rateDraft } from '../drafts/ratings/commands.ts'
import { decideRemark, remark } from '../drafts/remarks/commands.ts'
import { approvalForm, decisionForm, passageForm, ratingForm, remarkForm, rewordForm } from '../drafts/schema.ts'
import { DraftPage } from '../pages/draft-page.tsx'
import { tablePaths } from '../paths.ts'
import { canRateDrafts } from '../policy.ts'
import { registrationBySecret } from '../registrations/queries.ts'
import { reasonForm } from '../schema.ts'
import { draftOf, draftPath, id } from './place.ts'

type Place = Awaited<ReturnType<typeof draftOf>>

/** Of one account or place: enough for a long meeting, too few for a flood. */
const hourly = { name: 'draft-remark', max: 60, windowMs: 3_600_000 }

export function mountDrafts(app: App): void {
  app.get(draftPath, async (c) => {
    const place = await draftOf(c)
    const secret = c.req.query('clave') ?? null
    if (secret === null) isPublic(c)
    return c.html(await page(c, place, null, { secret }))
  })
  mountVoices(app)
  mountDesk(app)
}

function mountVoices(app: App): void {
  app.post(`${draftPath}/pasajes/:id${id}/observaciones`, async (c) => {
    const place = await draftOf(c)
    const { context, deps } = c.var
    const passageId = c.req.param('id')
    const secret = await secretOf(c)
    allow(context.actor !== null || secret !== null)
    const turn = await takeTurn(context.db, hourly, context.actor?.id ?? secret ?? '', deps.config.secret, context.now)
    if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
    return act(c, place, { form: passageId, schema: remarkForm, secret }, (value) =>
      remark(context, place.table, place.draft.id, passageId, value, secret),
    )
  })
  app.post(`${draftPath}/calificacion`, async (c) => {
    const place = await draftOf(c)
    allow(canRateDrafts(c.var.context.actor, place.space.id))
    return act(c, place, { form: 'calificacion', schema: ratingForm }, (value) =>
      rateDraft(c.var.context, place.table, place.draft.id, value),
    )
  })
  app.post(`${draftPath}/aprobaciones`, async (c) => {
    const place = await draftOf(c)
    allow(c.var.context.actor !== null)
    return act(c, place, { form: 'aprobacion', schema: approvalForm }, (value) =>
      approveDraft(c.var.context, place.table, place.draft.id, value),
    )
  })
}

function mountDesk(app: App): void {
  const kept = async (c: C) => {
    const place = await draftOf(c)
    allow(place.keeps)
    return place
  }
  app.post(`${draftPath}/pasajes`, async (c) => {
    const place = await kept(c)
    return act(c, place, { form: 'pasaje', schema: passageForm }, (value) =>
      addPassages(c.var.context, place.table, place.draft.id, [value]),
    )
  })
  app.post(`${draftPath}/pasajes/:id${id}`, async (c) => {
    const place = await kept(c)
    const passageId = c.req.param('id')
    const position = place.draft.passages.find((one) => one.id === passageId)?.position ?? 0
    return act(c, place, { form: `redaccion-${position}`, schema: rewordForm }, (value) =>
      rewordPassage(c.var.context, place.table, place.draft.id, passageId, value),
    )
  })
  app.post(`${draftPath}/observaciones/:id${id}`, async (c) => {
    const place = await kept(c)
    const remarkId = c.req.param('id')
    return act(c, place, { form: remarkId, schema: decisionForm }, (value) =>
      decideRemark(c.var.context, place.table, place.draft.id, remarkId, value),
    )
  })
  app.post(`${draftPath}/detener`, async (c) => {
    const place = await kept(c)
    return act(c, place, { form: 'detener', schema: reasonForm }, ({ reason }) =>
      stopDraft(c.var.context, place.table, place.draft.id, reason),
    )
  })
}

/** The secret of a place at the table, which a remark's form carries where nobody is signed in. */
async function secretOf(c: C): Promise<string | null> {
  const typed = (await receivedForm(c)).get('clave')
  return typeof typed === 'string' && typed !== '' ? typed : null
}

type Doing<S extends z.ZodType> = { form: string; schema: S; secret?: string | null }

async function act<S extends z.ZodType>(
  c: C,
  place: Place,
  { form, schema, secret = null }: Doing<S>,
  command: (value: z.output<S>) => Promise<unknown>,
): Promise<Response> {
  const { table, draft } = place
  let typed: NonNullable<Wrong>['typed'] = {}
  const again = async (wrong: NonNullable<Wrong>) => {
    const fresh = await draftOf(c)
    return page(c, fresh, wrong, { secret })
  }
  try {
    return await answerSubmission(c, {
      ...{ form, schema, again },
      act: async (value) => {
        typed = typedFrom(value)
        await command(value)
        return `${tablePaths.draft(table, draft.number)}${secret ? `?clave=${secret}` : ''}`
      },
    })
  } catch (error) {
    // Both are shown: what stands now, and what was typed over what stood before.
    if (!(error instanceof PassageChanged)) throw error
    const wrong = { form, typed, errors: { form: c.var.t('tables.refused.passage-changed') } }
    return c.html(await page(c, await draftOf(c), wrong, { secret, changed: error.passageId }), 409)
  }
}

/** The fields as they were typed; the version is left out, so that the form comes back with the one that stands. */
function typedFrom(value: unknown): Record<string, string> {
  const fields = Object.entries(value as Record<string, unknown>)
  return Object.fromEntries(fields.flatMap(([name, one]) => (typeof one === 'string' ? [[name, one]] : [])))
}

async function page(c: C, place: Place, wrong: Wrong, more: { secret: string | null; changed?: string }) {
  const { db, actor, now } = c.var.context
  const { space, table, draft, keeps } = place
  const registration = more.secret === null ? null : await registrationBySecret(db, table.id, more.secret)
  const guest =
    registration && registration.leftAt === null && more.secret !== null ? { registration, secret: more.secret } : null
  const { commitment } = draft
  const isSeen = commitment !== null && (commitment.isPublished || keeps)
  return (
    <DraftPage
      {...{ c, space, table, draft, keeps, guest, wrong, changed: more.changed ?? null }}
      rates={canRateDrafts(actor, space.id)}
      approvers={actor ? await approversOf(db, table, now) : []}
      commitmentHref={isSeen ? tablePaths.commitment(space.slug, commitment.plan, commitment.key) : null}
    />
  )
}
