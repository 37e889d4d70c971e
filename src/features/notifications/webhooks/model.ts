import { createHmac } from 'node:crypto'
import { isIP } from 'node:net'
import { isPublicAddress } from '../../../platform/outward/addresses.ts'

/** After so many calls in a row that were not taken the webhook is off, until somebody puts it on again. */
export const mostFailures = 30

/** `t` is the second of signing; what is signed is that second, a point and the body: an old call cannot be sent again as new. */
export function signatureOf(secret: string, body: string, at: Date): string {
  const t = Math.floor(at.getTime() / 1000)
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`
}

/** Whether an address may be kept at all; where its name leads is looked at in each call. */
export function isOutside(url: string, trusted: readonly string[]): boolean {
  if (!URL.canParse(url)) return false
  const { origin, protocol, username, hostname } = new URL(url)
  if (trusted.includes(origin)) return true
  if (protocol !== 'https:' || username !== '') return false
  const host = hostname.replace(/^\[|\]$/g, '')
  return isIP(host) === 0 ? host.includes('.') && !/\.(local|internal|localhost)$/.test(host) : isPublicAddress(host)
}
