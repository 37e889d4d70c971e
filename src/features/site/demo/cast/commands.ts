import type { Transaction } from 'kysely'
import type { Person, Role } from '../../../../platform/context.ts'
import type { DB } from '../../../../platform/db/types.ts'
import { newId, slugOf } from '../../../../platform/identity.ts'
import { noticeVersion } from '../../../people/model.ts'

type At = { spaceId: string; now: Date }

/**
 * Somebody of the invented cast; who was there before under that name plays on. Addresses end in .example: nobody can own one;
 * operators sign in as them with `tequio people sign-in-link`.
 */
export async function createActor(
  tx: Transaction<DB>,
  name: string,
  role: Role | null,
  organizationId: string | null,
  { spaceId, now }: At,
): Promise<Person> {
  const email = `${slugOf(name)}@demo.example`
  const there = await tx.selectFrom('people').select('id').where('email', '=', email).executeTakeFirst()
  const grants = role === null ? [] : [{ role, spaceIds: new Set([spaceId]), organizationId }]
  if (there) return { id: there.id, name, grants }
  const id = newId()
  await tx.insertInto('people').values({ id, name, email, email_verified: true, created_at: now }).execute()
  await tx
    .insertInto('notice_acceptances')
    .values({ person_id: id, version: noticeVersion, accepted_at: now })
    .execute()
  if (role === null) return { id, name, grants }
  const grant = { space_id: spaceId, person_id: id, role, organization_id: organizationId, granted_at: now }
  await tx
    .insertInto('role_grants')
    .values({ id: newId(), ...grant })
    .execute()
  return { id, name, grants }
}
