import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import type { T } from '../../../../platform/i18n.ts'
import { Checkbox } from '../../../../ui/Choices.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'

type Fields = { t: T; typed: Typed; errors: FieldErrors; termsHref: string }

/** What is asked of whoever takes a place: a pseudonym, and whether a guardian has to consent. Nothing else. */
export function MemberFields({ t, typed, errors, termsHref }: Fields) {
  return (
    <>
      <Fieldset legend={t('rally.member.legend')} hint={t('rally.member.hint')}>
        <Field
          {...{ t, name: 'pseudonym', label: t('rally.member.pseudonym'), hint: t('rally.member.pseudonym.hint') }}
          {...{ required: true, maxlength: 60, autocomplete: 'off', value: typed.pseudonym, error: errors.pseudonym }}
        />
        <Checkbox
          {...{ t, name: 'isMinor', label: t('rally.member.isMinor'), hint: t('rally.member.isMinor.hint') }}
          checked={Boolean(typed.isMinor)}
        />
        <Field
          {...{ t, name: 'guardianEmail', type: 'email', label: t('rally.member.guardian') }}
          {...{ hint: t('rally.member.guardian.hint'), autocomplete: 'off' }}
          {...{ value: typed.guardianEmail, error: errors.guardianEmail }}
        />
      </Fieldset>
      <Checkbox
        {...{ t, name: 'accept', label: t('rally.member.accept'), required: true, error: errors.accept }}
        hint={
          <>
            <a href={termsHref}>{t('rally.field.terms')}</a> · <a href="/privacidad">{t('site.privacy')}</a>
          </>
        }
        checked={Boolean(typed.accept)}
      />
    </>
  )
}
