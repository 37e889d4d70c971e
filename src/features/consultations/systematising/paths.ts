import { consultationPaths } from '../paths.ts'

type At = Parameters<typeof consultationPaths.consultation>[0]
type Where = Readonly<Record<string, string | number | null | undefined>>

const bench = (at: At) => `${consultationPaths.consultation(at)}/sistematizacion`
const results = (at: At) => `${consultationPaths.consultation(at)}/resultados`

function withQuery(path: string, where: Where): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(where))
    if (value !== null && value !== undefined && value !== '' && value !== 0) query.set(name, String(value))
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}

export const systematisingPaths = {
  bench: (at: At, where: Where = {}) => withQuery(bench(at), where),
  undo: (at: At) => `${bench(at)}/deshacer`,
  groups: (at: At, page = 1) => withQuery(`${bench(at)}/grupos`, { pagina: page > 1 ? page : null }),
  suggest: (at: At) => `${bench(at)}/sugerencias`,
  list: (at: At, where: Where = {}) => withQuery(`${bench(at)}/lista`, where),
  disputes: (at: At, page = 1) => withQuery(`${bench(at)}/desacuerdos`, { pagina: page > 1 ? page : null }),
  topics: (at: At) => `${bench(at)}/temas`,
  topic: (at: At, number: number, page = 1) =>
    withQuery(`${bench(at)}/temas/${number}`, { pagina: page > 1 ? page : null }),
  merge: (at: At, number: number) => `${bench(at)}/temas/${number}/unir`,
  split: (at: At, number: number) => `${bench(at)}/temas/${number}/partir`,
  steps: (at: At, page = 1) => withQuery(`${bench(at)}/pasos`, { pagina: page > 1 ? page : null }),
  settings: (at: At) => `${bench(at)}/ajustes`,
  publish: (at: At) => `${bench(at)}/publicar`,
  results,
  resultsFile: (at: At, ending: 'json' | 'csv') => `${results(at)}.${ending}`,
  resultsList: (at: At, where: Where = {}) => withQuery(`${results(at)}/aportaciones`, where),
}
