import type { Layer } from './features.ts'
import { type Feature, type OutlineLevel, type RejectionReason, UnusableFile } from './model.ts'

/** Properties that are codes by their name, lower-cased: INEGI's of several years, and those of the files made from them. */
const codes = {
  whole: ['cvegeo', 'cve_geo'],
  state: ['cve_ent', 'cve_agee', 'cve_edo', 'state_code'],
  municipality: ['cve_mun', 'cve_agem', 'mun_code'],
  /** Of localities, census tracts and blocks: a feature that bears one is none of ours. */
  smaller: ['cve_loc', 'cve_ageb', 'cve_mza'],
}
const names = ['nomgeo', 'nom_mun', 'nom_agem', 'nom_ent', 'nom_agee', 'mun_name', 'state_name', 'name', 'nombre']

const digits: Record<OutlineLevel, number> = { state: 2, municipality: 5 }
const words = { state: 'dos cifras, de 01 a 32', municipality: 'cinco cifras, por ejemplo 20067' }

export type Key = { key: string } | { found: string; reason: RejectionReason; expected: string }

/**
 * INEGI's keys of the features of a layer, as text with their zeros. A number that lost them (T-57) is padded only where the
 * property's name says that it is a code; an `id` may be anything, so it counts only when every one is whole and text.
 */
export function keysOf({ features }: Layer, level: OutlineLevel): Key[] {
  const idsAreKeys = features.every((feature) => isKey(idOf(feature), level))
  return features.map((feature) => codeOf(feature, level) ?? keyFromId(idOf(feature), level, idsAreKeys))
}

function codeOf({ properties }: Feature, level: OutlineLevel): Key | null {
  const known = new Map(Object.entries(properties).map(([name, value]) => [name.toLowerCase(), value]))
  const [whole, state, municipality] = [codes.whole, codes.state, codes.municipality].map((list) => textOf(known, list))
  const isSmaller = textOf(known, codes.smaller) !== '' || (whole?.length ?? 0) > digits[level]
  if (isSmaller || (level === 'state' && municipality)) return formOf(whole || `${state} ${municipality}`.trim(), level)
  if (level === 'state') {
    const code = state || whole
    return code ? checked(padded(code, 2), code, level) : null
  }
  if (whole) return checked(whole.length === 4 ? padded(whole, 5) : whole, whole, level)
  if (state && municipality)
    return checked(padded(state, 2) + padded(municipality, 3), `${state} ${municipality}`, level)
  return null
}

function keyFromId(id: unknown, level: OutlineLevel, idsAreKeys: boolean): Key {
  if (id === undefined || id === null || id === '') {
    const asked = level === 'state' ? 'CVE_ENT' : 'CVEGEO, o CVE_ENT y CVE_MUN,'
    return { found: '', reason: 'key-missing', expected: `Se espera la propiedad ${asked} con la clave del INEGI.` }
  }
  if (idsAreKeys && typeof id === 'string') return { key: id }
  const why = 'No se le agregan ceros, porque puede ser otro número.'
  const expected = `Un «id» cuenta como clave solo si en todas las figuras es texto de ${words[level]}. ${why}`
  return { found: String(id).slice(0, 80), reason: 'key-form', expected }
}

function checked(key: string, found: string, level: OutlineLevel): Key {
  return isKey(key, level) ? { key } : formOf(found, level)
}

function formOf(found: string, level: OutlineLevel): Key {
  const expected = `Se espera la clave del INEGI: ${words[level]}.`
  return { found: found.slice(0, 80), reason: 'key-form', expected }
}

function isKey(text: unknown, level: OutlineLevel): boolean {
  return typeof text === 'string' && /^(0[1-9]|[12]\d|3[0-2])(\d{3})?$/.test(text) && text.length === digits[level]
}

function padded(code: string, full: number): string {
  return /^\d+$/.test(code) ? code.padStart(full, '0') : code
}

export function nameOf({ properties }: Feature): string {
  const known = new Map(Object.entries(properties).map(([name, value]) => [name.toLowerCase(), value]))
  return textOf(known, names).slice(0, 80)
}

function idOf({ id, properties }: Feature): unknown {
  return id ?? properties.id ?? properties.ID
}

function textOf(known: ReadonlyMap<string, unknown>, wanted: readonly string[]): string {
  for (const name of wanted) {
    const value = known.get(name)
    if (typeof value === 'string' || typeof value === 'number') {
      const text = String(value).trim()
      if (text !== '') return text
    }
  }
  return ''
}

/** The layer that holds territories of the level asked for, or, when none is asked for, of the only level there is. Throws UnusableFile. */
export function chooseLayer(
  layers: readonly Layer[],
  asked: OutlineLevel | null,
): { layer: Layer; level: OutlineLevel } {
  const known = layers.flatMap((layer) => {
    const level = levelOf(layer)
    return level === null ? [] : [{ layer, level }]
  })
  const fitting = known.filter(({ level }) => asked === null || level === asked)
  const [first, second] = fitting
  const listed = known.map(({ layer, level }) => `«${layer.name || 'figuras'}»: ${wordOf(level)}`).join('; ')
  if (first && !second) return first
  if (first && asked === null)
    throw new UnusableFile(
      `El archivo trae varias capas (${listed}): di cuál con --level state o --level municipality.`,
    )
  if (first)
    throw new UnusableFile(`El archivo trae varias capas de ${wordOf(first.level)} (${listed}): deja una sola.`)
  const [only] = layers
  if (only && layers.length === 1 && known.length === 0 && asked) return { layer: only, level: asked }
  throw new UnusableFile(
    known.length === 0
      ? 'Ninguna figura trae una clave del INEGI: se espera CVEGEO, CVE_ENT con CVE_MUN, o un «id» con la clave completa.'
      : `El archivo no trae ${wordOf(asked ?? 'state')}, sino ${listed}.`,
  )
}

const wordOf = (level: OutlineLevel) => (level === 'state' ? 'estados' : 'municipios')

/** Municipalities carry their state's code too, so they are asked for first. */
function levelOf(layer: Layer): OutlineLevel | null {
  const isOf = (level: OutlineLevel) => keysOf(layer, level).some((key) => 'key' in key)
  return isOf('municipality') ? 'municipality' : isOf('state') ? 'state' : null
}
