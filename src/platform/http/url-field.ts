import * as z from 'zod'

/** A whole http(s) address or nothing; 'javascript:' and the like never become links. */
export const optionalUrl = z
  .string()
  .default('')
  .transform((text) => (text.trim() === '' ? null : text.trim()))
  .refine((text) => text === null || isWebAddress(text), 'commitment.error.url')

export const requiredUrl = z
  .string('error.required')
  .trim()
  .min(1, 'error.required')
  .refine(isWebAddress, 'commitment.error.url')

export function isWebAddress(text: string): boolean {
  if (text.length > 2000 || !/^https?:\/\/[^\s/]/i.test(text)) return false
  return URL.canParse(text)
}
