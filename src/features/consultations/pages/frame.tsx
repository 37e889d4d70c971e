import type { Child } from 'hono/jsx'
import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors } from '../../../platform/http/form.ts'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Page, type PageProps } from '../../../ui/Page.tsx'
import type { Space } from '../../spaces/model.ts'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'
import type { Consultation } from '../model.ts'
import { consultationPaths } from '../paths.ts'

type FrameProps = Omit<PageProps, 'crumbs' | 'space' | 'nav' | 'homeHref' | 'title'> & {
  c: C
  space: Space
  /** Null: a page about the space's consultations as such. */
  consultation: Consultation | null
  title: string
  /** Null: this is the consultation's own page (or the list). */
  trail?: readonly { label: string; href: string }[] | null
  errors?: FieldErrors
  children: Child
}

/** A page about consultations: its way back, and what is wrong with what was sent. */
export function ConsultationFrame({
  c,
  space,
  consultation,
  title,
  trail = [],
  errors,
  children,
  ...rest
}: FrameProps) {
  const { t } = c.var
  const list = { label: t('consultations.title'), href: consultationPaths.list(space.slug) }
  const own = consultation ? { label: consultation.title, href: consultationPaths.consultation(consultation) } : null
  const between = own ? [list, own] : [list]
  const crumbs = trail === null ? [...between.slice(0, -1), { label: title }] : [...between, ...trail, { label: title }]
  return (
    <Page c={c} {...spaceFrame(t, space, 'consultations', crumbs)} {...rest} title={title}>
      {errors ? (
        <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      ) : null}
      {children}
    </Page>
  )
}
