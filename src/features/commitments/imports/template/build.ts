import type { Fault } from '../../../../platform/csv/faults.ts'
import {
  type Activity,
  type CommitmentDocument,
  emptyDocument,
  type Indicator,
  type KeyAction,
  type Missing,
  type Party,
} from '../../model.ts'
import { normalDocument } from '../normal.ts'
import type { RowKind } from './columns.ts'

/** A record of the file, its cells by Spanish header; `faults` were found before its cells could be read. `place` goes before the column's name in a report ("Actividades: "). */
export type TemplateRow = {
  row: number
  place: string
  kind: RowKind
  key: string
  cells: ReadonlyMap<string, string>
  faults: readonly Fault[]
}

/** A row whose cells have been read: values by field. */
export type Part = { row: TemplateRow; values: Record<string, unknown>; code: string; statesState: boolean }

/** The parts of one commitment put together; an activity without its key action is a fault. */
export function documentOf(
  head: Part,
  parts: Record<RowKind, Part[]>,
  missing: Record<string, Missing>,
  faults: Fault[],
): CommitmentDocument {
  const {
    'organizations.lead': lead = [],
    'organizations.co-responsible': coResponsible = [],
    'organizations.supporting': supporting = [],
    missing: rest = {},
    ...values
  } = head.values
  const actions = new Map(parts.accion.map((part) => [part.code, keyAction(part)]))
  for (const part of parts.actividad) {
    const action = actions.get(String(part.values.action))
    if (action) action.activities.push(activity(part))
    else
      faults.push({
        row: part.row.row,
        column: `${part.row.place}accion`,
        value: String(part.values.action),
        reason: 'unknown-action',
      })
  }
  return normalDocument({
    ...emptyDocument(head.row.key, '', ''),
    ...(values as Partial<CommitmentDocument>),
    organizations: [...(lead as Party[]), ...(coResponsible as Party[]), ...(supporting as Party[])],
    keyActions: parts.accion.map((part) => actions.get(part.code) ?? keyAction(part)),
    indicators: parts.indicador.map(indicator),
    missing: { ...(rest as Record<string, Missing>), ...missing },
  })
}

function keyAction(part: Part): KeyAction {
  const empty: KeyAction = { code: '', title: '', weight: null, startsOn: null, endsOn: null, activities: [] }
  return { ...empty, ...(part.values as Partial<KeyAction>) }
}

function activity(part: Part): Activity {
  const { action: _, ...values } = part.values
  const empty: Activity = {
    code: '',
    title: '',
    product: null,
    meansOfVerification: null,
    responsibleOffice: null,
    startsOn: null,
    endsOn: null,
    dueAsWritten: null,
    state: 'not-started',
  }
  return { ...empty, ...(values as Partial<Activity>) }
}

function indicator(part: Part): Indicator {
  const empty: Indicator = {
    code: '',
    name: '',
    unit: null,
    direction: null,
    baseline: null,
    baselineOn: null,
    target: null,
    targetOn: null,
    frequency: null,
    meansOfVerification: null,
    justification: null,
  }
  return { ...empty, ...(part.values as Partial<Indicator>) }
}
