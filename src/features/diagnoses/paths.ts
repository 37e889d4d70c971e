type In = { space: { slug: string }; slug: string }

const of = ({ space, slug }: In) => `/${space.slug}/diagnosticos/${slug}`
const node = (tree: In, id: string) => `${of(tree)}/nodos/${id}`

export const diagnosisPaths = {
  list: (space: string) => `/${space}/diagnosticos`,
  create: (space: string) => `/${space}/diagnosticos/nuevo`,
  tree: of,
  drawing: (tree: In, which: 'problemas' | 'objetivos', ending: 'svg' | 'png') => `${of(tree)}/${which}.${ending}`,
  desk: (tree: In) => `${of(tree)}/editar`,
  publish: (tree: In) => `${of(tree)}/publicar`,
  retitle: (tree: In) => `${of(tree)}/titulo`,
  history: (tree: In) => `${of(tree)}/historial`,
  node: (tree: In, id: string) => `${of(tree)}#n-${id}`,
  reword: node,
  addUnder: (tree: In, id: string) => `${node(tree, id)}/agregar`,
  move: (tree: In, id: string) => `${node(tree, id)}/mover`,
  remove: (tree: In, id: string) => `${node(tree, id)}/quitar`,
  link: (tree: In, id: string) => `${node(tree, id)}/aportaciones`,
  unlink: (tree: In, id: string) => `${node(tree, id)}/aportaciones/quitar`,
  addSource: (tree: In, id: string) => `${node(tree, id)}/fuentes`,
  removeSource: (tree: In, id: string) => `${node(tree, id)}/fuentes/quitar`,
  comment: (tree: In, id: string) => `${node(tree, id)}/comentarios`,
  answer: (tree: In, comment: string) => `${of(tree)}/comentarios/${comment}`,
  alternatives: (tree: In) => `${of(tree)}/alternativas`,
  alternative: (tree: In, number: number) => `${of(tree)}/alternativas/${number}`,
  decide: (tree: In, number: number) => `${of(tree)}/alternativas/${number}/decision`,
  createKit: (tree: In) => `${of(tree)}/kits/nuevo`,
  kit: (tree: In, id: string) => `${of(tree)}/kits/${id}`,
  rewordKit: (tree: In, id: string) => `${of(tree)}/kits/${id}/editar`,
  kitOfTable: (tree: In, id: string, table: string) => `${of(tree)}/kits/${id}/mesas/${table}`,
  publishKit: (tree: In, id: string) => `${of(tree)}/kits/${id}/publicar`,
  deliveries: (tree: In, id: string) => `${of(tree)}/kits/${id}/entregas`,
  sendKit: (tree: In, id: string) => `${of(tree)}/kits/${id}/enviar`,
  handKit: (tree: In, id: string) => `${of(tree)}/kits/${id}/entregas/impreso`,
  receiveKit: (tree: In, id: string) => `${of(tree)}/kits/${id}/recibido`,
}
