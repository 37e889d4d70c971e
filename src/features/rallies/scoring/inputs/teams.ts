import type { Account } from '../model.ts'
import { foldedHandle } from '../text/unicode.ts'
import { readCsv } from './csv.ts'
import { InputError, quoted } from './input-error.ts'

const columns = ['team_id', 'team_name', 'network', 'handle', 'person'] as const

/** One account a row; throws for an account of two teams and for a team that is too small or too large. */
export function readTeams(file: string, bytes: Buffer, size: { min: number; max: number }): Account[] {
  const owners = new Map<string, { team: string; line: number }>()
  const persons = new Map<string, { line: number; names: Set<string> }>()
  const accounts = readCsv(file, bytes, columns).map(({ line, cells }) => {
    for (const column of columns)
      if (cells[column] === '' && column !== 'team_name')
        throw new InputError({ file, line, column }, 'se esperaba un texto y está vacía.')
    const { team_id: team, network, handle, person } = cells
    const folded = foldedHandle(handle)
    if (folded === '') throw new InputError({ file, line, column: 'handle' }, 'se esperaba una cuenta después de la @.')
    const account = JSON.stringify([network, folded])
    const owner = owners.get(account)
    if (owner !== undefined && owner.team !== team) {
      const expected = `se esperaba una cuenta de un solo equipo; ${quoted(handle)} en ${quoted(network)} ya es de ${quoted(owner.team)} (línea ${owner.line}).`
      throw new InputError({ file, line, column: 'handle' }, expected)
    }
    if (owner === undefined) owners.set(account, { team, line })
    const members = persons.get(team) ?? { line, names: new Set() }
    members.names.add(person)
    persons.set(team, members)
    return { ...cells }
  })
  for (const [team, { line, names }] of persons) {
    if (names.size >= size.min && names.size <= size.max) continue
    const expected = `se esperaban de ${size.min} a ${size.max} personas por equipo; ${quoted(team)} tiene ${names.size}.`
    throw new InputError({ file, line, column: 'person' }, expected)
  }
  return accounts
}
