import type { C } from '../../../platform/http/env.ts'
import { Card } from '../../../ui/Card.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { formatDateTime, formatPercent } from '../../../ui/format.ts'
import { type Column, Table } from '../../../ui/Table.tsx'
import type { Consultation } from '../model.ts'
import { groupName } from '../opinions/explaining.ts'
import { type Tally, votesIn } from '../opinions/tallies.ts'
import { consultationPaths } from '../paths.ts'
import type { OpinionResult } from '../statements/queries.ts'
import type { Told } from '../statements/reckoning.ts'
import { ConsultationFrame } from './frame.tsx'
import { OpinionDots } from './opinion-dots.tsx'
import { figure } from './words.ts'

type Props = { c: C; consultation: Consultation; result: OpinionResult | null }
type Row = Told['statements'][number]

/** Where people agree and where they part: in words, drawn, as a table, as files that anybody can recount. */
export function OpinionsPage({ c, consultation, result }: Props) {
  const { t, context } = c.var
  const title = t('consultations.opinions.title')
  return (
    <ConsultationFrame
      c={c}
      space={consultation.space}
      consultation={consultation}
      title={title}
      trail={[{ label: t('consultations.statements'), href: consultationPaths.statements(consultation) }]}
    >
      <h1>{title}</h1>
      {result === null ? (
        <EmptyState title={t('consultations.opinions.none')}>
          <p>{t('consultations.opinions.none.text')}</p>
        </EmptyState>
      ) : (
        <>
          <Card title={t('consultations.opinions.words')}>
            <div class="sentences">
              {result.told[context.locale].map((sentence) => (
                <p>{sentence}</p>
              ))}
            </div>
          </Card>
          {result.told.members.length > 1 ? (
            <Card title={t('consultations.opinions.drawing')}>
              <div class="stack">
                <p>{t('consultations.opinions.drawing.text')}</p>
                <OpinionDots c={c} told={result.told} />
              </div>
            </Card>
          ) : null}
          <StatementTable c={c} told={result.told} />
          <p class="small muted">
            {t('consultations.opinions.computed', {
              when: formatDateTime(result.computedAt, context.locale, consultation.timeZone),
            })}
          </p>
          <p>
            {t('consultations.opinions.data')}{' '}
            {(['votes.csv', 'comments.csv', 'groups.csv'] as const).map((file) => (
              <>
                <a href={consultationPaths.openData(consultation, file)}>{file}</a>{' '}
              </>
            ))}
          </p>
          <p class="small muted">{t('consultations.opinions.recount')}</p>
        </>
      )}
    </ConsultationFrame>
  )
}

function StatementTable({ c, told }: { c: C; told: Told }) {
  const { t, context } = c.var
  const share = (tally: Tally) =>
    votesIn(tally) === 0 ? '—' : formatPercent((100 * tally.agrees) / votesIn(tally), context.locale, 0)
  const columns: Column<Row>[] = [
    { key: 'body', label: t('consultations.statement'), wide: true, cell: ({ number, body }) => `${number}. ${body}` },
    {
      key: 'agrees',
      label: t('consultations.vote.agree'),
      numeric: true,
      cell: ({ tally }) => figure(c, tally.agrees),
    },
    {
      key: 'disagrees',
      label: t('consultations.vote.disagree'),
      numeric: true,
      cell: ({ tally }) => figure(c, tally.disagrees),
    },
    { key: 'passes', label: t('consultations.vote.pass'), numeric: true, cell: ({ tally }) => figure(c, tally.passes) },
    ...told.members.map((members, at) => ({
      key: `group-${at}`,
      label: t('consultations.opinions.column', { name: groupName(at), count: members }),
      numeric: true,
      cell: ({ groups }: Row) => (groups[at] ? share(groups[at]) : '—'),
    })),
  ]
  return (
    <Table<Row>
      id="statements"
      caption={t('consultations.opinions.table')}
      rows={[...told.statements].sort((a, b) => b.consensus - a.consensus || a.number - b.number)}
      columns={columns}
    />
  )
}
