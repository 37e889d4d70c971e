import type { Wrong } from '../../../../platform/http/answer-submission.ts'
import type { C } from '../../../../platform/http/env.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Select } from '../../../../ui/Choices.tsx'
import { DraftKeeper } from '../../../../ui/DraftKeeper.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'
import { fieldsOf } from '../../../../ui/form-back.tsx'
import { formatZone } from '../../../../ui/format.ts'
import type { Space } from '../../../spaces/model.ts'
import type { Body, Sector } from '../../model.ts'
import { electionPaths } from '../paths.ts'
import { ElectionFrame, type FieldOf } from './frame.tsx'

export type CallView = {
  c: C
  space: Space
  body: Body
  /** Sectors that have seats in the body, with how many. */
  sectors: readonly { sector: Sector; seats: number }[]
  wrong: Wrong
}

export function CallElectionPage(view: CallView) {
  const { c, body, sectors, wrong } = view
  const { t } = c.var
  const field = fieldsOf({ c, wrong }, 'convocar')
  return (
    <ElectionFrame
      place={view}
      title={t('elections.call')}
      width="narrow"
      noindex
      wrong={wrong}
      islands={['draft-keeper']}
    >
      <p class="lead">{t('elections.call.lead')}</p>
      <DraftKeeper t={t}>
        <form method="post" action={electionPaths.call(body)} class="form" novalidate>
          <Field {...field('title')} label={t('elections.call.title')} hint={t('elections.call.title-hint')} required />
          <Select
            {...field('sector')}
            label={t('governance.sector')}
            required
            options={sectors.map(({ sector, seats }) => ({
              value: sector,
              label: t('elections.call.sector', { sector: t(`governance.sector.${sector}`), seats }),
            }))}
          />
          <Field
            {...field('seats')}
            type="number"
            size="short"
            min={1}
            max={50}
            label={t('elections.call.seats')}
            hint={t('elections.call.seats-hint')}
            value={field('seats').value ?? '1'}
            required
          />
          <TextArea {...field('requirements')} label={t('elections.requirements')} rows={4} />
          <DateFields c={c} field={field} timeZone={body.timeZone} />
          <PollingPlaceField c={c} field={field} />
          <Actions>
            <Button>{t('elections.call.submit')}</Button>
          </Actions>
        </form>
      </DraftKeeper>
    </ElectionFrame>
  )
}

const dates = ['candidaciesFrom', 'candidaciesTo', 'votingFrom', 'votingTo'] as const

type DatesProps = { c: C; field: FieldOf; timeZone: string; now?: Record<(typeof dates)[number], string> }

/** The four dates of an election, by the clock on the wall; `now` where they are set already. */
export function DateFields({ c, field, timeZone, now }: DatesProps) {
  const { t } = c.var
  return (
    <Fieldset
      legend={t('elections.calendar')}
      hint={t('elections.call.dates-hint', { zone: formatZone(c.var.context.now, c.var.context.locale, timeZone) })}
    >
      {dates.map((name) => (
        <Field
          {...field(name)}
          type="datetime-local"
          size="medium"
          label={t(`elections.field.${name}`)}
          value={field(name).value ?? now?.[name]}
          required
        />
      ))}
    </Fieldset>
  )
}

export function PollingPlaceField({ c, field, value }: { c: C; field: FieldOf; value?: string | null }) {
  const { t } = c.var
  return (
    <TextArea
      {...field('pollingPlace')}
      label={t('elections.field.pollingPlace')}
      hint={t('elections.field.pollingPlace-hint')}
      rows={2}
      value={field('pollingPlace').value ?? value ?? undefined}
      required
    />
  )
}
