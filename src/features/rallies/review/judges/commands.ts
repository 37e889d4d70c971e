import type { Transaction } from 'kysely'
import type { Context } from '../../../../platform/context.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { allow, Refused } from '../../../../platform/errors.ts'
import { record } from '../../../../platform/record.ts'
import type { Edition } from '../../editions/model.ts'
import { canOrganise } from '../../editions/policy.ts'
import { nextCode } from '../model.ts'
import type { JudgeFields } from '../schema.ts'

/** Names somebody with an account a judge. Returns the code that open data call her by; the record knows no other name of hers. */
export async function nameJudge(context: Context, edition: Edition, fields: JudgeFields): Promise<string> {
  const { db, actor, now } = context
  allow(canOrganise(actor, edition.space.id))
  if (edition.acts.finalised) throw new Refused('review.judges.too-late')
  return db.transaction().execute(async (tx) => {
    await lockReview(tx, edition.id)
    const personId = await personNamed(tx, fields)
    const judges = await tx
      .selectFrom('rally_judges')
      .select(['code', 'person_id'])
      .where('edition_id', '=', edition.id)
      .execute()
    if (judges.some((judge) => judge.person_id === personId)) throw new Refused('review.judges.already')
    const code = nextCode(judges.map((judge) => judge.code))
    await tx
      .insertInto('rally_judges')
      .values({
        edition_id: edition.id,
        person_id: personId,
        code,
        organization_id: fields.organization,
        named_by: actor?.id ?? null,
        named_at: now,
      })
      .execute()
    await record(tx, context, {
      type: 'judge.named',
      spaceId: edition.space.id,
      subject: { type: 'rally', id: edition.id },
      details: { judge: code, organization: fields.organization },
    })
    return code
  })
}

async function personNamed(tx: Transaction<DB>, { person, email }: JudgeFields): Promise<string> {
  const row = await tx
    .selectFrom('people')
    .select('id')
    .where((eb) => (person ? eb('id', '=', person) : eb(eb.fn('lower', ['email']), '=', (email ?? '').toLowerCase())))
    .where('email_verified', '=', true)
    .executeTakeFirst()
  if (!row) throw new Refused('review.judges.unknown')
  return row.id
}

/** One after another: who decides, answers or is named holds the edition's row until her transaction ends. */
export async function lockReview(tx: Transaction<DB>, editionId: string): Promise<void> {
  await tx.selectFrom('rally_editions').select('id').where('id', '=', editionId).forNoKeyUpdate().executeTakeFirst()
}
