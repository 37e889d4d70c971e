import type { Transaction } from 'kysely'
import type { DB } from '../../../../platform/db/types.ts'
import type { Happening, Witness } from '../../../../platform/record.ts'
import { addEvidence, type NewEvidence } from '../../evidence/commands.ts'
import { type KeptFile, kindOfFile } from '../../evidence/model.ts'

/** A file that comes with a report or an answer; its bytes lie in the storage. */
export type ReportedFile = { title: string; datedOn: string | null; file: KeptFile }

type To = Pick<NewEvidence, 'activityId' | 'organizationId' | 'reportId' | 'answerId'>

/**
 * Addresses and files given with a report or an answer become evidence of their own, so that copies, checks and versions find
 * them. Returns what happened, for the caller to record with its own.
 */
export async function attach(
  tx: Transaction<DB>,
  witness: Witness,
  to: To,
  given: { links: readonly string[]; files: readonly ReportedFile[] },
): Promise<Happening[]> {
  const pieces: NewEvidence[] = [
    ...given.links.map((url) => ({
      ...to,
      kind: 'link' as const,
      title: titleOf(url),
      source: { url },
      datedOn: null,
    })),
    ...given.files.map(({ title, datedOn, file }) => {
      return { ...to, kind: kindOfFile(file.mediaType), title, source: { file }, datedOn }
    }),
  ]
  const happenings: Happening[] = []
  for (const piece of pieces) happenings.push((await addEvidence(tx, witness, piece)).happening)
  return happenings
}

function titleOf(url: string): string {
  const { hostname, pathname } = new URL(url)
  return `${hostname}${pathname === '/' ? '' : pathname}`.slice(0, 300)
}
