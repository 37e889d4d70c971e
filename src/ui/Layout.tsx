import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Assets } from '../platform/assets.ts'
import type { T } from '../platform/i18n.ts'
import { type SpaceTheme, themeHref } from '../platform/theme.ts'
import { type Footer, PageFooter } from './Footer.tsx'
import { Greca, type GrecaName } from './Greca.tsx'
import { type Crumb, Crumbs, type NavItem, type Session, Top } from './Header.tsx'
import { Textures } from './StackedBar.tsx'

export interface LayoutSpace {
  name: string
  href: string
  greca?: GrecaName
  theme?: SpaceTheme
  /** A municipality or country invented as an example: every page of it says so. */
  fictional?: boolean
}

export interface LayoutProps {
  t: T
  lang: string
  assets: Assets
  title: string
  description?: string
  /** The address search engines and shared links should keep, without filters. */
  canonical?: string
  noindex?: boolean
  homeHref?: string
  space?: LayoutSpace | undefined
  nav?: readonly NavItem[]
  session?: Session
  crumbs?: readonly Crumb[]
  /** What holds for the whole page: paused, suspended. Put Notice elements here. */
  banners?: Child
  footer?: Footer
  /** A web manifest of the page's own, where it can be installed by itself. */
  manifest?: string
  /** Names of the custom elements this page uses. */
  islands?: readonly string[]
  /** 'narrow' for forms and reading, 'wide' for workbenches. */
  width?: 'narrow' | 'page' | 'wide'
  children: Child
}

export function Layout(props: LayoutProps) {
  const { t, space, width = 'page' } = props
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={props.lang === 'es' ? 'es-MX' : props.lang}>
        <Head {...props} />
        <body class={width}>
          <a class="skip" href="#main">
            {t('ui.skip')}
          </a>
          <Textures />
          <header class="page-top">
            <Greca name={space?.greca ?? 'fret'} />
            <Top t={t} homeHref={props.homeHref ?? '/'} space={space} nav={props.nav ?? []} session={props.session} />
            {space?.fictional ? (
              <p class="fictional">
                <span class="wrap">{t('ui.fictional', { space: space.name })}</span>
              </p>
            ) : null}
          </header>
          <main id="main" class="wrap stack" tabindex={-1}>
            {props.crumbs?.length ? <Crumbs t={t} items={props.crumbs} /> : null}
            {props.banners}
            {props.children}
          </main>
          <PageFooter t={t} {...props.footer} />
        </body>
      </html>
    </>
  )
}

function Head(props: LayoutProps) {
  const { t, assets, title, description, canonical, noindex, space, footer, islands = [] } = props
  const place = space && space.name !== title ? ` · ${space.name}` : ''
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${title}${place} · ${t('ui.brand')}`}</title>
      {description ? <meta name="description" content={description} /> : null}
      {noindex ? <meta name="robots" content="noindex" /> : null}
      <meta name="color-scheme" content="light dark" />
      <link rel="preload" href={assets.fontPreload} as="font" type="font/woff2" crossorigin="anonymous" />
      <link rel="stylesheet" href={assets.css} />
      {space?.theme ? <link rel="stylesheet" href={themeHref(space.theme)} /> : null}
      <link rel="icon" href={assets.icon} type="image/svg+xml" />
      <link rel="manifest" href={props.manifest ?? assets.manifest} />
      {canonical ? <link rel="canonical" href={canonical} /> : null}
      {footer?.twins?.map((twin) => (
        <link rel="alternate" href={twin.href} type={twin.type} title={twin.label} />
      ))}
      {islands.map((name) => (
        <script type="module" src={assets.island(name)}></script>
      ))}
    </head>
  )
}
