import type { C } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../platform/http/form.ts'
import {
  type ActivityFields as ActivityValue,
  actionOf,
  type IndicatorFields as IndicatorValue,
  type KeyActionFields as KeyActionValue,
  withActivity,
  withIndicator,
  withKeyAction,
  withoutActivity,
  withoutIndicator,
  withoutKeyAction,
} from '../editing/parts.ts'
import { findActivity, typedActivity, typedIndicator, typedKeyAction } from '../editing/roadmap.ts'
import { ActivityFields, IndicatorFields, KeyActionFields } from '../pages/edit-parts/fields.tsx'
import { PartPage, type Removal } from '../pages/edit-parts/part-page.tsx'
import { commitmentPaths } from '../paths.ts'
import { activityForm, indicatorForm, keyActionForm } from '../schema.ts'
import type { Edited } from './editor.tsx'
import type { PartKind } from './part-kind.ts'

const nothing = {}

function asks({ plan }: Edited): Removal['asks'] {
  return plan.publication === null ? null : 'approval'
}

export const keyActionPart: PartKind<KeyActionValue> = {
  word: 'acciones',
  fresh: 'nueva',
  address: commitmentPaths.keyAction,
  typed: ({ keyActions }, code) => {
    if (code === null) return {}
    const action = keyActions.find((other) => other.code === code)
    return action ? typedKeyAction(action) : null
  },
  parse: (form, _, c) => parseForm(keyActionForm, form, c.var.t),
  apply: withKeyAction,
  remove: withoutKeyAction,
  page: (c, { plan, stored }, code, state, removals) => (
    <PartPage
      c={c}
      plan={plan}
      document={stored.document}
      title={code === null ? c.var.t('commitment.action.new') : c.var.t('commitment.action.edit', { code })}
      action={commitmentPaths.keyAction(plan, stored.document.key, code ?? 'nueva')}
      state={state}
      removals={removals}
    >
      <KeyActionFields t={c.var.t} state={state} missing={nothing} />
    </PartPage>
  ),
  removals: (c, edited, code, typed, errors) => {
    const { t } = c.var
    const { plan, stored } = edited
    const count = stored.document.keyActions.find((action) => action.code === code)?.activities.length ?? 0
    return [
      {
        action: `${commitmentPaths.keyAction(plan, stored.document.key, code)}/quitar`,
        summary: t('commitment.action.remove'),
        text: t('commitment.action.remove-text', { count }),
        yes: t('commitment.action.remove-yes'),
        asks: asks(edited),
        typed,
        errors,
      },
    ]
  },
}

export const activityPart: PartKind<ActivityValue> = {
  word: 'actividades',
  fresh: 'nueva',
  address: commitmentPaths.activity,
  typed: (document, code, c) => {
    if (code === null) return { keyAction: c.req.query('accion') ?? '' }
    const activity = findActivity(document, code)
    return activity ? typedActivity(activity, actionOf(document, code)?.code ?? '') : null
  },
  parse: (form, document, c) => {
    const parsed = parseForm(activityForm, form, c.var.t)
    if (!parsed.ok || document.keyActions.some((action) => action.code === parsed.value.keyAction)) return parsed
    return { ok: false, typed: parsed.typed, errors: { keyAction: c.var.t('error.choice') } }
  },
  apply: withActivity,
  remove: withoutActivity,
  page: (c, { plan, stored }, code, state, removals) => (
    <PartPage
      c={c}
      plan={plan}
      document={stored.document}
      title={code === null ? c.var.t('commitment.activity.new') : c.var.t('commitment.activity.edit', { code })}
      action={commitmentPaths.activity(plan, stored.document.key, code ?? 'nueva')}
      state={state}
      removals={removals}
    >
      <ActivityFields t={c.var.t} state={state} missing={nothing} actions={stored.document.keyActions} />
    </PartPage>
  ),
  removals: activityRemovals,
}

function activityRemovals(c: C, edited: Edited, code: string, typed: Typed, errors: FieldErrors): Removal[] {
  const { t } = c.var
  const { plan, stored } = edited
  const address = commitmentPaths.activity(plan, stored.document.key, code)
  const isCancelled = findActivity(stored.document, code)?.state === 'cancelled'
  // Of a published activity one takes leave by cancelling it; only a draft forgets.
  if (plan.publication !== null) {
    if (isCancelled) return []
    return [
      {
        action: `${address}/cancelar`,
        summary: t('commitment.activity.cancel'),
        text: t('commitment.activity.cancel-text'),
        yes: t('commitment.activity.cancel-yes'),
        asks: 'approval',
        typed,
        errors,
      },
    ]
  }
  return [
    {
      action: `${address}/quitar`,
      summary: t('commitment.activity.remove'),
      text: t('commitment.activity.remove-text'),
      yes: t('commitment.action.remove-yes'),
      asks: null,
      typed,
      errors,
    },
  ]
}

export const indicatorPart: PartKind<IndicatorValue> = {
  word: 'indicadores',
  fresh: 'nuevo',
  address: commitmentPaths.indicator,
  typed: ({ indicators }, code) => {
    if (code === null) return {}
    const indicator = indicators.find((other) => other.code === code)
    return indicator ? typedIndicator(indicator) : null
  },
  parse: (form, _, c) => parseForm(indicatorForm, form, c.var.t),
  apply: withIndicator,
  remove: withoutIndicator,
  page: (c, { plan, stored }, code, state, removals) => (
    <PartPage
      c={c}
      plan={plan}
      document={stored.document}
      title={code === null ? c.var.t('commitment.indicator.new') : c.var.t('commitment.indicator.edit', { code })}
      action={commitmentPaths.indicator(plan, stored.document.key, code ?? 'nuevo')}
      state={state}
      removals={removals}
    >
      <IndicatorFields t={c.var.t} state={state} missing={nothing} />
    </PartPage>
  ),
  removals: (c, edited, code, typed, errors) => [
    {
      action: `${commitmentPaths.indicator(edited.plan, edited.stored.document.key, code)}/quitar`,
      summary: c.var.t('commitment.indicator.remove'),
      text: c.var.t('commitment.indicator.remove-text'),
      yes: c.var.t('commitment.edit.remove-yes'),
      asks: asks(edited),
      typed,
      errors,
    },
  ],
}
