import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import countries from 'i18n-iso-countries'
import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import spanish from 'i18n-iso-countries/langs/es.json' with { type: 'json' }

/** A row of `territories`. Keys are text and keep their zeros (T-57). */
export type Territory = {
  key: string
  level: 'country' | 'state' | 'municipality'
  parent_key: string | null
  iso3: string | null
  name: string
  name_en: string | null
}
export type Alias = { territory_key: string; alias: string }
export type Catalogue = { territories: Territory[]; aliases: Alias[] }

const directory = new URL('../../../../db/reference/', import.meta.url)

/** Every country, Mexico's states with the names people use for them (T-58), and its municipalities; parents first. */
export function readCatalogue(): Catalogue {
  const states = rowsOf('mx-states.csv')
  return {
    territories: [
      ...listCountries(),
      ...states.map(({ key = '', name = '', name_en }) => stateRow(key, name, name_en || null)),
      ...rowsOf('mx-municipalities.csv').map(({ key = '', name = '' }) => municipalityRow(key, name)),
    ],
    aliases: states.flatMap(({ key = '', aliases = '' }) =>
      aliases.split('|').flatMap((alias) => (alias ? [{ territory_key: key, alias }] : [])),
    ),
  }
}

function listCountries(): Territory[] {
  countries.registerLocale(spanish)
  countries.registerLocale(english)
  return Object.keys(countries.getAlpha2Codes())
    .sort()
    .map((key) => ({
      key,
      level: 'country',
      parent_key: null,
      iso3: countries.alpha2ToAlpha3(key) ?? null,
      name: countries.getName(key, 'es') ?? key,
      name_en: countries.getName(key, 'en') ?? null,
    }))
}

function stateRow(key: string, name: string, nameInEnglish: string | null): Territory {
  return { key, level: 'state', parent_key: 'MX', iso3: null, name, name_en: nameInEnglish }
}

export function municipalityRow(key: string, name: string): Territory {
  return { key, level: 'municipality', parent_key: key.slice(0, 2), iso3: null, name, name_en: null }
}

function rowsOf(file: string): Record<string, string>[] {
  return parse(readFileSync(new URL(file, directory)), { columns: true, bom: true })
}
