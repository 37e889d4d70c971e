import * as z from 'zod'
import { askJson, type JsonAnswer } from './asking.ts'
import type { Access, Turn } from './model.ts'
import { NetworkTrouble } from './trouble.ts'

type Session = { accessJwt: string; refreshJwt: string }

/** A session lives in its process, one an account: whoever needs it makes it again. */
const sessions = new Map<string, Session>()

/** Asks with the account's session; one more time with a fresh one where it has run out. 400 comes back for the caller to understand. */
export async function askWithSession(turn: Turn, url: URL): Promise<JsonAnswer> {
  const ask = (one: Session) =>
    askJson(turn, url, { headers: { authorization: `Bearer ${one.accessJwt}` } }, [400, 401])
  const session = sessions.get(keyOf(turn.access.bluesky)) ?? (await create(turn))
  const answer = await ask(session)
  if (!isExpired(answer)) return answer
  const second = await ask(await renewed(turn, session))
  if (isExpired(second)) throw new NetworkTrouble('refused', 401)
  return second
}

function isExpired({ status, body }: JsonAnswer): boolean {
  const error = (body as { error?: unknown } | null)?.error
  return status === 401 || (status === 400 && (error === 'ExpiredToken' || error === 'InvalidToken'))
}

const keyOf = ({ base, identifier }: Access['bluesky']) => `${base} ${identifier}`

function create(turn: Turn): Promise<Session> {
  const { base, identifier, password } = turn.access.bluesky
  const url = new URL('/xrpc/com.atproto.server.createSession', base)
  const body = JSON.stringify({ identifier, password })
  return opened(turn, url, { headers: { 'content-type': 'application/json' }, body })
}

async function renewed(turn: Turn, old: Session): Promise<Session> {
  sessions.delete(keyOf(turn.access.bluesky))
  const url = new URL('/xrpc/com.atproto.server.refreshSession', turn.access.bluesky.base)
  try {
    return await opened(turn, url, { headers: { authorization: `Bearer ${old.refreshJwt}` } })
  } catch (error) {
    if (!(error instanceof NetworkTrouble) || !['refused', 'bad-request'].includes(error.code)) throw error
    return create(turn)
  }
}

async function opened(
  turn: Turn,
  url: URL,
  asked: { headers: Record<string, string>; body?: string },
): Promise<Session> {
  const { status, body } = await askJson(turn, url, { method: 'POST', ...asked })
  const read = z.looseObject({ accessJwt: z.string(), refreshJwt: z.string() }).safeParse(body)
  if (!read.success) throw new NetworkTrouble('unexpected', status)
  sessions.set(keyOf(turn.access.bluesky), read.data)
  return read.data
}
