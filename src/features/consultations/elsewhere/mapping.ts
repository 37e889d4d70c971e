/** What a table may tell of a contribution. */
export const importFields = [
  ...(['body', 'summary', 'title', 'externalId', 'axis', 'place', 'saidOn', 'sheet', 'signature', 'supports'] as const),
] as const
export type ImportField = (typeof importFields)[number]

/** Which of the file's columns is which of ours, and what holds where the file is silent; as a person confirmed it. */
export type Mapping = {
  columns: Partial<Record<ImportField, string>>
  channel: string
  place: string | null
  saidOn: string | null
}

/** Names under which CONSUL (Decide Madrid), Decidim and people's own sheets tell each, folded: no capitals, accents or spaces. */
const words: Record<ImportField, readonly string[]> = {
  body: [
    ...['body', 'body/es', 'text', 'description', 'texto', 'aportacion', 'descripcion', 'propuesta', 'comentario'],
    ...['body/en', 'body/ca', 'contenido', 'respuesta', 'lo_que_dice'],
  ],
  summary: ['summary', 'resumen'],
  title: ['title', 'title/es', 'titulo', 'title/en', 'title/ca', 'titulo_propuesta', 'nombre'],
  externalId: ['id', 'external_id', 'code', 'codigo', 'clave', 'folio', 'reference', 'propuesta_id'],
  axis: [
    'axis',
    'eje',
    'tema',
    'category',
    'category/name/es',
    'category/name',
    'categories',
    'categoria',
    'categorias',
  ],
  place: ['place', 'lugar', 'address', 'location', 'zone', 'zona', 'sede'],
  saidOn: ['said_on', 'fecha', 'date', 'created_at', 'published_at', 'fecha_de_creacion'],
  sheet: ['sheet', 'hoja', 'numero_de_hoja', 'num_hoja'],
  signature: ['signature', 'firma'],
  supports: [
    ...['supports', 'apoyos', 'numsupports', 'cached_votes_up', 'votes', 'votos', 'proposal_votes', 'votes_count'],
    ...['endorsements/total_count', 'total_votes'],
  ],
}

export function foldedName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .trim()
    .toLowerCase()
    .replace(/[\s.-]+/g, '_')
}

/** What the names of the columns suggest; each column is used once, fields in their order. */
export function guessedColumns(header: readonly string[]): Mapping['columns'] {
  const free = new Map(header.filter((name) => name !== '').map((name) => [foldedName(name), name]))
  const columns: Mapping['columns'] = {}
  for (const field of importFields) {
    const found = words[field].find((word) => free.has(word))
    if (found === undefined) continue
    columns[field] = free.get(found) ?? found
    free.delete(found)
  }
  return columns
}
