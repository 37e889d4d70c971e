import type { Child } from 'hono/jsx'
import type { C } from '../../../../platform/http/env.ts'
import { Page, type PageProps } from '../../../../ui/Page.tsx'
import { spaceFrame } from '../../../spaces/pages/space-frame.tsx'
import { rallyPaths } from '../../paths.ts'
import type { Edition } from '../model.ts'

type FrameProps = Omit<Partial<PageProps>, 'c' | 'title' | 'children'> & {
  c: C
  edition: Edition
  title: string
  /** Crumbs between the edition and this page. */
  between?: readonly { label: string; href: string }[]
  children: Child
}

/** A page of an edition: below its space and the list of rallies; the edition's own page has no crumb below its name. */
export function EditionFrame({ c, edition, title, between = [], children, ...page }: FrameProps) {
  const { t } = c.var
  const own = title === edition.name
  const trail = [
    { label: t('rally.list.title'), href: rallyPaths.all(edition.space.slug) },
    ...(own ? [{ label: edition.name }] : [{ label: edition.name, href: rallyPaths.edition(edition) }, ...between]),
    ...(own ? [] : [{ label: title }]),
  ]
  return (
    <Page c={c} {...spaceFrame(t, edition.space, 'rallies', trail)} title={title} {...page}>
      {children}
    </Page>
  )
}

/** A page of the organisers' desk: never found by search engines. */
export function DeskFrame(props: FrameProps) {
  const { c, edition } = props
  const between = [{ label: c.var.t('rally.desk.title'), href: rallyPaths.desk(edition) }]
  return <EditionFrame width="narrow" noindex between={between} {...props} />
}
