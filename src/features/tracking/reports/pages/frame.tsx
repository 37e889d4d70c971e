import type { Child } from 'hono/jsx'
import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors } from '../../../../platform/http/form.ts'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Page } from '../../../../ui/Page.tsx'
import { commitmentPaths, planPaths } from '../../../commitments/paths.ts'
import type { Plan } from '../../../commitments/plan/model.ts'
import { FormErrors } from '../../../plans/pages/form-errors.tsx'
import { spaceFrame } from '../../../spaces/pages/space-frame.tsx'

type FrameProps = {
  c: C
  plan: Plan
  title: string
  lead?: string
  status?: Child
  commitment?: { key: string; number: string }
  errors?: FieldErrors
  canonical?: string
  islands?: readonly string[]
  children: Child
}

/** What every page of tracking shares: its way back, its title, and what is wrong with what was sent. */
export function TrackingFrame({
  c,
  plan,
  title,
  lead,
  status,
  commitment,
  errors,
  canonical,
  islands,
  children,
}: FrameProps) {
  const { t } = c.var
  const trail = [
    { label: plan.title, href: planPaths.plan(plan) },
    ...(commitment
      ? [
          {
            label: t('public.number', { number: commitment.number }),
            href: commitmentPaths.commitment(plan, commitment.key),
          },
        ]
      : []),
    { label: title },
  ]
  return (
    <Page
      c={c}
      {...spaceFrame(t, plan.space, 'board', trail)}
      title={title}
      {...(canonical ? { canonical } : { noindex: true })}
      {...(islands ? { islands: [...islands] } : {})}
    >
      {errors ? <FormErrors t={t} errors={errors} /> : null}
      <PageHeader title={title} lead={lead} status={status} />
      {children}
    </Page>
  )
}
