import type { Child } from 'hono/jsx'
import type { C } from '../../../platform/http/env.ts'
import { Details } from '../../../ui/Details.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { Page } from '../../../ui/Page.tsx'
import { Table } from '../../../ui/Table.tsx'
import { planPaths } from '../../commitments/paths.ts'
import type { Head } from '../../record/model.ts'
import { recordPaths } from '../../record/paths.ts'
import { license, type PublishedPlan } from '../model.ts'
import { openDataPaths } from '../paths.ts'
import type { DataTable, Field } from '../tables/fields.ts'
import { planTables, tables } from '../tables/model.ts'
import { trackingTables } from '../tables/tracking/model.ts'

/** Where the data are, in which forms, under which terms, and what each column means. */
export function OpenDataPage({ c, plans, head }: { c: C; plans: readonly PublishedPlan[]; head: Head }) {
  const { t, context, deps } = c.var
  const count = plans.reduce((sum, plan) => sum + plan.commitments, 0)
  return (
    <Page
      c={c}
      title={t('open-data.title')}
      description={t('open-data.lead')}
      canonical={deps.config.baseUrl + openDataPaths.home()}
      crumbs={[{ label: t('open-data.title') }]}
      twins={['json']}
      changedAt={head.at ? new Date(head.at) : undefined}
    >
      <h1>{t('open-data.title')}</h1>
      <p>{t('open-data.lead')}</p>
      <p>
        {t('open-data.totals', {
          plans: plans.length,
          commitments: count,
          commitmentsWords: formatNumber(count, context.locale),
        })}
      </p>
      <div class="actions">
        <a class="button primary" href={openDataPaths.commitments('xlsx')}>
          {t('open-data.all.xlsx')}
        </a>
        <a class="button quiet" href={openDataPaths.commitments('json')}>
          {t('open-data.all.json')}
        </a>
        <a class="button quiet" href={openDataPaths.tracking('xlsx')}>
          {t('open-data.tracking.xlsx')}
        </a>
        <a class="button quiet" href={openDataPaths.tracking('json')}>
          {t('open-data.tracking.json')}
        </a>
      </div>
      <p>
        <a href={openDataPaths.recipe()}>{t('open-data.recipe.link')}</a>
      </p>
      <h2>{t('open-data.tables')}</h2>
      <TableOfTables c={c} id="tables" caption={t('open-data.tables.plans')} rows={planTables} />
      <TableOfTables c={c} id="tracking-tables" caption={t('open-data.tables.tracking')} rows={trackingTables} />
      <h2>{t('open-data.plans')}</h2>
      {plans.length > 0 ? <TableOfPlans c={c} plans={plans} /> : <EmptyState title={t('open-data.plans.none')} />}
      <Programs c={c} />
      <h2>{t('open-data.license')}</h2>
      <p>
        {t('open-data.license.text')} <a href={license.url}>{license.title}</a>.
      </p>
      <p>{t('open-data.license.sources')}</p>
      <Dictionary c={c} />
    </Page>
  )
}

function TableOfTables({ c, ...table }: { c: C; id: string; caption: string; rows: readonly DataTable[] }) {
  const { t } = c.var
  return (
    <Table<DataTable>
      {...table}
      columns={[
        {
          key: 'title',
          label: t('open-data.column.table'),
          cell: (table) => <Named name={table.title} note={table.about} />,
        },
        {
          key: 'file',
          label: t('open-data.column.file'),
          cell: (table) => <a href={openDataPaths.table(table.name)}>{`${table.name}.csv`}</a>,
        },
      ]}
    />
  )
}

/** On a phone two columns are all there is room for. */
function Named({ name, note }: { name: Child; note: string }) {
  return (
    <>
      {name}
      <span class="cell-note">{note}</span>
    </>
  )
}

function TableOfPlans({ c, plans }: { c: C; plans: readonly PublishedPlan[] }) {
  const { t, context } = c.var
  const queryOf = (plan: PublishedPlan) => ({ espacio: plan.space, plan: plan.slug })
  return (
    <Table<PublishedPlan>
      id="plans"
      caption={t('open-data.plans')}
      captionHidden
      rows={plans}
      columns={[
        {
          key: 'plan',
          label: t('open-data.column.plan'),
          cell: (plan) => (
            <Named
              name={<a href={planPaths.plan({ space: { slug: plan.space }, slug: plan.slug })}>{plan.title}</a>}
              note={plan.spaceName + (plan.isFictional ? ` (${t('open-data.fictional')})` : '')}
            />
          ),
        },
        {
          key: 'count',
          label: t('open-data.column.commitments'),
          numeric: true,
          cell: (plan) => formatNumber(plan.commitments, context.locale),
        },
        {
          key: 'files',
          label: t('open-data.column.file'),
          cell: (plan) => (
            <>
              <a href={openDataPaths.table('compromisos', queryOf(plan))}>CSV</a> ·{' '}
              <a href={openDataPaths.commitments('xlsx', queryOf(plan))}>XLSX</a> ·{' '}
              <a href={openDataPaths.commitments('json', queryOf(plan))}>JSON</a>
              <br />
              {t('open-data.tracking')}: <a href={openDataPaths.table('avances', queryOf(plan))}>CSV</a> ·{' '}
              <a href={openDataPaths.tracking('xlsx', queryOf(plan))}>XLSX</a> ·{' '}
              <a href={openDataPaths.tracking('json', queryOf(plan))}>JSON</a>
            </>
          ),
        },
      ]}
    />
  )
}

function Programs({ c }: { c: C }) {
  const { t } = c.var
  const links = [
    { href: openDataPaths.api(), label: t('api.title') },
    { href: openDataPaths.catalog(), label: t('open-data.catalog') },
    { href: openDataPaths.package(), label: t('open-data.package') },
    { href: recordPaths.all(), label: t('open-data.record') },
  ]
  return (
    <>
      <h2>{t('open-data.programs')}</h2>
      <ul>
        {links.map((link) => (
          <li>
            <a href={link.href}>{link.label}</a>
          </li>
        ))}
      </ul>
    </>
  )
}

function Dictionary({ c }: { c: C }) {
  const { t } = c.var
  return (
    <>
      <h2>{t('open-data.dictionary')}</h2>
      <p>
        {t('open-data.dictionary.text')} <a href={openDataPaths.dictionary()}>{t('open-data.dictionary.file')}</a>
      </p>
      <div>
        {tables.map((table) => (
          <Details summary={table.title}>
            <Table<Field>
              id={`fields-${table.name}`}
              caption={table.title}
              captionHidden
              dense
              rows={table.fields}
              columns={[
                { key: 'name', label: t('open-data.column.name'), cell: (field) => <code>{field.name}</code> },
                { key: 'type', label: t('open-data.column.type'), cell: (field) => t(`open-data.type.${field.type}`) },
                {
                  key: 'required',
                  label: t('open-data.column.required'),
                  cell: (field) => t(field.required ? 'open-data.yes' : 'open-data.no'),
                },
                {
                  key: 'about',
                  label: t('open-data.column.about'),
                  cell: (field) => [field.about, field.choices?.join(', ')].filter(Boolean).join(' '),
                },
              ]}
            />
          </Details>
        ))}
      </div>
    </>
  )
}
