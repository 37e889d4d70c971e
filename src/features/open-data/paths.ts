/** `query` narrows a download to a space or a plan. */
export type Narrowed = { espacio?: string; plan?: string }

const narrowed = (path: string, query: Narrowed) => {
  const text = new URLSearchParams(query).toString()
  return text === '' ? path : `${path}?${text}`
}

export const openDataPaths = {
  home: () => '/datos',
  table: (name: string, query: Narrowed = {}) => narrowed(`/datos/${name}.csv`, query),
  commitments: (ending: 'json' | 'xlsx', query: Narrowed = {}) => narrowed(`/datos/compromisos.${ending}`, query),
  dictionary: () => '/datos/diccionario.csv',
  catalog: () => '/datos/catalogo.jsonld',
  tracking: (ending: 'json' | 'xlsx', query: Narrowed = {}) => narrowed(`/datos/seguimiento.${ending}`, query),
  recipe: () => '/datos/receta',
  package: (query: Narrowed = {}) => narrowed('/datos/datapackage.json', query),
  api: () => '/api',
  openapi: () => '/api/v1/openapi.json',
}

const api = '/api/v1'
const apiSpace = (space: string) => `${api}/spaces/${space}`
const apiPlan = (space: string, plan: string) => `${apiSpace(space)}/plans/${plan}`

export const apiPaths = {
  root: api,
  plan: apiPlan,
  commitment: (space: string, plan: string, key: string) => `${apiPlan(space, plan)}/commitments/${key}`,
}
