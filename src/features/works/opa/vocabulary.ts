import type { WorkKind, WorkStatus } from '../model.ts'

/** Lower case, no accents, single spaces, none around strokes. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/\s*\/\s*/g, '/')
    .replaceAll(/[\s\u00a0]+/g, ' ')
    .trim()
}

const statuses: Record<string, WorkStatus> = {
  vigente: 'current',
  'calendario fiscal concluido/operacion': 'fiscal-calendar-ended',
  'en proceso de modificacion': 'being-modified',
  registrado: 'registered',
  suspendido: 'suspended',
  'en proceso de cancelacion': 'being-cancelled',
  'ex post': 'ex-post',
  cancelado: 'cancelled',
  'en proceso de registro app': 'ppp-registration',
}

/** the eleven spellings of nine statuses; null for any other, which a person has to look at. */
export function statusOf(text: string): WorkStatus | null {
  return statuses[folded(text)] ?? null
}

/** In this order: «adquisición de inmuebles» is a building, «mantenimiento de protección civil» is maintenance. */
const kinds: readonly (readonly [RegExp, WorkKind])[] = [
  [/preinversion|\bestudios?\b/, 'studies'],
  [/subsidio/, 'subsidies'],
  [/credito externo/, 'external-credit'],
  [/\binmuebles?\b|oficinas administrativas/, 'buildings'],
  [/\bmuebles\b/, 'purchases'],
  [/infraestructura economica|pidiregas|hidrocarburos|electricidad|comunicaciones y transportes/, 'economic'],
  [/infraestructura social|\beducacion\b|\bsalud\b|asistencia social|\bvivienda\b/, 'social'],
  [/infraestructura gubernamental|funciones de gobierno|seguridad nacional|procuracion de justicia/, 'government'],
  [/mantenimiento|conservacion/, 'maintenance'],
  [/adquisicion|\bcompra/, 'purchases'],
  [/otros proyectos/, 'other-projects'],
  [/programa/, 'other-programmes'],
]

/** T-41: one of the eleven official kinds from the many spellings of the files, which carry no key for it. */
export function kindOf(text: string): WorkKind | null {
  const plain = folded(text)
  return plain === '' ? null : (kinds.find(([pattern]) => pattern.test(plain))?.[1] ?? null)
}

const visitable: ReadonlySet<WorkKind> = new Set(['economic', 'social', 'government', 'buildings', 'other-projects'])

/** Purchases, studies, subsidies and programmes cannot be photographed; of a kind nobody told us nothing is assumed. */
export function isVisitable(kind: WorkKind | null): boolean {
  return kind === null || visitable.has(kind)
}

/** Roads, lines, pipes: one point does not say where they run (T-40). */
const linear =
  /\b(carreteras?|autopistas?|caminos?|libramientos?|ferrocarril|tren|vias? ferreas?|linea de transmision|lineas de transmision|gasoducto|oleoducto|acueducto|ducto|canal|tramo|bordo|periferico|km)\b/

export function isLinear(name: string): boolean {
  return linear.test(folded(name))
}
