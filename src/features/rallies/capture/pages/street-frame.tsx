import type { Child } from 'hono/jsx'
import type { C } from '../../../../platform/http/env.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { Page, type PageProps } from '../../../../ui/Page.tsx'
import { spaceFrame } from '../../../spaces/pages/space-frame.tsx'
import type { Edition } from '../../editions/model.ts'
import { rallyPaths } from '../../paths.ts'
import { capturePaths } from '../paths.ts'

type StreetFrameProps = Omit<PageProps, 'crumbs' | 'space' | 'nav' | 'homeHref'> & {
  c: C
  edition: Edition
  /** Crumbs between the edition and the page; the street itself when left out. */
  under?: readonly { label: string; href: string }[]
  children: Child
}

/** A page below an edition of the rally. */
export function StreetFrame({ c, edition, under, title, children, ...rest }: StreetFrameProps) {
  const { t } = c.var
  const way = under ?? [{ label: t('capture.title'), href: capturePaths.street(edition) }]
  const trail = [{ label: edition.name, href: rallyPaths.edition(edition) }, ...way, { label: title }]
  return (
    <Page c={c} {...spaceFrame(t, edition.space, 'rallies', trail)} title={title} noindex {...rest}>
      {children}
    </Page>
  )
}

/** What comes before any photograph (T-52, T-51). */
export function Safety({ c }: { c: C }) {
  const { t } = c.var
  return (
    <Notice t={t} title={t('capture.safety.title')}>
      <p>{t('capture.safety')}</p>
    </Notice>
  )
}
