import type { Child } from 'hono/jsx'
import type { C } from '../../../../platform/http/env.ts'
import type { Membership } from '../model.ts'

type StreetFormProps = { c: C; kind: 'announcement' | 'visit'; team: Membership; children: Child }

/** A form that is kept on the phone first and sent from there; without script it is sent as any other. */
export function StreetForm({ c, kind, team, children }: StreetFormProps) {
  const { t } = c.var
  return (
    <street-form
      data-kind={kind}
      data-team={team.code}
      data-saved={t('capture.queue.saved')}
      data-full={t('capture.queue.full')}
      data-lacking={t(kind === 'visit' ? 'capture.error.finding' : 'capture.error.works')}
      data-lacking-work={t('capture.error.work')}
    >
      {children}
    </street-form>
  )
}
