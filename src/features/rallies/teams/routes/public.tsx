import { allow, Refused } from '../../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { loadEdition } from '../../editions/loading/routes.ts'
import type { Edition } from '../../editions/model.ts'
import { statesOf } from '../../editions/queries.ts'
import { standingsOf } from '../../editions/summary/queries.ts'
import { csvAnswer } from '../../editions/twins/tables.ts'
import { loadTeam } from '../loading/routes.ts'
import { counts, refusalToRegister, type Team } from '../model.ts'
import { TeamListPage } from '../pages/list-page.tsx'
import { RegisterPage } from '../pages/register-page.tsx'
import { TeamPage } from '../pages/team-page.tsx'
import { teamPaths } from '../paths.ts'
import { placeIn } from '../policy.ts'
import { organizationsFor, ownTeamCode, teamsOf, worksOfTeam } from '../queries.ts'
import { registerTeam } from '../registration/commands.ts'
import { registrationForm } from '../schema.ts'

const path = '/:space/rallies/:edition/equipos'

export function mountTeamPages(app: App): void {
  app.get(path, async (c) => {
    const edition = await loadEdition(c)
    isPublic(c)
    const { db, actor, now } = c.var.context
    const own = actor ? await ownTeamCode(db, edition.id, actor.id) : null
    const refusal = refusalToRegister(edition, now)
    return c.html(<TeamListPage {...{ c, edition, refusal, own }} teams={await teamsOf(db, edition.id)} />)
  })

  app.get(`${path}.json`, async (c) => {
    const edition = await loadEdition(c)
    isPublic(c)
    openToAll(c)
    const teams = await teamsOf(c.var.context.db, edition.id)
    const standing = teams.filter(({ isWithdrawn }) => !isWithdrawn)
    const active = standing.filter(({ isActive }) => isActive).length
    return c.json({ edition: edition.slug, registered: standing.length, active, teams })
  })

  app.get(`${path}.csv`, async (c) => {
    const edition = await loadEdition(c)
    isPublic(c)
    openToAll(c)
    const header = ['code', 'name', 'kind', 'state', 'organization', 'members', 'works', 'is_active', 'is_withdrawn']
    const rows = (await teamsOf(c.var.context.db, edition.id)).map((row) => [
      ...[row.code, row.name, row.kind, row.state, row.organization, row.members, row.works, row.isActive],
      row.isWithdrawn,
    ])
    return csvAnswer(c, 'equipos.csv', header, rows)
  })
}

export function mountRegistration(app: App): void {
  app.get(`${path}/nuevo`, async (c) => {
    const edition = await loadEdition(c)
    allow(c.var.context.actor !== null)
    return c.html(await registerPage(c, edition, {}, {}))
  })

  app.post(`${path}/nuevo`, async (c) => {
    const edition = await loadEdition(c)
    allow(c.var.context.actor !== null)
    const parsed = parseForm(registrationForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await registerPage(c, edition, parsed.typed, parsed.errors), 422)
    const organizations = await organizationsFor(c.var.context.db, edition.space.id)
    const { organizationId, stateKey } = parsed.value
    const states = await statesOf(c.var.context.db)
    if (organizationId && !organizations.some(({ id }) => id === organizationId)) {
      return c.html(await registerPage(c, edition, parsed.typed, { organizationId: c.var.t('error.choice') }), 422)
    }
    if (stateKey && !states.some(({ key }) => key === stateKey)) {
      return c.html(await registerPage(c, edition, parsed.typed, { stateKey: c.var.t('error.choice') }), 422)
    }
    try {
      const code = await registerTeam(c.var.context, c.var.deps.config.baseUrl, edition, parsed.value)
      return c.redirect(teamPaths.own(edition, code), 303)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      const sentence = c.var.t(error.key, error.values)
      const errors: FieldErrors = error.key === 'rally.team.name-taken' ? { name: sentence } : {}
      const refused = error.key === 'rally.team.name-taken' ? undefined : sentence
      return c.html(await registerPage(c, edition, parsed.typed, errors, refused), 409)
    }
  })
}

async function registerPage(c: C, edition: Edition, typed: Typed, errors: FieldErrors, refused?: string) {
  const { db, now } = c.var.context
  const [states, organizations] = await Promise.all([statesOf(db), organizationsFor(db, edition.space.id)])
  const refusal = refusalToRegister(edition, now)
  return <RegisterPage {...{ c, edition, states, organizations, refusal, typed, errors, refused }} />
}

/** After the words that stand where a team's address would. */
export function mountTeam(app: App): void {
  app.get(`${path}/:code{[^/]+\\.json}`, async (c) => {
    const { edition, team } = await loadTeam(c)
    isPublic(c)
    openToAll(c)
    return c.json({ edition: edition.slug, ...teamData(team) })
  })

  app.get(`${path}/:code`, async (c) => {
    const { edition, team } = await loadTeam(c)
    isPublic(c)
    const isMember = placeIn(c.var.context.actor, team) !== null
    const { db, now } = c.var.context
    const [works, standings] = await Promise.all([worksOfTeam(db, edition.id, team), standingsOf(db, edition.id)])
    const standing = standings.find(({ team_id }) => team_id === team.code) ?? null
    const isOver = edition.closesAt !== null && now >= edition.closesAt
    return c.html(<TeamPage {...{ c, edition, team, isMember, works, standing, isOver }} />)
  })
}

/** What anybody may know of a team: no person, no account that was not proven. */
function teamData(team: Team) {
  const { code, name, kind, state, organization, about, registeredAt, withdrawal, works } = team
  return {
    ...{ code, name, kind, state: state?.key ?? null, organization: organization?.name ?? null, about },
    registeredAt,
    withdrawnAt: withdrawal?.at ?? null,
    members: team.members
      .filter(({ leftAt }) => leftAt === null)
      .map((member) => ({ pseudonym: member.pseudonym, isCaptain: member.isCaptain, counts: counts(member) })),
    works: works.map(({ key }) => key),
  }
}
