import type { Child } from 'hono/jsx'
import type { T } from '../platform/i18n.ts'

export interface Twin {
  href: string
  /** '.json' */
  label: string
  /** Media type: 'application/json'. */
  type: string
}

export interface Language {
  locale: string
  /** In its own language: 'English'. */
  label: string
}

export interface Footer {
  /** Already in words: '20 de noviembre de 2026, 18:05 (hora central)'. */
  lastChanged?: string | undefined
  twins?: readonly Twin[]
  /** The newest entry of the public record that this page shows. */
  record?: { number: string; fingerprint: string; href: string } | undefined
  /** Other languages; sends locale and returnTo to the action. */
  languages?: { action: string; returnTo: string; options: readonly Language[] } | undefined
  links?: readonly { href: string; label: string }[]
  note?: Child
}

export function PageFooter({ t, lastChanged, twins, record, languages, links, note }: Footer & { t: T }) {
  return (
    <footer class="page-footer wrap">
      {note ? <p>{note}</p> : null}
      {lastChanged || twins?.length ? (
        <p>
          {lastChanged ? `${t('ui.lastChanged', { when: lastChanged })} ` : null}
          {twins?.length ? <Twins t={t} twins={twins} /> : null}
        </p>
      ) : null}
      {record ? (
        <p>
          {t('ui.record', { number: record.number })} <code>{record.fingerprint}</code> ·{' '}
          <a href={record.href}>{t('ui.record.check')}</a>
        </p>
      ) : null}
      {links?.length ? (
        <ul class="footer-links">
          {links.map((link) => (
            <li>
              <a href={link.href}>{link.label}</a>
            </li>
          ))}
        </ul>
      ) : null}
      {languages ? <LanguageSwitch t={t} {...languages} /> : null}
    </footer>
  )
}

function Twins({ t, twins }: { t: T; twins: readonly Twin[] }) {
  return (
    <>
      {t('ui.twins')}{' '}
      {twins.map((twin, index) => (
        <>
          {index > 0 ? ', ' : ''}
          <a href={twin.href} type={twin.type}>
            {twin.label}
          </a>
        </>
      ))}
      .
    </>
  )
}

function LanguageSwitch({ t, action, returnTo, options }: NonNullable<Footer['languages']> & { t: T }) {
  return (
    <form class="languages" method="post" action={action} aria-label={t('ui.language')}>
      <input type="hidden" name="returnTo" value={returnTo} />
      {options.map((option) => (
        <button class="link-button" type="submit" name="locale" value={option.locale} lang={option.locale}>
          {option.label}
        </button>
      ))}
    </form>
  )
}
