import type { Child } from 'hono/jsx'
import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { WrongSummary } from '../../../ui/form-back.tsx'
import { Page, type PageProps } from '../../../ui/Page.tsx'
import type { Space } from '../../spaces/model.ts'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'
import type { ProblemTree } from '../model.ts'
import { diagnosisPaths } from '../paths.ts'

type Props = {
  c: C
  space: Space
  tree?: ProblemTree
  title: string
  wrong?: Wrong
  /** Pages between the tree and this one. */
  crumbs?: readonly { label: string; href: string }[]
  children: Child
} & Pick<PageProps, 'twins' | 'width' | 'noindex' | 'islands'>

/** A page of a tree, with the way to it. */
export function TreeFrame({ c, space, tree, title, wrong, crumbs: between = [], children, ...page }: Props) {
  const { t } = c.var
  const list = { label: t('diagnoses.list.title'), href: diagnosisPaths.list(space.slug) }
  const way = tree && tree.title !== title ? [{ label: tree.title, href: diagnosisPaths.tree(tree) }] : []
  const crumbs = title === list.label ? [{ label: title }] : [list, ...way, ...between, { label: title }]
  return (
    <Page c={c} title={title} {...spaceFrame(t, space, 'diagnoses', crumbs)} {...page}>
      <h1>{title}</h1>
      <WrongSummary t={t} wrong={wrong} />
      {children}
    </Page>
  )
}
