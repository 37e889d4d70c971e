import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { RadioGroup, Select } from '../../../ui/Choices.tsx'
import { FileField } from '../../../ui/DateField.tsx'
import { fieldsWith } from '../../../ui/form-back.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Table } from '../../../ui/Table.tsx'
import { importFormats } from '../../commitments/imports/report.ts'
import { ApprovalFields } from '../../commitments/pages/edit-frame/approval-fields.tsx'
import { planPaths } from '../../commitments/paths.ts'
import type { Plan } from '../../commitments/plan/model.ts'
import type { Sent } from '../imports/model.ts'
import { deskPaths } from '../paths.ts'
import { FormErrors } from './form-errors.tsx'
import { PlanFrame } from './plan-frame.tsx'

type ImportsPageProps = { c: C; plan: Plan; earlier: readonly Sent[]; typed: Typed; errors: FieldErrors }

/** Sending a file of commitments: which, in what form, and whether to try first. */
export function ImportsPage({ c, plan, earlier, typed, errors }: ImportsPageProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  const title = t('plan.import.title')
  return (
    <PlanFrame c={c} plan={plan} title={title}>
      <h1>{title}</h1>
      <p class="lead">{t('plan.import.lead')}</p>
      <Templates c={c} plan={plan} />
      <FormErrors t={t} errors={errors} />
      <form method="post" action={planPaths.imports(plan)} enctype="multipart/form-data" class="form" novalidate>
        <FileField
          t={t}
          name="file"
          label={t('plan.import.file')}
          hint={
            Object.keys(errors).length > 0
              ? `${t('plan.import.file-hint')} ${t('plan.import.file-again')}`
              : t('plan.import.file-hint')
          }
          required
          accept=".csv,.xlsx,.json,.yaml,.yml"
          error={errors.file}
        />
        <Select
          {...field('format')}
          label={t('plan.import.format')}
          size="medium"
          empty={t('plan.import.format.auto')}
          options={importFormats.map((value) => ({ value, label: t(`plan.import.format.${value}`) }))}
        />
        <RadioGroup
          {...field('how', 'try')}
          label={t('plan.import.how')}
          required
          options={(['try', 'save'] as const).map((value) => ({
            value,
            label: t(`plan.import.${value}`),
            hint: t(`plan.import.${value}-hint`),
          }))}
        />
        {plan.publication ? <ApprovalFields t={t} typed={typed} errors={errors} /> : null}
        <Actions>
          <Button>{t('plan.import.send')}</Button>
        </Actions>
      </form>
      {earlier.length > 0 ? <Earlier c={c} plan={plan} earlier={earlier} /> : null}
    </PlanFrame>
  )
}

function Templates({ c, plan }: { c: C; plan: Plan }) {
  const { t } = c.var
  const links = [
    { href: deskPaths.template(plan, 'plantilla.xlsx'), label: t('plan.import.template.xlsx') },
    { href: deskPaths.template(plan, 'plantilla.csv'), label: t('plan.import.template.csv') },
    { href: deskPaths.template(plan, 'diccionario.csv'), label: t('plan.import.template.dictionary') },
  ]
  return (
    <nav aria-label={t('plan.import.templates')}>
      <ul class="chips">
        {links.map((link) => (
          <li>
            <a class="chip" href={link.href}>
              {link.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Earlier({ c, plan, earlier }: { c: C; plan: Plan; earlier: readonly Sent[] }) {
  const { t, context } = c.var
  const stateOf = (sent: Sent) => {
    if (sent.outcome === null) return t('plan.import.state.running')
    if (sent.outcome.kind !== 'report') return t('plan.import.state.failed')
    return t(sent.isDryRun ? 'plan.import.state.trial' : 'plan.import.state.done')
  }
  return (
    <Card title={t('plan.import.earlier')}>
      <Table<Sent>
        id="earlier-files"
        caption={t('plan.import.earlier')}
        captionHidden
        rows={earlier}
        columns={[
          {
            key: 'file',
            label: t('plan.import.file'),
            cell: (sent) => <a href={deskPaths.import(plan, sent.id)}>{sent.fileName}</a>,
          },
          { key: 'state', label: t('plan.import.column.state'), cell: stateOf },
          {
            key: 'at',
            label: t('plan.import.column.sent'),
            cell: (sent) => formatDateTime(sent.requestedAt, context.locale, plan.timeZone),
          },
        ]}
      />
    </Card>
  )
}
