import type { Child } from 'hono/jsx'
import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors } from '../../../../platform/http/form.ts'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import { sourcePaths } from '../paths.ts'

type SourcesFrameProps = { c: C; edition: Edition; title: string; lead?: string; errors?: FieldErrors; children: Child }

/** A page of the organisers below the sources. */
export function SourcesFrame({ c, edition, title, lead, errors = {}, children }: SourcesFrameProps) {
  const { t } = c.var
  const between = [{ label: t('networks.title'), href: sourcePaths.all(edition) }]
  return (
    <EditionFrame c={c} edition={edition} title={title} between={between} noindex>
      <h1>{title}</h1>
      {lead === undefined ? null : <p class="lead">{lead}</p>}
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      {children}
    </EditionFrame>
  )
}
