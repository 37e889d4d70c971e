import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import ical from 'ical-generator'
import { found } from '../../../../platform/errors.ts'
import { isPublic, openToAll } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { streamed } from '../../../../platform/http/streamed.ts'
import { bodyOf } from '../../routes/place.ts'
import type { Election } from '../model.ts'
import { electionPaths } from '../paths.ts'
import { ballotSlices, listElections, readCandidacies, readCount } from '../queries.ts'
import { electionPath, listPath, placeOf } from './place.ts'

const recount = new URL('../../../../../docs/guides/recount-election.mjs', import.meta.url)

export function mountTwins(app: App): void {
  // The program of the guide, for whoever has not our source at hand; it is read, not run, before it is trusted.
  app.get(`${listPath}/recount-election.mjs`, async (c) => {
    await bodyOf(c)
    c.header('Content-Type', 'text/javascript; charset=utf-8')
    c.header('Content-Disposition', 'attachment; filename="recount-election.mjs"')
    return c.body(await readFile(recount, 'utf8'))
  })
  app.get(`${listPath}.json`, async (c) => {
    isPublic(c)
    openToAll(c)
    const { body } = await bodyOf(c)
    return c.json({ elections: (await listElections(c.var.context.db, body.id)).map(publicOf) })
  })
  app.get(`${listPath}/:file{[a-z0-9-]+\\.json}`, async (c) => {
    isPublic(c)
    openToAll(c)
    const { body, election } = await placeOf(c, c.req.param('file').slice(0, -'.json'.length))
    const { db } = c.var.context
    const addressOf = (sha256: string) =>
      `${c.var.deps.config.baseUrl}${electionPaths.file(body, election.slug, sha256)}`
    const candidacies = (await readCandidacies(db, election.id)).map(
      ({ id: _, personId: __, documents, ...shown }) => ({
        ...shown,
        documents: documents.map(({ sha256, ...one }) => ({ ...one, url: one.url ?? addressOf(sha256 ?? '') })),
      }),
    )
    const count = await readCount(db, election.id)
    const counted = count && { package: count.sha256, result: count.result }
    return c.json({ ...publicOf(election), candidacies, count: counted })
  })
  app.get(`${listPath}.ics`, async (c) => {
    isPublic(c)
    openToAll(c)
    return c.body(await calendarOf(c), 200, { 'Content-Type': 'text/calendar; charset=utf-8' })
  })
  app.get(`${electionPath}/boletas.csv`, async (c) => {
    const { election } = await placeOf(c)
    const { db } = c.var.context
    found(await readCount(db, election.id))
    openToAll(c)
    c.header('Content-Type', 'text/csv; charset=utf-8')
    c.header('Cache-Control', 'public, max-age=3600')
    return c.body(streamed(csvPieces(db, election.id)))
  })
  app.get(`${electionPath}/paquete.json`, async (c) => {
    // Not among the pages kept in memory: it may be large, and never changes.
    c.header('Cache-Control', 'public, max-age=3600')
    openToAll(c)
    const { election } = await placeOf(c)
    const { sha256 } = found(await readCount(c.var.context.db, election.id))
    const file = found(await c.var.deps.storage.open(sha256))
    c.header('Content-Type', 'application/json')
    c.header('Content-Disposition', 'attachment; filename="paquete.json"')
    return c.body(Readable.toWeb(file.stream) as ReadableStream)
  })
}

function publicOf({ bodyId: _, ...one }: Election) {
  return one
}

/** The ballots of the package without their signatures. Every cell begins with a letter or a digit, so none reads as a formula. */
async function* csvPieces(db: C['var']['context']['db'], electionId: string) {
  yield '\ufeffreceipt,choice,serial\r\n'
  for await (const slice of ballotSlices(db, electionId))
    yield slice.map(({ receipt, choice, serial }) => `${receipt},"${choice}",${serial}\r\n`).join('')
}

/** When candidacies and votes are open, in each election of a body that was not annulled. */
async function calendarOf(c: C): Promise<string> {
  const { body } = await bodyOf(c)
  const { context, deps, t } = c.var
  const fictional = body.space.isFictional ? ` (${t('board.fictional')})` : ''
  const calendar = ical({
    name: `${body.name}: ${t('elections.list.title')}${fictional}`,
    prodId: { company: 'Tequio', product: 'elecciones' },
  })
  for (const one of await listElections(context.db, body.id)) {
    if (one.annulledReason !== null) continue
    for (const [step, start, end] of [
      ['candidacies', one.candidaciesFrom, one.candidaciesTo],
      ['voting', one.votingFrom, one.votingTo],
    ] as const)
      calendar.createEvent({
        ...{ id: `${one.id}-${step}@tequio`, start, end, stamp: context.now },
        summary: `${one.title}: ${t(`elections.step.${step}`)}${fictional}`,
        ...(step === 'voting' && one.pollingPlace ? { location: one.pollingPlace } : {}),
        url: `${deps.config.baseUrl}${electionPaths.one(body, one.slug)}`,
      })
  }
  return calendar.toString()
}
