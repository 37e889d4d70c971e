import type { Context } from '../../../platform/context.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { folioOf } from '../../../platform/folio.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import { canKeepBody } from '../policy.ts'
import type { Agreement } from './model.ts'
import type { AgreementFields, AgreementStateFields } from './schema.ts'

/** Where an agreement was made: a session of a body, or a co-creation table. */
export type Maker = { spaceId: string; sessionId: string } | { spaceId: string; tableId: string }

/** Writes an agreement with who answers for it and until when; returns its folio. */
export async function agree(
  context: Context,
  maker: Maker,
  fields: AgreementFields & { organizationId?: string | null },
): Promise<string> {
  allow(canKeepBody(context.actor, maker.spaceId))
  const { db, actor, now } = context
  const id = newId()
  const folio = folioOf('ACU', id)
  const [sessionId, tableId] = 'sessionId' in maker ? [maker.sessionId, null] : [null, maker.tableId]
  await db.transaction().execute(async (tx) => {
    await tx
      .insertInto('agreements')
      .values({
        ...{ id, folio, space_id: maker.spaceId, session_id: sessionId, table_id: tableId, wording: fields.wording },
        ...{ responsible: fields.responsible, organization_id: fields.organizationId ?? null, due_on: fields.dueOn },
        ...{ made_by: actor?.id ?? null, made_at: now },
      })
      .execute()
    const details = { folio, wording: fields.wording, responsible: fields.responsible, dueOn: fields.dueOn }
    const subject = { type: 'agreement', id }
    await record(tx, context, { type: 'agreement.made', spaceId: maker.spaceId, subject, details })
  })
  return folio
}

/** What became of an agreement: a row with its reason; what is done or cancelled is not moved again. */
export async function stateAgreement(
  context: Context,
  spaceId: string,
  agreement: Agreement,
  fields: AgreementStateFields,
): Promise<void> {
  allow(canKeepBody(context.actor, spaceId))
  const { db, actor, now } = context
  await db.transaction().execute(async (tx) => {
    found(await tx.selectFrom('agreements').select('id').where('id', '=', agreement.id).forUpdate().executeTakeFirst())
    const last = await tx
      .selectFrom('agreement_states')
      .select('state')
      .where('agreement_id', '=', agreement.id)
      .orderBy('stated_at', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirst()
    if (last?.state === 'done' || last?.state === 'cancelled') throw new Refused('governance.refused.agreement-closed')
    const by = { stated_by: actor?.id ?? null, stated_at: now }
    await tx
      .insertInto('agreement_states')
      .values({ id: newId(), agreement_id: agreement.id, ...fields, ...by })
      .execute()
    const details = { folio: agreement.folio, ...fields }
    const subject = { type: 'agreement', id: agreement.id }
    await record(tx, context, { type: 'agreement.moved', spaceId, subject, details })
  })
}
