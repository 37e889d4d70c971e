import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { RadioGroup } from '../../../../ui/Choices.tsx'
import { FileField } from '../../../../ui/DateField.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { Page } from '../../../../ui/Page.tsx'
import type { Space } from '../../../spaces/model.ts'
import { spaceFrame } from '../../../spaces/pages/space-frame.tsx'
import { rallyPaths } from '../../paths.ts'
import { editionPaths } from '../paths.ts'
import { presetNames } from '../rules/presets.ts'
import { KindFields, LanguageField, ZoneField } from './part-fields.tsx'

type NewEditionPageProps = {
  c: C
  space: Space
  /** The form that came back. */
  form: 'new' | 'replica'
  typed: Typed
  errors: FieldErrors
}

/** An edition from nothing, or from the file of another one. */
export function NewEditionPage({ c, space, form, typed, errors }: NewEditionPageProps) {
  const { t } = c.var
  const title = t('rally.new.title')
  const trail = [{ label: t('rally.list.title'), href: rallyPaths.all(space.slug) }, { label: title }]
  const own = (name: 'new' | 'replica') =>
    form === name ? { typed, errors } : { typed: { language: space.language } as Typed, errors: {} as FieldErrors }
  return (
    <Page c={c} title={title} {...spaceFrame(t, space, 'rallies', trail)} width="narrow" noindex>
      <h1>{title}</h1>
      <p class="lead">{t('rally.new.lead')}</p>
      <ErrorSummary
        t={t}
        errors={Object.entries(errors).map(([field, message]) => ({
          field: form === 'new' ? field : `r-${field}`,
          message,
        }))}
      />
      <NewForm c={c} space={space} {...own('new')} />
      <Card title={t('rally.replica.title')} id="replica">
        <ReplicaForm c={c} space={space} {...own('replica')} />
      </Card>
    </Page>
  )
}

type FormProps = Omit<NewEditionPageProps, 'form'>

function NewForm({ c, space, typed, errors }: FormProps) {
  const { t } = c.var
  const fields = { t, typed: { kind: 'rally', level: 'municipal', timeZone: 'America/Mexico_City', ...typed }, errors }
  return (
    <form method="post" action={editionPaths.create(space.slug)} class="form" novalidate>
      <Field
        {...{ t, name: 'name', label: t('rally.field.name'), hint: t('rally.hint.name'), required: true }}
        {...{ value: typed.name, error: errors.name }}
      />
      <Field
        {...{ t, name: 'slug', label: t('rally.field.slug'), hint: t('rally.hint.slug') }}
        {...{ value: typed.slug, error: errors.slug }}
      />
      <KindFields {...fields} />
      <LanguageField {...fields} />
      <ZoneField {...fields} />
      <RadioGroup
        {...{ t, name: 'preset', label: t('rally.field.preset'), hint: t('rally.hint.preset') }}
        {...{ value: typed.preset ?? 'sample', error: errors.preset }}
        options={presetNames.map((value) => ({
          value,
          label: t(`rally.preset.${value}`),
          hint: t(`rally.preset.${value}.hint`),
        }))}
      />
      <Actions>
        <Button>{t('rally.new.save')}</Button>
      </Actions>
    </form>
  )
}

function ReplicaForm({ c, space, typed, errors }: FormProps) {
  const { t } = c.var
  const id = (name: string) => `r-${name}`
  return (
    <form
      method="post"
      action={editionPaths.replicate(space.slug)}
      class="form"
      enctype="multipart/form-data"
      novalidate
    >
      <p>{t('rally.replica.lead')}</p>
      <FileField
        {...{ t, name: 'file', id: id('file'), label: t('rally.replica.file'), hint: t('rally.replica.file.hint') }}
        {...{ accept: '.json,application/json', error: errors.file }}
      />
      <TextArea
        {...{ t, name: 'text', id: id('text'), label: t('rally.replica.text'), rows: 4 }}
        {...{ value: typed.text, error: errors.text }}
      />
      <Field
        {...{ t, name: 'name', id: id('name'), label: t('rally.field.name'), required: true }}
        {...{ value: typed.name, error: errors.name }}
      />
      <Field
        {...{
          t,
          name: 'opens',
          id: id('opens'),
          type: 'datetime-local',
          label: t('rally.replica.opens'),
          size: 'medium',
        }}
        {...{ hint: t('rally.replica.opens.hint'), required: true, value: typed.opens, error: errors.opens }}
      />
      <Field
        {...{
          t,
          name: 'timeZone',
          id: id('timeZone'),
          label: t('rally.field.timeZone'),
          hint: t('rally.hint.timeZone'),
        }}
        {...{ list: 'zones', size: 'medium', required: true }}
        {...{ value: typed.timeZone ?? 'America/Mexico_City', error: errors.timeZone }}
      />
      <Actions>
        <Button>{t('rally.replica.start')}</Button>
      </Actions>
    </form>
  )
}
