import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, Button, ButtonLink } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { Fieldset } from '../../../ui/Fieldset.tsx'
import { fieldsOf } from '../../../ui/form-back.tsx'
import { Items } from '../../../ui/Items.tsx'
import { Status } from '../../../ui/Status.tsx'
import type { Space } from '../../spaces/model.ts'
import { type Body, bodyKinds, seatSectors, threeSectors } from '../model.ts'
import { bodyPaths } from '../paths.ts'
import { BodyFrame } from './frame.tsx'

type Listed = Body & { isIntegrated: boolean }

export function BodiesPage({
  c,
  space,
  bodies,
  keeps,
}: {
  c: C
  space: Space
  bodies: readonly Listed[]
  keeps: boolean
}) {
  const { t } = c.var
  const title = t('governance.list.title')
  return (
    <BodyFrame c={c} space={space} title={title} twins={['json']}>
      <p class="lead">{t('governance.list.lead')}</p>
      {keeps ? (
        <p>
          <ButtonLink href={bodyPaths.create(space.slug)}>{t('governance.new')}</ButtonLink>
        </p>
      ) : null}
      {bodies.length === 0 ? (
        <EmptyState title={t('governance.list.none')}>
          <p>{t('governance.list.none-text')}</p>
        </EmptyState>
      ) : null}
      <Items
        label={title}
        items={bodies.map((body) => ({
          title: body.name,
          href: bodyPaths.body(body),
          meta: t(`governance.kind.${body.kind}`),
          state: <IntegrationMark c={c} isIntegrated={body.isIntegrated} />,
        }))}
      />
    </BodyFrame>
  )
}

export function IntegrationMark({ c, isIntegrated }: { c: C; isIntegrated: boolean }) {
  const { t } = c.var
  return isIntegrated ? (
    <Status kind="done" word={t('governance.integrated')} />
  ) : (
    <Status kind="late" word={t('governance.not-integrated')} />
  )
}

type NewBodyProps = { c: C; space: Space; exercises: readonly { id: string; title: string }[]; wrong: Wrong }

export function NewBodyPage({ c, space, exercises, wrong }: NewBodyProps) {
  const { t } = c.var
  const field = fieldsOf({ c, wrong })
  return (
    <BodyFrame c={c} space={space} title={t('governance.new')} width="narrow" noindex wrong={wrong}>
      <form method="post" action={bodyPaths.create(space.slug)} class="form" novalidate>
        <Field {...field('name')} label={t('governance.field.name')} required />
        <Select
          {...field('kind')}
          label={t('governance.field.kind')}
          required
          options={bodyKinds.map((value) => ({ value, label: t(`governance.kind.${value}`) }))}
        />
        <TextArea {...field('about')} label={t('governance.field.about')} rows={3} />
        {exercises.length > 0 ? (
          <Select
            {...field('exercise')}
            label={t('governance.field.exercise')}
            hint={t('governance.field.exercise-hint')}
            empty={t('governance.field.exercise-none')}
            options={exercises.map(({ id, title }) => ({ value: id, label: title }))}
          />
        ) : null}
        <DateField {...field('termFrom')} label={t('governance.field.termFrom')} />
        <DateField {...field('termTo')} label={t('governance.field.termTo')} />
        <Fieldset legend={t('governance.field.seats')} hint={t('governance.field.seats-hint')}>
          {seatSectors.map((sector) => (
            <Field
              {...field(`seats.${sector}`, (threeSectors as readonly string[]).includes(sector) ? '1' : '0')}
              type="number"
              size="short"
              min={(threeSectors as readonly string[]).includes(sector) ? 1 : 0}
              max={30}
              label={t(`governance.sector.${sector}`)}
            />
          ))}
        </Fieldset>
        <Actions>
          <Button>{t('governance.create')}</Button>
        </Actions>
      </form>
    </BodyFrame>
  )
}
