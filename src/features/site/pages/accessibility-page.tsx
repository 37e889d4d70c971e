import type { C } from '../../../platform/http/env.ts'
import { PageHeader } from '../../../ui/Header.tsx'
import { Page } from '../../../ui/Page.tsx'

/** What we hold ourselves to, what is known to be wanting, and how to say that something does not work. */
export function AccessibilityPage({ c }: { c: C }) {
  const { t } = c.var
  return (
    <Page c={c} title={t('site.accessibility')} width="narrow" crumbs={[{ label: t('site.accessibility') }]}>
      <PageHeader title={t('site.accessibility')} lead={t('site.accessibility.lead')} />
      <h2>{t('site.accessibility.how')}</h2>
      <ul>
        <li>{t('site.accessibility.script')}</li>
        <li>{t('site.accessibility.keyboard')}</li>
        <li>{t('site.accessibility.colour')}</li>
        <li>{t('site.accessibility.paper')}</li>
      </ul>
      <h2>{t('site.accessibility.limits')}</h2>
      <p>{t('site.accessibility.limits.text')}</p>
    </Page>
  )
}
