import { found } from '../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App } from '../../../platform/http/env.ts'
import { choicesOf, countWorks, listWorks, pointsOf } from '../listing/queries.ts'
import { MapPage } from '../pages/map-page.tsx'
import { loadChosen, loadLand, loadSpace, permitMap } from './loading.ts'

const path = '/:space/obras/mapa'

export function mountMap(app: App): void {
  app.get(path, async (c) => {
    const { db } = c.var.context
    const chosen = await loadChosen(c)
    const { space, cuts, filters } = chosen
    const cut = found(chosen.cut)
    const base = permitMap(c)
    isPublic(c)
    const choices = await choicesOf(db, cut.id, filters.estado)
    const works = await listWorks(db, cut.id, filters)
    const matching = await countWorks(db, cut.id, filters)
    const land = await loadLand(c)
    return c.html(
      <MapPage c={c} map={{ space, cut, cuts, filters, choices, works, matching, mayKeep: false, land, base }} />,
    )
  })

  app.get(`${path}.json`, async (c) => {
    const { cut, filters } = await loadChosen(c)
    const points = await pointsOf(c.var.context.db, found(cut).id, filters)
    isPublic(c)
    openToAll(c)
    return c.json({
      keys: points.map(({ key }) => key),
      at: points.flatMap(({ latitude, longitude }) => [Math.round(longitude * 1e5), Math.round(latitude * 1e5)]),
      visitable: points.map(({ isVisitable }) => (isVisitable ? 1 : 0)),
    })
  })

  app.get(`${path}/contornos.json`, async (c) => {
    await loadSpace(c)
    isPublic(c)
    return c.json(await loadLand(c))
  })
}
