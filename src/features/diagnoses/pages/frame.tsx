import type { Child } from 'hono/jsx'
import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Page, type PageProps } from '../../../ui/Page.tsx'
import type { Space } from '../../spaces/model.ts'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'
import type { ProblemTree } from '../model.ts'
import { diagnosisPaths } from '../paths.ts'

/** The form of a page that came back: which one, what was typed, what is wrong. Its fields' ids carry the form's name. */
export type Wrong = { form: string; typed: Typed; errors: FieldErrors } | null

const nothingWrong = { typed: {} as Typed, errors: {} as FieldErrors }

/** What one form of a page shows of what came back. */
export function backOf(wrong: Wrong, form: string) {
  return wrong?.form === form ? wrong : nothingWrong
}

/** Ids on a page with several forms: 'wording-n3'. */
export function idIn(form: string, field: string): string {
  return form === '' ? field : `${field.replaceAll('.', '-')}-${form}`
}

type Props = {
  c: C
  space: Space
  tree?: ProblemTree
  title: string
  wrong?: Wrong
  children: Child
} & Pick<PageProps, 'twins' | 'width' | 'noindex'>

/** A page of a tree, with the way to it. */
export function TreeFrame({ c, space, tree, title, wrong, children, ...page }: Props) {
  const { t } = c.var
  const list = { label: t('diagnoses.list.title'), href: diagnosisPaths.list(space.slug) }
  const way = tree && tree.title !== title ? [{ label: tree.title, href: diagnosisPaths.tree(tree) }] : []
  const crumbs = title === list.label ? [{ label: title }] : [list, ...way, { label: title }]
  return (
    <Page c={c} title={title} {...spaceFrame(t, space, 'diagnoses', crumbs)} {...page}>
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
