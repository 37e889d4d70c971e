import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Choices.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fieldsWith } from '../../../ui/form-back.tsx'
import { Page } from '../../../ui/Page.tsx'
import { peoplePaths } from '../paths.ts'
import { entriesOf } from './form-errors.ts'

type WelcomeProps = { c: C; returnTo: string; typed: Typed; errors?: FieldErrors }

export function WelcomePage({ c, returnTo, typed, errors = {} }: WelcomeProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  return (
    <Page c={c} title={t('people.welcome.title')} noindex width="narrow">
      <ErrorSummary t={t} errors={entriesOf(errors)} />
      <h1>{t('people.welcome.title')}</h1>
      <p class="lead">{t('people.welcome.lead')}</p>
      <form method="post" action={peoplePaths.welcome()} class="stack" novalidate>
        <input type="hidden" name="returnTo" value={returnTo} />
        <Field
          {...field('name')}
          label={t('people.name')}
          hint={t('people.name.hint')}
          autocomplete="nickname"
          maxlength={80}
          required
        />
        <p>
          {t('people.notice.short')} <a href={peoplePaths.notice}>{t('people.notice.read')}</a>
        </p>
        <Checkbox
          t={t}
          name="notice"
          label={t('people.notice.accept')}
          checked={typed.notice === 'on'}
          error={errors.notice}
          required
        />
        <Button>{t('people.welcome.save')}</Button>
      </form>
    </Page>
  )
}
