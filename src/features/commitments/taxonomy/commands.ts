import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { Database } from '../../../platform/context.ts'
import { insertMany } from '../../../platform/db/bulk.ts'
import { loadReferenceSet } from '../../../platform/db/reference-set.ts'

/** The list is reviewed every year, so the version is part of every tag (T-69); a new list is a new file, the old one stays. */
const editions = [{ scheme: 'ogp', version: '2024-07', file: 'policy-areas-ogp-2024-07.csv' }] as const

/** Brings the policy areas up to what this version ships; true when something was written. */
export async function loadPolicyAreas(db: Database, now: Date): Promise<boolean> {
  const texts = editions.map((edition) => ({
    ...edition,
    text: readFileSync(new URL(`../../../../db/reference/${edition.file}`, import.meta.url), 'utf8'),
  }))
  return loadReferenceSet(db, { name: 'policy-areas', text: JSON.stringify(texts), now }, async (tx) => {
    const columns = ['scheme', 'version', 'code', 'parent_code', 'name', 'name_en', 'position'] as const
    await insertMany(tx, 'policy_areas', columns, texts.flatMap(areasOf), ['scheme', 'version', 'code'])
  })
}

function areasOf({ scheme, version, text }: { scheme: string; version: string; text: string }) {
  const rows: { code: string; parent_code: string; name: string; name_en: string }[] = parse(text, { columns: true })
  return rows.map((row, index) => ({
    ...row,
    parent_code: row.parent_code || null,
    scheme,
    version,
    position: index + 1,
  }))
}
