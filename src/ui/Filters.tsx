import type { Child } from 'hono/jsx'
import type { T } from '../platform/i18n.ts'

interface FiltersProps {
  t: T
  label: string
  /** Where the list lives; the choices go into its address. */
  action: string
  /** What the form must not lose: the order, a chip. */
  kept?: Readonly<Record<string, string>>
  /** Leads to the list without filters; shown only when there are any. */
  clearHref?: string | undefined
  /** The result in words, announced when it changes by itself. */
  result?: string
  /** Fields used less: behind one press. */
  more?: Child
  moreOpen?: boolean
  children: Child
}

/** With the filter-form island the page filters as one chooses; without it there is a button. */
export function Filters(props: FiltersProps) {
  const { t, label, action, kept = {}, clearHref, result, more, moreOpen, children } = props
  return (
    <filter-form>
      <search aria-label={label}>
        <form class="filters" method="get" action={action}>
          {Object.entries(kept).map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          {children}
          <button class="button quiet" type="submit">
            {t('ui.filter')}
          </button>
          {more ? (
            <details class="more" open={moreOpen === true}>
              <summary>{t('ui.filter.more')}</summary>
              <div class="filters-more">{more}</div>
            </details>
          ) : null}
        </form>
      </search>
      {result === undefined && !clearHref ? null : (
        <p class="filters-result">
          <span role="status">{result}</span> {clearHref ? <a href={clearHref}>{t('ui.filter.clear')}</a> : null}
        </p>
      )}
    </filter-form>
  )
}
