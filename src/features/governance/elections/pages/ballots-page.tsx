import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { formatNumber } from '../../../../ui/format.ts'
import { Notice } from '../../../../ui/Notice.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { blankChoice } from '../ballot.ts'
import { ballotsPerPage, type Candidacy } from '../model.ts'
import { electionPaths } from '../paths.ts'
import type { PublishedBallot } from '../queries.ts'
import { ElectionFrame, type ElectionPlace } from './frame.tsx'

export type BallotsView = ElectionPlace & {
  candidacies: readonly Candidacy[]
  ballots: readonly PublishedBallot[]
  count: number
  page: number
  /** What was looked for, as a receipt is written. */
  receipt: string
}

/** Every digital ballot with its receipt and what it says; whose it is, nobody knows. */
export function BallotsPage(view: BallotsView) {
  const { c, body, election, candidacies, ballots, count, page, receipt } = view
  const { t, context } = c.var
  const here = electionPaths.ballots(body, election.slug)
  const nameOf = (number: string) => candidacies.find((one) => one.number === Number(number))?.name ?? ''
  const said = (choice: string) =>
    choice === blankChoice
      ? t('elections.blank')
      : choice
          .split(',')
          .map((number) => `${number}. ${nameOf(number)}`)
          .join(' · ')
  return (
    <ElectionFrame place={view} title={t('elections.ballots.title')} twins={['csv']}>
      <p class="lead">{t('elections.ballots.lead')}</p>
      <Card title={t('elections.ballots.find')}>
        <form method="get" action={here} class="form">
          <Field
            t={t}
            name="comprobante"
            label={t('elections.receipt')}
            hint={t('elections.ballots.find-hint')}
            value={receipt}
            autocomplete="off"
            spellcheck={false}
          />
          <Actions>
            <Button>{t('elections.ballots.search')}</Button>
          </Actions>
        </form>
      </Card>
      {receipt !== '' && count === 0 ? (
        <Notice t={t} kind="warning" title={t('elections.ballots.missing')}>
          <p>{t('elections.ballots.missing-text')}</p>
        </Notice>
      ) : (
        <>
          <p>{t('elections.ballots.count', { count, shown: formatNumber(count, context.locale) })}</p>
          <Table
            id="boletas"
            caption={t('elections.ballots.title')}
            captionHidden
            columns={[
              { key: 'receipt', label: t('elections.receipt'), cell: (row) => <code>{row.receipt}</code> },
              { key: 'choice', label: t('elections.ballots.choice'), wide: true, cell: (row) => said(row.choice) },
            ]}
            rows={ballots}
          />
        </>
      )}
      <Pager
        t={t}
        page={page}
        pages={Math.ceil(count / ballotsPerPage)}
        hrefOf={(number) => `${here}?${new URLSearchParams({ comprobante: receipt, pagina: String(number) })}`}
      />
    </ElectionFrame>
  )
}
