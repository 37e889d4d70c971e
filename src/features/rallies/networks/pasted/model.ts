import { shortcodeOf } from '../connectors/instagram-media.ts'

/** What an address alone says of a post. */
export type Recognised = { network: string; id: string; url: string; author: string | null }

/**
 * The post that an address leads to, by the rules of each network; null: no post of a network that we know. The same post has the
 * same name however it came in, so that a pasted address never counts beside a connector's copy of it.
 */
export function recognised(address: string): Recognised | null {
  const text = address.trim()
  const full = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(full)) return null
  const url = new URL(full)
  if (!/^https?:$/.test(url.protocol) || !url.hostname.includes('.')) return null
  const host = url.hostname.toLowerCase().replace(/^(www|m|mobile|mbasic|web)\./, '')
  const path = safelyDecoded(url.pathname).replace(/\/+$/, '')
  return (rules[host] ?? fediverse)(path, url)
}

type Rule = (path: string, url: URL) => Recognised | null

function safelyDecoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

const x: Rule = (path) => {
  const [, user, id] = /^\/(\w{1,15}|i\/web)\/status(?:es)?\/(\d{1,19})/.exec(path) ?? []
  if (user === undefined || id === undefined) return null
  const author = user === 'i/web' || user === 'i' ? null : user
  return { network: 'x', id, author, url: `https://x.com/${author ?? 'i'}/status/${id}` }
}

const instagram: Rule = (path) => {
  const id = shortcodeOf(`instagram.com${path}`)
  const author = /^\/([\w.]+)\/(?:p|reel|tv)\//.exec(path)?.[1] ?? null
  return id === null ? null : { network: 'instagram', id, author, url: `https://www.instagram.com/p/${id}/` }
}

const bluesky: Rule = (path) => {
  const [, who, key] = /^\/profile\/([\w.:-]+)\/post\/(\w+)$/.exec(path) ?? []
  if (who === undefined || key === undefined) return null
  const url = `https://bsky.app/profile/${who}/post/${key}`
  return {
    network: 'bluesky',
    id: `at://${who}/app.bsky.feed.post/${key}`,
    author: who.startsWith('did:') ? null : who,
    url,
  }
}

const telegram: Rule = (path) => {
  const [, chat, id] = /^\/(?:s\/)?(\w{4,32})(?:\/\d+)?\/(\d+)$/.exec(path) ?? []
  if (chat === undefined || id === undefined || chat === 'c') return null
  return { network: 'telegram', id: `${chat}/${id}`, author: null, url: `https://t.me/${chat}/${id}` }
}

const facebook: Rule = (path, url) => {
  const [, who, id] = /^\/([\w.]+)\/(?:posts|photos|videos|reel)\/(?:[^/]+\/)?([\w.-]+)$/.exec(path) ?? []
  const story = id ?? url.searchParams.get('story_fbid') ?? url.searchParams.get('fbid') ?? url.searchParams.get('v')
  const share = /^\/share\/(?:[prv]\/)?(\w+)$/.exec(path)?.[1]
  const found = story ?? share ?? null
  if (found === null) return null
  const author = who ?? url.searchParams.get('id')
  return {
    network: 'facebook',
    id: found,
    author,
    url: `https://www.facebook.com${path}${story && !id ? url.search : ''}`,
  }
}

/** https://server/@who/123, or https://server/@who@elsewhere/123 for somebody of another server, which is no name of the post. */
const fediverse: Rule = (path, url) => {
  const [, who, id] = /^\/@([\w.-]+)\/(\w+)$/.exec(path) ?? []
  const [, user, status] = /^\/users\/([\w.-]+)\/statuses\/(\w+)$/.exec(path) ?? []
  const [name, key] = [who ?? user, id ?? status]
  if (name === undefined || key === undefined) return null
  const address = `https://${url.host}/@${name}/${key}`
  return { network: 'mastodon', id: address, author: `${name}@${url.host}`, url: address }
}

const rules: Record<string, Rule> = {
  ...{ 'x.com': x, 'twitter.com': x, 'instagram.com': instagram, 'bsky.app': bluesky, 't.me': telegram },
  ...{ 'telegram.me': telegram, 'facebook.com': facebook, 'fb.com': facebook },
}

export const mostAddresses = 100

export type Pasted = { line: number; text: string; recognised: Recognised | null }

/** One address a line; lines without anything are passed over. */
export function pastedLines(text: string): Pasted[] {
  return text
    .split('\n')
    .map((line, index) => ({ line: index + 1, text: line.trim(), recognised: recognised(line) }))
    .filter((one) => one.text !== '')
}
