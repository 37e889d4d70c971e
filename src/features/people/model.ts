import { randomInt } from 'node:crypto'
import type { Role } from '../../platform/context.ts'

/** Changes whenever what is held, why, or for how long changes; people are asked again then. */
export const noticeVersion = '2026-12'

export const roles = [
  'administrator',
  'facilitator',
  'liaison',
  'co-responsible',
  'evaluator',
  'moderator',
] as const satisfies readonly Role[]

export const invitationDays = 14
export const emailChangeHours = 24

/** A liaison speaks for an institution and a co-responsible for a civil-society organisation: neither exists without one. */
export function needsOrganization(role: Role): boolean {
  return role === 'liaison' || role === 'co-responsible'
}

/**
 * Where to lead a person on to: a path of this site or the fallback. Addresses of other sites, `//other.example`,
 * `/\other.example` and what a browser would read as such are refused (open redirect).
 */
export function safeReturnTo(wanted: string | null | undefined, fallback = '/'): string {
  if (!wanted?.startsWith('/') || /[\\\p{Cc}]/u.test(wanted) || wanted.length > 2000) return fallback
  const here = 'https://here.invalid'
  if (!URL.canParse(wanted, here)) return fallback
  const url = new URL(wanted, here)
  const path = `${url.pathname}${url.search}${url.hash}`
  if (url.origin !== here || path.startsWith('//') || /^\/(salir|auth)(\/|$)/.test(url.pathname)) return fallback
  return path
}

/** A name as it is shown and kept: single spaces, no invisible or direction-turning characters. */
export function tidyName(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
}

// Crockford's alphabet: no letter that reads like another when a folio is copied by hand.
const folioAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 'BAJA-7K2M-9QXD': forty random bits, so that nobody finds another's by trying. */
export function newFolio(prefix: 'BAJA' | 'ARCO'): string {
  const letters = Array.from({ length: 8 }, () => folioAlphabet[randomInt(32)]).join('')
  return `${prefix}-${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** As people type it: lower case, spaces, O for 0. */
export function folioFrom(text: string): string {
  const plain = text.toUpperCase().replace(/[^0-9A-Z]/g, '')
  const [, prefix, rest = ''] = /^(BAJA|ARCO)(.*)$/.exec(plain) ?? []
  if (!prefix) return ''
  const letters = rest.replace(/O/g, '0').replace(/[IL]/g, '1')
  return `${prefix}-${letters.slice(0, 4)}-${letters.slice(4)}`
}

const tokenInLink = /(token=)[\w-]+/g

/** A kept mail as somebody other than its recipient may read it: without what would let her in as another. */
export function masked(text: string): string {
  return text.replace(tokenInLink, '$1••••••••')
}

export const carriesToken = (text: string) => /token=[\w-]+/.test(text)

/** 'co***@example.org': enough for its owner to know which of her addresses it is. */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, Math.min(2, at))}***${email.slice(at)}`
}
