import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Checkbox, Select } from '../../../../ui/Choices.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import type { Consultation } from '../../model.ts'
import { longestAnswer } from '../topics/schema.ts'

type Props = { c: C; consultation: Consultation; action: string; typed: Typed; errors: FieldErrors; isNew: boolean }

/** A new topic, or the words, the priority and the answer of one. */
export function TopicForm({ c, consultation, action, typed, errors, isNew }: Props) {
  const { t } = c.var
  return (
    <form method="post" action={action} class="form" novalidate>
      <Field
        t={t}
        name="name"
        label={t('systematising.topic.name')}
        required
        maxlength={200}
        value={typed.name}
        error={errors.name}
      />
      <TextArea
        t={t}
        name="problem"
        label={t('systematising.topic.problem')}
        hint={t('systematising.topic.problem-hint')}
        rows={3}
        maxlength={2000}
        value={typed.problem}
        error={errors.problem}
      />
      {consultation.axes.length > 0 ? (
        <Select
          t={t}
          name="axis"
          label={t('consultations.axis')}
          empty={t('systematising.topic.no-axis')}
          options={consultation.axes.map(({ id, name }) => ({ value: id, label: name }))}
          value={typed.axis ?? ''}
          error={errors.axis}
        />
      ) : null}
      {isNew ? null : (
        <>
          <Checkbox
            t={t}
            name="priority"
            label={t('systematising.topic.priority')}
            hint={t('systematising.topic.priority-hint')}
            checked={Boolean(typed.priority)}
          />
          <TextArea
            t={t}
            name="response"
            label={t('systematising.topic.response')}
            hint={t('systematising.topic.response-hint')}
            rows={5}
            maxlength={longestAnswer}
            value={typed.response}
            error={errors.response}
          />
        </>
      )}
      <Actions>
        <Button>{t(isNew ? 'systematising.topic.create' : 'systematising.topic.save')}</Button>
      </Actions>
    </form>
  )
}
