import type { T } from '../platform/i18n.ts'

interface PagerProps {
  t: T
  /** Counted from 1. */
  page: number
  pages: number
  hrefOf: (page: number) => string
}

/** First, last, and the neighbours of where one stands; nothing when there is one page. */
export function Pager({ t, page, pages, hrefOf }: PagerProps) {
  if (pages < 2) return null
  return (
    <nav class="pager" aria-label={t('ui.pager.label')}>
      {page > 1 ? (
        <a class="step" rel="prev" href={hrefOf(page - 1)}>
          ‹ {t('ui.pager.previous')}
        </a>
      ) : null}
      <ol>
        {pageNumbers(page, pages).map((number) =>
          number === null ? (
            <li class="gap">…</li>
          ) : (
            <li>
              <a
                href={hrefOf(number)}
                aria-label={t('ui.pager.page', { page: number, pages })}
                {...(number === page ? { 'aria-current': 'page' } : {})}
              >
                {number}
              </a>
            </li>
          ),
        )}
      </ol>
      {page < pages ? (
        <a class="step" rel="next" href={hrefOf(page + 1)}>
          {t('ui.pager.next')} ›
        </a>
      ) : null}
    </nav>
  )
}

/** null stands for pages left out. */
export function pageNumbers(page: number, pages: number): (number | null)[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages)
  const numbers = [...new Set(wanted)].sort((a, b) => a - b)
  return numbers.flatMap((number, index) => {
    const before = numbers[index - 1]
    if (before === undefined || number === before + 1) return [number]
    return number === before + 2 ? [before + 1, number] : [null, number]
  })
}
