import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import type { Edition } from '../../editions/model.ts'
import type { Member, Team } from '../model.ts'

export type OwnPageProps = {
  c: C
  edition: Edition
  team: Team
  own: Member
  typed: Typed
  errors: FieldErrors
  refused?: string | undefined
  /** A link to hand over: shown this once. */
  link?: string | undefined
}
