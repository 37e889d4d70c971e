import { newToken, tokenHash } from '../../../../platform/auth/one-time-link.ts'
import type { Context } from '../../../../platform/context.ts'
import { allow, found, Refused } from '../../../../platform/errors.ts'
import { translator } from '../../../../platform/i18n.ts'
import { newId } from '../../../../platform/identity.ts'
import { queueMail } from '../../../../platform/mail/queue.ts'
import { record } from '../../../../platform/record.ts'
import { askForScoring } from '../../consolidation/queue/commands.ts'
import { type Edition, isLocked } from '../../editions/model.ts'
import { lockTeam, type Tx, teamEvent } from '../commands.ts'
import { guardianMail } from '../emails.tsx'
import { hasRoom, newAccountCode, type Team } from '../model.ts'
import { teamPaths } from '../paths.ts'
import { isCaptain, placeIn } from '../policy.ts'

export type NewMember = { pseudonym: string; isMinor: boolean; guardianEmail: string | null }

type Place = { id: string; code: string; name: string }

/**
 * Gives the actor a place in a team whose row (or whose edition's) is held: one team of an edition for each person, no more than
 * the edition allows. With her comes an account of direct capture, her own, so that nobody needs a network (T-46).
 */
export async function addMember(
  tx: Tx,
  context: Context,
  baseUrl: string,
  edition: Edition,
  team: Place,
  member: NewMember,
  isCaptain: boolean,
): Promise<void> {
  const { actor, now } = context
  allow(actor !== null)
  const places = await tx.selectFrom('rally_members').select('position').where('team_id', '=', team.id).execute()
  if (!hasRoom(places.length, edition)) throw new Refused('rally.team.full', { max: edition.teamMax })
  const position = Math.max(0, ...places.map((place) => place.position)) + 1
  const id = newId()
  const inserted = await tx
    .insertInto('rally_members')
    .values({
      ...{ id, edition_id: edition.id, team_id: team.id, position, pseudonym: member.pseudonym, person_id: actor.id },
      ...{ is_captain: isCaptain, is_minor: member.isMinor, joined_at: now },
    })
    .onConflict((conflict) => conflict.columns(['edition_id', 'person_id']).doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) throw new Refused('rally.team.already-in-one')
  await addOwnAccount(tx, context, edition, team, { id, position })
  if (member.isMinor) await askGuardian(tx, context, baseUrl, edition, team, { id, ...member })
}

async function addOwnAccount(
  tx: Tx,
  { now }: Context,
  edition: Edition,
  team: Place,
  member: { id: string; position: number },
): Promise<void> {
  const id = newId()
  const handle = `${team.code}-${member.position}`
  await tx
    .insertInto('rally_accounts')
    .values({
      ...{ id, edition_id: edition.id, team_id: team.id, member_id: member.id, network: 'web', handle },
      ...{ handle_folded: handle, code: newAccountCode(), claimed_at: now },
    })
    .execute()
  await tx.insertInto('rally_account_proofs').values({ account_id: id, method: 'own', proved_at: now }).execute()
  if (edition.acts.published) await askForScoring(tx, edition.id)
}

/** Asks by mail where an address was given; without one the organisers wait for a signed sheet. */
async function askGuardian(
  tx: Tx,
  { now }: Context,
  baseUrl: string,
  edition: Edition,
  team: Place,
  { id, pseudonym, guardianEmail }: { id: string } & NewMember,
): Promise<void> {
  const token = guardianEmail ? newToken() : null
  await tx
    .insertInto('rally_guardian_consents')
    .values({
      member_id: id,
      guardian_email: guardianEmail,
      token_hash: token ? tokenHash(token) : null,
      asked_at: now,
    })
    .execute()
  if (!guardianEmail || !token) return
  const url = new URL(teamPaths.consent(edition), baseUrl)
  url.searchParams.set('token', token)
  const t = translator(edition.language)
  const mail = guardianMail(t, { url: url.href, pseudonym, team: team.name, rally: edition.name })
  await queueMail(tx, { ...mail, recipient: guardianEmail, purpose: 'guardian' }, now)
}

/** Before the opening a place becomes free again; later it stays taken, and what she did stays with the team. */
export async function leaveTeam(context: Context, edition: Edition, team: Team): Promise<void> {
  const own = placeIn(context.actor, team)
  allow(own !== null)
  await context.db.transaction().execute(async (tx) => {
    const { team: held } = await lockTeam(tx, edition, team.code)
    const others = held.members.filter((member) => member.id !== own.id && member.leftAt === null)
    const place = found(held.members.find((member) => member.id === own.id))
    if (place.isCaptain) throw new Refused(others.length > 0 ? 'rally.team.captain-stays' : 'rally.team.last-withdraws')
    if (isLocked(edition, context.now)) {
      await tx.updateTable('rally_members').set({ left_at: context.now }).where('id', '=', own.id).execute()
    } else {
      await tx.deleteFrom('rally_members').where('id', '=', own.id).execute()
      await askForScoring(tx, edition.id)
    }
    const details = { rally: edition.slug, team: team.code, position: own.position }
    await record(tx, context, { ...teamEvent(edition, team.id, 'rally.member-left'), details })
  })
}

/** The captain hands over to another member; an organiser may name one where the captain is gone. */
export async function handOverCaptaincy(
  context: Context,
  edition: Edition,
  team: Team,
  memberId: string,
  isOrganiser: boolean,
): Promise<void> {
  allow(isOrganiser || isCaptain(context.actor, team))
  await context.db.transaction().execute(async (tx) => {
    const { team: held } = await lockTeam(tx, edition, team.code)
    if (!isOrganiser) allow(isCaptain(context.actor, held))
    const heir = found(held.members.find(({ id, leftAt, personId }) => id === memberId && leftAt === null && personId))
    await tx.updateTable('rally_members').set({ is_captain: false }).where('team_id', '=', held.id).execute()
    await tx.updateTable('rally_members').set({ is_captain: true }).where('id', '=', heir.id).execute()
    const details = { rally: edition.slug, team: team.code, position: heir.position }
    await record(tx, context, { ...teamEvent(edition, team.id, 'rally.captain-changed'), details })
  })
}
