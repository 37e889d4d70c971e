import type { Context } from '../../../../platform/context.ts'
import { allow, Refused } from '../../../../platform/errors.ts'
import { newId, slugOf } from '../../../../platform/identity.ts'
import { record } from '../../../../platform/record.ts'
import { noticeVersion } from '../../../people/model.ts'
import { lockEdition } from '../../editions/commands.ts'
import type { Edition } from '../../editions/model.ts'
import { type Tx, teamEvent } from '../commands.ts'
import { addMember } from '../membership/commands.ts'
import { refusalToRegister } from '../model.ts'
import type { Registration } from '../schema.ts'

/** Words that stand where a team's address would. */
const reserved = ['nuevo', 'invitacion', 'permiso']

/**
 * Registers a team with whoever asks as its captain; returns its code. The edition is held meanwhile: its sizes do not change
 * under it, and of two teams of one name one is refused.
 */
export async function registerTeam(
  context: Context,
  baseUrl: string,
  edition: Edition,
  fields: Registration,
): Promise<string> {
  const { db, actor, now } = context
  allow(actor !== null)
  return db.transaction().execute(async (tx) => {
    const held = await lockEdition(tx, edition.id)
    const refusal = refusalToRegister(held, now)
    if (refusal) throw new Refused(`rally.team.refusal.${refusal}`)
    const code = await freeCode(tx, held.id, fields.name)
    const id = newId()
    const { name, kind, stateKey, organizationId, about } = fields
    await tx
      .insertInto('rally_teams')
      .values({
        ...{ id, edition_id: held.id, code, name, kind, about, state_key: stateKey, organization_id: organizationId },
        ...{ notice_version: noticeVersion, registered_by: actor.id, registered_at: now },
      })
      .execute()
    await addMember(tx, context, baseUrl, held, { id, code, name }, fields, true)
    const details = { rally: held.slug, team: code, name, kind }
    await record(tx, context, { ...teamEvent(held, id, 'rally.team-registered'), details })
    return code
  })
}

async function freeCode(tx: Tx, editionId: string, name: string): Promise<string> {
  const rows = await tx.selectFrom('rally_teams').select(['code', 'name']).where('edition_id', '=', editionId).execute()
  if (rows.some((row) => row.name.toLowerCase() === name.toLowerCase())) throw new Refused('rally.team.name-taken')
  const taken = new Set([...rows.map(({ code }) => code), ...reserved])
  const base = slugOf(name, 50) || 'equipo'
  for (let number = 1; ; number += 1) {
    // A code that ends in a number could read like the place of a member in another team.
    const code = number === 1 ? base : `${base}-${number}`
    if (!taken.has(code)) return code
  }
}
