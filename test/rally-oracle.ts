/**
 * The rules of the contract written down as plainly as they read, for tests to hold the engine against: every post against every
 * earlier one, no index, nothing kept between posts but lists. Shares with the engine only what a text and an instant are.
 */
import type { PostRecord, Setting } from '../src/features/rallies/scoring/model.ts'
import { readInstant } from '../src/features/rallies/scoring/text/instants.ts'
import {
  byCodePoint,
  caseFolded,
  composed,
  foldedHandle,
  withoutDiacritics,
} from '../src/features/rallies/scoring/text/unicode.ts'
import { copyWords, hashtagsIn, tokensOf } from '../src/features/rallies/scoring/text/words.ts'

export type PlainVerdict = {
  network: string
  id: string
  team: string | null
  works: string[]
  kind: 'announcement' | 'visit' | null
  reason: string | null
  points: string
}

type Counted = { post: PostRecord; team: string; kind: 'announcement' | 'visit'; works: string[]; named: string[] }

const ms = (post: PostRecord) => readInstant(post.published_at)?.ms ?? 0

export function plainVerdicts(setting: Setting, copies: readonly PostRecord[], lineOf: (post: PostRecord) => string) {
  const posts = new Map<string, PostRecord>()
  for (const copy of copies) {
    const key = JSON.stringify([copy.network, copy.id])
    const known = posts.get(key)
    if (known === undefined || isNewer(copy, known, lineOf)) posts.set(key, copy)
  }
  const inOrder = [...posts.values()].sort(
    (a, b) => ms(a) - ms(b) || byCodePoint(a.network, b.network) || byCodePoint(a.id, b.id),
  )
  const counted: Counted[] = []
  return inOrder.map((post) => plainVerdict(setting, post, counted))
}

function isNewer(a: PostRecord, b: PostRecord, lineOf: (post: PostRecord) => string): boolean {
  const at = (post: PostRecord) => (post.retrieved_at ? (readInstant(post.retrieved_at)?.ms ?? 0) : -1e18)
  return at(a) === at(b) ? byCodePoint(lineOf(a), lineOf(b)) > 0 : at(a) > at(b)
}

function isGranted(setting: Setting, post: PostRecord, criterion: string): boolean {
  const said = setting.judgements.filter(
    (one) => one.network === post.network && one.post_id === post.id && one.criterion === criterion,
  )
  const judges = new Set(said.map(({ judge }) => judge))
  const yes = [...judges].filter((judge) => said.every((one) => one.judge !== judge || one.decision === 'yes'))
  return yes.length > judges.size / 2
}

function hamming(a: string, b: string): number {
  let bits = BigInt(`0x${a}`) ^ BigInt(`0x${b}`)
  let count = 0
  for (; bits > 0n; bits >>= 1n) if (bits & 1n) count++
  return count
}

function plainVerdict(setting: Setting, post: PostRecord, counted: Counted[]): PlainVerdict {
  const { edition } = setting
  const { rules } = edition
  const text = composed(post.text)
  const team =
    setting.accounts.find(
      (account) => account.network === post.network && foldedHandle(account.handle) === foldedHandle(post.author),
    )?.team_id ?? null
  const verdict: PlainVerdict = {
    network: post.network,
    id: post.id,
    team,
    works: [],
    kind: null,
    reason: null,
    points: '0.00',
  }
  const because = (reason: string) => ({ ...verdict, reason })
  if (post.repost_of || text.startsWith('RT @')) return because('repost')
  if (!edition.networks.includes(post.network)) return because('network')
  if (team === null) return because('unknown_author')
  const [opens, closes] = [readInstant(edition.opens_at)?.ms ?? 0, readInstant(edition.closes_at)?.ms ?? 0]
  if (ms(post) < opens || ms(post) >= closes) return because('outside_window')
  const wanted = edition.hashtags.map(withoutDiacritics)
  if (!(post.hashtags ?? hashtagsIn(text)).some((tag) => wanted.includes(withoutDiacritics(tag))))
    return because('no_hashtag')
  const keys = new Set(setting.works.map(({ key }) => key))
  const named = post.work
    ? [post.work.toUpperCase()].filter((key) => keys.has(key))
    : [...new Set(tokensOf(text).map((token) => token.toUpperCase()))].filter((key) => keys.has(key))
  if (!post.work && named.length === 0 && post.geo) named.push(...nearestWork(setting, post.geo))
  if (named.length === 0) return because(post.work ? 'unknown_work' : 'no_work')
  const photos = (post.media ?? []).filter(({ type }) => type === 'photo')
  verdict.kind = post.kind ?? (photos.length > 0 ? 'visit' : 'announcement')
  verdict.works = verdict.kind === 'visit' ? named.slice(0, 1) : named
  if (verdict.kind === 'announcement') return plainAnnouncement(setting, post, verdict, counted)
  if (photos.length === 0) return because('no_photo')
  const visits = counted.filter(({ kind }) => kind === 'visit')
  const [work = ''] = verdict.works
  const isReused = visits.some(
    (other) =>
      (other.team !== team || other.works[0] !== work) &&
      (other.post.media ?? []).some(
        (theirs) =>
          theirs.type === 'photo' &&
          photos.some(
            (ours) =>
              (ours.sha256 !== undefined && ours.sha256 === theirs.sha256) ||
              (ours.phash !== undefined &&
                theirs.phash !== undefined &&
                hamming(ours.phash, theirs.phash) <= rules.photo_hash_max_distance),
          ),
      ),
  )
  if (isReused && !isGranted(setting, post, 'photo_original')) return because('photo_reused')
  if (visits.some((other) => other.team === team && other.works[0] === work)) return because('duplicate')
  const words = copyWords(text, (token) => keys.has(token.toUpperCase()))
  if (words.length >= 8 && visits.some((other) => other.team !== team && isAlike(setting, words, other.post)))
    return because('copied_text')
  if (visits.filter((other) => other.team === team).length >= rules.works_cap_per_team) return because('over_cap')
  counted.push({ post, team, kind: 'visit', works: [work], named: [] })
  return { ...verdict, points: plainVisitPoints(setting, post, team, work, counted) }
}

function nearestWork(setting: Setting, geo: { lat: number; lon: number }): string[] {
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const near = setting.works.flatMap(({ key, lat, lon }) => {
    if (lat === null || lon === null) return []
    const a =
      Math.sin(radians(lat - geo.lat) / 2) ** 2 +
      Math.cos(radians(geo.lat)) * Math.cos(radians(lat)) * Math.sin(radians(lon - geo.lon) / 2) ** 2
    const meters = Math.round(2e6 * 6_371_008.8 * Math.asin(Math.sqrt(a))) / 1e6
    return meters <= setting.edition.rules.max_distance_m ? [{ key, meters }] : []
  })
  near.sort((a, b) => a.meters - b.meters || byCodePoint(a.key, b.key))
  return near.slice(0, 1).map(({ key }) => key)
}

function isAlike(setting: Setting, words: readonly string[], other: PostRecord): boolean {
  const keys = new Set(setting.works.map(({ key }) => key))
  const shingles = (list: readonly string[]) =>
    new Set(list.slice(2).map((_, index) => JSON.stringify(list.slice(index, index + 3))))
  const a = shingles(words)
  const b = shingles(copyWords(composed(other.text), (token) => keys.has(caseFolded(token).toUpperCase())))
  const shared = [...a].filter((shingle) => b.has(shingle)).length
  const union = a.size + b.size - shared
  return union > 0 && shared / union >= setting.edition.rules.text_similarity_min
}

function plainAnnouncement(
  setting: Setting,
  post: PostRecord,
  verdict: PlainVerdict,
  counted: Counted[],
): PlainVerdict {
  const { announce_by: by, points } = setting.edition.rules
  if (by && ms(post) > (readInstant(by)?.ms ?? 0)) return { ...verdict, reason: 'late_announcement' }
  const team = verdict.team ?? ''
  const fresh = verdict.works.filter(
    (work) =>
      !counted.some((other) => other.kind === 'announcement' && other.team === team && other.named.includes(work)),
  )
  if (fresh.length === 0) return { ...verdict, reason: 'duplicate' }
  counted.push({ post, team, kind: 'announcement', works: verdict.works, named: fresh })
  return { ...verdict, points: (fresh.length * points.announcement).toFixed(2) }
}

function plainVisitPoints(setting: Setting, post: PostRecord, team: string, work: string, counted: Counted[]): string {
  const { points, unannounced_visit_factor: factor } = setting.edition.rules
  const isAnnounced = counted.some(
    (other) =>
      other.kind === 'announcement' && other.team === team && other.named.includes(work) && ms(other.post) < ms(post),
  )
  const base = post.finding === 'not_found' ? points.not_found : points.visit
  // Whole hundredths: the tests' values and factors keep the product exact in binary.
  let sum = Math.round(base * 100 * (isAnnounced ? 1 : factor))
  const compared = post.finding === 'matches' || post.finding === 'partly' || post.finding === 'differs'
  if (compared || isGranted(setting, post, 'comparison')) sum += Math.round(points.comparison * 100)
  for (const criterion of ['other_data', 'interview', 'visualization'] as const)
    if (isGranted(setting, post, criterion)) sum += Math.round(points[criterion] * 100)
  return (sum / 100).toFixed(2)
}
