import type { KeptBallot } from './store.ts'

/** What the server says no to; `key` tells which rule, `message` says it in words. */
export class Said extends Error {
  readonly key: string
  constructor(key: string, sentence: string) {
    super(sentence)
    this.key = key
  }
}

/** With the session, which says who of the roll asks; only the blinded message goes along. */
export async function askSignature(address: string, blinded: string): Promise<string> {
  const { signature } = await answerOf(await post(address, { blinded }, { credentials: 'same-origin' }))
  return signature ?? ''
}

/** Without session, without referrer: nothing in the request says whose ballot it is. Returns the receipt. */
export async function cast(address: string, { serial, choice, signature }: KeptBallot): Promise<string> {
  const nameless = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' } as const
  const { receipt } = await answerOf(await post(address, { serial, choice, signature }, nameless))
  return receipt ?? ''
}

/** What the published list says beside a receipt: its choice, or null where it is not there. The list is looked through here, so that nobody learns which was sought. */
export async function published(address: string, receipt: string): Promise<string | null> {
  const answer = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer' })
  if (answer.status === 404) throw new Said('not-counted', '')
  if (!answer.ok) throw new Error(String(answer.status))
  const { ballots } = (await answer.json()) as { ballots: { receipt: string; choice: string }[] }
  return ballots.find((one) => one.receipt === receipt)?.choice ?? null
}

function post(address: string, body: unknown, how: RequestInit): Promise<Response> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  return fetch(address, { method: 'POST', headers, body: JSON.stringify(body), ...how })
}

async function answerOf(answer: Response): Promise<{ signature?: string; receipt?: string }> {
  const body = (await answer.json().catch(() => ({}))) as Record<string, string>
  if (answer.ok) return body
  // A house in trouble is asked again later; a rule that says no is not.
  if (answer.status >= 500 || answer.status === 429 || answer.status === 403) throw new Error(String(answer.status))
  throw new Said(body.key ?? '', body.detail ?? body.title ?? '')
}
