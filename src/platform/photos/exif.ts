import exifr from 'exifr'

/** What a camera wrote into its picture. Anybody can change it: a signal, never a proof (T-50). */
export type Exif = { takenAt: Date | null; position: { latitude: number; longitude: number } | null }

const wanted = ['DateTimeOriginal', 'CreateDate', 'OffsetTimeOriginal', 'OffsetTimeDigitized', 'OffsetTime']

/**
 * Time and position of a photograph; what cannot be read counts as not there. A time without an offset, which is what most
 * cameras write, is the local time of `timeZone`: where the rally is held.
 */
export async function readExif(bytes: Uint8Array, timeZone: string): Promise<Exif> {
  const [tags, gps] = await Promise.all([
    exifr.parse(bytes, { pick: wanted, reviveValues: false, gps: false }).catch(() => undefined),
    exifr.gps(bytes).catch(() => undefined),
  ])
  return { takenAt: takenAtOf(tags as Record<string, unknown> | undefined, timeZone), position: positionOf(gps) }
}

function takenAtOf(tags: Record<string, unknown> | undefined, timeZone: string): Date | null {
  const written = String(tags?.DateTimeOriginal ?? tags?.CreateDate ?? '')
  const parts = /^(\d{4})[:-](\d{2})[:-](\d{2})[ T](\d{2}):(\d{2}):(\d{2})/.exec(written)
  if (!parts || Number(parts[1]) < 1990) return null
  const [, year, month, day, hour, minute, second] = parts
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const offset = String(tags?.OffsetTimeOriginal ?? tags?.OffsetTimeDigitized ?? tags?.OffsetTime ?? '').trim()
  if (/^[+-]\d{2}:\d{2}$/.test(offset)) return valid(new Date(`${local}${offset}`))
  const asUtc = valid(new Date(`${local}Z`))
  return asUtc === null ? null : instantOf(asUtc, timeZone)
}

/** The instant at which clocks of a zone show what `local` shows in UTC; of an hour that occurs twice, one of the two. */
export function instantOf(local: Date, timeZone: string): Date {
  const guess = new Date(local.getTime() - offsetMs(local, timeZone))
  return new Date(local.getTime() - offsetMs(guess, timeZone))
}

function offsetMs(at: Date, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' },
  } as Intl.DateTimeFormatOptions)
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at.getTime() / 1000) * 1000
}

function valid(at: Date): Date | null {
  return Number.isNaN(at.getTime()) ? null : at
}

function positionOf(gps: { latitude?: unknown; longitude?: unknown } | undefined): Exif['position'] {
  const [latitude, longitude] = [Number(gps?.latitude), Number(gps?.longitude)]
  if (gps === undefined || !Number.isFinite(latitude) || !Number.isFinite(longitude)) return null
  // What a receiver without a fix writes.
  if (latitude === 0 && longitude === 0) return null
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : null
}
