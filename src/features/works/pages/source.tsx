import type { C } from '../../../platform/http/env.ts'
import { formatDate } from '../../../ui/format.ts'
import type { Cut } from '../model.ts'
import { worksPaths } from '../paths.ts'

/** What the licence asks for wherever the data are shown: name, publisher, address, date. */
export function Source({ c, space, cut }: { c: C; space: { slug: string }; cut: Cut }) {
  const { t, context } = c.var
  return (
    <p class="small muted">
      {t('works.source', {
        dataset: cut.dataset.title,
        publisher: cut.dataset.publisher,
        date: formatDate(cut.datedOn, context.locale),
        licence: cut.licence,
      })}{' '}
      <a href={worksPaths.cut(space.slug, cut.id)}>{t('works.cut.number', { number: cut.number })}</a>
    </p>
  )
}
