import type { Transaction } from 'kysely'
import type { Context } from '../../../platform/context.ts'
import type { DB } from '../../../platform/db/types.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { alternativesOf } from '../alternatives/queries.ts'
import { canDiagnose } from '../policy.ts'
import { held, type TreeRef, tell } from '../trees/commands.ts'
import { nodesOf } from '../trees/queries.ts'
import { loweredTargets } from './ambition.ts'
import { componentNumber, type Indicator, type Matrix, nextCode, noAssumption, type Row } from './model.ts'
import { matrixFrom } from './prefill.ts'
import { findLogframe, type Logframe } from './queries.ts'
import { errorsOf } from './rules.ts'
import type { AddRowFields, IndicatorFields, PublishFields, RowFields } from './schema.ts'

const mostRows = 80
const mostIndicators = 10

/** Makes the matrix of a tree from an alternative that was chosen, filled from the tree of objectives. */
export async function startLogframe(context: Context, tree: TreeRef, alternative: number): Promise<void> {
  allow(canDiagnose(context.actor, tree.space.id))
  await held(context, tree, async (tx) => {
    if (await findLogframe(tx, tree.id)) throw new Refused('logframe.refused.exists')
    const chosen = found((await alternativesOf(tx, tree.id)).find(({ number }) => number === alternative))
    if (chosen.isSelected !== true) throw new Refused('logframe.refused.not-chosen')
    const id = newId()
    const made = { created_by: context.actor?.id ?? null, created_at: context.now }
    await tx
      .insertInto('logframes')
      .values({ id, tree_id: tree.id, alternative_id: chosen.id, ...made })
      .execute()
    await keep(tx, context, id, 1, matrixFrom(await nodesOf(tx, tree.id), chosen, newId))
    await tell(tx, context, tree, { type: 'logframe.started', details: { alternative } })
  })
}

/** Adds an activity to a component, or a component; returns its id. */
export async function addRow(context: Context, tree: TreeRef, fields: AddRowFields): Promise<string> {
  const id = newId()
  await edited(context, tree, ({ rows }) => {
    const { component, narrative } = fields
    if (rows.length >= mostRows) throw new Refused('logframe.refused.many')
    const isThere = ({ level, code }: Row) => level === 'component' && componentNumber(code) === component
    if (component !== null && !rows.some(isThere)) throw new Refused('logframe.refused.gone')
    const level = component === null ? 'component' : 'activity'
    const code = nextCode(rows, component)
    const row: Row = { id, level, code, nodeId: null, narrative, assumption: noAssumption, indicators: [], version: 1 }
    return { rows: [...rows, row] }
  })
  return id
}

/** Writes a row's words; only an activity has a code to write. */
export async function saveRow(context: Context, tree: TreeRef, id: string, fields: RowFields): Promise<void> {
  await edited(context, tree, ({ rows }) => {
    const row = unchanged(rows, id, fields.version)
    const { narrative, assumption } = fields
    const code = row.level === 'activity' && fields.code !== '' ? fields.code : row.code
    return { rows: replaced(rows, { ...row, code, narrative, assumption, version: row.version + 1 }) }
  })
}

/** Takes a component or an activity away; Fin and Propósito stay, and a component with activities too. */
export async function removeRow(context: Context, tree: TreeRef, id: string, version: number): Promise<void> {
  await edited(context, tree, ({ rows }) => {
    const row = unchanged(rows, id, version)
    if (row.level === 'goal' || row.level === 'purpose') throw new Refused('logframe.refused.one')
    const own = componentNumber(row.code)
    const hasActivities = rows.some(({ level, code }) => level === 'activity' && componentNumber(code) === own)
    if (row.level === 'component' && hasActivities) throw new Refused('logframe.refused.activities')
    return { rows: rows.filter((one) => one.id !== id) }
  })
}

/** Writes an indicator of a row; without its id it is a new one. Its version is that of the indicator that was being looked at. */
export async function saveIndicator(
  context: Context,
  tree: TreeRef,
  rowId: string,
  id: string | null,
  fields: IndicatorFields,
): Promise<void> {
  await edited(context, tree, ({ rows }) => {
    const row = rowOf(rows, rowId)
    if (id === null) {
      if (row.indicators.length >= mostIndicators) throw new Refused('logframe.refused.many-indicators')
      return {
        rows: replaced(rows, { ...row, indicators: [...row.indicators, { ...fields, id: newId(), version: 1 }] }),
      }
    }
    const old = indicatorOf(row, id, fields.version)
    const fresh: Indicator = { ...fields, id, version: old.version + 1 }
    return { rows: replaced(rows, { ...row, indicators: row.indicators.map((one) => (one.id === id ? fresh : one)) }) }
  })
}

export async function removeIndicator(
  context: Context,
  tree: TreeRef,
  rowId: string,
  id: string,
  version: number,
): Promise<void> {
  await edited(context, tree, ({ rows }) => {
    const row = rowOf(rows, rowId)
    indicatorOf(row, id, version)
    return { rows: replaced(rows, { ...row, indicators: row.indicators.filter((one) => one.id !== id) }) }
  })
}

/**
 * Shows the matrix to everybody as it was being looked at. Errors of its rules keep it back; from the
 * second time on a reason is asked, of at least ten characters where a target got easier.
 */
export async function publishLogframe(context: Context, tree: TreeRef, fields: PublishFields): Promise<void> {
  allow(canDiagnose(context.actor, tree.space.id))
  await held(context, tree, async (tx, { publishedAt }) => {
    const logframe = found(await findLogframe(tx, tree.id))
    const { current, publications } = logframe
    if (!publishedAt) throw new Refused('logframe.refused.tree-draft')
    if (current.number !== fields.number) throw new Refused('logframe.refused.newer')
    const before = publications.at(-1)
    if (before?.number === current.number) throw new Refused('logframe.refused.published')
    const errors = errorsOf(current.matrix)
    if (errors.length > 0) throw new Refused('logframe.refused.errors', { count: errors.length })
    const lowered = before ? loweredTargets(before.matrix, current.matrix) : []
    refuseSilence(before !== undefined, lowered, fields.reason)
    await tx
      .insertInto('logframe_publications')
      .values({
        ...{ logframe_id: logframe.id, number: current.number, reason: before ? fields.reason : null },
        ...{ published_by: context.actor?.id ?? null, published_at: context.now },
      })
      .execute()
    const details = { number: current.number, rows: current.matrix.rows.length, lowered }
    await tell(tx, context, tree, { type: 'logframe.published', details })
  })
}

function refuseSilence(isAgain: boolean, lowered: readonly { indicator: string }[], reason: string | null): void {
  if (!isAgain) return
  const [first] = lowered
  if (first && (reason?.length ?? 0) < 10) throw new Refused('logframe.refused.lowered', { indicator: first.indicator })
  if (!reason) throw new Refused('logframe.refused.reason')
}

/** Every edit: the tree's row is held, the newest matrix changed and kept whole as the next version, and the event written. */
async function edited(context: Context, tree: TreeRef, act: (matrix: Matrix) => Matrix): Promise<void> {
  allow(canDiagnose(context.actor, tree.space.id))
  await held(context, tree, async (tx) => {
    const { id, current }: Logframe = found(await findLogframe(tx, tree.id))
    const number = current.number + 1
    await keep(tx, context, id, number, act(current.matrix))
    await tell(tx, context, tree, { type: 'logframe.saved', details: { number } })
  })
}

async function keep(tx: Transaction<DB>, context: Context, id: string, number: number, matrix: Matrix): Promise<void> {
  const document = JSON.stringify(matrix)
  await tx
    .insertInto('logframe_versions')
    .values({ logframe_id: id, number, document, saved_by: context.actor?.id ?? null, saved_at: context.now })
    .execute()
}

const replaced = (rows: readonly Row[], row: Row): Row[] => rows.map((one) => (one.id === row.id ? row : one))

function rowOf(rows: readonly Row[], id: string): Row {
  const row = rows.find((one) => one.id === id)
  if (!row) throw new Refused('logframe.refused.gone')
  return row
}

function unchanged(rows: readonly Row[], id: string, version: number): Row {
  const row = rowOf(rows, id)
  if (row.version !== version) throw new Refused('logframe.refused.clash')
  return row
}

function indicatorOf(row: Row, id: string, version: number): Indicator {
  const indicator = row.indicators.find((one) => one.id === id)
  if (!indicator) throw new Refused('logframe.refused.gone')
  if (indicator.version !== version) throw new Refused('logframe.refused.clash')
  return indicator
}
