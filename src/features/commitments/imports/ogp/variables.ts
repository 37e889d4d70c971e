import { kebab } from './areas.ts'

/**
 * A column of the dataset that says something about the commitment. `assessor` 'OGP-IRM' is a judgement of the Independent
 * Reporting Mechanism, 'OGP' a fact of the dataset. The label decides, never the number beside it (T-16): `twin` is the
 * numeric column, read only to see whether it disagrees.
 */
export type Variable = {
  column: string
  assessor: 'OGP-IRM' | 'OGP'
  variable: string
  /** Labels of the scale, each with the number the twin column should carry; absent: any text. */
  scale?: Readonly<Record<string, number>>
  twin?: string
  /** A column of 0 and 1 without labels of its own: read as No and Yes. */
  isFlag?: true
  product?: string
  yearColumn?: string
}

const progress = { product: 'Progress Report', yearColumn: 'Report Publication Year (Progress Report)' }
const endOfTerm = { product: 'End of Term', yearColumn: 'Report Publication Year (End Of Term)' }

const completion = { Withdrawn: 0, Unclear: 1, 'Not Started': 2, Limited: 3, Substantial: 4, Complete: 5 }
/** "No early results" shares its number with "did not change", but is missing information (T-17). */
const openedOverall = {
  Worsens: 0,
  'Did Not Change': 1,
  'No early results to report yet': 1,
  Marginal: 2,
  Major: 3,
  Outstanding: 4,
}
const openedValue = { 'Not Applicable': 0, Worsens: 1, 'Did Not Change': 2, Marginal: 3, Major: 4, Outstanding: 5 }

/** Labels that look like a result and are none; who draws a scale leaves them out (T-17). */
export const labelsWithoutInformation: readonly string[] = [
  'No early results to report yet',
  'Not Applicable',
  'Unclear',
]

const irm = (column: string, rest: Omit<Variable, 'column' | 'assessor' | 'variable'> = {}): Variable => ({
  column,
  assessor: 'OGP-IRM',
  variable: kebab(column),
  ...rest,
})
const fact = (column: string, variable = kebab(column), rest: Pick<Variable, 'isFlag'> = {}): Variable => ({
  column,
  assessor: 'OGP',
  variable,
  ...rest,
})

export const variables: readonly Variable[] = [
  fact('Country/Locality', 'country-or-locality'),
  fact('Code', 'country-or-locality-code'),
  fact('Action Plan ID', 'plan-id'),
  fact('Action Plan Number', 'plan-number'),
  fact('Region'),
  fact('National Or Local'),
  fact('Year Of Submission', 'plan-year-of-submission'),
  fact('Action Plan End Year', 'plan-end-year'),
  fact('Action Plan Duration (Years)', 'plan-duration-years'),
  fact('Theme', 'plan-theme'),
  fact('Subnational in NAPs', 'subnational-in-naps', { isFlag: true }),
  fact('Active Commitment', 'active-commitment', { isFlag: true }),
  fact('Latest IRM Report', 'latest-irm-report'),
  fact('id', 'dataset-id'),
  irm('Report Publication Year (Progress Report)'),
  irm('Compound', { ...progress, isFlag: true }),
  irm('Cluster', progress),
  irm('Specificity', { ...progress, scale: { None: 0, Low: 1, Medium: 2, High: 3 }, twin: '_Specificity' }),
  irm('Verifiable', { ...progress, scale: { No: 0, Yes: 1 } }),
  { ...irm('_Relevant', { ...progress, isFlag: true }), variable: 'relevant' },
  // Three scales of three periods, kept apart (T-19): potential impact, potential for results, early results.
  irm('Potential Impact', {
    ...progress,
    scale: { None: 0, Minor: 1, Moderate: 2, Transformative: 3 },
    twin: '_Potential Impact',
  }),
  irm('Completion (Progress Report)', { ...progress, scale: completion, twin: '_CompletionProgress' }),
  irm('Starred (2015 Only)', { ...progress, isFlag: true }),
  irm('Starred (Current Formula) Progress Report', { ...progress, isFlag: true }),
  irm('Potential for Results', {
    ...progress,
    scale: { Unclear: 0, Modest: 1, Substantial: 2 },
    twin: '_Potential for Results',
  }),
  irm('Cluster (AP Review)', { product: 'Action Plan Review', isFlag: true }),
  irm('Cluster Commitment ID(s)', { product: 'Action Plan Review' }),
  irm('Report Publication Year (End Of Term)'),
  irm('Completion (End Of Term)', { ...endOfTerm, scale: completion, twin: '_CompletionEndTerm' }),
  irm('Change In Completion', {
    ...endOfTerm,
    scale: { Decrease: -1, 'No Change': 0, Increase: 1 },
    twin: '_ChangeCompletion',
  }),
  irm('Early Results', {
    ...endOfTerm,
    scale: { 'No notable results': 0, Moderate: 1, Significant: 2 },
    twin: '_Early Results',
  }),
  irm('Did It Open Government (Overall)', { ...endOfTerm, scale: openedOverall, twin: '_OpenGovernment' }),
  irm('Did It Open Government (Access To Information)', { ...endOfTerm, scale: openedValue, twin: '_DIOGATI' }),
  irm('Did It Open Government (Civic Participation)', { ...endOfTerm, scale: openedValue, twin: '_DIOGCP' }),
  irm('Did It Open Government: Public Accountability', { ...endOfTerm, scale: openedValue, twin: '_DIOGPA' }),
  irm('Starred (Current Formula) End of Term', { ...endOfTerm, isFlag: true }),
  irm('Carried Forward', { ...endOfTerm, isFlag: true }),
  irm('IRM Assessed', { isFlag: true }),
]

/** OGP values (0, 1, ND, NR) by column. */
export const valueColumns = {
  'OGP Value Access To Information': 'transparency',
  'OGP Value Civic Participation': 'participation',
  'OGP Value Public Accountability': 'accountability',
  'OGP Value Technology': 'technology',
} as const

/** Sums that OGP draws from columns that are read, and marks of its own bookkeeping; docs/guides/import-commitments.md lists them. */
export const columnsNotCarried: readonly string[] = [
  'Commitment Dummy',
  'Most Recently Assessed',
  'Star - Most Recently Assessed',
  'Updated? (Website)',
  'Max star',
  'Ambition Assessed',
  'Comp Assessed',
  'DIOG Assessed',
  'Midterm Only',
  'Max Completion',
  'Raw Completion',
  'High Completion',
  'High Ambition',
  'High DIOG',
  'Ambitious and complete, or DIOG',
  'Ambitious but not complete',
  'Complete but not ambitious',
  'Not complete or ambitious',
  'Not reviewed',
  'CHECKSUM',
  'IRM-Based Score',
  'Binding constraint',
]
