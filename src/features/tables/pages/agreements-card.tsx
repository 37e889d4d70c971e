import { dayIn } from '../../../platform/civil-day.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Details } from '../../../ui/Details.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { formatDate } from '../../../ui/format.ts'
import { Status, type StatusKind } from '../../../ui/Status.tsx'
import {
  type Agreement,
  type AgreementStanding,
  agreementStates,
  standingOfAgreement,
} from '../../governance/agreements/model.ts'
import { backOf, idIn } from '../../governance/pages/frame.tsx'
import { tablePaths } from '../paths.ts'
import type { TableView } from './view.ts'

type View = Pick<TableView, 'c' | 'table' | 'agreements' | 'keeps' | 'wrong'>

const tone: Record<AgreementStanding, StatusKind> = {
  pending: 'not-started',
  'in-progress': 'on-time',
  late: 'late',
  done: 'done',
  cancelled: 'paused',
}

/** What the table agreed, who answers for it and what became of it. */
export function AgreementsCard(view: View) {
  const { c, table, agreements, keeps } = view
  const { t, context } = c.var
  if (agreements.length === 0 && !keeps) return null
  const today = dayIn(table.timeZone, context.now)
  return (
    <Card title={t('governance.agreements')} id="acuerdos">
      {agreements.length === 0 ? <p class="muted">{t('governance.agreements.none')}</p> : null}
      <ol class="plain stack">
        {agreements.map((one) => {
          const standing = standingOfAgreement(one, today)
          const last = one.states.at(-1)
          return (
            <li id={one.folio}>
              <p>
                <strong>{one.wording}</strong>
              </p>
              <p class="small">
                <Status kind={tone[standing]} word={t(`governance.agreement.${standing}`)} why={last?.reason} /> ·{' '}
                {one.responsible}
                {one.dueOn
                  ? ` · ${t('governance.agreement.due', { date: formatDate(one.dueOn, context.locale) })}`
                  : null}{' '}
                · {one.folio}
              </p>
              {keeps && standing !== 'done' && standing !== 'cancelled' ? (
                <StateForm {...view} agreement={one} />
              ) : null}
            </li>
          )
        })}
      </ol>
      {keeps ? <AgreeForm {...view} /> : null}
    </Card>
  )
}

function StateForm({ c, table, agreement: { folio }, wrong }: View & { agreement: Agreement }) {
  const { t } = c.var
  const { typed, errors } = backOf(wrong, folio)
  const field = (name: string) => ({ t, name, id: idIn(folio, name), value: typed[name], error: errors[name] })
  return (
    <Details summary={t('governance.agreement.move')} open={wrong?.form === folio}>
      <form method="post" action={tablePaths.agreement(table, folio)} class="form" novalidate>
        <Select
          {...field('state')}
          label={t('governance.agreement.state')}
          required
          options={agreementStates.map((value) => ({ value, label: t(`governance.agreement.${value}`) }))}
        />
        <TextArea {...field('reason')} label={t('governance.agreement.what')} rows={2} required />
        <Field {...field('url')} type="url" label={t('governance.document')} />
        <Actions>
          <Button>{t('governance.agreement.submit')}</Button>
        </Actions>
      </form>
    </Details>
  )
}

function AgreeForm({ c, table, wrong }: View) {
  const { t } = c.var
  const { typed, errors } = backOf(wrong, 'acuerdo')
  const field = (name: string) => ({ t, name, id: idIn('acuerdo', name), value: typed[name], error: errors[name] })
  return (
    <Details summary={t('governance.agreement.make')} open={wrong?.form === 'acuerdo'}>
      <form method="post" action={tablePaths.agree(table)} class="form" novalidate>
        <TextArea {...field('wording')} label={t('governance.agreement.wording')} rows={2} required />
        <Field {...field('responsible')} label={t('governance.agreement.responsible')} required />
        <DateField {...field('dueOn')} label={t('governance.agreement.until')} />
        <Actions>
          <Button>{t('governance.agreement.make')}</Button>
        </Actions>
      </form>
    </Details>
  )
}
