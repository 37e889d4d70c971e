import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import type { T } from '../../../platform/i18n.ts'
import { contrast, legible, parseColour, textContrast } from '../../../platform/theme.ts'
import { Actions, Button, ButtonLink } from '../../../ui/Button.tsx'
import { Checkbox, RadioGroup, Select } from '../../../ui/Choices.tsx'
import { ErrorSummary } from '../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { fieldsWith } from '../../../ui/form-back.tsx'
import { formatNumber } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import { grecas, type Space, spaceKinds } from '../model.ts'
import { spacePaths } from '../paths.ts'
import type { SpaceRow } from '../queries.ts'
import { spaceFrame } from './space-frame.tsx'

type FormProps = { c: C; typed: Typed; errors: FieldErrors }

function Errors({ t, errors }: { t: T; errors: FieldErrors }) {
  return <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
}

function LanguageSelect({ t, typed }: { t: T; typed: Typed }) {
  return (
    <Select
      t={t}
      name="language"
      label={t('space.field.language')}
      size="short"
      options={(['es', 'en'] as const).map((value) => ({ value, label: t(`plan.language.${value}`) }))}
      value={typed.language}
    />
  )
}

export function NewSpacePage({ c, parents, typed, errors }: FormProps & { parents: readonly SpaceRow[] }) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  const title = t('space.new.title')
  const crumbs = [{ label: t('space.list.title'), href: spacePaths.all() }, { label: title }]
  return (
    <Page c={c} title={title} crumbs={crumbs} width="narrow" noindex>
      <h1>{title}</h1>
      <Errors t={t} errors={errors} />
      <form method="post" action={spacePaths.newSpace()} class="form" novalidate>
        <Select
          {...field('parent')}
          label={t('space.field.parent')}
          required
          options={parents.map((space) => ({ value: space.slug, label: space.name }))}
        />
        <Select
          {...field('kind', 'municipality')}
          label={t('space.field.kind')}
          required
          options={spaceKinds.map((value) => ({ value, label: t(`space.kind.${value}`) }))}
        />
        <Field {...field('name')} label={t('space.field.name')} required />
        <Field {...field('slug')} label={t('space.field.slug')} hint={t('space.hint.slug')} required />
        <Field
          {...field('territoryKey')}
          label={t('space.field.territory')}
          hint={t('space.hint.territory')}
          size="short"
        />
        <LanguageSelect t={t} typed={typed} />
        <Checkbox t={t} name="isFictional" label={t('space.field.fictional')} checked={Boolean(typed.isFictional)} />
        <Actions>
          <Button>{t('space.new.save')}</Button>
        </Actions>
      </form>
    </Page>
  )
}

export function SettingsPage({ c, space, typed, errors, sent }: FormProps & { space: Space; sent: boolean }) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  const title = t('space.settings.title')
  return (
    <Page c={c} title={title} {...spaceFrame(t, space, 'settings', [{ label: title }])} width="narrow" noindex>
      <h1>{title}</h1>
      {sent ? (
        <Notice t={t} kind="success" live>
          <p>{t('plan.saved')}</p>
        </Notice>
      ) : null}
      <Errors t={t} errors={errors} />
      <form method="post" action={spacePaths.settings(space.slug)} class="form" novalidate>
        <Field {...field('name')} label={t('space.field.name')} required />
        <LanguageSelect t={t} typed={typed} />
        <ColourField c={c} name="colorPrimary" typed={typed} errors={errors} />
        <ColourField c={c} name="colorAccent" typed={typed} errors={errors} />
        <RadioGroup
          t={t}
          name="greca"
          label={t('space.field.greca')}
          options={grecas.map((value) => ({ value, label: t(`space.greca.${value}`) }))}
          value={typed.greca}
          inline
        />
        <Field
          {...field('contactOffice')}
          label={t('space.field.contactOffice')}
          hint={t('space.hint.contactOffice')}
        />
        <Field {...field('contactUrl')} type="url" label={t('space.field.contactUrl')} />
        <TextArea {...field('about')} label={t('space.field.about')} />
        <Actions>
          <Button>{t('space.settings.save')}</Button>
          <ButtonLink href={`/${space.slug}/planes/nuevo`} kind="quiet">
            {t('space.settings.new-plan')}
          </ButtonLink>
        </Actions>
      </form>
    </Page>
  )
}

/** A colour, and how it reads on paper: what could not be read is darkened on the pages, and said here. */
function ColourField({ c, name, typed, errors }: FormProps & { name: 'colorPrimary' | 'colorAccent' }) {
  const { t, context } = c.var
  const colour = parseColour(typed[name] ?? '')
  const said = colour ? colourWords(t, context.locale, colour) : ''
  return (
    <Field
      t={t}
      name={name}
      label={t(`space.field.${name}`)}
      hint={[t('space.hint.colour'), said].filter(Boolean).join(' ')}
      size="short"
      value={typed[name]}
      error={errors[name]}
    />
  )
}

const paper = '#fbf8f3'

function colourWords(t: T, locale: string, colour: string): string {
  const value = contrast(colour, paper)
  const figure = `${formatNumber(Math.floor(value * 10) / 10, locale, 1)}:1`
  const shade = legible(colour, 'light')
  if (shade === colour) return t('space.colour.fine', { contrast: figure })
  return t('space.colour.adjusted', { contrast: figure, shade, minimum: `${formatNumber(textContrast, locale)}:1` })
}
