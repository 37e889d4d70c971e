/** Sectors of which a body must hold at least one titular each, or it is not integrated. */
export const threeSectors = ['oversight', 'civil-society', 'government'] as const
export const seatSectors = [...threeSectors, 'academia', 'private', 'citizens'] as const
export type Sector = (typeof seatSectors)[number]

export const bodyKinds = ['local', 'municipal', 'coordinating', 'tripartite', 'forum', 'rally', 'other'] as const
export type BodyKind = (typeof bodyKinds)[number]

/** Seats that each sector must have filled at the least. */
export type Minimum = Partial<Record<Sector, number>>

export type Body = {
  id: string
  space: { id: string; slug: string; isFictional: boolean }
  slug: string
  kind: BodyKind
  name: string
  about: string | null
  exerciseId: string | null
  termFrom: string | null
  termTo: string | null
  minimum: Minimum
  timeZone: string
}
