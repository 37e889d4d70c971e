import { getCookie, setCookie } from 'hono/cookie'
import { newToken } from '../../../platform/auth/one-time-link.ts'
import { allow, found, NotFound, TooManyRequests } from '../../../platform/errors.ts'
import { clientAddress } from '../../../platform/http/client-address.ts'
import type { C } from '../../../platform/http/env.ts'
import { type Limit, networkPrefix, takeTurn } from '../../../platform/rate-limit.ts'
import type { Space } from '../../spaces/model.ts'
import { findSpace } from '../../spaces/queries.ts'
import { voiceHash } from '../contributions/door.ts'
import { type Consultation, phaseOf } from '../model.ts'
import { canModerateContributions, canRunConsultations } from '../policy.ts'
import { findConsultation } from '../queries.ts'

export const consultationsPath = '/:space/consultas'
export const consultationPath = `${consultationsPath}/:consultation`
export const uuidShape = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
export const folioShape = 'APO-[0-9A-Z]{4}-[0-9A-Z]{4}'

export async function loadSpace(c: C): Promise<Space> {
  return found(await findSpace(c.var.context.db, found(c.req.param('space'))))
}

/** The consultation of the address; a draft does not exist for whoever does not run consultations here. */
export async function loadConsultation(c: C): Promise<Consultation> {
  const { db, actor, now } = c.var.context
  const space = await loadSpace(c)
  const consultation = found(
    await findConsultation(db, space, found(c.req.param('consultation')).replace(/\.json$/, '')),
  )
  if (phaseOf(consultation, now) === 'draft' && !canRunConsultations(actor, space.id)) throw new NotFound()
  return consultation
}

/** The same for somebody who runs it. */
export async function loadRun(c: C): Promise<Consultation> {
  const consultation = await loadConsultation(c)
  allow(canRunConsultations(c.var.context.actor, consultation.space.id))
  return consultation
}

export async function loadModerated(c: C): Promise<Consultation> {
  const consultation = await loadConsultation(c)
  allow(canModerateContributions(c.var.context.actor, consultation.space.id))
  return consultation
}

/** One count for all who share a network: a meeting's router and a telephone company's gateway are many people. */
export async function limitNetwork(c: C, limit: Limit): Promise<void> {
  const { context, deps } = c.var
  const turn = await takeTurn(context.db, limit, networkPrefix(clientAddress(c)), deps.auth.secret, context.now)
  if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
}

const voiceCookie = 'tequio.voz'

/** Who supports or votes, in one matter: the account's, else a key that this browser keeps; null where it has none yet. */
export function knownVoice(c: C, matter: string): string | null {
  const { context, deps } = c.var
  const key = context.actor?.id ?? getCookie(c, voiceCookie)
  return key && key.length <= 100 ? voiceHash(deps.auth.secret, matter, key) : null
}

/** The same, with a key given to the browser that has none: chance alone, for nothing but this. */
export function givenVoice(c: C, matter: string): string {
  const known = knownVoice(c, matter)
  if (known) return known
  const key = newToken()
  const secure = c.var.deps.config.baseUrl.startsWith('https:')
  setCookie(c, voiceCookie, key, { path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 31_536_000, secure })
  return voiceHash(c.var.deps.auth.secret, matter, key)
}
