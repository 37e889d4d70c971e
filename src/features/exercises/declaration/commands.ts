import type { Transaction } from 'kysely'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import { rememberFile } from '../../../platform/storage/files.ts'
import { dayOf } from '../../people/model/working-days.ts'
import { aboutExercise, lockExercise } from '../commands.ts'
import type { Exercise } from '../model.ts'
import type { Received } from '../outputs/commands.ts'
import { canRunExercises, canSignFor } from '../policy.ts'
import { existsOn, type Party, standingOf } from './model.ts'
import { readDeclaration } from './queries.ts'
import type { PartyFields } from './schema.ts'

type Tx = Transaction<DB>

/** Writes the text; a later one is a new version with its reason, and asks for new signatures. Returns the version's number. */
export async function writeDeclaration(
  context: Context,
  exercise: Exercise,
  fields: { body: string; reason: string | null },
): Promise<number> {
  const { actor, now } = context
  allow(canRunExercises(actor, exercise.space.id))
  return context.db.transaction().execute(async (tx) => {
    const locked = await lockExercise(tx, exercise.id)
    const { versions } = await readDeclaration(tx, exercise.id)
    const [newest] = versions
    if (newest && fields.reason === null) throw new Refused('declaration.error.reason')
    if (newest?.body === fields.body) throw new Refused('declaration.error.same')
    const version = (newest?.version ?? 0) + 1
    const made = { made_by: actor?.id ?? null, made_at: now }
    await tx
      .insertInto('declarations')
      .values({ id: newId(), exercise_id: exercise.id, version, ...fields, ...made })
      .execute()
    const details = {
      slug: exercise.slug,
      title: exercise.title,
      version,
      ...(fields.reason ? { reason: fields.reason } : {}),
    }
    await record(tx, context, aboutExercise(locked, 'exercise.declaration-written', details))
    return version
  })
}

export async function addParty(context: Context, exercise: Exercise, fields: PartyFields): Promise<string> {
  allow(canRunExercises(context.actor, exercise.space.id))
  const { sector, organizationId, signatory } = fields
  return context.db.transaction().execute(async (tx) => {
    const locked = await lockExercise(tx, exercise.id)
    const organization = await tx
      .selectFrom('organizations')
      .select(['name', 'space_id'])
      .where('id', '=', organizationId)
      .executeTakeFirst()
    if (organization?.space_id !== exercise.space.id) throw new Refused('declaration.error.organization')
    const id = newId()
    const row = { id, exercise_id: exercise.id, sector, organization_id: organizationId, signatory }
    const inserted = await tx
      .insertInto('declaration_parties')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!inserted) throw new Refused('declaration.error.party-there')
    const details = { slug: exercise.slug, name: organization.name, sector }
    await record(tx, context, aboutExercise(locked, 'exercise.party-added', details))
    return id
  })
}

/** Only who never signed any version: signatures stand. */
export async function removeParty(context: Context, exercise: Exercise, partyId: string): Promise<void> {
  allow(canRunExercises(context.actor, exercise.space.id))
  await context.db.transaction().execute(async (tx) => {
    const locked = await lockExercise(tx, exercise.id)
    const party = await partyOf(tx, exercise, partyId)
    const signed = await tx
      .selectFrom('declaration_signatures')
      .select('id')
      .where('party_id', '=', partyId)
      .executeTakeFirst()
    if (signed) throw new Refused('declaration.error.signed')
    await tx.deleteFrom('declaration_parties').where('id', '=', partyId).execute()
    const details = { slug: exercise.slug, name: party.organization.name, sector: party.sector }
    await record(tx, context, aboutExercise(locked, 'exercise.party-removed', details))
  })
}

async function partyOf(tx: Tx, exercise: Exercise, partyId: string): Promise<Party> {
  const { parties } = await readDeclaration(tx, exercise.id)
  return found(parties.find((party) => party.id === partyId))
}

/** Signs by accepting through the account of somebody who acts for the party, today. */
export async function signByAccount(
  context: Context,
  exercise: Exercise,
  partyId: string,
  seen: number,
): Promise<void> {
  const signedOn = dayOf(context.now, exercise.timeZone)
  await sign(context, exercise, partyId, { way: 'account', signedOn, seen, file: null }, (party) =>
    canSignFor(context.actor, exercise.space.id, party.organization.id),
  )
}

/** Keeps the signed act of a party that signed on paper, on its day. */
export async function signOnPaper(
  context: Context,
  exercise: Exercise,
  partyId: string,
  { file, signedOn }: { file: Received; signedOn: string },
): Promise<void> {
  if (signedOn > dayOf(context.now, exercise.timeZone)) throw new Refused('exercise.error.future')
  await sign(context, exercise, partyId, { way: 'paper', signedOn, seen: null, file }, () =>
    canRunExercises(context.actor, exercise.space.id),
  )
}

type Signing = { way: 'account' | 'paper'; signedOn: string; seen: number | null; file: Received | null }

async function sign(
  context: Context,
  exercise: Exercise,
  partyId: string,
  { way, signedOn, seen, file }: Signing,
  mayFor: (party: Party) => boolean,
): Promise<void> {
  const { actor, now } = context
  await context.db.transaction().execute(async (tx) => {
    const locked = await lockExercise(tx, exercise.id)
    const { versions, parties } = await readDeclaration(tx, exercise.id)
    const party = found(parties.find((one) => one.id === partyId))
    allow(mayFor(party))
    const [text] = versions
    if (!text) throw new Refused('declaration.error.no-text')
    // Nobody signs what she has not read: the text may have changed while the page was open.
    if (seen !== null && seen !== text.version) throw new Refused('declaration.error.changed')
    if (party.signature) throw new Refused('declaration.error.already')
    const { organization } = party
    if (!existsOn(organization, signedOn))
      throw new Refused('declaration.error.ceased', {
        name: organization.name,
        successor: organization.successor ?? '—',
      })
    if (file) await rememberFile(tx, file, now)
    await tx
      .insertInto('declaration_signatures')
      .values({
        ...{ id: newId(), declaration_id: text.id, party_id: partyId, way, signed_on: signedOn },
        ...{ sha256: file?.sha256 ?? null, file_name: file?.fileName ?? null },
        ...{ signed_by: actor?.id ?? null, signed_at: now },
      })
      .execute()
    const signed = { ...party, signature: { way, signedOn, sha256: null, fileName: null } }
    const { inForceSince } = standingOf(parties.map((one) => (one.id === partyId ? signed : one)))
    const details = {
      slug: exercise.slug,
      name: organization.name,
      sector: party.sector,
      version: text.version,
      way,
      signedOn,
    }
    await record(tx, context, aboutExercise(locked, 'exercise.declaration-signed', { ...details, inForceSince }))
  })
}
