import type { Coverage } from '../model.ts'
import { plain } from './cells.ts'
import { folded } from './vocabulary.ts'

export type Territory = {
  coverage: Coverage
  /** Two digits, '09' (T-57): of several states the smallest; '33' to '35' are no state and stand in `coverage`. */
  stateKey: string | null
  isSeveral: boolean
}

/** The names that files use, which are not all the catalogue's (T-58). */
const names: Record<string, string> = {
  aguascalientes: '01',
  'baja california': '02',
  'baja california norte': '02',
  'baja california sur': '03',
  campeche: '04',
  coahuila: '05',
  'coahuila de zaragoza': '05',
  colima: '06',
  chiapas: '07',
  chihuahua: '08',
  'ciudad de mexico': '09',
  'distrito federal': '09',
  cdmx: '09',
  durango: '10',
  guanajuato: '11',
  guerrero: '12',
  hidalgo: '13',
  jalisco: '14',
  mexico: '15',
  'estado de mexico': '15',
  michoacan: '16',
  'michoacan de ocampo': '16',
  morelos: '17',
  nayarit: '18',
  'nuevo leon': '19',
  oaxaca: '20',
  puebla: '21',
  queretaro: '22',
  'queretaro de arteaga': '22',
  'quintana roo': '23',
  'san luis potosi': '24',
  sinaloa: '25',
  sonora: '26',
  tabasco: '27',
  tamaulipas: '28',
  tlaxcala: '29',
  veracruz: '30',
  'veracruz de ignacio de la llave': '30',
  yucatan: '31',
  zacatecas: '32',
  'en el extranjero': '33',
  extranjero: '33',
  'no distribuible geograficamente': '34',
  nacional: '35',
}

const elsewhere: Record<string, Coverage> = { '33': 'abroad', '34': 'not-distributable', '35': 'national' }

/** keys 01 to 32 are INEGI's states; 33, 34 and 35 say how far a work reaches, not where it is. */
export function territoryOf(keyCell: string, nameCell: string): Territory {
  const keys = keysOf(keyCell)
  const found = keys.length > 0 ? keys : parts(nameCell).flatMap((name) => names[folded(name)] ?? [])
  const states = found.filter((key) => key >= '01' && key <= '32').toSorted()
  if (states[0] !== undefined) return { coverage: 'state', stateKey: states[0], isSeveral: new Set(states).size > 1 }
  const coverage = found.map((key) => elsewhere[key]).find((one) => one !== undefined) ?? 'unknown'
  return { coverage, stateKey: null, isSeveral: false }
}

/** The two digits of a cell as data: '09' for '9', '35' for the nation, the smallest of several. */
export function territoryKeyOf(keyCell: string, nameCell: string): string | null {
  const { stateKey, coverage } = territoryOf(keyCell, nameCell)
  if (stateKey !== null) return stateKey
  return Object.keys(elsewhere).find((key) => elsewhere[key] === coverage) ?? null
}

const parts = (cell: string) =>
  plain(cell)
    .split(/[;,/|]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

function keysOf(cell: string): string[] {
  return parts(cell).flatMap((part) => {
    const number = /^\d{1,2}(\.0+)?$/.test(part) ? Math.trunc(Number(part)) : 0
    return number >= 1 && number <= 35 ? [String(number).padStart(2, '0')] : []
  })
}
