import type { Indicator, Level, Matrix, Row } from '../src/features/diagnoses/logframe/model.ts'
import { blankIndicator } from '../src/features/diagnoses/logframe/model.ts'

/** An indicator in which no rule finds anything wanting. */
export function goodIndicator(id: string, change: Partial<Indicator> = {}): Indicator {
  return {
    ...blankIndicator,
    ...{ id, version: 1, name: 'Viviendas con agua diaria', direction: 'ascending', frequency: 'annual' },
    ...{ dimension: 'efficacy', unit: 'percent', baseline: 20, target: 90 },
    ranges: { green: { from: 85, to: 100 }, yellow: { from: 60, to: 85 }, red: { from: 10, to: 60 }, over: null },
    checks: { clear: true, relevant: true, economic: true, monitorable: true, adequate: true, marginal: false },
    means: { source: 'Encuesta', organization: 'INEGI', frequency: 'annual', url: null, isExternal: true },
    ...change,
  }
}

export function goodRow(level: Level, code: string, narrative: string, change: Partial<Row> = {}): Row {
  return {
    ...{ id: code, level, code, narrative, nodeId: null, version: 1 },
    assumption: { wording: 'La sequía no se agrava', isExternal: true, isRelevant: true, isProbable: true },
    indicators: [goodIndicator(`${code}-i`)],
    ...change,
  }
}

/** A matrix in which no rule finds anything wanting. */
export function goodMatrix(): Matrix {
  return {
    rows: [
      goodRow('goal', 'F', 'Contribuir a que los hogares se queden en el barrio'),
      goodRow('purpose', 'P', 'Las familias del barrio alto reciben agua todos los días'),
      goodRow('component', 'C1', 'Tramos de la red sustituidos'),
      goodRow('activity', 'A1.1', 'Revisión anual de los tubos'),
    ],
  }
}
