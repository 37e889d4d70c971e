type In = { space: { slug: string }; slug: string }

const of = ({ space, slug }: In) => `/${space.slug}/consultas/${slug}`

export const consultationPaths = {
  list: (space: string) => `/${space}/consultas`,
  create: (space: string) => `/${space}/consultas/nueva`,
  consultation: of,
  edit: (consultation: In) => `${of(consultation)}/editar`,
  translations: (consultation: In) => `${of(consultation)}/traducciones`,
  translation: (consultation: In, language: string) => `${of(consultation)}/traducciones/${language}`,
  removeTranslation: (consultation: In, language: string) => `${of(consultation)}/traducciones/${language}/quitar`,
  inLanguage: (consultation: In, language: string) => `${of(consultation)}?lengua=${language}`,
  publish: (consultation: In) => `${of(consultation)}/publicar`,
  contribute: (consultation: In) => `${of(consultation)}/aportar`,
  contributions: (consultation: In) => `${of(consultation)}/aportaciones`,
  contribution: (consultation: In, folio: string) => `${of(consultation)}/aportaciones/${folio}`,
  /** Its whole way; the thread stands above this. */
  thread: (folio: string) => `/hilo/${folio}`,
  lookUp: () => '/hilo',
  support: (consultation: In, folio: string) => `${of(consultation)}/aportaciones/${folio}/apoyar`,
  comment: (consultation: In, folio: string) => `${of(consultation)}/aportaciones/${folio}/comentarios`,
  decideComment: (consultation: In, folio: string, id: string) =>
    `${of(consultation)}/aportaciones/${folio}/comentarios/${id}`,
  decide: (consultation: In, folio: string) => `${of(consultation)}/aportaciones/${folio}/decision`,
  review: (consultation: In) => `${of(consultation)}/revision`,
  capture: (consultation: In) => `${of(consultation)}/captura`,
  sheet: (consultation: In) => `${of(consultation)}/hoja`,
  imports: (consultation: In) => `${of(consultation)}/importaciones`,
  import: (consultation: In, id: string) => `${of(consultation)}/importaciones/${id}`,
  importMapping: (consultation: In, id: string) => `${of(consultation)}/importaciones/${id}/columnas`,
  importReport: (consultation: In, id: string, ending: 'json' | 'csv') =>
    `${of(consultation)}/importaciones/${id}.${ending}`,
  importTemplate: (consultation: In) => `${of(consultation)}/importaciones/plantilla.csv`,
  demographics: (consultation: In) => `${of(consultation)}/quienes`,
  statements: (consultation: In) => `${of(consultation)}/afirmaciones`,
  vote: (consultation: In, number: number) => `${of(consultation)}/afirmaciones/${number}`,
  propose: (consultation: In) => `${of(consultation)}/afirmaciones/propuestas`,
  statementDesk: (consultation: In) => `${of(consultation)}/afirmaciones/mesa`,
  decideStatement: (consultation: In, number: number) => `${of(consultation)}/afirmaciones/mesa/${number}`,
  opinions: (consultation: In) => `${of(consultation)}/afirmaciones/grupos`,
  openData: (consultation: In, file: 'votes.csv' | 'comments.csv' | 'groups.csv') =>
    `${of(consultation)}/afirmaciones/datos/${file}`,
}
