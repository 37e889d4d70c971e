import type { Child } from 'hono/jsx'
import type { C } from '../../../../platform/http/env.ts'
import { Actions, Button, ButtonLink } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Page } from '../../../../ui/Page.tsx'
import { planPaths } from '../../../commitments/paths.ts'
import type { Plan } from '../../../commitments/plan/model.ts'
import type { FolioKind } from '../queries.ts'

export type FoundFolio = {
  plan: Plan
  folio: string
  kind: FolioKind
  about: string
  href: string
  state: Child
  more: string | null
}

/** Why nothing is shown. */
export type FolioError = 'folio.own' | 'folio.unknown' | 'folio.unreadable'

type FolioView = { c: C; asked: string; found: FoundFolio | null; error: FolioError | null }

/** One box for every folio, and what became of it. */
export function FolioPage({ c, asked, found, error }: FolioView) {
  const { t } = c.var
  return (
    <Page c={c} title={t('folio.title')} canonical="/folios" crumbs={[{ label: t('folio.title') }]}>
      <PageHeader title={t('folio.title')} lead={t('folio.lead')} />
      <form method="get" action="/folios" class="form">
        <Field
          t={t}
          name="folio"
          label={t('ui.folio')}
          hint={t('folio.hint')}
          size="medium"
          spellcheck={false}
          required
          maxlength={40}
          value={asked}
          error={error ? t(error) : undefined}
        />
        <Actions>
          <Button>{t('folio.look')}</Button>
        </Actions>
      </form>
      {found ? (
        <Card title={t(`folio.kind.${found.kind}`, { folio: found.folio })}>
          <p>
            {found.about} · <a href={planPaths.plan(found.plan)}>{found.plan.title}</a>
          </p>
          <p>{found.state}</p>
          {found.more ? <p>{found.more}</p> : null}
          <Actions>
            <ButtonLink href={found.href}>{t('folio.see')}</ButtonLink>
          </Actions>
        </Card>
      ) : null}
    </Page>
  )
}
