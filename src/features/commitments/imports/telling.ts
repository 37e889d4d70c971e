import { type CommitmentDocument, emptyDocument } from '../model.ts'
import { normalDocument } from './normal.ts'

/**
 * Names of what a file has a way to say of a commitment: fields of the document, or a part of one ('organizations.lead',
 * 'policyAreas.ogp', 'assessments.OGP-IRM'). Null: everything. What a file cannot say, it does not erase.
 */
export type Told = ReadonlySet<string> | null

const always: readonly string[] = ['key', 'title', 'externalId', 'missing', 'asWritten']
const fields = Object.keys(emptyDocument('', '', '')) as (keyof CommitmentDocument)[]

/** The document of the file, with what the file could not say taken from the one that is held. */
export function completed(document: CommitmentDocument, told: Told, held: CommitmentDocument): CommitmentDocument {
  if (told === null) return document
  const untold = fields.filter((field) => !always.includes(field) && !told.has(field))
  const kept = Object.fromEntries(untold.map((field) => [field, held[field]])) as Partial<CommitmentDocument>
  return normalDocument({
    ...document,
    ...kept,
    externalId: document.externalId ?? held.externalId,
    organizations: merged(told, 'organizations', document.organizations, held.organizations, (party) => party.part),
    policyAreas: merged(told, 'policyAreas', document.policyAreas, held.policyAreas, (area) => area.scheme),
    assessments: merged(told, 'assessments', document.assessments, held.assessments, (one) => one.assessor),
    sources: told.has('sources') ? document.sources : united(held.sources, document.sources),
    missing: reasons(told, document.missing, held.missing),
    asWritten: reasons(told, document.asWritten, held.asWritten),
  })
}

/** A list of which the file may say only some groups. */
function merged<Item>(
  told: ReadonlySet<string>,
  field: string,
  own: readonly Item[],
  held: readonly Item[],
  group: (item: Item) => string,
): Item[] {
  const isTold = (item: Item) => told.has(field) || told.has(`${field}.${group(item)}`)
  return [...own.filter(isTold), ...held.filter((item) => !isTold(item))]
}

function united<Item>(held: readonly Item[], own: readonly Item[]): Item[] {
  const known = new Set(held.map((item) => JSON.stringify(item)))
  return [...held, ...own.filter((item) => !known.has(JSON.stringify(item)))]
}

function reasons<Value>(
  told: ReadonlySet<string>,
  own: Record<string, Value>,
  held: Record<string, Value>,
): Record<string, Value> {
  const of = (record: Record<string, Value>, isWanted: boolean) =>
    Object.entries(record).filter(([name]) => isReasonTold(told, name) === isWanted)
  return Object.fromEntries([...of(held, false), ...of(own, true)])
}

/** 'policyAreas.gender' goes with the tags, 'activities.A.product' with the roadmap. */
function isReasonTold(told: ReadonlySet<string>, name: string): boolean {
  if (told.has(name)) return true
  const [first = ''] = name.split('.', 1)
  if (first === 'organizations') return told.has(first)
  const field = first === 'activities' ? 'keyActions' : first
  return told.has(field) || [...told].some((one) => one.startsWith(`${field}.`))
}
