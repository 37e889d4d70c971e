import type { Activity, CommitmentDocument, Indicator, KeyAction } from '../model.ts'
import { nextActivityCode, nextCode } from './keys.ts'

export type KeyActionFields = Pick<KeyAction, 'title' | 'weight' | 'startsOn' | 'endsOn'>
export type ActivityFields = Omit<Activity, 'code' | 'state' | 'dueAsWritten'> & { keyAction: string }
export type IndicatorFields = Omit<Indicator, 'code'>

/** `code` null: a new part, whose code is given by the document it comes to. */
export function withKeyAction(
  document: CommitmentDocument,
  code: string | null,
  fields: KeyActionFields,
): CommitmentDocument {
  const { keyActions } = document
  if (code !== null && keyActions.some((action) => action.code === code)) {
    return {
      ...document,
      keyActions: keyActions.map((action) => (action.code === code ? { ...action, ...fields } : action)),
    }
  }
  const added = { code: code ?? nextCode(keyActions.map((action) => action.code)), ...fields, activities: [] }
  return { ...document, keyActions: [...keyActions, added] }
}

export function withoutKeyAction(document: CommitmentDocument, code: string): CommitmentDocument {
  return { ...document, keyActions: document.keyActions.filter((action) => action.code !== code) }
}

/** Writes an activity where its key action is; one that moves to another action keeps its code and its state. */
export function withActivity(
  document: CommitmentDocument,
  code: string | null,
  { keyAction, ...fields }: ActivityFields,
): CommitmentDocument {
  const home = document.keyActions.find((action) => action.code === keyAction)
  if (!home) return document
  const known = document.keyActions.flatMap((action) => action.activities).find((activity) => activity.code === code)
  const state = known?.state ?? 'not-started'
  // A day that is given replaces the words that stood for it.
  const dueAsWritten = known && known.endsOn === fields.endsOn ? known.dueAsWritten : null
  const activity: Activity = { ...fields, code: code ?? nextActivityCode(document, home), state, dueAsWritten }
  return {
    ...document,
    keyActions: document.keyActions.map((action) => {
      const others = action.activities.filter((other) => other.code !== activity.code)
      if (action.code !== keyAction) return { ...action, activities: others }
      const stays = others.length < action.activities.length
      if (!stays) return { ...action, activities: [...others, activity] }
      return {
        ...action,
        activities: action.activities.map((other) => (other.code === activity.code ? activity : other)),
      }
    }),
  }
}

export function withoutActivity(document: CommitmentDocument, code: string): CommitmentDocument {
  return {
    ...document,
    keyActions: document.keyActions.map((action) => ({
      ...action,
      activities: action.activities.filter((activity) => activity.code !== code),
    })),
  }
}

export function withIndicator(
  document: CommitmentDocument,
  code: string | null,
  fields: IndicatorFields,
): CommitmentDocument {
  const { indicators } = document
  if (code !== null && indicators.some((indicator) => indicator.code === code)) {
    return { ...document, indicators: indicators.map((other) => (other.code === code ? { code, ...fields } : other)) }
  }
  const added = { code: code ?? nextCode(indicators.map((indicator) => indicator.code)), ...fields }
  return { ...document, indicators: [...indicators, added] }
}

export function withoutIndicator(document: CommitmentDocument, code: string): CommitmentDocument {
  return { ...document, indicators: document.indicators.filter((indicator) => indicator.code !== code) }
}

export function actionOf(document: CommitmentDocument, activityCode: string): KeyAction | null {
  return (
    document.keyActions.find((action) => action.activities.some((activity) => activity.code === activityCode)) ?? null
  )
}
