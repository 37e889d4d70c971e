import type { Child } from 'hono/jsx'
import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Confirm } from '../../../../ui/Details.tsx'
import type { CommitmentDocument } from '../../model.ts'
import type { Plan } from '../../plan/model.ts'
import { ApprovalFields } from '../edit-frame/approval-fields.tsx'
import { EditForm, type FormState } from '../edit-frame/edit-form.tsx'
import { EditFrame } from '../edit-frame/edit-frame.tsx'

/** A step that takes a part away: asked once more, with its reason where one is due. */
export type Removal = {
  action: string
  summary: string
  text: string
  yes: string
  /** The whole approval, only a reason, or nothing. */
  asks: 'approval' | null
  typed: Typed
  errors: FieldErrors
}

type PartPageProps = {
  c: C
  plan: Plan
  document: CommitmentDocument
  title: string
  action: string
  state: FormState
  removals: readonly Removal[]
  children: Child
}

/** The small page of a key action, an activity or an indicator. */
export function PartPage({ c, plan, document, title, action, state, removals, children }: PartPageProps) {
  const { t, context } = c.var
  return (
    <EditFrame c={c} plan={plan} title={title} commitment={document} tab="part">
      <EditForm t={t} locale={context.locale} action={action} state={state}>
        {children}
      </EditForm>
      {removals.map((removal) => (
        <RemovalForm c={c} removal={removal} seen={state.seen} />
      ))}
    </EditFrame>
  )
}

/** Its fields have ids of their own: the form above asks the same. */
function RemovalForm({ c, removal, seen }: { c: C; removal: Removal; seen: string | null }) {
  const { t } = c.var
  return (
    <Confirm summary={removal.summary}>
      <form method="post" action={removal.action} class="form" novalidate>
        <p>{removal.text}</p>
        {seen ? <input type="hidden" name="seen" value={seen} /> : null}
        {removal.asks === 'approval' ? (
          <ApprovalFields t={t} typed={removal.typed} errors={removal.errors} prefix="removal" />
        ) : null}
        <Actions>
          <Button kind="danger">{removal.yes}</Button>
        </Actions>
      </form>
    </Confirm>
  )
}
