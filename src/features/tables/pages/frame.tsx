import type { Child } from 'hono/jsx'
import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { WrongSummary } from '../../../ui/form-back.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Page, type PageProps } from '../../../ui/Page.tsx'
import type { Space } from '../../spaces/model.ts'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'
import type { WorkingTable } from '../model.ts'
import { tablePaths } from '../paths.ts'

type TableFrameProps = {
  c: C
  space: Space
  table?: WorkingTable
  title: string
  lead?: string
  wrong?: Wrong
  children: Child
} & Pick<PageProps, 'twins' | 'width' | 'noindex' | 'islands'>

/** A page of a table, with the way to it; what is not published yet or was called off says so on each. */
export function TableFrame({ c, space, table, title, lead, wrong, children, ...page }: TableFrameProps) {
  const { t } = c.var
  const isOwn = table === undefined || table.title === title
  const list =
    title === t('tables.list.title') ? [] : [{ label: t('tables.list.title'), href: tablePaths.list(space.slug) }]
  const way = isOwn ? [] : [{ label: table.title, href: tablePaths.table(table) }]
  return (
    <Page c={c} title={title} {...spaceFrame(t, space, 'tables', [...list, ...way, { label: title }])} {...page}>
      <h1>{title}</h1>
      {lead ? <p class="lead">{lead}</p> : null}
      {table?.publishedAt === null ? (
        <Notice t={t} kind="warning">
          <p>{t('tables.unpublished')}</p>
        </Notice>
      ) : null}
      {table?.cancelledReason ? (
        <Notice t={t} kind="warning">
          <p>{t('tables.cancelled', { reason: table.cancelledReason })}</p>
        </Notice>
      ) : null}
      <WrongSummary t={t} wrong={wrong} />
      {children}
    </Page>
  )
}
