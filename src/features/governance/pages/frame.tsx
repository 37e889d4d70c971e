import type { Child } from 'hono/jsx'
import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { WrongSummary } from '../../../ui/form-back.tsx'
import { Page, type PageProps } from '../../../ui/Page.tsx'
import type { Space } from '../../spaces/model.ts'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'
import type { Body } from '../model.ts'
import { bodyPaths } from '../paths.ts'

type BodyFrameProps = {
  c: C
  space: Space
  body?: Body
  title: string
  trail?: readonly { label: string; href?: string }[]
  wrong?: Wrong
  children: Child
} & Pick<PageProps, 'twins' | 'width' | 'noindex' | 'islands'>

/** A page of a body, with the way to it. */
export function BodyFrame({ c, space, body, title, trail, wrong, children, ...page }: BodyFrameProps) {
  const { t } = c.var
  const list = { label: t('governance.list.title'), href: bodyPaths.list(space.slug) }
  const way = trail ?? (body ? [{ label: body.name, href: bodyPaths.body(body) }] : [])
  const crumbs = title === t('governance.list.title') ? [{ label: title }] : [list, ...way, { label: title }]
  return (
    <Page c={c} title={title} {...spaceFrame(t, space, 'bodies', crumbs)} {...page}>
      <h1>{title}</h1>
      <WrongSummary t={t} wrong={wrong} />
      {children}
    </Page>
  )
}
