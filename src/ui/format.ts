/** Numbers, money and dates as people in each language read them. Dates without a time are civil dates: no zone moves them. */

const space = '\u00a0'
type Formatter = Intl.NumberFormat | Intl.DateTimeFormat | Intl.ListFormat
const formatters = new Map<string, Formatter>()

function kept<F extends Formatter>(key: string, make: () => F): F {
  const found = formatters.get(key) as F | undefined
  if (found) return found
  const made = make()
  formatters.set(key, made)
  return made
}

/** Mexican conventions for Spanish; English keeps the same zone and currency names. */
export function regionOf(locale: string): string {
  return locale.startsWith('es') ? 'es-MX' : locale
}

const civil = (iso: string) => new Date(`${iso.slice(0, 10)}T00:00:00Z`)

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const region = regionOf(locale)
  return kept(`d${region}${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(region, options))
}

/** Days come back on every line of a page, and putting one into words costs more than looking it up. */
const longDays = new Map<string, string>()

/** '2026-05-12' → '12 de mayo de 2026'. A partial date ('2026-05', '2026') says only what it knows. */
export function formatDate(iso: string, locale: string): string {
  if (/^\d{4}$/.test(iso)) return iso
  if (/^\d{4}-\d{2}$/.test(iso)) {
    return dateFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(civil(`${iso}-01`))
  }
  const key = `${locale} ${iso.slice(0, 10)}`
  const known = longDays.get(key)
  if (known !== undefined) return known
  const said = dateFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(civil(iso))
  if (longDays.size >= 5_000) longDays.clear()
  longDays.set(key, said)
  return said
}

/** '2026-05-12' → '12 may 2026': for tables and narrow places. */
export function formatShortDate(iso: string, locale: string): string {
  const options = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const
  return dateFormat(locale, options).format(civil(iso))
}

/** '2026-02-01' → 'feb', or 'feb 2026' where more than one year is drawn. */
export function formatMonth(iso: string, locale: string, withYear = false): string {
  const month = dateFormat(locale, { month: 'short', timeZone: 'UTC' }).format(civil(iso))
  return withYear ? `${month} ${iso.slice(0, 4)}` : month
}

/** '1 de febrero – 31 de diciembre de 2026'; what both ends share is said once. */
export function formatDateRange(start: string, end: string, locale: string): string {
  return dateFormat(locale, { dateStyle: 'long', timeZone: 'UTC' })
    .formatRange(civil(start), civil(end))
    .replace(/\u2009/g, ' ')
}

/** '20 de noviembre de 2026, 18:05 (hora de Ciudad de México)': an instant, in the zone of the space. */
export function formatDateTime(instant: Date | string, locale: string, timeZone = 'America/Mexico_City'): string {
  const at = typeof instant === 'string' ? new Date(instant) : instant
  return `${formatDayAndTime(at, locale, timeZone)} (${formatZone(at, locale, timeZone)})`
}

/** '20 de noviembre de 2026, 18:05': only where `formatZone` is said once beside a list of such. */
export function formatDayAndTime(at: Date, locale: string, timeZone: string): string {
  const day = dateFormat(locale, { dateStyle: 'long', timeZone }).format(at)
  const time = dateFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(at)
  return `${day}, ${time}`
}

/** 'hora de Ciudad de México': by its place; where a language has only letters for it ('CST'), by its whole name. */
export function formatZone(at: Date, locale: string, timeZone: string): string {
  // Clocks change on the hour; taking a date apart costs ten times what the rest of it does, and a history has hundreds.
  const key = `${locale} ${timeZone} ${Math.floor(at.getTime() / 3_600_000)}`
  const known = zoneNames.get(key)
  if (known !== undefined) return known
  const named = (timeZoneName: 'shortGeneric' | 'longGeneric') => {
    const parts = dateFormat(locale, { timeZone, timeZoneName }).formatToParts(at)
    return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone
  }
  const place = named('shortGeneric')
  const name = place.includes(' ') ? place : named('longGeneric')
  if (zoneNames.size >= 2_000) zoneNames.clear()
  zoneNames.set(key, name)
  return name
}

const zoneNames = new Map<string, string>()

export function formatNumber(value: number, locale: string, decimals?: number): string {
  const options = decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
  const region = regionOf(locale)
  return kept(`n${region}${decimals}`, () => new Intl.NumberFormat(region, options)).format(value)
}

/** 33.333 → '33.33 %' in Spanish (with a no-break space), '33.33%' in English. The value is already a percentage. */
export function formatPercent(value: number, locale: string, decimals = 2): string {
  const figure = formatNumber(value, locale, decimals)
  return locale.startsWith('es') ? `${figure}${space}%` : `${figure}%`
}

/** Amounts carry their currency: '$1,234,567.50 MXN' where '$' alone would be doubtful. */
export function formatMoney(amount: number, locale: string, currency = 'MXN'): string {
  const region = regionOf(locale)
  const key = `m${region}${currency}`
  const options = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const
  return `${kept(key, () => new Intl.NumberFormat(region, options)).format(amount)}${space}${currency}`
}

/** Bytes as people meet them on a download link: '1.2 MB'. */
export function formatBytes(bytes: number, locale: string): string {
  const units = ['B', 'kB', 'MB', 'GB'] as const
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3))
  return `${formatNumber(bytes / 1000 ** power, locale, power === 0 ? 0 : 1)}${space}${units[power]}`
}

/** ['agua', 'luz', 'drenaje'] → 'agua, luz y drenaje'. */
export function formatList(items: readonly string[], locale: string): string {
  const region = regionOf(locale)
  return kept(`l${region}`, () => new Intl.ListFormat(region)).format(items)
}
