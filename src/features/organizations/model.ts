export type Organization = {
  id: string
  name: string
  acronym: string | null
  kind: string
  url: string | null
  /** A body may cease and have a successor (T-34); its old promises keep its old name. */
  validFrom: string | null
  validTo: string | null
  successor: { id: string; name: string } | null
  sourceUrl: string | null
}

export type Kind = { code: string; name: string }
