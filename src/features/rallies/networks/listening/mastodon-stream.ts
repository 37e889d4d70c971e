import type { Readable } from 'node:stream'
import { OutwardError } from '../../../../platform/outward/outward.ts'
import { mastodonKey } from '../connectors/mastodon.ts'
import { statusArrival } from '../connectors/mastodon-status.ts'
import type { Turn } from '../connectors/model.ts'
import { NetworkTrouble } from '../connectors/trouble.ts'
import type { Arrival } from '../keeping/model.ts'

export type Listening = Pick<Turn, 'outward' | 'access' | 'settings' | 'signal'> & { tag: string }

/** A line longer than this is no status; the connection is given up rather than the memory. */
const longestLine = 2 * 1024 * 1024

/**
 * What a Mastodon server says of a hashtag while it is said (https://docs.joinmastodon.org/methods/streaming/#hashtag): new statuses and
 * edited ones. Ends when the server ends it; what was said in between is found by the timeline. @throws {NetworkTrouble}
 */
export async function* heard({ outward, access, settings, signal, tag }: Listening): AsyncGenerator<Arrival> {
  const url = new URL('/api/v1/streaming/hashtag', settings.server)
  url.searchParams.set('tag', tag)
  const headers = { accept: 'text/event-stream', ...mastodonKey(access, settings) }
  const answer = await outward.stream(url.href, { headers, signal }).catch((error) => {
    throw error instanceof OutwardError && error.fault !== 'stopped' ? new NetworkTrouble(error.fault) : error
  })
  if (answer.status !== 200) {
    answer.body.destroy()
    throw new NetworkTrouble(answer.status === 401 || answer.status === 403 ? 'refused' : 'unexpected', answer.status)
  }
  let event = ''
  let data: string[] = []
  for await (const line of linesOf(answer.body)) {
    if (line.startsWith('event:')) event = line.slice(6).trim()
    else if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''))
    else if (line === '') {
      const status = event === 'update' || event === 'status.update' ? parsed(data.join('\n')) : undefined
      if (status !== undefined) yield statusArrival(status, settings.server ?? '')
      event = ''
      data = []
    }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function* linesOf(body: Readable): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for await (const piece of body as AsyncIterable<Buffer>) {
      rest += decoder.decode(piece, { stream: true })
      if (rest.length > longestLine) throw new NetworkTrouble('too-large')
      const lines = rest.split(/\r?\n/)
      rest = lines.pop() ?? ''
      yield* lines
    }
  } finally {
    body.destroy()
  }
}
