import type { Transaction } from 'kysely'
import type { DB } from '../../../../platform/db/types.ts'
import { newId } from '../../../../platform/identity.ts'
import type { Witness } from '../../../../platform/record.ts'

type Where = {
  plan_id: string
  commitment_id: string
  activity_id: string
  organization_id: string
  report_id?: string
  answer_id?: string
}

/** Addresses given with a report or an answer become evidence of their own, so that copies and checks find them. */
export async function attachLinks(
  tx: Transaction<DB>,
  { actor, now }: Witness,
  where: Where,
  links: readonly string[],
): Promise<void> {
  for (const url of links) {
    const id = newId()
    const added = { added_by: actor?.id ?? null, added_at: now }
    await tx
      .insertInto('evidence')
      .values({ id, ...where, kind: 'link', title: titleOf(url), ...added })
      .execute()
    await tx
      .insertInto('evidence_versions')
      .values({ evidence_id: id, number: 1, url, ...added })
      .execute()
  }
}

function titleOf(url: string): string {
  const { hostname, pathname } = new URL(url)
  return `${hostname}${pathname === '/' ? '' : pathname}`.slice(0, 300)
}
