import { dayIn } from '../../../platform/civil-day.ts'
import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { Details } from '../../../ui/Details.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { fieldsOf } from '../../../ui/form-back.tsx'
import { formatDate } from '../../../ui/format.ts'
import type { Space } from '../../spaces/model.ts'
import { type Body, seatSectors } from '../model.ts'
import { bodyPaths } from '../paths.ts'
import { isNamedOn, partyMoves, type Roster, statedEndings } from '../seating/model.ts'
import type { CarriedMotion } from '../sessions/queries.ts'
import { BodyFrame } from './frame.tsx'

export type SeatingView = {
  c: C
  space: Space
  body: Body
  roster: Roster
  organizations: readonly { id: string; name: string }[]
  motions: readonly CarriedMotion[]
  wrong: Wrong
}

/** Everything that changes who sits: one form each, short, on one page. */
export function SeatingPage(view: SeatingView) {
  const { c, space, body, wrong } = view
  const { t } = c.var
  return (
    <BodyFrame
      c={c}
      space={space}
      body={body}
      title={t('governance.seating.title')}
      width="narrow"
      noindex
      wrong={wrong}
    >
      <p class="lead">{t('governance.seating.lead')}</p>
      <Card title={t('governance.name.title')}>
        <NameForm {...view} />
      </Card>
      <Sitting {...view} />
      <Card title={t('governance.facilitator.title')}>
        <FacilitatorForm {...view} />
      </Card>
      <Card title={t('governance.party.title')}>
        <PartyForm {...view} />
      </Card>
      <Card title={t('governance.paper.title')}>
        <DocumentForm {...view} />
      </Card>
    </BodyFrame>
  )
}

const optionsOf = (organizations: SeatingView['organizations']) =>
  organizations.map(({ id, name }) => ({ value: id, label: name }))

function NameForm(view: SeatingView) {
  const { c, body, roster, organizations } = view
  const { t, context } = c.var
  const field = fieldsOf(view, 'nombrar')
  const today = dayIn(body.timeZone, context.now)
  return (
    <form method="post" action={bodyPaths.seat(body)} class="form" novalidate>
      <Select
        {...field('seat')}
        label={t('governance.seat')}
        required
        options={roster.seats
          .toSorted((a, b) => seatSectors.indexOf(a.sector) - seatSectors.indexOf(b.sector) || a.number - b.number)
          .map(({ id, sector, number }) => ({ value: id, label: `${t(`governance.sector.${sector}`)} ${number}` }))}
      />
      <Select
        {...field('quality')}
        label={t('governance.quality')}
        required
        options={(['titular', 'alternate'] as const).map((value) => ({
          value,
          label: t(`governance.quality.${value}`),
        }))}
      />
      <Field {...field('name')} label={t('governance.name')} hint={t('governance.name-hint')} required />
      <Select
        {...field('organization')}
        label={t('governance.organization')}
        empty={t('governance.organization.none')}
        options={optionsOf(organizations)}
      />
      <Field {...field('email')} type="email" label={t('governance.email')} hint={t('governance.email-hint')} />
      <DateField {...field('fromOn')} label={t('governance.from')} required value={field('fromOn').value ?? today} />
      <DateField {...field('toOn')} label={t('governance.to')} />
      <Field {...field('documentUrl')} type="url" label={t('governance.document')} />
      <Actions>
        <Button>{t('governance.name.submit')}</Button>
      </Actions>
    </form>
  )
}

function Sitting(view: SeatingView) {
  const { c, body, roster } = view
  const { t, context } = c.var
  const today = dayIn(body.timeZone, context.now)
  const sitting = roster.memberships.filter((one) => isNamedOn(one, today))
  return (
    <Card title={t('governance.sitting')}>
      {sitting.length === 0 ? <p class="muted">{t('governance.sitting.none')}</p> : null}
      {sitting.map((one) => {
        const field = fieldsOf(view, one.id)
        const seat = roster.seats.find(({ id }) => id === one.seatId)
        const place = seat ? `${t(`governance.sector.${seat.sector}`)} ${seat.number} · ` : ''
        return (
          <Details
            summary={`${place}${t(`governance.quality.${one.quality}`)}: ${one.name}`}
            open={view.wrong?.form === one.id}
          >
            <p>{t('governance.since', { date: formatDate(one.fromOn, context.locale) })}</p>
            <form method="post" action={bodyPaths.end(body, one.id)} class="form" novalidate>
              <Select
                {...field('kind')}
                label={t('governance.ending')}
                required
                options={statedEndings.map((value) => ({ value, label: t(`governance.ending.${value}`) }))}
              />
              <DateField
                {...field('onDay')}
                label={t('governance.on')}
                required
                value={field('onDay').value ?? today}
              />
              <TextArea {...field('reason')} label={t('governance.reason')} rows={2} required />
              <Actions>
                <Button kind="danger">{t('governance.ending.submit')}</Button>
              </Actions>
            </form>
          </Details>
        )
      })}
    </Card>
  )
}

function FacilitatorForm(view: SeatingView) {
  const { c, body, organizations, motions } = view
  const { t, context } = c.var
  const field = fieldsOf(view, 'facilitacion')
  const own = motions.filter(({ kind }) => kind === 'facilitator')
  if (own.length === 0) return <p>{t('governance.facilitator.needs-motion')}</p>
  return (
    <form method="post" action={bodyPaths.facilitator(body)} class="form" novalidate>
      <p class="hint">{t('governance.facilitator.no-vote')}</p>
      <MotionSelect field={field} motions={own} label={t('governance.motion')} />
      <Field {...field('name')} label={t('governance.name')} required />
      <Select
        {...field('organization')}
        label={t('governance.organization')}
        empty={t('governance.organization.none')}
        options={optionsOf(organizations)}
      />
      <Field {...field('email')} type="email" label={t('governance.email')} hint={t('governance.email-hint')} />
      <DateField
        {...field('fromOn')}
        label={t('governance.from')}
        required
        value={field('fromOn').value ?? dayIn(body.timeZone, context.now)}
      />
      <Actions>
        <Button>{t('governance.facilitator.submit')}</Button>
      </Actions>
    </form>
  )
}

type FieldOf = ReturnType<typeof fieldsOf>

function MotionSelect({ field, motions, label }: { field: FieldOf; motions: readonly CarriedMotion[]; label: string }) {
  return (
    <Select
      {...field('motion')}
      label={label}
      empty="—"
      options={motions.map((one) => ({
        value: one.id,
        label: `${one.session}.${one.number} ${one.wording.slice(0, 80)}`,
      }))}
    />
  )
}

function PartyForm(view: SeatingView) {
  const { c, body, organizations } = view
  const { t, context } = c.var
  const field = fieldsOf(view, 'partes')
  return (
    <form method="post" action={bodyPaths.parties(body)} class="form" novalidate>
      <p class="hint">{t('governance.party.hint')}</p>
      <Select
        {...field('move')}
        label={t('governance.party.move')}
        required
        options={partyMoves.map((value) => ({ value, label: t(`governance.party.move.${value}`) }))}
      />
      <Select
        {...field('sector')}
        label={t('governance.sector')}
        required
        options={seatSectors.map((value) => ({ value, label: t(`governance.sector.${value}`) }))}
      />
      <Select
        {...field('organization')}
        label={t('governance.organization')}
        empty={t('governance.party.whole-sector')}
        options={optionsOf(organizations)}
      />
      <Field {...field('party')} label={t('governance.party.name')} required />
      <DateField
        {...field('onDay')}
        label={t('governance.on')}
        required
        value={field('onDay').value ?? dayIn(body.timeZone, context.now)}
      />
      <TextArea {...field('reason')} label={t('governance.reason')} rows={3} required />
      <Field {...field('documentUrl')} type="url" label={t('governance.document')} />
      <Actions>
        <Button>{t('governance.party.submit')}</Button>
      </Actions>
    </form>
  )
}

function DocumentForm(view: SeatingView) {
  const { c, body, motions } = view
  const { t, context } = c.var
  const field = fieldsOf(view, 'documento')
  return (
    <form method="post" action={bodyPaths.documents(body)} class="form" novalidate>
      <p class="hint">{t('governance.paper.hint')}</p>
      <Select
        {...field('kind')}
        label={t('governance.paper.kind')}
        required
        options={(['rules', 'agenda', 'designation', 'installation', 'other'] as const).map((value) => ({
          value,
          label: t(`governance.paper.${value}`),
        }))}
      />
      <Field {...field('title')} label={t('governance.paper.name')} required />
      <Field {...field('url')} type="url" label={t('governance.paper.url')} required />
      <DateField
        {...field('datedOn')}
        label={t('governance.paper.date')}
        required
        value={field('datedOn').value ?? dayIn(body.timeZone, context.now)}
      />
      <MotionSelect
        field={field}
        motions={motions.filter(({ kind }) => kind === 'rules' || kind === 'agenda')}
        label={t('governance.motion')}
      />
      <Actions>
        <Button>{t('governance.paper.submit')}</Button>
      </Actions>
    </form>
  )
}
