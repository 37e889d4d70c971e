/** Counted, never expected: teams that registered, and those that did something (T-49). */
export type Turnout = { registered: number; active: number; people: number }
