import { ButtonLink } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { Facts } from '../../../../ui/Facts.tsx'
import { formatDateTime, formatList, formatNumber } from '../../../../ui/format.ts'
import { Status } from '../../../../ui/Status.tsx'
import { Table } from '../../../../ui/Table.tsx'
import type { Candidacy, PaperCount, Result } from '../model.ts'
import { electionPaths } from '../paths.ts'
import type { Count } from '../queries.ts'
import type { ElectionPlace } from './frame.tsx'

type Props = ElectionPlace & {
  candidacies: readonly Candidacy[]
  count: Count
  paper: PaperCount | null
  isSeated: boolean
}

/** The count as it was published, digital and paper beside each other and never mixed. */
export function ResultCards(view: Props) {
  const { c, count, isSeated, candidacies } = view
  const { t, context } = c.var
  const { result } = count
  const number = (value: number) => formatNumber(value, context.locale)
  const nameOf = (one: number) => candidacies.find((candidacy) => candidacy.number === one)?.name ?? String(one)
  return (
    <>
      <Card title={t('elections.result')} id="resultado">
        <Facts
          label={t('elections.result')}
          items={[
            { label: t('elections.result.digital'), value: number(result.ballots.digital) },
            { label: t('elections.result.paper'), value: number(result.ballots.paper) },
            { label: t('elections.result.blank'), value: number(result.blank.digital + result.blank.paper) },
            { label: t('elections.result.spoiled'), value: number(result.spoiled) },
          ]}
        />
        <Standings {...view} nameOf={nameOf} />
        {result.tie ? <p>{tieText(view, result.tie, nameOf)}</p> : null}
        <p>{t(isSeated ? 'elections.seated.yes' : 'elections.seated.not-yet')}</p>
        <Act {...view} />
      </Card>
      <Recount {...view} />
    </>
  )
}

function Standings({ c, count, nameOf }: Props & { nameOf: (number: number) => string }) {
  const { t, context } = c.var
  const number = (value: number) => formatNumber(value, context.locale)
  return (
    <Table
      id="votos"
      caption={t('elections.result.caption')}
      stacked
      columns={[
        { key: 'name', label: t('elections.candidate'), cell: (row) => `${row.number}. ${nameOf(row.number)}` },
        { key: 'digital', label: t('elections.digital'), numeric: true, cell: (row) => number(row.digital) },
        { key: 'paper', label: t('elections.on-paper'), numeric: true, cell: (row) => number(row.paper) },
        { key: 'total', label: t('elections.total'), numeric: true, cell: (row) => number(row.total) },
        {
          key: 'elected',
          label: t('elections.elected.column'),
          cell: (row) => (row.isElected ? <Status kind="done" word={t('elections.elected')} /> : '—'),
        },
      ]}
      rows={count.result.standings}
    />
  )
}

function tieText({ c }: Props, tie: NonNullable<Result['tie']>, nameOf: (number: number) => string): string {
  const { t, context } = c.var
  const names = formatList(tie.numbers.map(nameOf), context.locale)
  return t(tie.settledBy === 'lot' ? 'elections.tie.lot' : 'elections.tie.open', { names, places: tie.places })
}

function Act({ c, body, election, paper }: Props) {
  const { t } = c.var
  if (!paper) return null
  const href = paper.actSha256 ? electionPaths.file(body, election.slug, paper.actSha256) : paper.actUrl
  return (
    <p>
      {t('elections.act.witnesses', { witnesses: paper.witnesses })}{' '}
      {href ? (
        <a href={href} rel="nofollow">
          {paper.act}
        </a>
      ) : (
        paper.act
      )}
    </p>
  )
}

function Recount({ c, body, election, count }: Props) {
  const { t, context } = c.var
  return (
    <Card title={t('elections.recount')} id="recontar">
      <p>{t('elections.recount.text')}</p>
      <p class="actions">
        <ButtonLink href={electionPaths.package(body, election.slug)}>{t('elections.recount.download')}</ButtonLink>
        <ButtonLink href={electionPaths.ballots(body, election.slug)} kind="quiet">
          {t('elections.ballots.title')}
        </ButtonLink>
      </p>
      <p>
        {t('elections.recount.hash', { when: formatDateTime(count.countedAt, context.locale, election.timeZone) })}{' '}
        <code class="hash">{count.sha256}</code>
      </p>
      <ol class="said-list">
        <li>
          {t('elections.recount.step-1')} <a href={electionPaths.recount(body)}>recount-election.mjs</a>
        </li>
        <li>
          {t('elections.recount.step-2')} <code>sha256sum paquete.json</code>
        </li>
        <li>
          {t('elections.recount.step-3')} <code>node recount-election.mjs paquete.json</code>
        </li>
      </ol>
      <p class="hint">{t('elections.recount.own')}</p>
    </Card>
  )
}
