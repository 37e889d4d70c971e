import type { Actor } from '../../../../platform/context.ts'
import { allow } from '../../../../platform/errors.ts'

/** Only the person to whom a certificate was issued decides whether her name is on it. */
export function isOwn(actor: Actor, certificate: { personId: string | null }): boolean {
  return actor !== null && certificate.personId === actor.id
}

export function allowOwn(actor: Actor, certificate: { personId: string | null }): void {
  allow(isOwn(actor, certificate))
}
