import { Hono } from 'hono'
import { allow, found } from '../../../platform/errors.ts'
import type { App, C, Env } from '../../../platform/http/env.ts'
import { type FieldErrors, parseForm, type Typed } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import { acceptInvitation, invite, revokeRole, withdrawInvitation } from '../commands/roles.ts'
import type { SpaceHead } from '../model/views.ts'
import { InvitationPage } from '../pages/Invitation.tsx'
import { type RolesDone, RolesPage } from '../pages/Roles.tsx'
import { peoplePaths } from '../paths.ts'
import { canManageRoles } from '../policy.ts'
import { personById } from '../queries/people.ts'
import { invitationByToken, openInvitations, organizationChoices, roleHolders, spaceBySlug } from '../queries/roles.ts'
import { invitationForm, reasonForm } from '../schema.ts'
import { signedIn } from './doors.ts'

const doneWords: readonly string[] = ['invited', 'withdrawn', 'revoked'] satisfies RolesDone[]

export function roleRoutes(): App {
  const app: App = new Hono<Env>()

  app.get('/:space/personas', async (c) => showRoles(c, await managedSpace(c)))

  app.post('/:space/personas/invitaciones', async (c) => {
    const space = await managedSpace(c)
    const parsed = parseForm(invitationForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return showRoles(c, space, parsed)
    const choices = await organizationChoices(c.var.context.db, space.id)
    if (parsed.value.organization !== null && !choices.some(({ id }) => id === parsed.value.organization)) {
      return showRoles(c, space, { typed: parsed.typed, errors: { organization: c.var.t('error.choice') } })
    }
    await invite(c.var.context, c.var.deps.auth, space, parsed.value)
    return c.redirect(`${peoplePaths.roles(space.slug)}?listo=invited`, 303)
  })

  app.post('/:space/personas/invitaciones/:id{[0-9a-f-]{36}}/retirar', async (c) => {
    const space = await managedSpace(c)
    await withdrawInvitation(c.var.context, space.id, c.req.param('id'))
    return c.redirect(`${peoplePaths.roles(space.slug)}?listo=withdrawn`, 303)
  })

  app.post('/:space/personas/:id{[0-9a-f-]{36}}/retirar', async (c) => {
    const space = await managedSpace(c)
    const parsed = parseForm(reasonForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) {
      const field = `reason-${c.req.param('id')}`
      const refused = { typed: { [field]: parsed.typed.reason ?? '' }, errors: { [field]: parsed.errors.reason ?? '' } }
      return showRoles(c, space, refused)
    }
    await revokeRole(c.var.context, space.id, c.req.param('id'), parsed.value.reason)
    return c.redirect(`${peoplePaths.roles(space.slug)}?listo=revoked`, 303)
  })

  app.get('/invitacion', async (c) => {
    const { db, actor, now } = c.var.context
    const token = c.req.query('token') ?? ''
    const invitation = found(await invitationByToken(db, token, now))
    const person = actor ? await personById(db, actor.id) : undefined
    return c.html(<InvitationPage c={c} token={token} invitation={invitation} email={person?.email ?? null} />)
  })

  app.post('/invitacion', async (c) => {
    signedIn(c)
    const form = await receivedForm(c)
    const { slug } = await acceptInvitation(c.var.context, String(form.get('token') ?? ''))
    return c.redirect(`/${slug}`, 303)
  })

  return app
}

async function managedSpace(c: C): Promise<SpaceHead> {
  const { db, actor } = c.var.context
  const space = found(await spaceBySlug(db, c.req.param('space') ?? ''))
  allow(canManageRoles(actor, space.id))
  return space
}

async function showRoles(c: C, space: SpaceHead, refused?: { typed: Typed; errors: FieldErrors }) {
  const { db, now } = c.var.context
  const [holders, invitations, organizations] = await Promise.all([
    roleHolders(db, space.id),
    openInvitations(db, space.id, now),
    organizationChoices(db, space.id),
  ])
  const word = c.req.query('listo') ?? ''
  const done = doneWords.includes(word) ? (word as RolesDone) : undefined
  const shown = { c, space, holders, invitations, organizations, done }
  return c.html(<RolesPage {...shown} {...refused} />, refused ? 422 : 200)
}
