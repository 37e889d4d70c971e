import type { ReasonCode } from '../../../platform/csv/faults.ts'
import type { Values } from '../../../platform/errors.ts'
import type { CommitmentDocument } from '../model.ts'

/** `part` is the code of the key action, activity or indicator that holds the field; null: the commitment itself. */
export type DocumentFault = { part: string | null; field: string; value: string; reason: ReasonCode; values?: Values }

// Indexed columns: PostgreSQL refuses an index entry of more than 2.7 KB.
const longestName = 500
const longestCode = 100
const longestTitle = 2000

/** What the database or another reader would refuse, as faults with a place; the document is in its normal form. */
export function faultsOfDocument(document: CommitmentDocument): DocumentFault[] {
  return [
    ...faultsOfIdentity(document),
    ...crossed(null, document),
    ...faultsOfLists(document),
    ...document.keyActions.flatMap(faultsOfAction),
    ...repeated(
      'codigo',
      document.keyActions.map((action) => action.code),
    ),
    ...repeated(
      'codigo',
      document.keyActions.flatMap((action) => action.activities.map((activity) => activity.code)),
    ),
    ...document.indicators.flatMap((indicator) => [
      ...code(indicator.code),
      ...text(indicator.code, 'name', indicator.name, longestTitle),
    ]),
    ...repeated(
      'codigo',
      document.indicators.map((indicator) => indicator.code),
    ),
    ...faultsOfAssessments(document),
  ]
}

/** Part of an address: the same rule as the database's. */
export function isKey(text: string): boolean {
  return text.length <= 80 && /^[a-z0-9]+([.-][a-z0-9]+)*$/.test(text)
}

function faultsOfIdentity(document: CommitmentDocument): DocumentFault[] {
  const faults: DocumentFault[] = []
  const fault = (field: string, value: string | null, reason: ReasonCode) =>
    faults.push({ part: null, field, value: value ?? '', reason })
  if (!isKey(document.key)) fault('key', document.key, 'key')
  if (document.country !== null && !/^[A-Z]{2}$/.test(document.country)) fault('country', document.country, 'country')
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(document.language)) fault('language', document.language, 'language')
  faults.push(
    ...text(null, 'title', document.title, longestTitle),
    ...long(null, 'number', document.number, longestName),
  )
  faults.push(...long(null, 'externalId', document.externalId ?? '', longestName))
  return faults
}

function faultsOfLists(document: CommitmentDocument): DocumentFault[] {
  const faults: DocumentFault[] = []
  for (const { goal, target } of document.sdgs) {
    const named = target === null || new RegExp(`^${goal}\\.[0-9a-z]{1,2}$`).test(target)
    if (!(goal >= 1 && goal <= 17) || !named)
      faults.push({ part: null, field: 'sdgs', value: target ?? String(goal), reason: 'sdg' })
  }
  for (const party of document.organizations) {
    faults.push(...text(null, 'organizations', party.name, longestName))
    if (party.kind === '') faults.push({ part: null, field: 'organizations', value: party.name, reason: 'required' })
  }
  faults.push(...document.sources.flatMap((source) => text(null, 'sources', source.title, longestTitle)))
  faults.push(
    ...repeated(
      'sdgs',
      document.sdgs.map((sdg) => sdg.target ?? String(sdg.goal)),
    ),
  )
  faults.push(
    ...repeated(
      'organizations',
      document.organizations.map((party) => `${party.part}: ${party.name}`),
    ),
  )
  faults.push(
    ...repeated(
      'policyAreas',
      document.policyAreas.map((area) => `${area.scheme} ${area.version} ${area.code}`),
    ),
  )
  return [...faults, ...repeated('values', document.values), ...repeated('territories', document.territories)]
}

function faultsOfAction(action: CommitmentDocument['keyActions'][number]): DocumentFault[] {
  const { weight } = action
  const exact = weight === null || (weight >= 0 && weight <= 100 && Number(weight.toFixed(4)) === weight)
  return [
    ...code(action.code),
    ...text(action.code, 'title', action.title, longestTitle),
    ...crossed(action.code, action),
    ...(exact ? [] : [{ part: action.code, field: 'weight', value: String(weight), reason: 'weight' as const }]),
    ...action.activities.flatMap((activity) => [
      ...code(activity.code),
      ...text(activity.code, 'title', activity.title, longestTitle),
      ...crossed(activity.code, activity),
    ]),
  ]
}

function faultsOfAssessments(document: CommitmentDocument): DocumentFault[] {
  const faults: DocumentFault[] = []
  for (const one of document.assessments) {
    const value = `${one.assessor} ${one.variable}`
    const fault = (reason: ReasonCode) => faults.push({ part: null, field: 'assessments', value, reason })
    if (one.assessor === '' || one.variable === '') fault('required')
    if ((one.label === null) === (one.missing === null)) fault('label-or-missing')
    if (value.length > longestName) fault('too-long')
    if (one.year !== null && !(Number.isInteger(one.year) && Math.abs(one.year) < 10_000)) fault('number')
  }
  return [
    ...faults,
    ...repeated(
      'assessments',
      document.assessments.map((one) => `${one.assessor} ${one.variable}`),
    ),
  ]
}

function crossed(part: string | null, dates: { startsOn: string | null; endsOn: string | null }): DocumentFault[] {
  const { startsOn, endsOn } = dates
  if (startsOn === null || endsOn === null || startsOn <= endsOn) return []
  return [{ part, field: 'endsOn', value: endsOn, reason: 'dates-crossed', values: { start: startsOn } }]
}

function code(value: string): DocumentFault[] {
  return text(value, 'code', value, longestCode)
}

function text(part: string | null, field: string, value: string, max: number): DocumentFault[] {
  return value === '' ? [{ part, field, value, reason: 'required' }] : long(part, field, value, max)
}

function long(part: string | null, field: string, value: string, max: number): DocumentFault[] {
  return value.length > max ? [{ part, field, value, reason: 'too-long', values: { max } }] : []
}

function repeated(field: string, names: readonly string[]): DocumentFault[] {
  const seen = new Set<string>()
  return names.flatMap((name) => {
    if (seen.has(name))
      return [
        {
          part: field === 'codigo' ? name : null,
          field: field === 'codigo' ? 'code' : field,
          value: name,
          reason: 'repeated' as const,
        },
      ]
    seen.add(name)
    return []
  })
}
