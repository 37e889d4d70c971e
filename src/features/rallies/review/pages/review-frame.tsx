import type { Child } from 'hono/jsx'
import type { C } from '../../../../platform/http/env.ts'
import { Page, type PageProps } from '../../../../ui/Page.tsx'
import { spaceFrame } from '../../../spaces/pages/space-frame.tsx'
import type { Edition } from '../../editions/model.ts'
import { rallyPaths } from '../../paths.ts'

type FrameProps = Omit<Partial<PageProps>, 'c' | 'title' | 'children'> & {
  c: C
  edition: Edition
  title: string
  /** Crumbs between the edition and this page. */
  between?: readonly { label: string; href: string }[]
  children: Child
}

/** A page of the review below its edition. */
export function ReviewFrame({ c, edition, title, between = [], children, ...page }: FrameProps) {
  const trail = [{ label: edition.name, href: rallyPaths.edition(edition) }, ...between, { label: title }]
  return (
    <Page c={c} {...spaceFrame(c.var.t, edition.space, 'home', trail)} title={title} {...page}>
      {children}
    </Page>
  )
}
