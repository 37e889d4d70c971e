import { parse } from 'csv-parse/sync'

/**
 * The published recipe (/datos/receta) worked by hand: texts of CSV files in, percentages out, in exact fractions. It follows
 * the sentences of that page and uses nothing of the program, so that it can find the program wrong.
 */
export type Shares = { verificado: string; completo: string; en_proceso: string; sin_iniciar: string }
export type Recomputed = (Shares & { reportado: string; validado: string }) | null
type Row = Record<string, string>
type Fraction = { top: bigint; under: bigint }

const states = ['verificada', 'completa', 'en-proceso', 'sin-iniciar'] as const
const names = ['verificado', 'completo', 'en_proceso', 'sin_iniciar'] as const

export const rowsIn = (csv: string): Row[] => parse(csv, { columns: true })

function fractionOf(text: string): Fraction {
  const [whole = '0', decimals = ''] = text.split('.')
  return { top: BigInt(whole + decimals), under: 10n ** BigInt(decimals.length) }
}
const sum = (parts: readonly Fraction[]): Fraction =>
  parts.reduce((a, b) => ({ top: a.top * b.under + b.top * a.under, under: a.under * b.under }), { top: 0n, under: 1n })
const times = (a: Fraction, top: number, under: number): Fraction => ({
  top: a.top * BigInt(top),
  under: a.under * BigInt(under),
})
const over = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.under, under: a.under * b.top })
const written = (hundredths: bigint) => String(Number(hundredths) / 100)
/** Half a hundredth goes up. */
const toHundredths = ({ top, under }: Fraction) => (top * 200n + under) / (under * 2n)

/** Step 4. */
function rounded(parts: readonly Fraction[]): bigint[] {
  const whole = sum(parts)
  const exact = parts.map((part) => times(over(part, whole), 10_000, 1))
  const cut = exact.map(({ top, under }) => top / under)
  const rests = exact.map(({ top, under }, at) => ({ at, top: top % under, under }))
  rests.sort((a, b) => {
    const difference = b.top * a.under - a.top * b.under
    return difference === 0n ? a.at - b.at : difference > 0n ? 1 : -1
  })
  let missing = 10_000n - cut.reduce((all, part) => all + part, 0n)
  for (const { at } of rests) {
    if (missing === 0n) break
    cut[at] = (cut[at] ?? 0n) + 1n
    missing -= 1n
  }
  return cut
}

type Counted = { peso: string; estados: { estado: string; validado: boolean }[] }

/** Steps 1 to 5 for one commitment. */
function commitmentShares(actions: readonly Counted[]): Recomputed {
  if (actions.length === 0) return null
  const known = actions.map(({ peso, estados }) => ({
    peso,
    left: estados.filter(({ estado }) => estado !== 'cancelada'),
  }))
  if (known.some(({ peso, left }) => peso === '' || left.length === 0)) return null
  const weights = sum(known.map(({ peso }) => fractionOf(peso)))
  const off = weights.top - 100n * weights.under
  if ((off < 0n ? -off : off) * 100n > weights.under) return null
  const share = (wanted: (one: Counted['estados'][number]) => boolean) =>
    sum(known.map(({ peso, left }) => times(fractionOf(peso), left.filter(wanted).length, left.length)))
  const parts = rounded(states.map((state) => share(({ estado }) => estado === state)))
  const validado = share(({ estado, validado: is }) => is && (estado === 'completa' || estado === 'verificada'))
  const [verified = 0n, complete = 0n] = parts
  return {
    ...(Object.fromEntries(names.map((name, at) => [name, written(parts[at] ?? 0n)])) as Shares),
    reportado: written(verified + complete),
    validado: written(toHundredths(validado)),
  }
}

export type Files = Record<'planes' | 'compromisos' | 'acciones' | 'actividades' | 'reportes', string>

/** Steps 1 to 6: every commitment by its key, and the plan. */
export function recomputed(files: Files): { commitments: Map<string, Recomputed>; plan: Recomputed } {
  const origin = rowsIn(files.planes)[0]?.origen
  const [actions, activities, reports] = [rowsIn(files.acciones), rowsIn(files.actividades), rowsIn(files.reportes)]
  const commitments = new Map<string, Recomputed>()
  const counted: NonNullable<Recomputed>[] = []
  for (const { clave = '', origen } of rowsIn(files.compromisos)) {
    const own = activities.filter((row) => row.clave === clave)
    const untold =
      origin === 'public-record' &&
      own.every((row) => row.estado_desde === 'ND') &&
      !reports.some((row) => row.clave === clave)
    const shares = untold
      ? null
      : commitmentShares(
          actions
            .filter((row) => row.clave === clave)
            .map(({ codigo, peso = '' }) => ({
              peso,
              estados: own
                .filter((row) => row.accion === codigo)
                .map(({ estado = '', validado }) => ({ estado, validado: validado === 'true' })),
            })),
        )
    commitments.set(clave, shares)
    if (shares && origen !== 'proactivo') counted.push(shares)
  }
  return { commitments, plan: meanOf(counted) }
}

/** Step 6. */
function meanOf(counted: readonly NonNullable<Recomputed>[]): Recomputed {
  if (counted.length === 0) return null
  const mean = (name: keyof NonNullable<Recomputed>) =>
    times(sum(counted.map((one) => fractionOf(one[name]))), 1, counted.length)
  const parts = rounded(names.map(mean))
  const [verified = 0n, complete = 0n] = parts
  return {
    ...(Object.fromEntries(names.map((name, at) => [name, written(parts[at] ?? 0n)])) as Shares),
    reportado: written(verified + complete),
    validado: written(toHundredths(mean('validado'))),
  }
}

const words: Record<string, string> = {
  ...{ verified: 'verificada', complete: 'completa', 'in-progress': 'en-proceso' },
  ...{ 'not-started': 'sin-iniciar', cancelled: 'cancelada' },
}

/** Step 7: from the table of a cut. */
export function recomputedCut(csv: string): Map<string, Recomputed> {
  const commitments = new Map<string, Map<string, Counted>>()
  for (const row of rowsIn(csv)) {
    const actions = commitments.get(row.commitment ?? '') ?? new Map<string, Counted>()
    commitments.set(row.commitment ?? '', actions)
    const action = actions.get(row.key_action ?? '') ?? { peso: row.weight ?? '', estados: [] }
    actions.set(row.key_action ?? '', action)
    action.estados.push({ estado: words[row.state ?? ''] ?? '', validado: row.is_validated === 'true' })
  }
  return new Map([...commitments].map(([key, actions]) => [key, commitmentShares([...actions.values()])]))
}
