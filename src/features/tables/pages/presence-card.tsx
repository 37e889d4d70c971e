import type { C } from '../../../platform/http/env.ts'
import type { T } from '../../../platform/i18n.ts'
import { Card } from '../../../ui/Card.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { Table } from '../../../ui/Table.tsx'
import type { WorkingTable } from '../model.ts'
import type { Presence, Side } from '../presence/model.ts'

/** '184 personas de 111 organizaciones y 267 personas servidoras públicas de 44 instituciones.' */
export function presenceWords(t: T, { society, servants }: Pick<Presence, 'society' | 'servants'>): string {
  const one = (side: 'society' | 'servants', { people, organizations }: Side) =>
    t(`tables.presence.${side}`, { people, organizations })
  if (servants.people === 0) return `${one('society', society)}.`
  if (society.people === 0) return `${capital(one('servants', servants))}.`
  return t('tables.presence.both', { society: one('society', society), servants: one('servants', servants) })
}

const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

/** What was counted here adds up; what somebody else reported stands apart with its source, and is never added to it (R-17, T-13). */
export function PresenceCard({ c, table, presence }: { c: C; table: WorkingTable; presence: Presence }) {
  const { t, context } = c.var
  if (presence.people === 0 && table.reported.length === 0) return null
  const number = (value: number) => formatNumber(value, context.locale)
  const { genders } = presence
  return (
    <Card title={t('tables.presence')} id="asistencia">
      {presence.people > 0 ? (
        <>
          <p>{presenceWords(t, presence)}</p>
          <Table
            id="por-sector"
            caption={t('tables.presence.by-sector')}
            columns={[
              { key: 'sector', label: t('exercise.sector'), cell: (row) => t(`exercise.sector.${row.sector}`) },
              { key: 'people', label: t('tables.presence.people'), numeric: true, cell: (row) => number(row.people) },
              {
                key: 'organizations',
                label: t('tables.presence.organizations'),
                numeric: true,
                cell: (row) => number(row.organizations),
              },
            ]}
            rows={presence.sectors}
          />
          {presence.places.some(({ name }) => name !== '') ? (
            <p>
              {t('tables.presence.places')}{' '}
              {presence.places
                .map(({ name, people }) => `${name || t('tables.presence.no-place')}: ${number(people)}`)
                .join(' · ')}
            </p>
          ) : null}
          {genders ? (
            <p>{t('tables.presence.genders', genders)}</p>
          ) : (
            <p class="small muted">{t('tables.presence.few')}</p>
          )}
        </>
      ) : null}
      {table.reported.length > 0 ? (
        <>
          <h3>{t('tables.reported.title')}</h3>
          <p class="small muted">{t('tables.reported.text')}</p>
          <ul>
            {table.reported.map(({ figure, what, source, url }) => (
              <li>
                <strong>{figure}</strong> {what} ({t('tables.reported.mark')}:{' '}
                {url ? <a href={url}>{source}</a> : source})
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Card>
  )
}
