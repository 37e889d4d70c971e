import type { Child } from 'hono/jsx'
import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Page, type PageProps } from '../../../ui/Page.tsx'
import type { Space } from '../../spaces/model.ts'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'
import type { Body } from '../model.ts'
import { bodyPaths } from '../paths.ts'

/** The form of a page that came back: which one, what was typed, what is wrong. Its fields' ids carry the form's name. */
export type Wrong = { form: string; typed: Typed; errors: FieldErrors } | null

export const nothingWrong = { typed: {} as Typed, errors: {} as FieldErrors }

/** What one form of a page shows of what came back. */
export function backOf(wrong: Wrong, form: string) {
  return wrong?.form === form ? wrong : nothingWrong
}

type BodyFrameProps = {
  c: C
  space: Space
  body?: Body
  title: string
  trail?: readonly { label: string; href?: string }[]
  wrong?: Wrong
  children: Child
} & Pick<PageProps, 'twins' | 'width' | 'noindex'>

/** A page of a body, with the way to it. */
export function BodyFrame({ c, space, body, title, trail, wrong, children, ...page }: BodyFrameProps) {
  const { t } = c.var
  const list = { label: t('governance.list.title'), href: bodyPaths.list(space.slug) }
  const way = trail ?? (body ? [{ label: body.name, href: bodyPaths.body(body) }] : [])
  const crumbs = title === t('governance.list.title') ? [{ label: title }] : [list, ...way, { label: title }]
  return (
    <Page c={c} title={title} {...spaceFrame(t, space, 'home', crumbs)} {...page}>
      <h1>{title}</h1>
      {wrong ? (
        <ErrorSummary
          t={t}
          errors={Object.entries(wrong.errors).map(([field, message]) => ({
            field: field && field !== 'form' ? idIn(wrong.form, field) : '',
            message,
          }))}
        />
      ) : null}
      {children}
    </Page>
  )
}

/** Ids on a page with several forms: 'name-nombrar'. */
export function idIn(form: string, field: string): string {
  return form === '' ? field : `${field}-${form}`
}
