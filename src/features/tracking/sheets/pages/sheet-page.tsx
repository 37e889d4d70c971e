import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button, ButtonLink } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { RadioGroup } from '../../../../ui/Choices.tsx'
import { FileField } from '../../../../ui/DateField.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { ApprovalFields } from '../../../commitments/pages/edit-frame/approval-fields.tsx'
import type { Plan } from '../../../commitments/plan/model.ts'
import { FormErrors } from '../../../plans/pages/form-errors.tsx'
import { PlanFrame } from '../../../plans/pages/plan-frame.tsx'
import { sheetName } from '../file.ts'
import type { Change, Conflict, Judged, SheetFault } from '../model.ts'
import { sheetPaths } from '../paths.ts'

export type Shown = { typed?: Typed; errors?: FieldErrors; judged?: Judged; isTrial?: boolean }
type SheetPageProps = Shown & { c: C; plan: Plan }

/** More than these are in no page: the sheet is sent again once they are mended. */
const most = 500

/** The sheet goes out, is edited in any spreadsheet, and comes back: first to see what it would change, then to save it. */
export function SheetPage({ c, plan, typed = {}, errors = {}, judged, isTrial = true }: SheetPageProps) {
  const { t } = c.var
  // Whoever has seen what would change goes on to save it.
  const canSave = isTrial && judged !== undefined && judged.changes.length > 0
  return (
    <PlanFrame c={c} plan={plan} title={t('sheet.title')}>
      <h1>{t('sheet.title')}</h1>
      <p class="lead">{t('sheet.lead')}</p>
      <Actions>
        <ButtonLink href={sheetPaths.file(plan, 'xlsx')}>{t('sheet.download.xlsx')}</ButtonLink>
        <ButtonLink href={sheetPaths.file(plan, 'csv')} kind="quiet">
          {t('sheet.download.csv')}
        </ButtonLink>
      </Actions>
      <p>{t('sheet.rules')}</p>
      {judged ? <Outcome c={c} judged={judged} isTrial={isTrial} /> : null}
      <FormErrors t={t} errors={errors} />
      <form method="post" action={sheetPaths.send(plan)} enctype="multipart/form-data" class="form" novalidate>
        <FileField
          t={t}
          name="file"
          label={t('sheet.file')}
          hint={t('sheet.file.hint')}
          required
          accept=".csv,.xlsx"
          error={errors.file}
        />
        <RadioGroup
          t={t}
          name="how"
          label={t('plan.import.how')}
          required
          options={(['try', 'save'] as const).map((value) => ({
            value,
            label: t(`sheet.${value}`),
            ...(plan.publication ? { hint: t(`sheet.${value}.hint`) } : {}),
          }))}
          value={canSave ? 'save' : (typed.how ?? 'try')}
        />
        {plan.publication ? <ApprovalFields t={t} typed={typed} errors={errors} /> : null}
        <Actions>
          <Button>{t('plan.import.send')}</Button>
        </Actions>
      </form>
    </PlanFrame>
  )
}

function Outcome({ c, judged, isTrial }: { c: C; judged: Judged; isTrial: boolean }) {
  const { t } = c.var
  const { changes, conflicts, faults } = judged
  const left = conflicts.length + faults.length
  const kind = left > 0 ? 'warning' : isTrial ? 'info' : 'success'
  return (
    <>
      <Notice t={t} kind={kind} live>
        <p>{t(isTrial ? 'sheet.outcome.try' : 'sheet.outcome.save', { changes: changes.length, left })}</p>
        {isTrial && changes.length > 0 ? <p>{t('sheet.next')}</p> : null}
      </Notice>
      {faults.length > 0 ? <Faults c={c} rows={faults} /> : null}
      {conflicts.length > 0 ? <Conflicts c={c} rows={conflicts} /> : null}
      {changes.length > 0 ? <Changes c={c} rows={changes} /> : null}
    </>
  )
}

const whereOf =
  (c: C) =>
  ({ row, column }: { row: number; column: string }) =>
    c.var.t('sheet.place', { sheet: sheetName, row, column })
const text = (value: string) => (value === '' ? '—' : value.slice(0, 300))

function Faults({ c, rows }: { c: C; rows: readonly SheetFault[] }) {
  const { t } = c.var
  return (
    <Card title={t('sheet.faults')}>
      <Table<SheetFault>
        id="faults"
        caption={t('sheet.faults')}
        captionHidden
        dense
        stacked
        rows={rows.slice(0, most)}
        columns={[
          { key: 'where', label: t('sheet.where'), cell: whereOf(c) },
          { key: 'value', label: t('sheet.value'), cell: ({ value }) => text(value.slice(0, 80)) },
          { key: 'why', label: t('sheet.why'), cell: ({ kind, hint }) => t(`sheet.fault.${kind}`, { hint }) },
        ]}
      />
    </Card>
  )
}

function Conflicts({ c, rows }: { c: C; rows: readonly Conflict[] }) {
  const { t } = c.var
  return (
    <Card title={t('sheet.conflicts')}>
      <p>{t('sheet.conflicts.text')}</p>
      <Table<Conflict>
        id="conflicts"
        caption={t('sheet.conflicts')}
        captionHidden
        dense
        stacked
        rows={rows.slice(0, most)}
        columns={[
          { key: 'where', label: t('sheet.where'), cell: whereOf(c) },
          { key: 'now', label: t('sheet.now'), cell: ({ before }) => text(before) },
          { key: 'sheet', label: t('sheet.sheet-says'), cell: ({ sheet }) => text(sheet) },
        ]}
      />
    </Card>
  )
}

function Changes({ c, rows }: { c: C; rows: readonly Change[] }) {
  const { t } = c.var
  return (
    <Card title={t('sheet.changes')}>
      <Table<Change>
        id="changes"
        caption={t('sheet.changes')}
        captionHidden
        dense
        stacked
        rows={rows.slice(0, most)}
        columns={[
          { key: 'where', label: t('sheet.where'), cell: whereOf(c) },
          { key: 'activity', label: t('sheet.activity'), cell: ({ key, code }) => `${key} · ${code}` },
          { key: 'before', label: t('sheet.before'), cell: ({ before }) => text(before) },
          { key: 'after', label: t('sheet.after'), cell: ({ after }) => text(after) },
        ]}
      />
    </Card>
  )
}
