import { Refused } from '../../../../platform/errors.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { parseForm } from '../../../../platform/http/form.ts'
import { receivedForm } from '../../../../platform/http/received-form.ts'
import { loadOrganised } from '../../editions/loading/routes.ts'
import type { Edition } from '../../editions/model.ts'
import { confirmAccount } from '../accounts/commands.ts'
import { renameTeam, withdrawTeam } from '../commands.ts'
import { recordPaperConsent } from '../consents/commands.ts'
import { loadOrganisedTeam } from '../loading/routes.ts'
import { handOverCaptaincy } from '../membership/commands.ts'
import { TeamsDeskPage } from '../pages/desk-page.tsx'
import { teamPaths } from '../paths.ts'
import { fullTeams } from '../queries.ts'
import { correctionForm, reasonForm } from '../schema.ts'

const path = '/:space/rallies/:edition/organizar/equipos'
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

export function mountTeamsDesk(app: App): void {
  app.get(path, async (c) => c.html(await deskPage(c, await loadOrganised(c))))

  app.post(`${path}/:code/cuentas/:id{${uuid}}`, async (c) => {
    const { edition, team } = await loadOrganisedTeam(c)
    return answer(c, edition, () => confirmAccount(c.var.context, edition, team, c.req.param('id')))
  })

  app.post(`${path}/:code/permisos/:id{${uuid}}`, async (c) => {
    const { edition } = await loadOrganisedTeam(c)
    return answer(c, edition, () => recordPaperConsent(c.var.context, edition, c.req.param('id')))
  })

  app.post(`${path}/:code/capitania`, async (c) => {
    const { edition, team } = await loadOrganisedTeam(c)
    const member = String((await receivedForm(c)).get('member') ?? '')
    return answer(c, edition, () => handOverCaptaincy(c.var.context, edition, team, member, true))
  })

  app.post(`${path}/:code/corregir`, async (c) => {
    const { edition, team } = await loadOrganisedTeam(c)
    const parsed = parseForm(correctionForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await deskPage(c, edition, Object.values(parsed.errors)[0]), 422)
    return answer(c, edition, () => renameTeam(c.var.context, edition, team, parsed.value))
  })

  app.post(`${path}/:code/baja`, async (c) => {
    const { edition, team } = await loadOrganisedTeam(c)
    const parsed = parseForm(reasonForm, await receivedForm(c), c.var.t)
    if (!parsed.ok) return c.html(await deskPage(c, edition, Object.values(parsed.errors)[0]), 422)
    return answer(c, edition, () => withdrawTeam(c.var.context, edition, team, parsed.value.reason))
  })
}

async function answer(c: C, edition: Edition, act: () => Promise<unknown>) {
  try {
    await act()
    return c.redirect(teamPaths.desk(edition), 303)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return c.html(await deskPage(c, edition, c.var.t(error.key, error.values)), 409)
  }
}

async function deskPage(c: C, edition: Edition, refused?: string) {
  const teams = await fullTeams(c.var.context.db, edition.id)
  return <TeamsDeskPage {...{ c, edition, teams, refused }} />
}
