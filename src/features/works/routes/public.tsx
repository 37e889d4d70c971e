import { found } from '../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { correctionsOf } from '../corrections/queries.ts'
import { choicesOf, countWorks, listWorks } from '../listing/queries.ts'
import { ListPage } from '../pages/list-page.tsx'
import { WorkPage } from '../pages/work-page.tsx'
import { worksPaths } from '../paths.ts'
import { canKeepWorks } from '../policy.ts'
import { plainCut, plainWork } from '../twins/rows.ts'
import { type Twin, twins } from '../twins/twins.ts'
import { findWork } from '../work/queries.ts'
import { keyShape, loadChosen, loadLand, loadSpace } from './loading.ts'

const path = '/:space/obras'

export function mountPublic(app: App): void {
  app.get(path, async (c) => {
    const { db, actor } = c.var.context
    const { space, cuts, cut, filters } = await loadChosen(c)
    isPublic(c)
    const mayKeep = canKeepWorks(actor, space.id)
    const none = { states: [], municipalities: [], kinds: [], statuses: [] }
    const matching = cut ? await countWorks(db, cut.id, filters) : 0
    const works = cut ? await listWorks(db, cut.id, filters) : []
    const choices = cut ? await choicesOf(db, cut.id, filters.estado) : none
    return c.html(<ListPage c={c} list={{ space, cut, cuts, filters, choices, works, matching, mayKeep }} />)
  })

  for (const [ending, answer] of Object.entries(twins) as [string, Twin][]) {
    app.get(`${path}.${ending}`, async (c) => {
      const { space, cut, filters } = await loadChosen(c)
      openToAll(c)
      return answer(c, { space, cut: found(cut), filters, address: worksPaths.list(space.slug) })
    })
  }
}

/** Last of the works' own, because a key is any word of ten or eleven capitals and digits. */
export function mountWork(app: App): void {
  app.get(`${path}/:key{${keyShape}\\.json}`, async (c) => {
    const { space, work } = await loadWork(c, c.req.param('key').slice(0, -5))
    isPublic(c)
    openToAll(c)
    const url = `${c.var.deps.config.baseUrl}${worksPaths.work(space.slug, work.key)}`
    return c.json({
      ...plainWork(work.newest, url),
      is_fictional: space.isFictional,
      cuts: work.told.map(({ cut, state }) => ({ ...plainCut(cut), state: plainWork(state, url) })),
    })
  })

  app.get(`${path}/:key{${keyShape}}`, async (c) => {
    const { space, work } = await loadWork(c, c.req.param('key'))
    isPublic(c)
    const corrections = await correctionsOf(c.var.context.db, found(work.told[0]).cut.dataset.id, work.key)
    return c.html(<WorkPage c={c} view={{ space, work, corrections, land: await loadLand(c) }} />)
  })
}

export async function loadWork(c: C, key: string) {
  const space = await loadSpace(c)
  return { space, work: found(await findWork(c.var.context.db, space.id, key)) }
}
