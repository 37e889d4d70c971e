import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { DateField } from '../../../ui/DateField.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Field } from '../../../ui/Field.tsx'
import { fieldsWith } from '../../../ui/form-back.tsx'
import { Page } from '../../../ui/Page.tsx'
import type { Space } from '../../spaces/model.ts'
import { spaceFrame } from '../../spaces/pages/space-frame.tsx'
import type { Kind } from '../model.ts'
import { organizationPaths } from '../paths.ts'

type EditOrganizationPageProps = {
  c: C
  space: Space
  /** Null: a new one. */
  id: string | null
  kinds: readonly Kind[]
  others: readonly { id: string; name: string }[]
  typed: Typed
  errors: FieldErrors
}

export function EditOrganizationPage({ c, space, id, kinds, others, typed, errors }: EditOrganizationPageProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  const title = t(id === null ? 'organization.new' : 'organization.edit')
  const list = { label: t('organization.list.title'), href: organizationPaths.list(space.slug) }
  const action = id === null ? organizationPaths.create(space.slug) : organizationPaths.edit(space.slug, id)
  const text = (name: 'acronym' | 'url' | 'sourceUrl', type: 'text' | 'url' = 'url') => (
    <Field
      t={t}
      name={name}
      type={type}
      label={t(`organization.field.${name}`)}
      value={typed[name]}
      error={errors[name]}
    />
  )
  return (
    <Page
      c={c}
      title={title}
      {...spaceFrame(t, space, 'organizations', [list, { label: title }])}
      width="narrow"
      noindex
    >
      <h1>{title}</h1>
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <form method="post" action={action} class="form" novalidate>
        <Field {...field('name')} label={t('organization.field.name')} required />
        {text('acronym', 'text')}
        <Select
          {...field('kind')}
          label={t('organization.field.kind')}
          required
          options={kinds.map((kind) => ({ value: kind.code, label: kind.name }))}
        />
        {text('url')}
        <DateField {...field('validFrom')} label={t('organization.field.validFrom')} />
        <DateField {...field('validTo')} label={t('organization.field.validTo')} />
        <Select
          {...field('successor')}
          label={t('organization.field.successor')}
          empty={t('organization.successor.none')}
          options={others.filter((other) => other.id !== id).map((other) => ({ value: other.id, label: other.name }))}
        />
        {text('sourceUrl')}
        <Actions>
          <Button>{t('organization.save')}</Button>
        </Actions>
      </form>
    </Page>
  )
}
