import { dayIn } from '../../../platform/civil-day.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Details } from '../../../ui/Details.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { fieldsOf } from '../../../ui/form-back.tsx'
import { formatDate } from '../../../ui/format.ts'
import { Status } from '../../../ui/Status.tsx'
import { standingOfAgreement } from '../../governance/agreements/model.ts'
import { AgreementStateForm, agreementTones } from '../../governance/pages/agreement-state-form.tsx'
import { tablePaths } from '../paths.ts'
import type { TableView } from './view.ts'

type View = Pick<TableView, 'c' | 'table' | 'agreements' | 'keeps' | 'wrong'>

/** What the table agreed, who answers for it and what became of it. */
export function AgreementsCard(view: View) {
  const { c, table, agreements, keeps, wrong } = view
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
                <Status
                  kind={agreementTones[standing]}
                  word={t(`governance.agreement.${standing}`)}
                  why={last?.reason}
                />{' '}
                · {one.responsible}
                {one.dueOn
                  ? ` · ${t('governance.agreement.due', { date: formatDate(one.dueOn, context.locale) })}`
                  : null}{' '}
                · {one.folio}
              </p>
              {keeps && standing !== 'done' && standing !== 'cancelled' ? (
                <AgreementStateForm
                  c={c}
                  action={tablePaths.agreement(table, one.folio)}
                  folio={one.folio}
                  wrong={wrong}
                />
              ) : null}
            </li>
          )
        })}
      </ol>
      {keeps ? <AgreeForm {...view} /> : null}
    </Card>
  )
}

function AgreeForm({ c, table, wrong }: View) {
  const { t } = c.var
  const field = fieldsOf({ c, wrong }, 'acuerdo')
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
