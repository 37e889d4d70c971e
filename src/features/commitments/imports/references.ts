import { type Fault, type Rejection, rejection } from '../../../platform/csv/faults.ts'
import type { T } from '../../../platform/i18n.ts'
import type { CommitmentDocument } from '../model.ts'
import type { Accepted, ImportFormat } from './report.ts'

/** What a document may point at. */
export type References = {
  countries: ReadonlySet<string>
  territories: ReadonlySet<string>
  organizationKinds: ReadonlySet<string>
  policyAreas: ReadonlySet<string>
}

/** As the template writes it. */
export const areaName = (area: { scheme: string; version: string; code: string }) =>
  `${area.scheme} :: ${area.version} :: ${area.code}`

type Field = 'country' | 'territories' | 'organizations' | 'policyAreas'

const templateHeaders: Record<Field, string> = {
  country: 'pais',
  territories: 'territorios',
  organizations: 'instituciones_responsables',
  policyAreas: 'areas_de_politica',
}

/** Sets apart the commitments that point at something the platform does not know. */
export function splitByReferences(
  accepted: readonly Accepted[],
  references: References,
  format: ImportFormat,
  t: T,
): { sound: Accepted[]; rejections: Rejection[] } {
  const sound: Accepted[] = []
  const rejections: Rejection[] = []
  for (const one of accepted) {
    const faults = unknownIn(one.document, references)
    if (faults.length === 0) sound.push(one)
    for (const { field, ...fault } of faults) {
      const column =
        format === 'template' ? templateHeaders[field] : format === 'ogp-csv' && field === 'country' ? 'Code' : field
      rejections.push(rejection(t, { ...fault, row: one.row, column }))
    }
  }
  return { sound, rejections }
}

type Unknown = { field: Field } & Pick<Fault, 'value' | 'reason' | 'values'>

export function unknownIn(document: CommitmentDocument, references: References): Unknown[] {
  const { country, territories, organizations, policyAreas } = document
  const choices = [...references.organizationKinds].join(', ')
  return [
    ...(country === null || references.countries.has(country)
      ? []
      : [{ field: 'country', value: country, reason: 'country' } as const]),
    ...territories
      .filter((key) => !references.territories.has(key))
      .map((value) => ({ field: 'territories', value, reason: 'territory' }) as const),
    ...organizations
      .filter((party) => !references.organizationKinds.has(party.kind))
      .map(
        (party) =>
          ({ field: 'organizations', value: party.kind, reason: 'organization-kind', values: { choices } }) as const,
      ),
    ...policyAreas
      .map(areaName)
      .filter((area) => !references.policyAreas.has(area))
      .map((value) => ({ field: 'policyAreas', value, reason: 'policy-area' }) as const),
  ]
}
