import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, Button, ButtonLink } from '../../../ui/Button.tsx'
import { RadioGroup, Select } from '../../../ui/Choices.tsx'
import { Confirm } from '../../../ui/Details.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Fieldset } from '../../../ui/Fieldset.tsx'
import { fieldsOf } from '../../../ui/form-back.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Receipt } from '../../../ui/Receipt.tsx'
import type { Space } from '../../spaces/model.ts'
import { sectors, type WorkingTable } from '../model.ts'
import { tablePaths } from '../paths.ts'
import { genders, type Registration } from '../registrations/model.ts'
import { TableFrame } from './frame.tsx'

type Territories = readonly { key: string; name: string }[]
type Fields = { c: C; territories: Territories; wrong: Wrong; form: string; asksEmail: boolean }

/** Name and sector; all else only if she likes. */
export function RegistrationFields({ c, territories, wrong, form, asksEmail }: Fields) {
  const { t } = c.var
  const field = fieldsOf({ c, wrong }, form)
  return (
    <>
      <Field
        {...field('name')}
        label={t('tables.name')}
        hint={t('tables.name-hint')}
        autocomplete="name"
        maxlength={120}
        required
      />
      <Select
        {...field('sector')}
        label={t('exercise.sector')}
        required
        empty={t('tables.choose')}
        options={sectors.map((value) => ({ value, label: t(`exercise.sector.${value}`) }))}
      />
      <Fieldset legend={t('tables.voluntary')} hint={t('tables.voluntary-hint')}>
        <Field
          {...field('organization')}
          label={t('tables.organization')}
          autocomplete="organization"
          maxlength={200}
        />
        {territories.length > 0 ? (
          <Select
            {...field('territory')}
            label={t('tables.territory')}
            empty={t('tables.unsaid')}
            options={territories.map(({ key, name }) => ({ value: key, label: name }))}
          />
        ) : null}
        <RadioGroup
          {...field('gender')}
          label={t('tables.gender')}
          inline
          options={genders.map((value) => ({ value, label: t(`tables.gender.${value}`) }))}
        />
        {asksEmail ? (
          <Field
            {...field('email')}
            type="email"
            label={t('tables.email')}
            hint={t('tables.email-hint')}
            autocomplete="email"
          />
        ) : null}
      </Fieldset>
    </>
  )
}

type RegisterProps = {
  c: C
  space: Space
  table: WorkingTable
  territories: Territories
  secret: string
  isFull: boolean
  wrong: Wrong
}

export function RegisterPage({ c, space, table, territories, secret, isFull, wrong }: RegisterProps) {
  const { t, context } = c.var
  const when = formatDateTime(table.heldAt, context.locale, table.timeZone)
  return (
    <TableFrame
      c={c}
      space={space}
      table={table}
      title={t('tables.register.title', { table: table.title })}
      lead={t('tables.register.lead', { when })}
      width="narrow"
      noindex
      wrong={wrong}
    >
      {isFull ? (
        <Notice t={t} kind="warning">
          <p>{t('tables.register.full')}</p>
        </Notice>
      ) : null}
      <form method="post" action={tablePaths.register(table)} class="form" novalidate>
        <input type="hidden" name="secret" value={secret} />
        <RegistrationFields {...{ c, territories, wrong, form: '', asksEmail: true }} />
        <Actions>
          <Button>{t('tables.register')}</Button>
        </Actions>
      </form>
    </TableFrame>
  )
}

type PlaceProps = { c: C; space: Space; table: WorkingTable; registration: Registration; secret: string; qr: string }

/** What her secret leads to: folio, code for the door, and the way to give up the place. */
export function PlacePage({ c, space, table, registration, secret, qr }: PlaceProps) {
  const { t, context } = c.var
  const { folio, isWaiting, leftAt, arrival, registeredAt } = registration
  const when = formatDateTime(table.heldAt, context.locale, table.timeZone)
  const state = leftAt ? 'left' : isWaiting ? 'waiting' : 'seated'
  return (
    <TableFrame
      c={c}
      space={space}
      table={table}
      title={t('tables.own.title')}
      lead={`${table.title} · ${when}`}
      width="narrow"
      noindex
    >
      <Receipt
        t={t}
        title={t(`tables.own.${state}`)}
        folio={folio}
        at={formatDateTime(registeredAt, context.locale, table.timeZone)}
      />
      {arrival ? (
        <p>{t('tables.own.arrived', { when: formatDateTime(arrival.at, context.locale, table.timeZone) })}</p>
      ) : null}
      {leftAt ? (
        <ButtonLink href={tablePaths.register(table)}>{t('tables.register')}</ButtonLink>
      ) : (
        <>
          <p>{t('tables.own.code')}</p>
          <p>
            <img src={qr} alt={t('tables.own.code-alt', { folio })} width={220} height={220} class="door-code" />
          </p>
          <p class="small">{t('tables.own.keep')}</p>
          {context.now < table.heldAt ? (
            <Confirm summary={t('tables.leave')}>
              <form method="post" action={tablePaths.leave(table)}>
                <input type="hidden" name="clave" value={secret} />
                <p>{t('tables.leave.text')}</p>
                <Button kind="danger">{t('tables.leave')}</Button>
              </form>
            </Confirm>
          ) : null}
        </>
      )}
    </TableFrame>
  )
}
