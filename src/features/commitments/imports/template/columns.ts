import type { CellKind } from './cells.ts'

export const rowKinds = ['compromiso', 'accion', 'actividad', 'indicador'] as const
export type RowKind = (typeof rowKinds)[number]

export type Column = {
  kind: RowKind
  /** As a person reads it. */
  name: string
  /** Its folded form, the header of the CSV: what `headerOf` makes of the name. */
  header: string
  english: string
  /** Where the value stands in the document's part of this kind. */
  field: string
  cell: CellKind
  /** 'yes': a row without it is refused. 'default': blank means what `about` says. Absent: blank means unknown. */
  needed?: 'yes' | 'default'
  about: string
  example: string
}

/** The sheet of each kind in the workbook. */
export const sheetNames: Record<RowKind, string> = {
  compromiso: 'Compromisos',
  accion: 'Acciones clave',
  actividad: 'Actividades',
  indicador: 'Indicadores',
}

/** Words accepted in the column `tipo`, beside the Spanish ones. */
export const englishKinds: Record<string, RowKind> = {
  commitment: 'compromiso',
  'key-action': 'accion',
  action: 'accion',
  activity: 'actividad',
  indicator: 'indicador',
}

const text = (name: string, english: string, field: string, about: string, example = ''): Named => ({
  name,
  english,
  field,
  cell: 'text',
  about,
  example,
})

type Named = Omit<Column, 'kind' | 'header'>

const own = (kind: RowKind, named: Named[]): Column[] =>
  named.map((column) => ({ kind, header: headerOf(column.name), ...column }))

const code = (about: string, example: string): Named => ({
  name: 'Código',
  english: 'Code',
  field: 'code',
  cell: 'text',
  needed: 'yes',
  about,
  example,
})

const period = (whose: string): Named[] => [
  {
    name: 'Inicio',
    english: 'Start',
    field: 'startsOn',
    cell: 'date',
    about: `Primer día ${whose}.`,
    example: '2026-01-15',
  },
  { name: 'Fin', english: 'End', field: 'endsOn', cell: 'date', about: `Último día ${whose}.`, example: '2026-12-31' },
]

const commitment: Named[] = [
  {
    ...text('Número', 'Number', 'number', 'Como lo imprime el plan; es texto, porque hay números como 3.1.', '1'),
    needed: 'default',
  },
  text('Id externo', 'External id', 'externalId', 'Clave que le da otra institución, como la de AGA.', ''),
  { ...text('Título', 'Title', 'title', 'Nombre del compromiso.', 'Parques con cuentas claras'), needed: 'yes' },
  text('Título corto', 'Short title', 'shortTitle', 'Nombre para listas y gráficas.'),
  {
    ...text('Idioma', 'Language', 'language', 'Código del idioma del texto; en blanco significa es.', 'es'),
    needed: 'default',
  },
  text('País', 'Country', 'country', 'Código ISO 3166-1 de dos letras.', 'MX'),
  {
    name: 'Origen',
    english: 'Origin',
    field: 'origin',
    cell: 'origin',
    about: 'De dónde viene el compromiso.',
    example: 'cocreado',
  },
  text('Resumen', 'Summary', 'summary', 'Descripción breve.'),
  text('Texto completo', 'Full text', 'fullText', 'El texto entero como lo publica el plan.'),
  text(
    'Problema',
    'Problem',
    'problem',
    'Qué problema busca resolver.',
    'No se sabe cuánto cuesta cuidar los parques.',
  ),
  text('Causas', 'Causes', 'causes', 'Cuáles son las causas del problema.'),
  text('Acciones previas', 'Previous actions', 'previousActions', 'Qué se ha hecho hasta ahora.'),
  text('Solución', 'Solution', 'solution', 'Qué solución se propone.'),
  text('Resultados esperados', 'Expected results', 'expectedResults', 'Qué se quiere lograr.'),
  text('Transparencia', 'Transparency', 'transparency', 'Cómo promoverá la transparencia.'),
  text('Rendición de cuentas', 'Accountability', 'accountability', 'Cómo ayudará a la rendición de cuentas.'),
  text('Participación', 'Participation', 'participation', 'Cómo mejorará la participación ciudadana.'),
  text(
    'Oficina responsable',
    'Responsible office',
    'responsibleOffice',
    'El cargo u oficina, nunca el nombre de una persona.',
  ),
  text('Resultado final', 'Final result', 'finalResult', 'Qué existirá cuando el compromiso esté cumplido.'),
  {
    name: 'Productos esperados',
    english: 'Expected products',
    field: 'expectedProducts',
    cell: 'list',
    about: 'Separados por |.',
    example: 'Inventario de parques | Tablero de gastos',
  },
  {
    name: 'Medios de verificación',
    english: 'Means of verification',
    field: 'meansOfVerification',
    cell: 'list',
    about: 'Separados por |.',
    example: 'Acta publicada | Archivo CSV',
  },
  ...period('del compromiso'),
  text(
    'Género e inclusión',
    'Gender and inclusion',
    'genderInclusion',
    'Cómo toma en cuenta el género y la inclusión.',
  ),
  text('Supuestos', 'Assumptions', 'assumptions', 'Qué tiene que pasar fuera del compromiso para que resulte.'),
  text('Presupuesto', 'Budget', 'budgetNote', 'Nota sobre el dinero.'),
  text('Actores de apoyo', 'Supporting actors', 'supportingActors', 'Quiénes más participan, en prosa.'),
  text('Eje nacional', 'National axis', 'nationalAxis', 'Eje del plan nacional con el que se alinea.'),
  text('Esquema del eje', 'National axis scheme', 'nationalAxisScheme', 'De qué plan nacional es el eje.'),
  text('Criterio: concreto', 'Criterion: concrete', 'criterionConcrete', 'Qué hace que el compromiso sea concreto.'),
  text('Criterio: incluyente', 'Criterion: inclusive', 'criterionInclusive', 'A quiénes incluye y cómo.'),
  text('Criterio: estratégico', 'Criterion: strategic', 'criterionStrategic', 'Por qué importa más que otros.'),
  text(
    'Criterio: potencial transformador',
    'Criterion: transformative potential',
    'criterionTransformative',
    'Qué cambiará si se cumple.',
  ),
  text('Criterio: medible', 'Criterion: measurable', 'criterionMeasurable', 'Cómo se sabrá si se cumplió.'),
  text('Criterio: replicable', 'Criterion: replicable', 'criterionReplicable', 'Si otros pueden repetirlo, y cómo.'),
  text(
    'Criterio: vinculado a la agenda nacional',
    'Criterion: linked to the national agenda',
    'criterionNationalAgenda',
    'Con qué parte de la agenda nacional se relaciona.',
  ),
  text(
    'Criterio: vinculado a «Follow the Money»',
    'Criterion: linked to follow the money',
    'criterionFollowTheMoney',
    'Si permite seguir el dinero público, y cómo.',
  ),
  {
    name: 'Instituciones responsables',
    english: 'Lead institutions',
    field: 'organizations.lead',
    cell: 'lead',
    about: 'Nombre :: sigla :: tipo, separadas por |. Basta el nombre; el tipo en blanco es public-institution.',
    example: 'Dirección de Parques :: DP',
  },
  {
    name: 'Corresponsables',
    english: 'Co-responsible organisations',
    field: 'organizations.co-responsible',
    cell: 'co-responsible',
    about: 'Nombre :: sigla :: tipo, separadas por |. El tipo en blanco es civil-society.',
    example: 'Vecinas del Parque A.C.',
  },
  {
    name: 'Instituciones de apoyo',
    english: 'Supporting institutions',
    field: 'organizations.supporting',
    cell: 'supporting',
    about: 'Nombre :: sigla :: tipo, separadas por |. El tipo en blanco es public-institution.',
    example: '',
  },
  {
    name: 'ODS',
    english: 'SDGs',
    field: 'sdgs',
    cell: 'sdgs',
    about: 'Objetivo (11) o meta (11.7), separados por |.',
    example: '11.7 | 16',
  },
  {
    name: 'Áreas de política',
    english: 'Policy areas',
    field: 'policyAreas',
    cell: 'areas',
    about: 'Esquema :: versión :: clave, separadas por |. Solo la clave significa ogp :: 2024-07.',
    example: 'ogp :: 2024-07 :: open-data',
  },
  {
    name: 'Valores',
    english: 'OGP values',
    field: 'values',
    cell: 'values',
    about: 'Valores de gobierno abierto, separados por |.',
    example: 'transparencia | participacion',
  },
  {
    name: 'Territorios',
    english: 'Territories',
    field: 'territories',
    cell: 'list',
    about: 'Claves del INEGI o ISO, con sus ceros (20, 20067), separadas por |.',
    example: '20067',
  },
  {
    name: 'Evaluaciones',
    english: 'Assessments',
    field: 'assessments',
    cell: 'assessments',
    about:
      'Evaluador :: variable :: etiqueta :: sin dato (nd, nr, na, empty) :: producto :: año :: dirección, separadas por |.',
    example: '',
  },
  {
    name: 'Fuentes',
    english: 'Sources',
    field: 'sources',
    cell: 'sources',
    about: 'Título :: dirección :: nota, separadas por |.',
    example: '',
  },
  {
    name: 'Sin dato',
    english: 'Missing',
    field: 'missing',
    cell: 'missing',
    about: 'Por qué falta un dato que no tiene columna propia: campo :: nd, nr, na o np, separados por |.',
    example: '',
  },
  {
    name: 'Fechas como se escribieron',
    english: 'Dates as written',
    field: 'asWritten',
    cell: 'as-written',
    about: 'Campo :: texto, separados por |, cuando la fuente no nombra un solo día.',
    example: '',
  },
]

const action: Named[] = [
  code('Nombre corto de la acción, único en el compromiso.', 'A1'),
  { ...text('Título', 'Title', 'title', 'Qué se hará.', 'Levantar el inventario'), needed: 'yes' },
  {
    name: 'Peso',
    english: 'Weight',
    field: 'weight',
    cell: 'number',
    about: 'Parte del compromiso en por ciento; todas suman 100.',
    example: '100',
  },
  ...period('de la acción'),
]

const activity: Named[] = [
  { ...text('Acción', 'Key action', 'action', 'Código de la acción clave a la que pertenece.', 'A1'), needed: 'yes' },
  code('Nombre corto de la actividad, único en el compromiso.', 'A1.1'),
  { ...text('Título', 'Title', 'title', 'Qué se hará.', 'Recorrer los parques'), needed: 'yes' },
  text('Producto', 'Product', 'product', 'Qué se podrá ver al terminar.', 'Lista de parques con su estado'),
  text(
    'Medio de verificación',
    'Means of verification of the activity',
    'meansOfVerification',
    'Con qué se comprueba.',
    'Archivo CSV publicado',
  ),
  text('Oficina responsable', 'Responsible office', 'responsibleOffice', 'El cargo u oficina.', 'Jefatura de Parques'),
  ...period('de la actividad'),
  text('Plazo como se escribió', 'Due date as written', 'dueAsWritten', 'Cuando la fuente no nombra un solo día.'),
  {
    name: 'Estado',
    english: 'State',
    field: 'state',
    cell: 'state',
    needed: 'default',
    about: 'Lo último que se dijo de ella; en blanco queda como estaba (las nuevas, sin iniciar).',
    example: 'sin-iniciar',
  },
]

const indicator: Named[] = [
  code('Nombre corto del indicador, único en el compromiso.', 'I1'),
  { ...text('Título', 'Title', 'name', 'Nombre del indicador.', 'Parques con gasto publicado'), needed: 'yes' },
  text('Unidad', 'Unit', 'unit', 'En qué se mide.', 'parques'),
  {
    name: 'Sentido',
    english: 'Direction',
    field: 'direction',
    cell: 'direction',
    about: 'Hacia dónde es mejor.',
    example: 'ascendente',
  },
  {
    name: 'Línea base',
    english: 'Baseline',
    field: 'baseline',
    cell: 'number',
    about: 'Valor de partida; en blanco significa que no se sabe, nunca cero.',
    example: '0',
  },
  text('Fecha de la línea base', 'Baseline date', 'baselineOn', 'Año o fecha del valor de partida.', '2025'),
  {
    name: 'Meta',
    english: 'Target',
    field: 'target',
    cell: 'number',
    about: 'Valor que se quiere alcanzar.',
    example: '24',
  },
  text('Fecha de la meta', 'Target date', 'targetOn', 'Año o fecha de la meta.', '2026'),
  text('Frecuencia', 'Frequency', 'frequency', 'Cada cuánto se mide.', 'trimestral'),
  text(
    'Medio de verificación',
    'Means of verification of the activity',
    'meansOfVerification',
    'Con qué se comprueba.',
  ),
  text('Justificación', 'Justification', 'justification', 'Por qué bajó la meta después de publicada.'),
]

/** The one list of columns: reader, writer, empty template and data dictionary all come from it. */
export const columns: readonly Column[] = [
  ...own('compromiso', commitment),
  ...own('accion', action),
  ...own('actividad', activity),
  ...own('indicador', indicator),
]

export const kindColumn = {
  name: 'Tipo',
  english: 'Type',
  about: 'De qué habla la fila: compromiso, accion, actividad o indicador.',
}
export const keyColumn = {
  name: 'Clave',
  english: 'Key',
  about: 'Clave del compromiso en el plan: minúsculas, números, puntos y guiones. Va en todas sus filas.',
  example: 'parques-claros',
}

/** 'Título corto' → 'titulo_corto': how a header is compared, and how the CSV writes it. */
export function headerOf(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '_')
    .replaceAll(/^_|_$/g, '')
}

/** Headers of the flat CSV in their order, each once. */
export const flatHeaders: readonly string[] = [
  ...new Set([kindColumn.name, keyColumn.name, ...columns.map((column) => column.name)].map(headerOf)),
]

const english = new Map(
  [kindColumn, keyColumn, ...columns].map((column) => [headerOf(column.english), headerOf(column.name)] as const),
)

/** The Spanish header that a header of a file stands for; null when the template has no such column. */
export function knownHeader(header: string): string | null {
  const folded = headerOf(header.replace(/\s*\*$/, ''))
  return flatHeaders.includes(folded) ? folded : (english.get(folded) ?? null)
}

const byKind = Object.groupBy(columns, (column) => column.kind)

export function columnsOf(kind: RowKind): readonly Column[] {
  return byKind[kind] ?? []
}
