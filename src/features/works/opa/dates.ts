import { dayOf, readDate } from '../../commitments/imports/dates.ts'

const dayCount = /^\d{5}(?:\.\d+)?$/
const monthOfYear = /^([\p{L}]+)[/ -](\d{4})$/u

/**
 * The four ways in which the cuts write a day: 01/10/2019, 01/10/2019 02:00:00 a. m., 2019-10-01 and Octubre/2011 (its first day,
 * or its last for an end); and the count of days that a spreadsheet leaves. Days come first. Null when it names none.
 */
export function dateOf(cell: string, edge: 'start' | 'end'): string | null {
  const text = cell.replace(/^'/, '').trim()
  if (text === '') return null
  if (dayCount.test(text)) return countedDay(Number(text))
  const day = text.replace(/[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(\s*[ap]\.?\s*[am]\.?|\s*[ap]m|Z)?$/iu, '')
  const month = monthOfYear.exec(day)
  const written = month ? `${month[1]} ${month[2]}` : day.replace(/^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, '$1-$2-$3')
  return readDate(written, { order: 'day-first', edge }).date
}

/** Spreadsheets count days from the last of 1899. */
function countedDay(count: number): string | null {
  const date = new Date(Date.UTC(1899, 11, 30) + Math.floor(count) * 86_400_000)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
  return year >= 1990 && year <= 2100 ? dayOf(year, month, day) : null
}
