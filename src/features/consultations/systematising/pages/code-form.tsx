import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Checkbox, RadioGroup } from '../../../../ui/Choices.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { notTakenUp, type Topic } from '../model.ts'
import { longestAnswer } from '../topics/schema.ts'

export type CodeFormProps = {
  c: C
  action: string
  topics: readonly Topic[]
  typed: Typed
  errors: FieldErrors
}

export const codeFormId = 'code'

/** Where what is ticked goes. The checkboxes beside it belong to this form by its id. */
export function CodeForm({ c, action, topics, typed, errors }: CodeFormProps) {
  const { t } = c.var
  const living = topics.filter(({ mergedInto }) => mergedInto === null)
  return (
    <form method="post" action={action} id={codeFormId} class="form" novalidate>
      <RadioGroup
        t={t}
        name="topic"
        label={t('systematising.where')}
        options={[
          ...living.map(({ id, number, name, problem }) => ({
            value: id,
            label: `${number} · ${name}`,
            ...(problem ? { hint: problem } : {}),
          })),
          { value: 'new', label: t('systematising.new-topic') },
          { value: 'none', label: t('systematising.none') },
        ]}
        value={typed.topic}
        error={errors.topic ?? errors.contributions}
      />
      <div class="if-topic">
        <Checkbox t={t} name="part" label={t('systematising.part')} checked={Boolean(typed.part)} />
      </div>
      <div class="if-new">
        <Field
          t={t}
          name="name"
          label={t('systematising.topic.name')}
          maxlength={200}
          value={typed.name}
          error={errors.name}
        />
        <TextArea
          t={t}
          name="problem"
          label={t('systematising.topic.problem')}
          hint={t('systematising.topic.problem-hint')}
          rows={2}
          maxlength={2000}
          value={typed.problem}
          error={errors.problem}
        />
      </div>
      <div class="if-none">
        <RadioGroup
          t={t}
          name="why"
          label={t('systematising.why')}
          options={notTakenUp.map((value) => ({ value, label: t(`systematising.kind.${value}`) }))}
          value={typed.why ?? 'not-included'}
          error={errors.why}
        />
      </div>
      <TextArea
        t={t}
        name="response"
        label={t('systematising.response')}
        hint={t('systematising.response-hint')}
        rows={3}
        maxlength={longestAnswer}
        value={typed.response}
        error={errors.response}
      />
      <Actions>
        <Button>{t('systematising.save')}</Button>
      </Actions>
    </form>
  )
}
