import { stringify } from 'csv-stringify/sync'
import { isPublic, openToAll } from '../../../platform/http/app.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { loadEdition } from '../editions/loading/routes.ts'
import { rallyPaths } from '../paths.ts'
import { boardJson, standingColumns, standingRows } from './board/twins.ts'
import { BoardSource } from './live/board-source.ts'
import { mountLive } from './live/routes.ts'
import { BoardPage, BoardPart } from './pages/board-page.tsx'
import { liveChannel } from './passes/commands.ts'
import { mountReasons } from './verdicts/routes.tsx'

/** The scoreboard of an edition and why it stands as it does. */
export function mountConsolidation(app: App): void {
  let source: BoardSource | undefined
  const sourceOf = (c: C) => {
    source ??= new BoardSource(c.var.deps, liveChannel)
    return source
  }
  mountBoard(app, sourceOf)
  mountLive(app, sourceOf)
  mountReasons(app, sourceOf)
}

function mountBoard(app: App, sourceOf: (c: C) => BoardSource): void {
  const path = '/:space/rallies/:edition/marcador'
  const load = async (c: C) => {
    const edition = await loadEdition(c)
    const { board, isStill } = await sourceOf(c).boardOf(edition, c.var.context.now)
    // Scores are not in the record: a kept page also has to be of the newest pass.
    c.set('isStill', isStill)
    if (edition.acts.published) isPublic(c)
    return board
  }
  app.get(path, async (c) => c.html(<BoardPage c={c} board={await load(c)} />))

  app.get(`${path}/parte`, async (c) => {
    c.header('X-Robots-Tag', 'noindex')
    const board = await load(c)
    const { locale, now } = c.var.context
    // The part shows nothing of who asks; the minute is in it, because the clock is.
    const key = `${board.edition.id} ${board.state} ${locale} ${Math.floor(now.getTime() / 60_000)}`
    const part = async () => String(await (<BoardPart c={c} board={board} />))
    return c.html(sourceOf(c).rendered(key, board.run?.pass ?? 0, part))
  })

  app.get(`${path}.json`, async (c) => {
    const board = await load(c)
    openToAll(c)
    const address = `${c.var.deps.config.baseUrl}${rallyPaths.board(board.edition)}`
    return c.json(boardJson(board, c.var.context.now, address))
  })

  app.get(`${path}.csv`, async (c) => {
    const { run } = await load(c)
    openToAll(c)
    const text = stringify(standingRows(run?.standings ?? []), {
      ...{ header: true, columns: [...standingColumns], record_delimiter: 'windows' },
    })
    return c.body(text, 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'inline; filename="marcador.csv"',
    })
  })
}
