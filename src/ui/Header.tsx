import type { Child } from 'hono/jsx'
import type { T } from '../platform/i18n.ts'
import { unbroken } from './unbroken.tsx'

export interface NavItem {
  href: string
  label: string
  current?: boolean
}

export interface Crumb {
  label: string
  /** The last one is where we are: it leads nowhere. */
  href?: string
}

export type Session =
  | { signInHref: string }
  | {
      name: string
      /** What this person can open: queue, account, administration. */
      links: readonly NavItem[]
      signOutAction: string
    }

interface TopProps {
  t: T
  homeHref: string
  space: { name: string; href: string } | undefined
  nav: readonly NavItem[]
  session: Session | undefined
}

export function Top({ t, homeHref, space, nav, session }: TopProps) {
  return (
    <div class="wrap top">
      <p class="brand">
        <a class="brand-name" href={homeHref}>
          tequio<span aria-hidden="true">.</span>
        </a>
        {space ? (
          <a class="brand-space" href={space.href}>
            {space.name}
          </a>
        ) : null}
      </p>
      {session ? <SessionArea t={t} session={session} /> : null}
      {nav.length ? (
        <nav class="nav" aria-label={t('ui.nav.main')}>
          <ul>
            {nav.map((item) => (
              <li>
                <a href={item.href} {...(item.current ? { 'aria-current': 'page' } : {})}>
                  {item.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
    </div>
  )
}

function SessionArea({ t, session }: { t: T; session: Session }) {
  if ('signInHref' in session) {
    return (
      <p class="session">
        <a href={session.signInHref}>{t('ui.signIn')}</a>
      </p>
    )
  }
  return (
    <details class="session menu">
      <summary>
        <span class="visually-hidden">{t('ui.account')}: </span>
        {session.name}
      </summary>
      <div class="menu-panel">
        <ul>
          {session.links.map((link) => (
            <li>
              <a href={link.href} {...(link.current ? { 'aria-current': 'page' } : {})}>
                {link.label}
              </a>
            </li>
          ))}
        </ul>
        <form method="post" action={session.signOutAction}>
          <button class="link-button" type="submit">
            {t('ui.signOut')}
          </button>
        </form>
      </div>
    </details>
  )
}

export function Crumbs({ t, items }: { t: T; items: readonly Crumb[] }) {
  return (
    <nav class="crumbs" aria-label={t('ui.crumbs')}>
      <ol>
        {items.map((crumb) => (
          <li>
            {crumb.href ? <a href={crumb.href}>{crumb.label}</a> : <span aria-current="page">{crumb.label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  )
}

interface PageHeaderProps {
  title: Child
  /** Above the title: a status and since when. */
  status?: Child
  lead?: Child
  /** The one thing to do here. */
  actions?: Child
}

export function PageHeader({ title, status, lead, actions }: PageHeaderProps) {
  return (
    <header class="page-header">
      {status ? <p class="page-status">{status}</p> : null}
      <h1>{unbroken(title)}</h1>
      {lead ? <p class="lead">{lead}</p> : null}
      {actions ? <div class="actions">{actions}</div> : null}
    </header>
  )
}
