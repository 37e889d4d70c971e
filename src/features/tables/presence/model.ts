import { slugOf } from '../../../platform/identity.ts'
import { type Sector, sectors } from '../model.ts'
import type { Gender } from '../registrations/model.ts'

/** One who was there, without her name. */
export type Attender = { sector: Sector; organization: string | null; place: string | null; gender: Gender | null }

export type Count = { name: string; people: number }
export type Side = { people: number; organizations: number }
export type Presence = {
  people: number
  organizations: number
  /** Everybody but who came for an authority or an oversight body; those two. Both together are the people. */
  society: Side
  servants: Side
  sectors: { sector: Sector; people: number; organizations: number }[]
  places: Count[]
  /** Null where so few came that a count would point at somebody. */
  genders: { women: number; men: number; others: number } | null
}

/** Below this no count by gender is published. */
export const fewest = 10

/** Totals from the attendance itself: sectors, places and genders each add up to the people. */
export function presenceOf(attenders: readonly Attender[]): Presence {
  const inSector = (sector: Sector) => attenders.filter((one) => one.sector === sector)
  return {
    people: attenders.length,
    organizations: organizationsOf(attenders),
    society: sideOf(attenders.filter(({ sector }) => !isPublicSector(sector))),
    servants: sideOf(attenders.filter(({ sector }) => isPublicSector(sector))),
    sectors: sectors.flatMap((sector) => {
      const own = inSector(sector)
      return own.length === 0 ? [] : [{ sector, people: own.length, organizations: organizationsOf(own) }]
    }),
    places: countBy(attenders.map(({ place }) => place ?? '')),
    genders: attenders.length < fewest ? null : gendersOf(attenders),
  }
}

const isPublicSector = (sector: Sector) => sector === 'government' || sector === 'oversight'

function sideOf(attenders: readonly Attender[]): Side {
  return { people: attenders.length, organizations: organizationsOf(attenders) }
}

/** 'Vecinas por el Agua, A.C.' and 'vecinas por el agua ac' are one. */
function organizationsOf(attenders: readonly Attender[]): number {
  const names = attenders.flatMap(({ organization }) =>
    organization ? [slugOf(organization).replaceAll('-', '')] : [],
  )
  return new Set(names.filter((name) => name !== '')).size
}

/** '' is whoever said no place; most first. */
function countBy(names: readonly string[]): Count[] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts]
    .map(([name, people]) => ({ name, people }))
    .sort((a, b) => b.people - a.people || a.name.localeCompare(b.name, 'es'))
}

function gendersOf(attenders: readonly Attender[]): NonNullable<Presence['genders']> {
  const women = attenders.filter(({ gender }) => gender === 'woman').length
  const men = attenders.filter(({ gender }) => gender === 'man').length
  return { women, men, others: attenders.length - women - men }
}
