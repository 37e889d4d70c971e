import { planPaths } from '../commitments/paths.ts'

type In = Parameters<typeof planPaths.plan>[0]

/** Addresses of what only those who work on a plan use. */
export const deskPaths = {
  removeDocument: (plan: In, id: string) => `${planPaths.documents(plan)}/${id}/quitar`,
  endPause: (plan: In, id: string) => `${planPaths.pauses(plan)}/${id}/terminar`,
  import: (plan: In, id: string) => `${planPaths.imports(plan)}/${id}`,
  importReport: (plan: In, id: string, ending: 'json' | 'csv') => `${planPaths.imports(plan)}/${id}.${ending}`,
  template: (plan: In, file: 'plantilla.csv' | 'plantilla.xlsx' | 'diccionario.csv') =>
    `${planPaths.imports(plan)}/${file}`,
}
