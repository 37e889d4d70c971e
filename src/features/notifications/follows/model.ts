import { createHmac, timingSafeEqual } from 'node:crypto'

const seal = (id: string, secret: string) => createHmac('sha256', secret).update(`leave\n${id}`).digest('base64url')

/** Opens one follow to whoever has its mails: made again for each mail, so that the database keeps nothing that opens it. */
export function leaveToken(id: string, secret: string): string {
  return `${id}.${seal(id, secret)}`
}

/** The follow that a token opens; null when it was not made here. */
export function followOfToken(token: string, secret: string): string | null {
  const [id = '', mark = ''] = token.split('.')
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null
  const right = Buffer.from(seal(id, secret))
  const given = Buffer.from(mark)
  return right.length === given.length && timingSafeEqual(right, given) ? id : null
}
