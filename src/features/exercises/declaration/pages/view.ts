import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import type { Space } from '../../../spaces/model.ts'
import type { Exercise } from '../../model.ts'
import type { Declaration, OrganizationChoice } from '../queries.ts'

/** The form that came back: 'text', 'party', or the id of a party. */
export type WrongForm = { form: string; typed: Typed; errors: FieldErrors }

export type DeclarationView = {
  c: C
  space: Space
  exercise: Exercise
  declaration: Declaration
  runs: boolean
  organizations: readonly OrganizationChoice[]
  signs: (organizationId: string) => boolean
  wrong: WrongForm | null
}
