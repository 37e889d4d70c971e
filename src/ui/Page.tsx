import type { Child } from 'hono/jsx'
import type { C } from '../platform/http/env.ts'
import type { Footer } from './Footer.tsx'
import { formatDateTime } from './format.ts'
import { Layout, type LayoutProps } from './Layout.tsx'

type Own = 't' | 'lang' | 'assets' | 'session' | 'footer'

export type PageProps = Omit<LayoutProps, Own> & {
  c: C
  /** When what the page shows last changed. */
  changedAt?: Date | undefined
  /** Endings under which the page's own data are found: ['json', 'csv']. */
  twins?: readonly (keyof typeof twinTypes)[]
  footer?: Footer
  children: Child
}

const twinTypes = {
  json: 'application/json',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  atom: 'application/atom+xml',
  ics: 'text/calendar',
  geojson: 'application/geo+json',
}

/** A whole page of this request: what every page shares comes from the request's context. */
export function Page({ c, changedAt, twins = [], footer, ...props }: PageProps) {
  const { context, t, deps } = c.var
  const url = new URL(c.req.url)
  return (
    <Layout
      {...props}
      t={t}
      lang={context.locale}
      assets={deps.assets}
      session={sessionArea(c)}
      footer={{
        lastChanged: changedAt ? formatDateTime(changedAt, context.locale) : undefined,
        twins: twins.map((ending) => ({
          href: `${url.pathname === '/' ? '/inicio' : url.pathname}.${ending}${url.search}`,
          label: `.${ending}`,
          type: twinTypes[ending],
        })),
        languages: {
          action: '/idioma',
          returnTo: url.pathname + url.search,
          options: [
            { locale: 'es', label: 'Español' },
            { locale: 'en', label: 'English' },
          ],
        },
        links: [
          { href: '/hilo', label: t('site.thread') },
          { href: '/registro', label: t('site.record') },
          { href: '/datos', label: t('site.data') },
          { href: '/privacidad', label: t('site.privacy') },
          { href: '/accesibilidad', label: t('site.accessibility') },
          ...(deps.config.sourceUrl ? [{ href: deps.config.sourceUrl, label: t('site.source') }] : []),
        ],
        ...footer,
      }}
    />
  )
}

function sessionArea(c: C): NonNullable<LayoutProps['session']> {
  const { context, t } = c.var
  const url = new URL(c.req.url)
  if (!context.actor) return { signInHref: `/entrar?volver=${encodeURIComponent(url.pathname + url.search)}` }
  return {
    name: context.actor.name || t('site.account'),
    links: [
      ...(context.actor.grants.length > 0 ? [{ href: '/trabajo', label: t('site.work') }] : []),
      { href: '/cuenta', label: t('site.account') },
    ],
    signOutAction: '/salir',
  }
}
