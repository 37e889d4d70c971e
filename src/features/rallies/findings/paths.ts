import { rallyPaths } from '../paths.ts'

type Place = Parameters<typeof rallyPaths.edition>[0]

export const findingPaths = {
  list: (at: Place) => rallyPaths.findings(at),
  finding: (at: Place, number: number) => `${rallyPaths.findings(at)}/${number}`,
  answer: (at: Place, number: number) => `${rallyPaths.findings(at)}/${number}/respuesta`,
  publisher: (at: Place) => `${rallyPaths.findings(at)}/para-quien-publica`,
  corrections: (at: Place) => `${rallyPaths.findings(at)}/para-quien-publica/correcciones`,
  open311: (at: Place) => `${rallyPaths.edition(at)}/open311/v2`,
}
