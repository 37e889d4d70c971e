export type FaultCode =
  | 'goals'
  | 'purposes'
  | 'narrative'
  | 'code'
  | 'code-twice'
  | 'code-astray'
  | 'contribute'
  | 'participle'
  | 'no-indicator'
  | 'assumption'
  | 'internal-means'
  | 'slow-means'
  | 'no-target'
  | 'target-outside'
  | 'ranges-overlap'
  | 'checks'
  | 'names-direction'

/** What is wrong, and beside which field it is said. An error keeps the matrix from being published, a warning does not. */
export type MatrixFault = {
  rule: string | null
  code: FaultCode
  severity: 'error' | 'warning'
  row: string | null
  indicator: string | null
  field: string
}
