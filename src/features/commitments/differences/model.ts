import { type CommitmentDocument, textFields } from '../model.ts'

/**
 * One difference between two versions. `path` names the field ('title', 'keyActions/2/weight', 'keyActions/2/activities/2.1');
 * a part that came or went has null on the other side.
 */
export type Change = { path: string; before: Shown; after: Shown }
export type Shown = string | number | null

/** Differences of two documents in the order in which a page shows them; states and outside judgements are not compared. */
export function differencesBetween(before: CommitmentDocument, after: CommitmentDocument): Change[] {
  return [
    ...fieldsOf(before, after, '', [
      'number',
      'title',
      ...textFields,
      'startsOn',
      'endsOn',
      'origin',
      'externalId',
      'country',
      'language',
    ]),
    ...lists(before, after),
    ...parts(before.keyActions, after.keyActions, 'keyActions', (a, b, path) => [
      ...fieldsOf(a, b, path, ['title', 'weight', 'startsOn', 'endsOn']),
      ...parts(a.activities, b.activities, `${path}activities`, (x, y, inner) =>
        fieldsOf(x, y, inner, [
          ...(['title', 'product', 'meansOfVerification', 'responsibleOffice'] as const),
          ...(['startsOn', 'endsOn', 'dueAsWritten'] as const),
        ]),
      ),
    ]),
    ...parts(before.indicators, after.indicators, 'indicators', (a, b, path) =>
      fieldsOf(a, b, path, [
        ...(['name', 'unit', 'direction', 'baseline', 'baselineOn', 'target', 'targetOn'] as const),
        ...(['frequency', 'meansOfVerification', 'justification'] as const),
      ]),
    ),
  ]
}

function fieldsOf<Thing>(
  before: Thing,
  after: Thing,
  path: string,
  fields: readonly (keyof Thing & string)[],
): Change[] {
  // A version kept before a field existed does not have it: unknown then, as null is now.
  const shownIn = (thing: Thing, field: keyof Thing) => (thing[field] as Shown | undefined) ?? null
  return fields.flatMap((field) => change(`${path}${field}`, shownIn(before, field), shownIn(after, field)))
}

function change(path: string, before: Shown, after: Shown): Change[] {
  return before === after ? [] : [{ path, before, after }]
}

/** Lists whose items have no name of their own are compared as the lines a person reads. */
function lists(before: CommitmentDocument, after: CommitmentDocument): Change[] {
  const lines = (document: CommitmentDocument): Record<string, string[]> => ({
    organizations: document.organizations.map((party) => `${party.part}: ${party.name}`),
    expectedProducts: document.expectedProducts,
    meansOfVerification: document.meansOfVerification,
    values: document.values,
    sdgs: document.sdgs.map((sdg) => sdg.target ?? String(sdg.goal)),
    policyAreas: document.policyAreas.map((area) => `${area.scheme}/${area.version}/${area.code}`),
    territories: document.territories,
    sources: document.sources.map((source) => [source.title, source.url, source.note].filter(Boolean).join(' · ')),
    missing: Object.entries(document.missing).map(([field, kind]) => `${field}: ${kind}`),
    asWritten: Object.entries(document.asWritten).map(([field, text]) => `${field}: ${text}`),
  })
  const old = lines(before)
  return Object.entries(lines(after)).flatMap(([field, items]) =>
    change(field, joined(old[field] ?? []), joined(items)),
  )
}

function joined(items: string[]): string | null {
  return items.length === 0 ? null : items.join('\n')
}

function parts<Part extends { code: string }>(
  before: readonly Part[],
  after: readonly Part[],
  path: string,
  compare: (before: Part, after: Part, path: string) => Change[],
): Change[] {
  const old = new Map(before.map((part) => [part.code, part]))
  const now = new Map(after.map((part) => [part.code, part]))
  const gone = before
    .filter((part) => !now.has(part.code))
    .map((part) => ({ path: `${path}/${part.code}`, before: nameOf(part), after: null }))
  const rest = after.flatMap((part): Change[] => {
    const earlier = old.get(part.code)
    if (!earlier) return [{ path: `${path}/${part.code}`, before: null, after: nameOf(part) }]
    return compare(earlier, part, `${path}/${part.code}/`)
  })
  return [...gone, ...rest]
}

function nameOf(part: { code: string; title?: string; name?: string }): string {
  return `${part.code} ${part.title ?? part.name ?? ''}`.trim()
}
