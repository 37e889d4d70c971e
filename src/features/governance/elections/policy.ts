import type { Actor } from '../../../platform/context.ts'
import type { Candidacy } from './model.ts'

/** Papers of a candidacy that was refused or withdrawn are no longer everybody's. */
export function canReadPapers(actor: Actor, keeps: boolean, { decision, personId }: Candidacy): boolean {
  const stands = decision === null || decision.decision === 'admitted'
  return stands || keeps || (actor !== null && actor.id === personId)
}
