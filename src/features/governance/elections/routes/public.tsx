import { Readable } from 'node:stream'
import { found } from '../../../../platform/errors.ts'
import { isPublic } from '../../../../platform/http/app.ts'
import type { App, C } from '../../../../platform/http/env.ts'
import { bodyOf } from '../../routes/place.ts'
import { readRoster } from '../../seating/queries.ts'
import { BallotsPage } from '../pages/ballots-page.tsx'
import { ElectionPage } from '../pages/election-page.tsx'
import { ElectionsPage } from '../pages/list-page.tsx'
import { canReadPapers } from '../policy.ts'
import {
  findPaper,
  listElections,
  readBallots,
  readCandidacies,
  readCount,
  readMoves,
  readPaperCount,
  rollTotals,
} from '../queries.ts'
import { electionPath, listPath, pageAsked, placeOf } from './place.ts'
import { mountTwins } from './twins.ts'

export function mountPublic(app: App): void {
  mountTwins(app)
  app.get(listPath, async (c) => {
    const { space, body, keeps } = await bodyOf(c)
    isPublic(c)
    const elections = await listElections(c.var.context.db, body.id)
    return c.html(<ElectionsPage c={c} space={space} body={body} elections={elections} keeps={keeps} />)
  })
  app.get(electionPath, async (c) => {
    const place = await placeOf(c)
    const { db } = c.var.context
    isPublic(c)
    const { id } = place.election
    const { memberships } = await readRoster(db, place.body.id)
    return c.html(
      <ElectionPage
        {...place}
        candidacies={await readCandidacies(db, id)}
        moves={await readMoves(db, id)}
        totals={await rollTotals(db, id)}
        count={await readCount(db, id)}
        paper={await readPaperCount(db, id)}
        isSeated={memberships.some(({ electionId }) => electionId === id)}
      />,
    )
  })
  app.get(`${electionPath}/boletas`, async (c) => {
    const place = await placeOf(c)
    const { db } = c.var.context
    found(await readCount(db, place.election.id))
    isPublic(c)
    const receipt = receiptAsked(c)
    const page = pageAsked(c)
    const { rows, count } = await readBallots(db, place.election.id, { receipt, page })
    const candidacies = await readCandidacies(db, place.election.id)
    return c.html(<BallotsPage {...place} {...{ candidacies, ballots: rows, count, page, receipt }} />)
  })
  app.get(`${electionPath}/archivos/:sha256{[0-9a-f]{64}}`, servePaper)
}

/** As people copy it: in small letters, with O for 0 and without hyphens. */
function receiptAsked(c: C): string {
  const plain = (c.req.query('comprobante') ?? '').toUpperCase().replace(/O/g, '0').replace(/[IL]/g, '1')
  const letters = plain.replace(/[^0-9A-Z]/g, '').slice(0, 20)
  return letters.replace(/(.{5})(?=.)/g, '$1-')
}

/** Bytes under the election's own address, where nothing that they hold executes. */
async function servePaper(c: C): Promise<Response> {
  const { election, keeps } = await placeOf(c)
  const { db, actor } = c.var.context
  const sha256 = c.req.param('sha256') ?? ''
  const { fileName, mediaType, candidacyNumber } = found(await findPaper(db, election.id, sha256))
  if (candidacyNumber !== null) {
    const candidacy = (await readCandidacies(db, election.id)).find(({ number }) => number === candidacyNumber)
    found(candidacy && canReadPapers(actor, keeps, candidacy) ? candidacy : null)
  }
  const file = found(await c.var.deps.storage.open(sha256))
  c.header('Content-Security-Policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
  c.header('Cache-Control', 'private, max-age=0, must-revalidate')
  c.header('Content-Type', mediaType)
  c.header('Content-Length', String(file.bytes))
  if (!/^image\/(jpeg|png|webp)$/.test(mediaType))
    c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName ?? 'documento')}`)
  return c.body(Readable.toWeb(file.stream) as ReadableStream)
}
