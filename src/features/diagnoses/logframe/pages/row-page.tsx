import { Actions, Button, ButtonLink } from '../../../../ui/Button.tsx'
import { RadioGroup } from '../../../../ui/Choices.tsx'
import { Confirm } from '../../../../ui/Details.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'
import { fieldsOf } from '../../../../ui/form-back.tsx'
import { valuesOfRow } from '../differences.ts'
import type { MatrixFault } from '../faults.ts'
import type { Row } from '../model.ts'
import { logframePaths } from '../paths.ts'
import { faultsOf } from '../rules.ts'
import { Beside, LogframeFrame, type LogframeView, Origin } from './frame.tsx'
import { Stored } from './stored.tsx'
import { rowName } from './words.ts'

type Props = { view: LogframeView; row: Row; faults: readonly MatrixFault[] }

/** One row of the matrix: its words, its assumption, its indicators. */
export function RowPage({ view, row }: Omit<Props, 'faults'>) {
  const { c, tree, logframe, wrong } = view
  const { t } = c.var
  const faults = faultsOf(logframe.current.matrix).filter((one) => one.row === row.id && one.indicator === null)
  const crumbs = [
    { label: t('logframe.title'), href: logframePaths.matrix(tree) },
    { label: t('logframe.edit'), href: logframePaths.desk(tree) },
  ]
  return (
    <LogframeFrame view={view} title={rowName(c, row)} width="narrow" noindex crumbs={crumbs}>
      <Origin view={view} row={row} />
      {wrong?.form === 'fila' && wrong.errors.form ? <Stored c={c} values={valuesOfRow(row)} /> : null}
      <RowForm view={view} row={row} faults={faults} />
      <Indicators view={view} row={row} faults={faults} />
      {row.level === 'component' || row.level === 'activity' ? <Removing view={view} row={row} /> : null}
    </LogframeFrame>
  )
}

/** The version is that of the words that are stored now: after a clash both are on the page, and saving is a choice. */
function RowForm({ view, row, faults }: Props) {
  const { c, tree } = view
  const { t } = c.var
  const { wording, isExternal, isRelevant, isProbable } = row.assumption
  const field = fieldsOf(view, 'fila')
  const found = (name: string) => <Beside c={c} faults={faults.filter((one) => one.field === name)} />
  return (
    <form method="post" action={logframePaths.row(tree, row.id)} class="form" novalidate>
      <input type="hidden" name="version" value={row.version} />
      {row.level === 'activity' ? (
        <Field
          {...field('code', row.code)}
          label={t('logframe.field.code')}
          hint={
            <>
              {t('logframe.field.code-hint')} {found('code')}
            </>
          }
          size="short"
          required
        />
      ) : null}
      <TextArea
        {...field('narrative', row.narrative)}
        label={t('logframe.field.narrative')}
        hint={
          <>
            {t(`logframe.syntax.${row.level}`)} {found('narrative')}
          </>
        }
        rows={3}
        required
      />
      <Fieldset legend={t('logframe.column.assumptions')} hint={found('assumption')}>
        <TextArea
          {...field('assumption', wording ?? '')}
          label={t('logframe.field.assumption')}
          hint={t('logframe.field.assumption-hint')}
          rows={2}
        />
        {(
          [
            ['assumptionIsExternal', isExternal],
            ['assumptionIsRelevant', isRelevant],
            ['assumptionIsProbable', isProbable],
          ] as const
        ).map(([name, given]) => (
          <RadioGroup
            {...field(name, given === null ? '' : given ? 'yes' : 'no')}
            label={t(`logframe.field.${name}`)}
            inline
            options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`logframe.${value}`) }))}
          />
        ))}
      </Fieldset>
      <Actions>
        <Button>{t('diagnoses.save')}</Button>
      </Actions>
    </form>
  )
}

function Indicators({ view: { c, tree, logframe }, row, faults }: Props) {
  const { t } = c.var
  const all = faultsOf(logframe.current.matrix)
  return (
    <>
      <h2>{t('logframe.column.indicators')}</h2>
      <Beside c={c} faults={faults.filter(({ field }) => field === 'indicators')} />
      {row.indicators.length > 0 ? (
        <ul>
          {row.indicators.map(({ id, name }) => (
            <li>
              <a href={logframePaths.indicator(tree, row.id, id)}>{name}</a>{' '}
              <Beside c={c} faults={all.filter(({ indicator }) => indicator === id)} />
            </li>
          ))}
        </ul>
      ) : null}
      <p>
        <ButtonLink kind="quiet" href={logframePaths.newIndicator(tree, row.id)}>
          {t('logframe.add-indicator')}
        </ButtonLink>
      </p>
    </>
  )
}

function Removing({ view: { c, tree, wrong }, row }: Omit<Props, 'faults'>) {
  const { t } = c.var
  return (
    <Confirm summary={t('logframe.remove-row', { row: rowName(c, row) })} open={wrong?.form === 'quitar'}>
      <p>{t('logframe.remove-text')}</p>
      <form method="post" action={logframePaths.removeRow(tree, row.id)}>
        <input type="hidden" name="version" value={row.version} />
        <Button kind="danger">{t('logframe.remove')}</Button>
      </form>
    </Confirm>
  )
}
