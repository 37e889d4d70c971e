import type { Typed } from '../../../platform/http/form.ts'
import type { Part, Party, Source } from '../model.ts'

/** Names of the rows of a form in which organisations and sources are written, one list a part. */
export const partyLists = {
  lead: 'lead',
  coResponsible: 'co-responsible',
  supporting: 'supporting',
} as const satisfies Record<string, Part>
export type PartyList = keyof typeof partyLists

export type TypedParty = { row: number; name: string; kind: string }
export type TypedSource = { row: number; title: string; url: string; note: string }

/** More rows than any plan has; a form that claims more is cut there. */
const maxRows = 60

export function partyRowsOf(typed: Typed, list: PartyList): TypedParty[] {
  return rowsOf(typed, list).map((row) => ({
    row,
    name: (typed[`${list}.${row}.name`] ?? '').trim().replace(/\s+/g, ' '),
    kind: typed[`${list}.${row}.kind`] ?? '',
  }))
}

export function sourceRowsOf(typed: Typed): TypedSource[] {
  return rowsOf(typed, 'sources').map((row) => ({
    row,
    title: (typed[`sources.${row}.title`] ?? '').trim(),
    url: (typed[`sources.${row}.url`] ?? '').trim(),
    note: (typed[`sources.${row}.note`] ?? '').trim(),
  }))
}

function rowsOf(typed: Typed, list: string): number[] {
  const rows = new Set<number>()
  for (const name of Object.keys(typed)) {
    const found = new RegExp(`^${list}\\.(\\d{1,2})\\.`).exec(name)
    if (found && Number(found[1]) < maxRows) rows.add(Number(found[1]))
  }
  return [...rows].sort((a, b) => a - b)
}

export function typedParties(list: PartyList, parties: readonly Party[]): Typed {
  const own = parties.filter((party) => party.part === partyLists[list])
  return Object.fromEntries(
    own.flatMap((party, row) => [
      [`${list}.${row}.name`, party.name],
      [`${list}.${row}.kind`, party.kind],
    ]),
  )
}

export function typedSources(sources: readonly Source[]): Typed {
  return Object.fromEntries(
    sources.flatMap((source, row) => [
      [`sources.${row}.title`, source.title],
      [`sources.${row}.url`, source.url ?? ''],
      [`sources.${row}.note`, source.note ?? ''],
    ]),
  )
}
