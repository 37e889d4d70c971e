import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button, ButtonLink } from '../../../../ui/Button.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'
import { fieldsWith } from '../../../../ui/form-back.tsx'
import type { Consultation } from '../../model.ts'
import { ConsultationFrame } from '../../pages/frame.tsx'
import { consultationPaths } from '../../paths.ts'
import type { TextLanguage } from '../model.ts'

type Props = {
  c: C
  consultation: Consultation
  language: TextLanguage
  typed: Typed
  errors: FieldErrors
}

/** Every text of the consultation with a field below it for the same in the other language. */
export function TranslationPage({ c, consultation, language, typed, errors }: Props) {
  const { t } = c.var
  const title = t('consultations.translation', { language: t(`consultations.language.${language}`) })
  const field = fieldsWith(t, { typed, errors })
  const original = (text: string) => t('consultations.translation.original', { text })
  return (
    <ConsultationFrame
      c={c}
      space={consultation.space}
      consultation={consultation}
      title={title}
      trail={[{ label: t('consultations.translations'), href: consultationPaths.translations(consultation) }]}
      errors={errors}
      noindex
    >
      <h1>{title}</h1>
      <form method="post" action={consultationPaths.translation(consultation, language)} class="form" novalidate>
        <Field {...field('title')} label={t('consultations.form.title')} hint={original(consultation.title)} required />
        <TextArea
          {...field('question')}
          label={t('consultations.form.question')}
          hint={original(consultation.question)}
          required
          rows={2}
        />
        {consultation.summary ? (
          <TextArea
            {...field('summary')}
            label={t('consultations.form.summary')}
            hint={original(consultation.summary)}
            rows={5}
          />
        ) : null}
        {consultation.axes.length > 0 ? (
          <Fieldset legend={t('consultations.axes')} hint={t('consultations.translation.axes')}>
            {consultation.axes.map((axis) => (
              <>
                <Field
                  {...field(`axis.${axis.id}`)}
                  label={t('consultations.form.axis', { number: axis.position })}
                  hint={original(axis.name)}
                />
                {axis.guidingQuestion ? (
                  <Field
                    {...field(`axis.${axis.id}.question`)}
                    label={t('consultations.form.axis.question', { number: axis.position })}
                    hint={original(axis.guidingQuestion)}
                  />
                ) : null}
              </>
            ))}
          </Fieldset>
        ) : null}
        <Actions>
          <Button>{t('consultations.form.save')}</Button>
          <ButtonLink kind="quiet" href={consultationPaths.translations(consultation)}>
            {t('consultations.form.cancel')}
          </ButtonLink>
        </Actions>
      </form>
    </ConsultationFrame>
  )
}
