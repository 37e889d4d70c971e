import { sql } from 'kysely'
import type { Db } from '../../../../platform/context.ts'
import { vocabularies } from '../../../commitments/imports/template/cells.ts'
import type { Guard } from '../../../commitments/imports/template/guard.ts'
import type { ActivityState, Missing } from '../../../commitments/model.ts'
import { reportedShare } from '../../../commitments/progress/model.ts'
import type { BoardRow } from '../../../tracking/board/model.ts'
import { boardRows, type Names, namesOf } from '../../../tracking/board/queries.ts'
import { cutPaths } from '../../../tracking/cuts/paths.ts'
import { listCuts } from '../../../tracking/cuts/queries.ts'
import type { PublishedPlan } from '../../model.ts'
import { commitmentIds } from '../../queries.ts'
import type { DataTable, TrackingTableName } from '../fields.ts'
import { type Cell, type Facts, statements } from './statements/queries.ts'

/** Commitments whose words are read at a time: some have thousands of reports. */
const batchSize = 25

/** Rows of a table of tracking for these plans, in pieces; a cell without a value says why. */
export async function* trackingBatches(
  db: Db,
  table: DataTable & { name: TrackingTableName },
  plans: readonly PublishedPlan[],
  { guard, now }: { guard: Guard; now: Date },
): AsyncGenerator<string[][]> {
  for (const plan of plans) {
    for await (const { rows, why } of factsOf(db, table.name, plan, now)) {
      yield rows.map((row) => {
        const all: Facts = { ...row, espacio: plan.space, plan: plan.slug }
        const reasons = why(row)
        return table.fields.map(({ name }) => cellOf(all[name] ?? null, reasons[name], name, guard))
      })
    }
  }
}

function cellOf(cell: Cell, why: Missing | undefined, column: string, guard: Guard): string {
  if (cell === null) return why?.toUpperCase() ?? ''
  if (cell instanceof Date) return cell.toISOString()
  if (typeof cell !== 'string') return String(cell)
  return guard.write(column === 'estado' ? (vocabularies.state[cell as ActivityState] ?? cell) : cell)
}

type Piece = { rows: Facts[]; why: (row: Facts) => Partial<Record<string, Missing>> }

async function* factsOf(db: Db, name: TrackingTableName, plan: PublishedPlan, now: Date): AsyncGenerator<Piece> {
  if (name === 'avances') return yield* progressPieces(db, plan, now)
  if (name === 'pausas') return yield await pausePiece(db, plan)
  if (name === 'cortes') return yield await cutPiece(db, plan)
  const ids = await commitmentIds(db, plan.id)
  const { rows, why } = statements[name]
  for (let start = 0; start < ids.length; start += batchSize)
    yield { rows: (await rows(ids.slice(start, start + batchSize)).execute(db)).rows, why }
}

async function* progressPieces(db: Db, plan: PublishedPlan, now: Date): AsyncGenerator<Piece> {
  const all = await boardRows(db, { planId: plan.id }, now)
  for (let start = 0; start < all.length; start += 500) {
    const some = all.slice(start, start + 500)
    const names = await namesOf(
      db,
      some.map((row) => row.id),
    )
    yield { rows: some.map((row) => progressFacts(row, names.get(row.id))), why: whyNoProgress }
  }
}

function progressFacts(row: BoardRow, names: Names | undefined): Facts {
  const { progress, deadline, pause } = row
  return {
    clave: row.key,
    situacion: row.standing,
    reportado: progress && reportedShare(progress),
    validado: row.validated,
    verificado: progress?.verified ?? null,
    completo: progress?.complete ?? null,
    en_proceso: progress?.['in-progress'] ?? null,
    sin_iniciar: progress?.['not-started'] ?? null,
    cuenta: row.origin !== 'proactive',
    plazo: pause ? null : deadline.lateness,
    proximo_vencimiento: deadline.date,
    dias: deadline.days,
    sin_actualizar: row.silentDays,
    en_disputa: row.disputed,
    pausa: pause?.kind ?? null,
    evaluacion: names?.assessed?.variable ?? null,
    etiqueta: names?.assessed?.label ?? null,
    ultima_noticia: row.lastStatedAt,
    actualizado: row.updatedAt,
  }
}

const whyNoProgress = (): Partial<Record<string, Missing>> => ({
  ...{ reportado: 'nd', validado: 'nd', verificado: 'nd', completo: 'nd', en_proceso: 'nd', sin_iniciar: 'nd' },
  ...{ plazo: 'na', proximo_vencimiento: 'nd', dias: 'nd', sin_actualizar: 'na', pausa: 'na' },
  ...{ evaluacion: 'nr', etiqueta: 'nr', ultima_noticia: 'nd' },
})

async function pausePiece(db: Db, plan: PublishedPlan): Promise<Piece> {
  const { rows } = await sql<Facts>`
    select p.id as pausa, c.key as clave, p.kind as tipo, p.since as desde, p.party as parte, p.reason as motivo, p.source_url as fuente,
      p.declared_at as declarada, e.ended_on as termino, e.reason as motivo_termino
    from pauses p left join commitments c on c.id = p.commitment_id left join pause_endings e on e.pause_id = p.id
    where p.plan_id = ${plan.id} order by p.declared_at, p.id`.execute(db)
  return { rows, why: () => ({ clave: 'na', fuente: 'np', termino: 'na', motivo_termino: 'na' }) }
}

async function cutPiece(db: Db, plan: PublishedPlan): Promise<Piece> {
  const cuts = (await listCuts(db, plan.id)).toSorted((a, b) => a.number - b.number)
  const place = { space: { slug: plan.space }, slug: plan.slug }
  const rows = cuts.map((cut) => ({
    ...{ corte: cut.number, titulo: cut.title, al: cut.asOf, congelado: cut.frozenAt, registro: cut.recordSeq },
    ...{ sha256: cut.sha256, bytes: cut.bytes, opiniones_no_entregadas: cut.opinionsMissing },
    direccion: `${cutPaths.cut(place, cut.number)}.json`,
  }))
  return { rows, why: () => ({}) }
}
