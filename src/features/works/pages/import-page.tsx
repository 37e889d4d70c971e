import type { C } from '../../../platform/http/env.ts'
import { Actions, Button, ButtonLink } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Checkbox, Select } from '../../../ui/Choices.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Progress } from '../../../ui/Progress.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { Space } from '../../spaces/model.ts'
import type { OwnCut } from '../cuts/queries.ts'
import { worksPaths } from '../paths.ts'
import { type Mapping, tableFields } from '../tables/mapping.ts'
import { CutReportView } from './cut-report.tsx'
import { WorksFrame } from './works-frame.tsx'

export type Unmapped = {
  header: readonly string[]
  samples: readonly (readonly string[])[]
  guess: Mapping
  error: string | null
}

type ImportPageProps = { c: C; space: Space; own: OwnCut; unmapped: Unmapped | null }

/** A file that was brought: its columns to be confirmed, how far it is, or what came of it. */
export function ImportPage({ c, space, own, unmapped }: ImportPageProps) {
  const { t } = c.var
  const { cut, report } = own
  const title = t('works.import.of', { file: cut.fileName })
  const trail = [{ label: t('works.imports'), href: worksPaths.imports(space.slug) }]
  return (
    <WorksFrame c={c} space={space} title={title} trail={trail} noindex>
      <h1>{title}</h1>
      {unmapped ? <MappingForm c={c} space={space} own={own} unmapped={unmapped} /> : null}
      {!unmapped && cut.outcome === null ? <Running c={c} own={own} /> : null}
      {cut.outcome === 'kept' ? (
        <Notice t={t} kind="success" live>
          <p>
            {t('works.import.done')} <a href={worksPaths.list(space.slug)}>{t('works.import.see')}</a>
          </p>
        </Notice>
      ) : null}
      {cut.outcome === 'refused' || cut.outcome === 'failed' ? (
        <Notice t={t} kind="error">
          <p>{cut.refusal}</p>
          <p>{t('works.import.nothing-kept')}</p>
        </Notice>
      ) : null}
      {report && report.unknown_statuses.length > 0 ? <Admission c={c} space={space} own={own} /> : null}
      {report ? (
        <CutReportView c={c} report={report} hrefOf={(ending) => worksPaths.importReport(space.slug, cut.id, ending)} />
      ) : null}
      <Actions>
        <ButtonLink href={worksPaths.imports(space.slug)} kind="quiet">
          {t('works.import.another')}
        </ButtonLink>
      </Actions>
    </WorksFrame>
  )
}

function Running({ c, own: { cut } }: { c: C; own: OwnCut }) {
  const { t } = c.var
  return (
    <>
      <Progress
        id="import-progress"
        label={t('works.import.running')}
        value={0}
        max={1}
        text={t('works.import.rows-done', { count: cut.rowsDone })}
      />
      <p>{t('works.import.running.text')}</p>
    </>
  )
}

/** words that nobody knew, for a person to look at. */
function Admission({ c, space, own }: Omit<ImportPageProps, 'unmapped'>) {
  const { t } = c.var
  return (
    <Card title={t('works.import.admission')}>
      <form method="post" action={worksPaths.admission(space.slug, own.cut.id)} class="form">
        <p>{t('works.import.admission.text')}</p>
        <ul class="listed">
          {own.report?.unknown_statuses.map(({ value, rows }) => (
            <li>
              «{value}» ({t('works.report.rows', { count: rows })})
            </li>
          ))}
        </ul>
        <Actions>
          <Button>{t('works.import.admit')}</Button>
        </Actions>
      </form>
    </Card>
  )
}

function MappingForm({ c, space, own, unmapped }: { c: C; space: Space; own: OwnCut; unmapped: Unmapped }) {
  const { t } = c.var
  const { header, samples, guess, error } = unmapped
  return (
    <form method="post" action={worksPaths.mapping(space.slug, own.cut.id)} class="form" novalidate>
      <p>{t('works.mapping.lead')}</p>
      {error ? (
        <Notice t={t} kind="error" live>
          <p>{error}</p>
        </Notice>
      ) : null}
      <Table<readonly string[]>
        id="samples"
        caption={t('works.mapping.samples')}
        dense
        rows={samples}
        columns={header.slice(0, 40).map((name, at) => ({
          key: String(at),
          label: name,
          cell: (row) => (row[at] ?? '').slice(0, 80),
        }))}
      />
      {tableFields.map((field) => (
        <Select
          t={t}
          name={field}
          label={t(`works.mapping.${field}`)}
          required={field === 'key' || field === 'name'}
          empty={t('works.mapping.none')}
          options={header.filter((name) => name !== '').map((name) => ({ value: name, label: name }))}
          value={guess.columns[field]}
          size="medium"
        />
      ))}
      <Checkbox
        t={t}
        name="isMexico"
        label={t('works.mapping.isMexico')}
        hint={t('works.mapping.isMexico.hint')}
        checked={guess.isMexico}
      />
      <Actions>
        <Button>{t('works.mapping.send')}</Button>
      </Actions>
    </form>
  )
}
