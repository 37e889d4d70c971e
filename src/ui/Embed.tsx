import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { Assets } from '../platform/assets.ts'
import type { T } from '../platform/i18n.ts'
import { type SpaceTheme, themeHref } from '../platform/theme.ts'
import { Textures } from './StackedBar.tsx'

interface EmbedProps {
  t: T
  lang: string
  assets: Assets
  title: string
  /** The whole page this is a piece of, with its host: a frame has no address bar. */
  sourceHref: string
  theme?: SpaceTheme | undefined
  children: Child
}

/** A piece of the site inside somebody else's page: no menus, no session, and a link to where it comes from. */
export function Embed({ t, lang, assets, title, sourceHref, theme, children }: EmbedProps) {
  return (
    <>
      {raw('<!doctype html>')}
      <html lang={lang === 'es' ? 'es-MX' : lang}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>{title}</title>
          <link rel="preload" href={assets.fontPreload} as="font" type="font/woff2" crossorigin="anonymous" />
          <link rel="stylesheet" href={assets.css} />
          {theme ? <link rel="stylesheet" href={themeHref(theme)} /> : null}
          <link rel="canonical" href={sourceHref} />
        </head>
        <body class="embed">
          <Textures />
          <main class="wrap stack">
            <h1 class="big">{title}</h1>
            {children}
            <p class="small">
              <a href={sourceHref} target="_blank" rel="noopener">
                {t('ui.embed.source')}
              </a>
            </p>
          </main>
        </body>
      </html>
    </>
  )
}
