import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Checkbox, CheckboxGroup } from '../../../../ui/Choices.tsx'
import { Details } from '../../../../ui/Details.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { Fieldset } from '../../../../ui/Fieldset.tsx'
import { Page } from '../../../../ui/Page.tsx'
import type { Space } from '../../../spaces/model.ts'
import { conditionKey, conditionValues } from '../../conditions/words.ts'
import { methodPaths } from '../../paths.ts'
import { type Method, offeredConditions, type StageDefinition } from '../model.ts'
import { frameOf } from './method-pages.tsx'

type AdaptProps = { c: C; space: Space; method: Method; typed: Typed; errors: FieldErrors }

/** A method as a form: stages in order, one more can be added at the end, any can go. */
export function AdaptPage({ c, space, method, typed, errors }: AdaptProps) {
  const { t } = c.var
  const title = t(method.spaceId === null ? 'method.copy' : 'method.adapt')
  const field = (name: string) => ({ t, name, value: typed[name], error: errors[name] })
  const trail = [{ label: method.name, href: methodPaths.one(space.slug, method.code) }]
  const { stages } = method.definition
  return (
    <Page c={c} {...frameOf(c, space, title, trail)} title={title} width="narrow">
      <h1>{title}</h1>
      <p class="lead">{t('method.adapt.lead')}</p>
      <ErrorSummary t={t} errors={Object.entries(errors).map(([name, message]) => ({ field: name, message }))} />
      <form method="post" action={methodPaths.adapt(space.slug, method.code)} class="form" novalidate>
        <Field
          {...field('name')}
          label={t('method.field.name')}
          hint={t('method.field.name-hint')}
          required
          maxlength={200}
        />
        <TextArea {...field('about')} label={t('method.field.about')} required rows={4} />
        <TextArea
          {...field('reason')}
          label={t('method.field.reason')}
          hint={t('method.field.reason-hint')}
          required
          rows={3}
        />
        {[...stages, null].map((stage, at) => (
          <StageFields c={c} method={method} stage={stage} at={at} typed={typed} errors={errors} />
        ))}
        <Actions>
          <Button>{t('method.save')}</Button>
        </Actions>
      </form>
    </Page>
  )
}

type StageProps = Omit<AdaptProps, 'space'> & { stage: StageDefinition | null; at: number }

function StageFields({ c, method, stage, at, typed, errors }: StageProps) {
  const { t } = c.var
  const name = (field: string) => `stages.${at}.${field}`
  const field = (one: string) => ({ t, name: name(one), value: typed[name(one)], error: errors[name(one)] })
  return (
    <Fieldset
      legend={stage ? `${at + 1}. ${stage.name}` : t('method.new-stage')}
      hint={stage ? undefined : t('method.new-stage.hint')}
    >
      <Field {...field('name')} label={t('method.field.stage-name')} required={stage !== null} maxlength={120} />
      <TextArea {...field('purpose')} label={t('exercise.calendar.purpose')} required={stage !== null} rows={3} />
      <TextArea {...field('takesPart')} label={t('exercise.takes-part')} required={stage !== null} rows={2} />
      <div class="field-row">
        <Field {...field('position')} label={t('method.field.position')} size="short" inputmode="numeric" />
        <Field {...field('days')} label={t('method.field.days')} size="short" inputmode="numeric" />
      </div>
      <TextArea {...field('outputs')} label={t('method.outputs')} hint={t('method.field.outputs-hint')} rows={3} />
      <Details summary={t('method.conditions')}>
        <ConditionBoxes {...{ c, method, stage, at, typed, errors }} which="opens" />
        <ConditionBoxes {...{ c, method, stage, at, typed, errors }} which="closes" />
      </Details>
      {stage ? (
        <Checkbox
          {...{ t, name: name('gone'), label: t('method.field.gone'), checked: typed[name('gone')] === 'on' }}
        />
      ) : null}
    </Fieldset>
  )
}

function ConditionBoxes({ c, method, stage, at, typed, errors, which }: StageProps & { which: 'opens' | 'closes' }) {
  const { t } = c.var
  const name = `stages.${at}.${which}`
  const named = { stages: method.definition.stages.map((one) => ({ ...one, definition: one })) }
  const offered = offeredConditions(stage ?? { opens: [], closes: [], outputs: [] })
  return (
    <CheckboxGroup
      {...{ t, name, label: t(`exercise.stage.${which}`), error: errors[name] }}
      options={offered.map((condition) => ({
        value: condition,
        label: t(conditionKey({ condition }, 'asked'), conditionValues({ condition }, named)),
      }))}
      values={(typed[name] ?? '').split('\n')}
    />
  )
}
