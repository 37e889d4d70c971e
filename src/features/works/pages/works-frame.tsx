import type { Child } from 'hono/jsx'
import type { C } from '../../../platform/http/env.ts'
import { Page, type PageProps } from '../../../ui/Page.tsx'
import type { Space } from '../../spaces/model.ts'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'
import { worksPaths } from '../paths.ts'

type WorksFrameProps = Omit<PageProps, 'crumbs' | 'space' | 'nav' | 'homeHref' | 'title'> & {
  c: C
  space: Space
  title: string
  /** Between the list of works and this page; null: this is the list. */
  trail?: readonly { label: string; href: string }[] | null
  children: Child
}

/** A page about the works of a space. */
export function WorksFrame({ c, space, title, trail = [], children, ...rest }: WorksFrameProps) {
  const { t } = c.var
  const crumbs =
    trail === null
      ? [{ label: t('works.title') }]
      : [{ label: t('works.title'), href: worksPaths.list(space.slug) }, ...trail, { label: title }]
  return (
    <Page c={c} {...spaceFrame(t, space, 'works', crumbs)} {...rest} title={title}>
      {children}
    </Page>
  )
}
