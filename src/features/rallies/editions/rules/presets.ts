import { instantOf, localOf } from '../../../../platform/civil-day.ts'
import type { Rules } from '../../scoring/model.ts'
import { type Preset, presets } from '../../scoring/presets.ts'

export const presetNames = ['sample', 'rally-2016'] as const
export type PresetName = (typeof presetNames)[number]

export function presetOf(name: PresetName): Preset {
  const preset = presets.find(({ id }) => id === name)
  if (!preset) throw new Error(`no preset ${name}`)
  return preset
}

/** The greatest team that the rules were published for; the sample's is the smaller of those known (T-48). */
export const teamMaxOf = (name: PresetName) => presetOf(name).published?.teamMax ?? 3

/**
 * The rules of a preset for an edition with these dates: the hour until which announcements counted becomes the same hour of this
 * edition's last day; without a last day nobody is held to an hour.
 */
export function rulesOfPreset(name: PresetName, edition: { closesAt: Date | null; timeZone: string }): Rules {
  const { rules, published } = presetOf(name)
  if (!published || !edition.closesAt) return { ...rules, announce_by: null }
  const day = localOf(edition.closesAt, edition.timeZone).slice(0, 10)
  const hour = published.announceBy.slice(11, 16)
  return { ...rules, announce_by: instantOf(`${day}T${hour}`, edition.timeZone)?.toISOString() ?? null }
}
