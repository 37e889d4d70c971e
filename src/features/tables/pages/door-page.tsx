import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { CheckboxGroup } from '../../../ui/Choices.tsx'
import { Details } from '../../../ui/Details.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import type { Space } from '../../spaces/model.ts'
import type { WorkingTable } from '../model.ts'
import { tablePaths } from '../paths.ts'
import type { Registration } from '../registrations/model.ts'
import { TableFrame } from './frame.tsx'
import { RegistrationFields } from './registration-pages.tsx'

type DoorProps = {
  c: C
  space: Space
  table: WorkingTable
  registrations: readonly Registration[]
  /** Whom the code that was just read belongs to; null where it leads to nobody. */
  read: { registration: Registration | null } | null
  territories: readonly { key: string; name: string }[]
  wrong: Wrong
}

/** At the door: by code, by list, or unannounced. */
export function DoorPage(props: DoorProps) {
  const { c, space, table, registrations, territories, wrong } = props
  const { t } = c.var
  const arrived = registrations.filter(({ arrival }) => arrival)
  const expected = registrations.filter(({ arrival }) => !arrival)
  return (
    <TableFrame
      c={c}
      space={space}
      table={table}
      title={t('tables.door.title')}
      lead={t('tables.door.lead', { arrived: arrived.length, expected: expected.length })}
      width="narrow"
      noindex
      wrong={wrong}
    >
      <ReadCode {...props} />
      <Card title={t('tables.door.list')}>
        {expected.length === 0 ? (
          <p class="muted">{t('tables.door.nobody')}</p>
        ) : (
          <form method="post" action={tablePaths.door(table)} class="form" novalidate>
            <CheckboxGroup
              t={t}
              name="present"
              label={t('tables.door.who')}
              options={expected.map((one) => ({
                value: one.id,
                label: one.name,
                hint: [
                  t(`exercise.sector.${one.sector}`),
                  one.organization,
                  one.folio,
                  one.isWaiting ? t('tables.door.waiting') : null,
                ]
                  .filter(Boolean)
                  .join(' · '),
              }))}
              values={[]}
            />
            <Actions>
              <Button>{t('tables.door.save')}</Button>
            </Actions>
          </form>
        )}
      </Card>
      <Details summary={t('tables.door.walk-in')} open={wrong?.form === 'nueva'}>
        <form method="post" action={tablePaths.walkIn(table)} class="form" novalidate>
          <RegistrationFields {...{ c, territories, wrong, form: 'nueva', asksEmail: false }} />
          <Actions>
            <Button>{t('tables.door.walk-in-save')}</Button>
          </Actions>
        </form>
      </Details>
      <Arrived {...props} />
    </TableFrame>
  )
}

function ReadCode({ c, table, read }: DoorProps) {
  const { t, context } = c.var
  if (!read) return null
  const one = read.registration
  if (!one || one.leftAt)
    return (
      <Notice t={t} kind="error" live>
        <p>{t('tables.door.unknown')}</p>
      </Notice>
    )
  const who = `${one.name} · ${t(`exercise.sector.${one.sector}`)} · ${one.folio}`
  if (one.arrival)
    return (
      <Notice t={t} kind="success" live title={who}>
        <p>{t('tables.own.arrived', { when: formatDateTime(one.arrival.at, context.locale, table.timeZone) })}</p>
      </Notice>
    )
  return (
    <Card title={who}>
      {one.isWaiting ? <p>{t('tables.door.waiting')}</p> : null}
      <form method="post" action={tablePaths.door(table)}>
        <input type="hidden" name="present" value={one.id} />
        <input type="hidden" name="way" value="code" />
        <Button>{t('tables.door.confirm')}</Button>
      </form>
    </Card>
  )
}

function Arrived({ c, table, registrations }: DoorProps) {
  const { t } = c.var
  const arrived = registrations.filter(({ arrival }) => arrival)
  if (arrived.length === 0) return null
  return (
    <Details summary={t('tables.door.arrived', { count: arrived.length })}>
      <ul class="plain stack">
        {arrived.map((one) => (
          <li>
            <form method="post" action={tablePaths.notArrived(table)} class="inline-form">
              <input type="hidden" name="registration" value={one.id} />
              {one.name}{' '}
              <Button small kind="quiet">
                {t('tables.door.undo')}
                <span class="visually-hidden">: {one.name}</span>
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </Details>
  )
}
