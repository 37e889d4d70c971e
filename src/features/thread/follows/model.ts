import { createHmac } from 'node:crypto'

/** Leads out of one follow, and only of that: nothing that opens it lies in the database. */
export function leaveToken(followId: string, secret: string): string {
  return createHmac('sha256', secret).update(`thread-leave\n${followId}`).digest('base64url')
}
