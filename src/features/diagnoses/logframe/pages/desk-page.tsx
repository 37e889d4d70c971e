import { Actions, Button, ButtonLink } from '../../../../ui/Button.tsx'
import { Details } from '../../../../ui/Details.tsx'
import { TextArea } from '../../../../ui/Field.tsx'
import { fieldsOf } from '../../../../ui/form-back.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import { loweredTargets } from '../ambition.ts'
import type { MatrixFault } from '../faults.ts'
import { componentNumber, inOrder, type Row } from '../model.ts'
import { logframePaths } from '../paths.ts'
import { faultsOf } from '../rules.ts'
import { Beside, LogframeFrame, type LogframeView, Origin } from './frame.tsx'
import { MatrixTable } from './matrix-table.tsx'
import { rowName } from './words.ts'

/** The matrix with the way to each of its rows, what its rules find, and its publication. */
export function LogframeDeskPage(view: LogframeView) {
  const { c, tree, logframe } = view
  const { t } = c.var
  const { matrix } = logframe.current
  const faults = faultsOf(matrix)
  const crumbs = [{ label: t('logframe.title'), href: logframePaths.matrix(tree) }]
  return (
    <LogframeFrame view={view} title={t('logframe.edit')} noindex crumbs={crumbs}>
      <p class="lead">{t('logframe.desk.lead')}</p>
      <Standing view={view} faults={faults} />
      <MatrixTable
        c={c}
        caption={t('logframe.caption', { title: tree.title })}
        matrix={matrix}
        below={(row) => (
          <RowTools
            view={view}
            row={row}
            faults={faults.filter((one) => one.row === row.id && one.indicator === null)}
          />
        )}
        belowIndicator={({ id, name }, row) => (
          <>
            <br />
            <a class="small" href={logframePaths.indicator(tree, row.id, id)}>
              {t('logframe.open')}
              <span class="visually-hidden"> {name}</span>
            </a>
            <Beside c={c} faults={faults.filter(({ indicator }) => indicator === id)} />
          </>
        )}
      />
      <h2>{t('logframe.add')}</h2>
      <Details summary={t('logframe.add-component')} open={view.wrong?.form === 'componente'}>
        <AddForm view={view} component={null} />
      </Details>
      {inOrder(matrix.rows)
        .filter(({ level }) => level === 'component')
        .map((row) => (
          <Details
            summary={t('logframe.add-activity', { code: row.code })}
            open={view.wrong?.form === formOf(componentNumber(row.code))}
          >
            <AddForm view={view} component={componentNumber(row.code)} />
          </Details>
        ))}
      <PublishForm view={view} isReady={!faults.some(({ severity }) => severity === 'error')} />
    </LogframeFrame>
  )
}

function Standing({ view: { c }, faults }: { view: LogframeView; faults: readonly MatrixFault[] }) {
  const { t } = c.var
  const errors = faults.filter(({ severity }) => severity === 'error').length
  if (faults.length === 0) return <Notice t={t} kind="success" children={<p>{t('logframe.desk.whole')}</p>} />
  return (
    <Notice t={t} kind={errors > 0 ? 'info' : 'warning'}>
      <p>{t('logframe.desk.standing', { errors, warnings: faults.length - errors })}</p>
      <Beside c={c} faults={faults.filter(({ row }) => row === null)} />
    </Notice>
  )
}

function RowTools({ view, row, faults }: { view: LogframeView; row: Row; faults: readonly MatrixFault[] }) {
  const { c, tree } = view
  return (
    <>
      <Origin view={view} row={row} />
      <Beside c={c} faults={faults} />
      <p>
        <ButtonLink kind="quiet" small href={logframePaths.row(tree, row.id)}>
          {c.var.t('logframe.open')}
          <span class="visually-hidden"> {rowName(c, row)}</span>
        </ButtonLink>
      </p>
    </>
  )
}

export const formOf = (component: number | null) => (component === null ? 'componente' : `actividad-${component}`)

function AddForm({ view, component }: { view: LogframeView; component: number | null }) {
  const { t } = view.c.var
  const isActivity = component !== null
  return (
    <form method="post" action={logframePaths.rows(view.tree)} class="form" novalidate>
      <input type="hidden" name="component" value={component ?? ''} />
      <TextArea
        {...fieldsOf(view, formOf(component))('narrative')}
        label={t('logframe.field.narrative')}
        hint={t(isActivity ? 'logframe.syntax.activity' : 'logframe.syntax.component')}
        rows={2}
        required
      />
      <Actions>
        <Button kind="quiet">{t('diagnoses.add')}</Button>
      </Actions>
    </form>
  )
}

function PublishForm({ view, isReady }: { view: LogframeView; isReady: boolean }) {
  const { c, tree, logframe } = view
  const { t } = c.var
  const { current, publications } = logframe
  const last = publications.at(-1)
  if (last?.number === current.number) return <p class="muted">{t('logframe.desk.same')}</p>
  if (!isReady) return <p>{t('logframe.desk.not-ready')}</p>
  const lowered = last ? loweredTargets(last.matrix, current.matrix) : []
  return (
    <form method="post" action={logframePaths.publish(tree)} class="form" novalidate>
      <h2>{t('logframe.publish')}</h2>
      <input type="hidden" name="number" value={current.number} />
      {last ? (
        <TextArea
          {...fieldsOf(view, 'publicar')('reason')}
          label={t('logframe.field.reason')}
          hint={
            lowered.length > 0
              ? t('logframe.field.reason-lowered', { indicators: lowered.map(({ indicator }) => indicator).join(', ') })
              : t('logframe.field.reason-hint')
          }
          rows={2}
          required
        />
      ) : null}
      <Actions>
        <Button>{t('logframe.publish')}</Button>
      </Actions>
    </form>
  )
}
