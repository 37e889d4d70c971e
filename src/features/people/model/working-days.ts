// Calendar dates are 'YYYY-MM-DD' throughout: a day, not an instant.

const dayMs = 86_400_000

/**
 * The date on which so many working days have passed after a day: Monday to Friday without the statutory rest days of
 * Mexico (Ley Federal del Trabajo, article 74). The day itself does not count.
 */
export function addWorkingDays(from: string, days: number): string {
  let time = Date.parse(`${from}T00:00:00Z`)
  for (let left = days; left > 0; ) {
    time += dayMs
    if (isWorkingDay(new Date(time))) left -= 1
  }
  return new Date(time).toISOString().slice(0, 10)
}

/** Working days from one day (not counted) to another (counted); negative when it has passed. */
export function workingDaysBetween(from: string, to: string): number {
  if (to < from) return -workingDaysBetween(to, from)
  let count = 0
  for (let time = Date.parse(`${from}T00:00:00Z`) + dayMs; time <= Date.parse(`${to}T00:00:00Z`); time += dayMs) {
    if (isWorkingDay(new Date(time))) count += 1
  }
  return count
}

export function isWorkingDay(day: Date): boolean {
  const weekday = day.getUTCDay()
  return weekday !== 0 && weekday !== 6 && !isRestDay(day)
}

const fixedRestDays = ['01-01', '05-01', '09-16', '12-25']
/** Mondays that stand for an anniversary: month, and which Monday of it. */
const mondays = [
  { month: 1, nth: 1 },
  { month: 2, nth: 3 },
  { month: 10, nth: 3 },
]

function isRestDay(day: Date): boolean {
  const monthDay = day.toISOString().slice(5, 10)
  if (fixedRestDays.includes(monthDay)) return true
  // A new federal executive takes office every six years.
  if (monthDay === '10-01' && day.getUTCFullYear() % 6 === 2024 % 6) return true
  const nth = Math.ceil(day.getUTCDate() / 7)
  return day.getUTCDay() === 1 && mondays.some((monday) => monday.month === day.getUTCMonth() && monday.nth === nth)
}

/** The calendar day of an instant where the platform's clock hangs. */
export function dayOf(instant: Date, timeZone = 'America/Mexico_City'): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(instant)
}
