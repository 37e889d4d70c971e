import { createHmac, timingSafeEqual } from 'node:crypto'

/** Quicker than this nobody reads a question and answers it. */
export const leastMs = 2_000
/** A form left open overnight is opened anew; what was typed stays on the device. */
export const mostMs = 24 * 3_600_000

export type DoorFault = 'missing' | 'too-fast' | 'too-old'

/** Says when a form was shown; signed, so that a program has to ask for the form and wait as people do. No third party, no puzzle. */
export function doorToken(secret: string, now: Date): string {
  const at = now.getTime().toString(36)
  return `${at}.${signatureOf(secret, at)}`
}

export function doorFault(token: string, secret: string, now: Date): DoorFault | null {
  const [at = '', signature = ''] = token.split('.')
  const expected = Buffer.from(signatureOf(secret, at))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 'missing'
  const age = now.getTime() - Number.parseInt(at, 36)
  if (age < leastMs) return 'too-fast'
  return age > mostMs ? 'too-old' : null
}

function signatureOf(secret: string, at: string): string {
  return createHmac('sha256', secret).update(`contribution door\n${at}`).digest('base64url').slice(0, 22)
}

/** A person or a browser in one matter: nothing leads from one matter's key to another's, nor back to who it is. */
export function voiceHash(secret: string, matter: string, voice: string): string {
  return createHmac('sha256', secret).update(`voice\n${matter}\n${voice}`).digest('base64url')
}
