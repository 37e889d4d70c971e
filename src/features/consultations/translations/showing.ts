import type { C } from '../../../platform/http/env.ts'
import type { Consultation } from '../model.ts'
import { askedLanguage } from '../pages/words.ts'
import { type Shown, shownIn } from './model.ts'
import { translationsOf } from './queries.ts'

/** The consultation as this reader wants it: in the language of the address, else in that of the page. */
export async function shownTo(c: C, consultation: Consultation): Promise<Shown> {
  const { db, locale } = c.var.context
  return shownIn(consultation, await translationsOf(db, consultation.id), askedLanguage(c) ?? locale)
}
