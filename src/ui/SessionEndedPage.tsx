import type { C } from '../platform/http/env.ts'
import { Button } from './Button.tsx'
import { PageHeader } from './Header.tsx'
import { Page } from './Page.tsx'

/** A form that arrived after the session ended: everything typed is kept in the page, to be sent again once signed in. */
export function SessionEndedPage({ c, fields }: { c: C; fields: readonly (readonly [string, string])[] }) {
  const { t } = c.var
  return (
    <Page c={c} title={t('error.session.title')} noindex width="narrow">
      <PageHeader title={t('error.session.title')} lead={t('error.session.text')} />
      <ol>
        <li>
          <a href="/entrar" target="_blank" rel="noopener">
            {t('error.session.sign-in')}
          </a>
        </li>
        <li>{t('error.session.again')}</li>
      </ol>
      <form method="post" action={c.req.path}>
        {fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Button>{t('error.session.send')}</Button>
      </form>
    </Page>
  )
}
