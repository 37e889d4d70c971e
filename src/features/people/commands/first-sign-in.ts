import { createSignInToken } from '../../../platform/auth/one-time-link.ts'
import { type AuthSettings, operatorLinkHours } from '../../../platform/auth/settings.ts'
import type { Context, Database, Role } from '../../../platform/context.ts'
import { newId } from '../../../platform/identity.ts'
import { personByEmail } from '../queries/people.ts'
import { rootSpaceIds } from '../queries/roles.ts'
import { insertGrant } from './roles.ts'
import { signInUrl } from './signing-in.ts'

export const demoAdministrator = { name: 'Administración de la demostración', email: 'administracion@tequio.example' }

export type OperatorDeps = { db: Database; settings: AuthSettings; now: Date }

/**
 * The link that a first start prints: makes the demo's administrator of every root space, once. Null when the installation
 * has an administrator already. One process wins when several start together.
 */
export async function firstSignInLink({ db, settings, now }: OperatorDeps): Promise<string | null> {
  const isMade = await db.transaction().execute(async (tx) => {
    await tx.selectFrom('record_head').select('seq').forUpdate().execute()
    const someone = await tx
      .selectFrom('role_grants')
      .select('id')
      .where('role', '=', 'administrator')
      .limit(1)
      .executeTakeFirst()
    const roots = await rootSpaceIds(tx)
    if (someone || roots.length === 0) return false
    const personId = newId()
    await tx
      .insertInto('people')
      .values({ id: personId, ...demoAdministrator, email_verified: true, created_at: now })
      .execute()
    const context: Context = { db, actor: null, now, locale: 'es' }
    for (const spaceId of roots) {
      await insertGrant(tx, context, {
        spaceId,
        personId,
        role: 'administrator',
        organizationId: null,
        grantedBy: null,
      })
    }
    return true
  })
  return isMade ? operatorSignInLink({ db, settings, now }, demoAdministrator.email) : null
}

/** A link an operator hands over by herself: whoever opens it within a day is signed in as that address. */
export async function operatorSignInLink({ db, settings, now }: OperatorDeps, email: string): Promise<string> {
  return signInUrl(settings, await createSignInToken(db, email, now, operatorLinkHours * 3_600_000))
}

export type OperatorGrant = { email: string; spaceId: string; role: Role; organizationId: string | null }

/** Gives a role from the terminal, making the person if she has never signed in. */
export async function grantFromTerminal(context: Context, grant: OperatorGrant): Promise<string> {
  const { db, now } = context
  const email = grant.email.toLowerCase()
  return db.transaction().execute(async (tx) => {
    await tx
      .insertInto('people')
      .values({ id: newId(), name: '', email, email_verified: true, created_at: now })
      .onConflict((conflict) => conflict.column('email').doNothing())
      .execute()
    const person = await personByEmail(tx, email)
    if (!person) throw new Error('the person was made a moment ago')
    return insertGrant(tx, context, {
      spaceId: grant.spaceId,
      personId: person.id,
      role: grant.role,
      organizationId: grant.organizationId,
      grantedBy: null,
    })
  })
}
