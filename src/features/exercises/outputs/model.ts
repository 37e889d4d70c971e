export type StageOutput = {
  id: string
  stage: string
  /** Code of the expected output that it is; null: something else of the stage. */
  output: string | null
  title: string
  url: string | null
  sha256: string | null
  fileName: string | null
  mediaType: string | null
  bytes: number | null
  datedOn: string | null
  note: string | null
  addedAt: Date
  withdrawal: { reason: string; at: Date } | null
}
