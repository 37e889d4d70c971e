/** Time is given, never read: rules and commands receive `now`, only the doors ask a clock. */
export type Clock = () => Date

export const systemClock: Clock = () => new Date()

export function fixedClock(instant: string | Date): Clock {
  const value = new Date(instant)
  return () => new Date(value)
}
