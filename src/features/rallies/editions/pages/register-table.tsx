import type { C } from '../../../../platform/http/env.ts'
import { Table } from '../../../../ui/Table.tsx'
import type { RegisterEntry } from '../register/model.ts'

/** Earlier editions elsewhere, each with its source; figures as the source gives them. */
export function RegisterTable({ c, entries }: { c: C; entries: readonly RegisterEntry[] }) {
  const { t } = c.var
  return (
    <div class="stack">
      <h2 id="antecedentes">{t('rally.register.title')}</h2>
      <p>{t('rally.register.lead')}</p>
      <Table<RegisterEntry>
        id="register"
        caption={t('rally.register.title')}
        captionHidden
        dense
        stacked
        rows={entries}
        columns={[
          { key: 'name', label: t('rally.register.name'), heading: true, cell: ({ name }) => name },
          { key: 'year', label: t('rally.register.year'), numeric: true, cell: ({ year }) => String(year) },
          { key: 'place', label: t('rally.register.place'), cell: ({ place }) => place },
          {
            key: 'organisers',
            label: t('rally.register.organisers'),
            wide: true,
            cell: ({ organisers }) => organisers ?? '—',
          },
          {
            key: 'figures',
            label: t('rally.register.figures'),
            wide: true,
            cell: ({ figures }) => figures ?? t('rally.register.no-figures'),
          },
          {
            key: 'source',
            label: t('rally.register.source'),
            wide: true,
            cell: ({ source: { title, url } }) =>
              url ? (
                <a href={url} rel="noopener">
                  {title}
                </a>
              ) : (
                title
              ),
          },
        ]}
      />
    </div>
  )
}
