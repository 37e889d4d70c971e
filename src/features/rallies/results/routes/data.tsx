import { Readable } from 'node:stream'
import { found, TooManyRequests } from '../../../../platform/errors.ts'
import { openToAll } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { takeTurn } from '../../../../platform/rate-limit.ts'
import { loadEdition } from '../../editions/loading/routes.ts'
import type { Edition } from '../../editions/model.ts'
import { rallyPaths } from '../../paths.ts'
import { askForRun } from '../commands.ts'
import { dataPackageOf, placeOf } from '../files/data-package.ts'
import { fileNames, mediaTypeOf } from '../files/model.ts'
import { filesOfRun, type KeptRun, openRun, type RunFile } from '../files/queries.ts'
import { type TarPart, tarOf } from '../files/tar.ts'
import { refusalOf } from '../model.ts'
import { DataPage } from '../pages/data-page.tsx'

const path = '/:space/rallies/:edition/datos'

/** Anybody may ask for the files of this moment; a few times an hour are enough for everybody. */
const preparing = { name: 'rally-data', max: 12, windowMs: 60 * 60_000 }

type Offered = { edition: Edition; run: KeptRun; files: RunFile[] }

export function mountData(app: App): void {
  app.get(path, async (c) => {
    const edition = await loadEdition(c)
    const { db, now } = c.var.context
    const run = await openRun(db, edition.id)
    const files = run ? await filesOfRun(db, run.id) : []
    const canAsk = refusalOf('full', edition, now, 0) === null && !edition.acts.finalised
    const asked = c.req.query('pedido') !== undefined
    return c.html(<DataPage c={c} edition={edition} run={run} files={files} canAsk={canAsk} asked={asked} />)
  })

  app.post(path, async (c) => {
    const edition = await loadEdition(c)
    const { context, deps } = c.var
    const turn = await takeTurn(context.db, preparing, edition.id, deps.config.secret, context.now)
    if (!turn.allowed) throw new TooManyRequests(turn.retryAfterSeconds)
    await askForRun(context, edition, 'full')
    return c.redirect(`${rallyPaths.data(edition)}?pedido=1`, 303)
  })

  app.get(`${path}/datapackage.json`, async (c) => {
    const { edition, run, files } = await load(c)
    openToAll(c)
    return c.json(dataPackageOf(edition, run, files, `${c.var.deps.config.baseUrl}${rallyPaths.data(edition)}`))
  })

  app.get(`${path}/rally.tar`, async (c) => {
    const { edition, run, files } = await load(c)
    openToAll(c)
    const address = `${c.var.deps.config.baseUrl}${rallyPaths.data(edition)}`
    const description = Buffer.from(`${JSON.stringify(dataPackageOf(edition, run, files, address), null, 2)}\n`)
    const parts: TarPart[] = [
      { name: 'datapackage.json', bytes: description.length, pieces: once(description) },
      ...files.map((file) => ({ name: placeOf(file.name), bytes: file.bytes, pieces: stored(c, file) })),
    ]
    return c.body(Readable.toWeb(Readable.from(tarOf(parts))) as ReadableStream, 200, {
      'Content-Type': 'application/x-tar',
      'Content-Disposition': `attachment; filename="${edition.slug}.tar"`,
    })
  })

  for (const name of fileNames) {
    app.get(`${path}/${placeOf(name)}`, async (c) => {
      const { files } = await load(c)
      const file = found(files.find((one) => one.name === name))
      const opened = found(await c.var.deps.storage.open(file.sha256))
      openToAll(c)
      return c.body(Readable.toWeb(opened.stream) as ReadableStream, 200, {
        'Content-Type': mediaTypeOf(name),
        'Content-Length': String(opened.bytes),
        'Content-Disposition': `attachment; filename="${name}"`,
      })
    })
  }
}

async function load(c: C): Promise<Offered> {
  const edition = await loadEdition(c)
  const { db } = c.var.context
  const run = found(await openRun(db, edition.id))
  return { edition, run, files: await filesOfRun(db, run.id) }
}

async function* once(bytes: Uint8Array) {
  yield bytes
}

/** Opened only when its turn in the archive comes. */
async function* stored(c: C, { sha256 }: RunFile): AsyncGenerator<Uint8Array> {
  const opened = found(await c.var.deps.storage.open(sha256))
  yield* opened.stream
}
