import { localOf } from '../../../platform/civil-day.ts'
import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Checkbox, RadioGroup } from '../../../ui/Choices.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { backOf } from '../../../ui/form-back.tsx'
import { formatZone } from '../../../ui/format.ts'
import type { Space } from '../../spaces/model.ts'
import type { Body } from '../model.ts'
import { bodyPaths } from '../paths.ts'
import { modalities } from '../sessions/model.ts'
import { BodyFrame } from './frame.tsx'

/** Calls a session with its agenda. */
export function CallPage({ c, space, body, wrong }: { c: C; space: Space; body: Body; wrong: Wrong }) {
  const { t, context } = c.var
  const { typed, errors } = backOf(wrong, '')
  const field = (name: string) => ({ t, name, value: typed[name], error: errors[name] })
  return (
    <BodyFrame
      c={c}
      space={space}
      body={body}
      title={t('governance.session.call')}
      width="narrow"
      noindex
      wrong={wrong}
    >
      <form method="post" action={bodyPaths.call(body)} class="form" novalidate>
        <Field {...field('title')} label={t('governance.session.title')} required />
        <Field
          {...field('heldAt')}
          type="datetime-local"
          label={t('governance.when')}
          hint={t('governance.when-hint', { zone: formatZone(c.var.context.now, c.var.context.locale, body.timeZone) })}
          required
          value={typed.heldAt ?? localOf(context.now, body.timeZone)}
        />
        <RadioGroup
          {...field('modality')}
          label={t('governance.modality')}
          required
          inline
          options={modalities.map((value) => ({ value, label: t(`governance.modality.${value}`) }))}
        />
        <Field {...field('place')} label={t('governance.place')} />
        <Field {...field('link')} type="url" label={t('governance.link')} />
        <TextArea
          {...field('items')}
          label={t('governance.items')}
          hint={t('governance.items-hint')}
          rows={6}
          required
        />
        <Checkbox
          t={t}
          name="isOpen"
          label={t('governance.session.open-label')}
          hint={t('governance.session.open-hint')}
          checked={wrong === null || typed.isOpen === 'on'}
        />
        <Actions>
          <Button>{t('governance.session.call')}</Button>
        </Actions>
      </form>
    </BodyFrame>
  )
}
