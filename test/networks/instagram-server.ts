import { type ApiServer, startApi } from './api-server.ts'

export type Gram = { code: string; caption: string; at: string; user: string; photos: string[] }

export type InstagramServer = ApiServer & { grams: Gram[]; professional: Set<string> }

/** The Graph API's hashtag search, which never says who wrote, and business_discovery, which knows professional accounts. */
export async function startInstagram(perPage = 50): Promise<InstagramServer> {
  const grams: Gram[] = []
  const professional = new Set<string>()
  const api = await startApi((url) => {
    const asked = url.searchParams
    if (asked.get('access_token') !== 'token-de-prueba')
      return {
        status: 400,
        json: { error: { message: 'Invalid OAuth access token', type: 'OAuthException', code: 190 } },
      }
    if (url.pathname === '/v24.0/ig_hashtag_search') return { json: { data: [{ id: `17${asked.get('q')}` }] } }
    const user = /^business_discovery\.username\(([\w.]+)\)/.exec(asked.get('fields') ?? '')?.[1]
    if (user !== undefined) {
      if (!professional.has(user)) return { status: 400, json: { error: { code: 110, message: 'Invalid user id' } } }
      const media = { data: grams.filter((gram) => gram.user === user).map(asMedia) }
      return { json: { business_discovery: { username: user, media, id: '178' }, id: '17841' } }
    }
    const start =
      asked.get('after') === null ? 0 : Number(api.asked.filter((one) => one.includes('after=')).length) * perPage
    const page = grams.slice(start, start + perPage)
    const hasNext = start + perPage < grams.length
    return {
      json: {
        data: page.map(asMedia),
        paging: { cursors: { after: 'siempre-igual' }, ...(hasNext ? { next: 'https://graph.facebook.com/…' } : {}) },
      },
    }
  })
  return { ...api, grams, professional }
}

function asMedia({ code, caption, at, photos }: Gram) {
  const children = photos.map((media_url, index) => ({ id: `${code}-${index}`, media_type: 'IMAGE', media_url }))
  return {
    id: `18${code}`,
    caption,
    media_type: photos.length > 1 ? 'CAROUSEL_ALBUM' : 'IMAGE',
    media_url: photos[0],
    permalink: `https://www.instagram.com/p/${code}/`,
    timestamp: at,
    like_count: 5,
    comments_count: 1,
    ...(photos.length > 1 ? { children: { data: children } } : {}),
  }
}
