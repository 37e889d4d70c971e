import type { C } from '../../../../platform/http/env.ts'
import { Card } from '../../../../ui/Card.tsx'
import { DescriptionList } from '../../../../ui/DescriptionList.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { formatBytes, formatDate, formatDateTime, formatPercent } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { Status } from '../../../../ui/Status.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { lightKinds } from '../../../commitments/pages/light-words.ts'
import { commitmentPaths } from '../../../commitments/paths.ts'
import type { Plan } from '../../../commitments/plan/model.ts'
import { reportedShare } from '../../../commitments/progress/model.ts'
import { PlanFrame } from '../../../plans/pages/plan-frame.tsx'
import { type Cut, type FrozenBoard, type FrozenCommitment, isDisputed } from '../model.ts'
import { cutPaths } from '../paths.ts'

type CutPageProps = { c: C; plan: Plan; cut: Cut; frozen: FrozenBoard; page: number }

const pageSize = 50

/** The board exactly as it was frozen: nothing on this page is asked of today's rows. */
export function CutPage({ c, plan, cut, frozen, page }: CutPageProps) {
  const { t, context } = c.var
  const title = t('time.cut.name', { number: cut.number, title: cut.title })
  const pages = Math.max(1, Math.ceil(frozen.commitments.length / pageSize))
  const shown = frozen.commitments.slice((Math.min(page, pages) - 1) * pageSize).slice(0, pageSize)
  return (
    <PlanFrame c={c} plan={plan} title={title} twins={['json', 'csv']}>
      <h1>{title}</h1>
      <p class="lead">{t('time.cut.lead', { when: formatDateTime(cut.asOf, context.locale, plan.timeZone) })}</p>
      {cut.opinionsMissing > 0 ? (
        <Notice t={t} kind="warning">
          <p>{t('time.cut.opinions-missing', { count: cut.opinionsMissing })}</p>
        </Notice>
      ) : null}
      {shown.length === 0 ? <EmptyState title={t('time.cut.empty')} /> : <Rows c={c} plan={plan} rows={shown} />}
      <Pager
        t={t}
        page={Math.min(page, pages)}
        pages={pages}
        hrefOf={(number) => `${cutPaths.cut(plan, cut.number)}?pagina=${number}`}
      />
      <Proof c={c} plan={plan} cut={cut} />
    </PlanFrame>
  )
}

function Proof({ c, plan, cut }: { c: C; plan: Plan; cut: Cut }) {
  const { t, context } = c.var
  const address = cutPaths.cut(plan, cut.number)
  const items = [
    { term: t('time.cut.sha256'), value: <code>{cut.sha256}</code> },
    { term: t('time.cut.bytes'), value: formatBytes(cut.bytes, context.locale) },
    { term: t('time.cut.record'), value: <a href={`/registro/${cut.recordSeq}`}>{cut.recordSeq}</a> },
    { term: t('time.cut.frozen-at'), value: formatDateTime(cut.frozenAt, context.locale, plan.timeZone) },
  ]
  return (
    <Card title={t('time.cut.proof')} id="prueba">
      <p>{t('time.cut.proof-text')}</p>
      <DescriptionList items={items} />
      <p>
        <a href={`${address}.json`}>{t('time.cut.file')}</a> · <a href={`${address}.csv`}>{t('time.cut.table')}</a>
      </p>
    </Card>
  )
}

function Rows({ c, plan, rows }: { c: C; plan: Plan; rows: readonly FrozenCommitment[] }) {
  const { t, context } = c.var
  const percent = (share: number | null) => (share === null ? t('board.unknown') : formatPercent(share, context.locale))
  return (
    <Table
      id="compromisos"
      caption={t('time.cut.rows')}
      rows={rows}
      columns={[
        {
          key: 'title',
          label: t('time.cut.commitment'),
          cell: (row) => (
            <a href={commitmentPaths.commitment(plan, row.key)}>
              {row.number}. {row.title}
            </a>
          ),
        },
        {
          key: 'reported',
          label: t('board.voice.reported'),
          numeric: true,
          cell: (row) => percent(row.progress && reportedShare(row.progress)),
        },
        { key: 'opinion', label: t('time.cut.opinion'), cell: (row) => opinionWords(c, row) },
        {
          key: 'verified',
          label: t('board.voice.verified'),
          numeric: true,
          cell: (row) => percent(row.progress?.verified ?? null),
        },
        {
          key: 'light',
          label: t('time.cut.light'),
          cell: (row) =>
            row.lateness ? (
              <Status kind={lightKinds[row.lateness]} word={t(`board.light.${row.lateness}`)} />
            ) : (
              <Status kind="paused" word={t(`board.pause.${row.pause?.kind ?? 'paused'}`)} />
            ),
        },
        {
          key: 'next',
          label: t('time.cut.next'),
          cell: (row) => (row.nextDeadline ? formatDate(row.nextDeadline, context.locale) : '–'),
        },
      ]}
    />
  )
}

function opinionWords(c: C, row: FrozenCommitment): string {
  const { t } = c.var
  const disputed = row.keyActions.flatMap((action) => action.activities).filter(isDisputed).length
  return disputed > 0 ? t('time.opinion.disputed', { count: disputed }) : t(`time.opinion.${row.opinion}`)
}
