import { allow, found, Refused, TooManyRequests } from '../../../../platform/errors.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { type Limit, takeTurn } from '../../../../platform/rate-limit.ts'
import { loadEdition } from '../../editions/loading/routes.ts'
import type { WorksAsked } from '../../editions/pages/works-page.tsx'
import { worksPerPage } from '../../editions/pages/works-page.tsx'
import { statesOfWorks, worksOf } from '../../editions/works/queries.ts'
import { rallyPaths } from '../../paths.ts'
import { claimAccount, noteProfile, removeAccount } from '../accounts/commands.ts'
import { withdrawTeam } from '../commands.ts'
import { giveConsent } from '../consents/commands.ts'
import { consentByToken } from '../consents/queries.ts'
import { inviteMember, joinTeam } from '../invitations/commands.ts'
import { invitationByToken } from '../invitations/queries.ts'
import { loadOwnTeam } from '../loading/routes.ts'
import { handOverCaptaincy, leaveTeam } from '../membership/commands.ts'
import { ChoosePage } from '../pages/choose-page.tsx'
import { ConsentPage, JoinPage } from '../pages/join-page.tsx'
import { OwnPage } from '../pages/own-page.tsx'
import { teamPaths } from '../paths.ts'
import { accountForm, invitationForm, joiningForm, profileForm, reasonForm } from '../schema.ts'
import { chooseTeamWorks } from '../works/commands.ts'

const teams = '/:space/rallies/:edition/equipos'
const own = `${teams}/:code/mesa`
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** Mails that a member has the platform send in an hour; and links that somebody tries. */
const mails: Limit = { name: 'rally-team-mail', max: 20, windowMs: 3_600_000 }
const claims: Limit = { name: 'rally-account-claim', max: 30, windowMs: 3_600_000 }

async function limited(c: C, limit: Limit): Promise<void> {
  const { db, actor, now } = c.var.context
  const turn = await takeTurn(db, limit, actor?.id ?? 'anonymous', c.var.deps.auth.secret, now)
  if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
}

type Own = Awaited<ReturnType<typeof loadOwnTeam>>
type Back = { typed?: Typed; errors?: FieldErrors; refused?: string; link?: string }

function ownPage(c: C, loaded: Own, { typed = {}, errors = {}, refused, link }: Back = {}) {
  return <OwnPage c={c} {...loaded} typed={typed} errors={errors} refused={refused} link={link} />
}

/** What the team's desk does: its page again where a rule refuses, else on to what it changed. */
async function answer(c: C, loaded: Own, typed: Typed, act: () => Promise<unknown>, to?: string) {
  try {
    await act()
    return c.redirect(to ?? teamPaths.own(loaded.edition, loaded.team.code), 303)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return c.html(ownPage(c, loaded, { typed, refused: c.var.t(error.key, error.values) }), 409)
  }
}

export function mountOwn(app: App): void {
  app.get(own, async (c) => c.html(ownPage(c, await loadOwnTeam(c))))

  app.post(`${own}/invitar`, async (c) => {
    const loaded = await loadOwnTeam(c)
    allow(loaded.own.isCaptain)
    const parsed = parseForm(invitationForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(ownPage(c, loaded, parsed), 422)
    await limited(c, mails)
    const { baseUrl } = c.var.deps.config
    return answer(c, loaded, parsed.typed, () =>
      inviteMember(c.var.context, baseUrl, loaded.edition, loaded.team, parsed.value.email),
    )
  })

  app.post(`${own}/enlace`, async (c) => {
    const loaded = await loadOwnTeam(c)
    allow(loaded.own.isCaptain)
    await limited(c, mails)
    try {
      const link = await inviteMember(c.var.context, c.var.deps.config.baseUrl, loaded.edition, loaded.team, null)
      c.header('Cache-Control', 'no-store')
      return c.html(ownPage(c, loaded, { link }))
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return c.html(ownPage(c, loaded, { refused: c.var.t(error.key, error.values) }), 409)
    }
  })

  app.post(`${own}/capitania`, async (c) => {
    const loaded = await loadOwnTeam(c)
    allow(loaded.own.isCaptain)
    const member = String((await receivedForm(c)).get('member') ?? '')
    return answer(c, loaded, {}, () => handOverCaptaincy(c.var.context, loaded.edition, loaded.team, member, false))
  })

  app.post(`${own}/salir`, async (c) => {
    const loaded = await loadOwnTeam(c)
    const to = rallyPaths.teams(loaded.edition)
    return answer(c, loaded, {}, () => leaveTeam(c.var.context, loaded.edition, loaded.team), to)
  })

  app.post(`${own}/baja`, async (c) => {
    const loaded = await loadOwnTeam(c)
    allow(loaded.own.isCaptain)
    const parsed = parseForm(reasonForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(ownPage(c, loaded, parsed), 422)
    const { edition, team } = loaded
    const to = rallyPaths.team(edition, team.code)
    return answer(c, loaded, parsed.typed, () => withdrawTeam(c.var.context, edition, team, parsed.value.reason), to)
  })
}

export function mountAccounts(app: App): void {
  app.post(`${own}/cuentas`, async (c) => {
    const loaded = await loadOwnTeam(c)
    const parsed = parseForm(accountForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(ownPage(c, loaded, parsed), 422)
    if (!loaded.edition.networks.includes(parsed.value.network)) {
      return c.html(ownPage(c, loaded, { typed: parsed.typed, errors: { network: c.var.t('error.choice') } }), 422)
    }
    await limited(c, claims)
    return answer(c, loaded, parsed.typed, () => claimAccount(c.var.context, loaded.edition, loaded.team, parsed.value))
  })

  app.post(`${own}/cuentas/:id{${uuid}}/perfil`, async (c) => {
    const loaded = await loadOwnTeam(c)
    const id = c.req.param('id')
    const parsed = parseForm(profileForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) {
      const back = {
        typed: { [`url-${id}`]: parsed.typed.url ?? '' },
        errors: { [`url-${id}`]: parsed.errors.url ?? '' },
      }
      return c.html(ownPage(c, loaded, back), 422)
    }
    const { edition, team } = loaded
    return answer(c, loaded, parsed.typed, () => noteProfile(c.var.context, edition, team, id, parsed.value.url))
  })

  app.post(`${own}/cuentas/:id{${uuid}}/quitar`, async (c) => {
    const loaded = await loadOwnTeam(c)
    const id = c.req.param('id')
    return answer(c, loaded, {}, () => removeAccount(c.var.context, loaded.edition, loaded.team, id))
  })
}

export function mountChoosing(app: App): void {
  app.get(`${teams}/:code/obras`, async (c) => {
    const { edition, team } = await loadOwnTeam(c)
    const asked = askedOf(c)
    const { db } = c.var.context
    const found = { search: asked.q, state: asked.state, limit: worksPerPage, offset: (asked.page - 1) * worksPerPage }
    const [works, states] = await Promise.all([worksOf(db, edition.id, found), statesOfWorks(db, edition.id)])
    const saved = c.req.query('guardado') !== undefined
    return c.html(<ChoosePage {...{ c, edition, team, works, states, asked, saved }} />)
  })

  app.post(`${teams}/:code/obras`, async (c) => {
    const { edition, team } = await loadOwnTeam(c)
    const form = await receivedForm(c)
    const keys = (name: string) =>
      form
        .getAll(name)
        .flatMap((value) => (typeof value === 'string' ? value.split(/\r?\n/) : []))
        .slice(0, worksPerPage)
    const add = keys('work')
    const remove = keys('shown').filter((key) => !add.includes(key))
    await chooseTeamWorks(c.var.context, edition, team, { add, remove })
    const { q, state, page } = askedOf(c)
    const back = new URLSearchParams({ q, estado: state, pagina: String(page), guardado: '' })
    return c.redirect(`${teamPaths.works(edition, team.code)}?${back}`, 303)
  })
}

function askedOf(c: C): WorksAsked {
  const page = Math.max(1, Math.min(10_000, Math.trunc(Number(c.req.query('pagina'))) || 1))
  return { q: (c.req.query('q') ?? '').slice(0, 100), state: (c.req.query('estado') ?? '').slice(0, 10), page }
}

/** Doors that a link opens: an invitation, and the consent of a guardian, who needs no account. */
export function mountLinks(app: App): void {
  app.get(`${teams}/invitacion`, async (c) => {
    const edition = await loadEdition(c)
    const token = (c.req.query('token') ?? '').slice(0, 200)
    const seen = found(await invitationByToken(c.var.context.db, edition.id, token))
    return c.html(<JoinPage {...{ c, edition, token, team: seen.name, typed: {}, errors: {} }} />)
  })

  app.post(`${teams}/invitacion`, async (c) => {
    const edition = await loadEdition(c)
    allow(c.var.context.actor !== null)
    await limited(c, claims)
    const parsed = parseForm(joiningForm, await receivedForm(c), c.var.t)
    const token = parsed.typed.token ?? (c.req.query('token') ?? '').slice(0, 200)
    const seen = found(await invitationByToken(c.var.context.db, edition.id, token))
    const shown = { c, edition, token, team: seen.name, typed: parsed.typed }
    if (!parsed.ok) return c.html(<JoinPage {...shown} errors={parsed.errors} />, 422)
    try {
      const code = await joinTeam(c.var.context, c.var.deps.config.baseUrl, edition, parsed.value)
      return c.redirect(teamPaths.own(edition, code), 303)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      return c.html(<JoinPage {...shown} errors={{}} refused={c.var.t(error.key, error.values)} />, 409)
    }
  })

  app.get(`${teams}/permiso`, async (c) => {
    const edition = await loadEdition(c)
    const token = (c.req.query('token') ?? '').slice(0, 200)
    const asked = await consentByToken(c.var.context.db, edition.id, token)
    const given = c.req.query('dado') !== undefined
    return c.html(<ConsentPage {...{ c, edition, token, asked, given }} />)
  })

  app.post(`${teams}/permiso`, async (c) => {
    const edition = await loadEdition(c)
    const token = String((await receivedForm(c)).get('token') ?? '').slice(0, 200)
    if (!(await consentByToken(c.var.context.db, edition.id, token))) {
      return c.html(<ConsentPage {...{ c, edition, token, asked: null, given: false }} />, 409)
    }
    await giveConsent(c.var.context, edition, token)
    return c.redirect(`${teamPaths.consent(edition)}?dado`, 303)
  })
}
