import { Unreadable } from '../errors.ts'
import type { C } from './env.ts'

/** The form of a request; what is no form, or was cut off on its way, gets a sentence (422) instead of counting as a bug. */
export async function receivedForm(c: C): Promise<FormData> {
  try {
    return await c.req.formData()
  } catch {
    throw new Unreadable('error.form')
  }
}
