import type { Actor } from '../../../platform/context.ts'
import type { Edition } from '../editions/model.ts'
import { canOrganise } from '../editions/policy.ts'
import type { Member, Team } from './model.ts'

/** The place of the actor in the team, if she has one and has not left. */
export function placeIn(actor: Actor, team: Team): Member | null {
  if (!actor) return null
  return team.members.find(({ personId, leftAt }) => personId === actor.id && leftAt === null) ?? null
}

/** Invites, chooses works, claims accounts for the team, withdraws it. */
export function isCaptain(actor: Actor, team: Team): boolean {
  return placeIn(actor, team)?.isCaptain === true
}

export function canCorrectTeams(actor: Actor, edition: Edition): boolean {
  return canOrganise(actor, edition.space.id)
}
