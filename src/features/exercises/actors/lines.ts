import { type Sector, sectors } from './model.ts'
import { type ActorFields, actorForm } from './schema.ts'

export type LineFault = { line: number; kind: 'sector' | 'name' | 'email' }

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()

/**
 * Actors from pasted lines, as they come out of a spreadsheet: name, sector and perhaps an e-mail, parted by tabs or semicolons.
 * `nameOf` gives the word of a sector as the page shows it; its code counts too. Nothing is taken while one line is wrong.
 */
export function actorsFromLines(
  text: string,
  nameOf: (sector: Sector) => string,
): { actors: ActorFields[]; faults: LineFault[] } {
  const actors: ActorFields[] = []
  const faults: LineFault[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const [name = '', word = '', email = ''] = line.split(/\t|;/).map((cell) => cell.trim())
    const sector = sectors.find((one) => one === plain(word) || plain(nameOf(one)) === plain(word))
    const parsed = actorForm.safeParse({ name, sector, email })
    if (parsed.success) actors.push(parsed.data)
    else faults.push({ line: index + 1, kind: kindOf(parsed.error.issues[0]?.path[0]) })
  }
  return { actors, faults }
}

function kindOf(field: unknown): LineFault['kind'] {
  return field === 'sector' || field === 'email' ? field : 'name'
}
