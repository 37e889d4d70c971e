import { allow, found } from '../../../../platform/errors.ts'
import type { C } from '../../../../platform/http/env.ts'
import { loadEdition, loadOrganised } from '../../editions/loading/routes.ts'
import type { Edition } from '../../editions/model.ts'
import type { Member, Team } from '../model.ts'
import { placeIn } from '../policy.ts'
import { findTeam } from '../queries.ts'

export async function loadTeam(c: C): Promise<{ edition: Edition; team: Team }> {
  const edition = await loadEdition(c)
  const code = (c.req.param('code') ?? '').replace(/\.json$/, '')
  return { edition, team: found(await findTeam(c.var.context.db, edition.id, code)) }
}

/** The team of whoever asks; to everybody else her desk is closed. */
export async function loadOwnTeam(c: C): Promise<{ edition: Edition; team: Team; own: Member }> {
  const { edition, team } = await loadTeam(c)
  const own = placeIn(c.var.context.actor, team)
  allow(own !== null)
  return { edition, team, own }
}

export async function loadOrganisedTeam(c: C): Promise<{ edition: Edition; team: Team }> {
  const edition = await loadOrganised(c)
  return { edition, team: found(await findTeam(c.var.context.db, edition.id, c.req.param('code') ?? '')) }
}
