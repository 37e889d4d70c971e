import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { RadioGroup } from '../../../../ui/Choices.tsx'
import { TextArea } from '../../../../ui/Field.tsx'
import { fieldsWith } from '../../../../ui/form-back.tsx'
import type { PostKey } from '../paths.ts'
import { questionWords } from './words.ts'

export type DecisionFormProps = {
  c: C
  action: string
  post: PostKey
  criteria: readonly string[]
  typed: Typed
  errors: FieldErrors
}

/** A question a fieldset; the keys of the island press what is here, nothing more. */
export function DecisionForm({ c, action, post, criteria, typed, errors }: DecisionFormProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  return (
    <review-keys data-on={t('review.keys.on')}>
      <form method="post" action={action} class="form" novalidate>
        <input type="hidden" name="network" value={post.network} />
        <input type="hidden" name="id" value={post.id} />
        {criteria.map((criterion, index) => (
          <RadioGroup
            t={t}
            name={`q-${criterion}`}
            label={questionWords(t, criterion)}
            inline
            options={[
              ...(criterion === 'work_named' ? [] : [{ value: 'yes', label: t('review.yes') }]),
              { value: 'no', label: t(criterion === 'work_named' ? 'review.work.unknowable' : 'review.no') },
            ]}
            value={typed[`q-${criterion}`]}
            error={index === 0 ? errors.form : undefined}
          />
        ))}
        {criteria.length > 1 ? <p class="hint">{t('review.optional')}</p> : null}
        <TextArea
          {...field('note')}
          label={t('review.decide.note')}
          hint={t('review.decide.note-hint')}
          rows={2}
          maxlength={1000}
        />
        <Actions>
          <Button>{t('review.decide.save')}</Button>
        </Actions>
      </form>
      <dl class="keys" aria-label={t('review.keys')}>
        {(['s', 'n', 'j', 'k', 'z'] as const).map((key) => (
          <div>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`review.keys.${key}`)}</dd>
          </div>
        ))}
      </dl>
    </review-keys>
  )
}
