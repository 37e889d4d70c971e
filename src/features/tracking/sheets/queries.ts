import type { Db } from '../../../platform/context.ts'
import type { StoredCommitment } from '../../commitments/document/model.ts'
import { readDocuments } from '../../commitments/document/queries.ts'
import { rowsOf } from '../../commitments/imports/template/write-rows.ts'
import { canonical, placeOf, type Standing } from './model.ts'

/** Every activity of a plan as the sheet shows it, and the commitments that hold them. */
export async function readStanding(
  db: Db,
  planId: string,
): Promise<{ stored: StoredCommitment[]; standing: Map<string, Standing> }> {
  const stored = await readDocuments(db, planId)
  const standing = new Map<string, Standing>()
  for (const { document } of stored) {
    for (const { kind, cells } of rowsOf(document, unguarded)) {
      if (kind !== 'actividad') continue
      const code = cells.get('codigo') ?? ''
      const texts = new Map([...cells].map(([header, text]) => [header, canonical(header, text) ?? text]))
      standing.set(placeOf(document.key, code), { key: document.key, code, cells: texts })
    }
  }
  return { stored, standing }
}

const unguarded = { write: (text: string) => text, read: (text: string) => text }
