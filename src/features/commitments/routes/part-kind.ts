import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Parsed, Typed } from '../../../platform/http/form.ts'
import type { CommitmentDocument } from '../model.ts'
import type { FormState } from '../pages/edit-frame/edit-form.tsx'
import type { Removal } from '../pages/edit-parts/part-page.tsx'
import type { Edited } from './editor.tsx'

/** What the small forms of a roadmap have in common, and in what they differ. */
export type PartKind<Value> = {
  /** Their word in addresses, and the one that stands for a new part. */
  word: 'acciones' | 'actividades' | 'indicadores'
  fresh: 'nueva' | 'nuevo'
  address: (plan: Edited['plan'], key: string, code: string) => string
  /** What is typed in a form nobody has touched; null when there is no such part. */
  typed: (document: CommitmentDocument, code: string | null, c: C) => Typed | null
  parse: (form: FormData, document: CommitmentDocument, c: C) => Parsed<Value>
  apply: (document: CommitmentDocument, code: string | null, value: Value) => CommitmentDocument
  remove: (document: CommitmentDocument, code: string) => CommitmentDocument
  page: (c: C, edited: Edited, code: string | null, state: FormState, removals: readonly Removal[]) => unknown
  removals: (c: C, edited: Edited, code: string, typed: Typed, errors: FieldErrors) => readonly Removal[]
}
