import { found } from '../../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { loadEdition } from '../../editions/loading/routes.ts'
import type { BoardSource } from '../live/board-source.ts'
import { PointsPage, type PointsView } from '../pages/points-page.tsx'
import { PostPage } from '../pages/post-page.tsx'
import { findPost, findTeamHead, verdictsOfTeam } from './queries.ts'

const perPage = 50

/** Why a team has its points, and what became of each post. */
export function mountReasons(app: App, sourceOf: (c: C) => BoardSource): void {
  const edition = '/:space/rallies/:edition'
  const teamPoints = async (c: C): Promise<PointsView> => {
    const at = await loadEdition(c)
    const { db, now } = c.var.context
    const team = found(await findTeamHead(db, at.id, c.req.param('code') ?? ''))
    const { board, isStill } = await sourceOf(c).boardOf(at, now)
    const verdicts = await verdictsOfTeam(db, at.id, team.code)
    c.set('isStill', isStill)
    if (at.acts.published) isPublic(c)
    const pages = Math.max(1, Math.ceil(verdicts.length / perPage))
    const page = Math.min(pages, Math.max(1, Number.parseInt(c.req.query('pagina') ?? '1', 10) || 1))
    return {
      ...{ edition: at, team, verdicts, page, pages },
      standing: board.run?.standings.find((row) => row.team_id === team.code) ?? null,
      challenges: (board.run?.challenges ?? []).filter((row) => row.team_id === team.code),
      shown: verdicts.slice((page - 1) * perPage, page * perPage),
    }
  }
  app.get(`${edition}/equipos/:code/puntos`, async (c) => c.html(<PointsPage c={c} view={await teamPoints(c)} />))

  app.get(`${edition}/equipos/:code/puntos.json`, async (c) => {
    const { team, standing, challenges, verdicts } = await teamPoints(c)
    openToAll(c)
    return c.json({
      team: { code: team.code, name: team.name, withdrawnAt: team.withdrawnAt },
      standing,
      challenges,
      verdicts,
    })
  })

  const post = async (c: C, id: string) => {
    const at = await loadEdition(c)
    const { db, now } = c.var.context
    const { isStill } = await sourceOf(c).boardOf(at, now)
    const told = found(await findPost(db, at, c.req.param('network') ?? '', id))
    c.set('isStill', isStill)
    if (at.acts.published) isPublic(c)
    return { edition: at, post: told }
  }
  app.get(`${edition}/publicaciones/:network/:id{.+\\.json}`, async (c) => {
    const { post: told } = await post(c, (c.req.param('id') ?? '').replace(/\.json$/, ''))
    openToAll(c)
    return c.json(told)
  })
  app.get(`${edition}/publicaciones/:network/:id`, async (c) => {
    const { edition: at, post: told } = await post(c, c.req.param('id') ?? '')
    return c.html(<PostPage c={c} edition={at} post={told} />)
  })
}
