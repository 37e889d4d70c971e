import { sql } from 'kysely'
import type { Database } from '../../../../platform/context.ts'
import { newId } from '../../../../platform/identity.ts'
import { type Outward, OutwardError } from '../../../../platform/outward/outward.ts'
import { rememberFile } from '../../../../platform/storage/files.ts'
import type { Storage } from '../../../../platform/storage/storage.ts'
import { archived, warcType } from './archive.ts'

export type LinkDeps = { db: Database; storage: Storage; outward: Outward; clock: () => Date }

const limits = { timeoutMs: 20_000, maxBytes: 20 * 1024 * 1024 }

/** Keeps a dated copy of what a link leads to, and says whether it answered; a page as WARC, anything else as its bytes. */
export async function copyLink(deps: LinkDeps, url: string): Promise<boolean> {
  const now = deps.clock()
  const answer = await deps.outward.ask(url, limits).catch((error) => faultOf(error))
  if (typeof answer === 'string') return noteCheck(deps, url, { status: null, fault: answer })
  if (answer.status >= 400) return noteCheck(deps, url, { status: answer.status, fault: null })
  const type = (answer.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const isPage = type === 'text/html' || type === 'application/xhtml+xml'
  const bytes = isPage ? await archived(deps.outward, answer, now) : answer.bytes
  const mediaType = isPage ? warcType : type || 'application/octet-stream'
  const kept = await deps.storage.put(bytes)
  await deps.db.transaction().execute(async (tx) => {
    await rememberFile(tx, { ...kept, mediaType }, now)
    const row = { id: newId(), url, ...kept, media_type: mediaType, final_url: answer.url, copied_at: now }
    await tx.insertInto('link_copies').values(row).execute()
  })
  return noteCheck(deps, url, { status: answer.status, fault: null })
}

/** each link of evidence that stands, once a week; one that lives and has no copy yet gets it now. */
export async function checkLinks(deps: LinkDeps): Promise<number> {
  const { rows } = await sql<{ url: string; has_copy: boolean }>`
    select distinct v.url, exists (select from link_copies k where k.url = v.url) as has_copy
    from evidence_versions v
    where v.url is not null
      and not exists (select from evidence_withdrawals w where w.evidence_id = v.evidence_id)
      and not exists (select from link_checks c where c.url = v.url and c.checked_at > ${lastWeek(deps.clock())})`.execute(
    deps.db,
  )
  for (const { url, has_copy } of rows) {
    if (has_copy) await checkLink(deps, url)
    else await copyLink(deps, url)
  }
  return rows.length
}

async function checkLink(deps: LinkDeps, url: string): Promise<boolean> {
  const answer = await deps.outward.ask(url, limits).catch((error) => faultOf(error))
  return noteCheck(
    deps,
    url,
    typeof answer === 'string' ? { status: null, fault: answer } : { status: answer.status, fault: null },
  )
}

const sixDaysMs = 6 * 86_400_000

/** A day less than a week, so that a run some minutes early does not leave a link out for another week. */
function lastWeek(now: Date): Date {
  return new Date(now.getTime() - sixDaysMs)
}

function faultOf(error: unknown): string {
  if (error instanceof OutwardError) return error.fault
  throw error
}

/** True when it answered. */
async function noteCheck(
  { db, clock }: LinkDeps,
  url: string,
  { status, fault }: { status: number | null; fault: string | null },
): Promise<boolean> {
  const isAlive = status !== null && status < 400
  const row = { id: newId(), url, checked_at: clock(), status, fault, is_alive: isAlive }
  await db.insertInto('link_checks').values(row).execute()
  return isAlive
}
