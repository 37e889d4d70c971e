import * as z from 'zod'
import { type Outward, OutwardError } from '../../../../platform/outward/outward.ts'
import { textOfHtml } from '../connectors/html-text.ts'
import type { Recognised } from './model.ts'

/** What a network tells of a post to whoever wants to show it (oembed.com). Its time is not in it. */
export type Embedded = { author: string | null; text: string }

/** Networks that tell the words of a post without a key. Servers of the fediverse answer with a frame and no words. */
const endpoints: Record<string, string> = {
  x: 'https://publish.x.com/oembed?omit_script=true&dnt=true&url=',
  bluesky: 'https://embed.bsky.app/oembed?url=',
}

const limits = { timeoutMs: 5000, maxBytes: 65_536, headers: { accept: 'application/json' } }
const atOnce = 5
/** However many addresses: an organiser waits no longer for all of them together. */
const longestMs = 10_000

const answerForm = z.object({ author_url: z.string().max(500).optional(), html: z.string().max(20_000) })

/** The account and the words of an answer; null where it is none. The words are those of the first paragraph of its quotation. */
export function embeddedIn(body: string): Embedded | null {
  try {
    const { author_url: account = '', html } = answerForm.parse(JSON.parse(body))
    const paragraph = /<blockquote[^>]*>\s*<p[^>]*>([\s\S]*?)<\/p>/.exec(html)?.[1]
    if (paragraph === undefined) return null
    const author = /^https:\/\/[\w.]+\/(?:profile\/)?([\w.:-]+)$/.exec(account)?.[1] ?? null
    return { author, text: textOfHtml(paragraph).toWellFormed() }
  } catch {
    return null
  }
}

/** What the networks say of these posts, in their order; null for one of which nothing is told, or not in time. */
export async function embeddedOf(outward: Outward, posts: readonly Recognised[]): Promise<(Embedded | null)[]> {
  const signal = AbortSignal.timeout(longestMs)
  const told: (Embedded | null)[] = posts.map(() => null)
  const waiting = [...posts.entries()]
  const work = async () => {
    for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
      const [place, post] = next
      told[place] = await one(outward, post, signal)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return told
}

async function one(outward: Outward, post: Recognised, signal: AbortSignal): Promise<Embedded | null> {
  const endpoint = endpoints[post.network]
  if (endpoint === undefined) return null
  try {
    const { status, bytes } = await outward.ask(endpoint + encodeURIComponent(post.url), { ...limits, signal })
    return status === 200 ? embeddedIn(bytes.toString('utf8')) : null
  } catch (error) {
    if (error instanceof OutwardError) return null
    throw error
  }
}
