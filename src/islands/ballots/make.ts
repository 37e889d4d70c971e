import { RSABSSA } from '@cloudflare/blindrsa-ts'
import type { KeptBallot } from './store.ts'

const suite = RSABSSA.SHA384.PSS.Deterministic()

/** The message that the package's rules name; the server has its own of it, and a receipt that differs would show. */
const messageOf = ({ election, serial, choice }: Pick<KeptBallot, 'election' | 'serial' | 'choice'>) =>
  `tequio-ballot-1\n${election}\n${serial}\n${choice}`

const bytesOf = (text: string) => new TextEncoder().encode(text)

async function keyOf(pem: string): Promise<CryptoKey> {
  const der = fromBase64(pem.replace(/-----[A-Z ]+-----|\s/g, ''))
  return crypto.subtle.importKey('spki', der, { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify'])
}

/** A new ballot, blinded for the server; serial and blind are made here and stay here. */
export async function blinded(pem: string, election: string, choice: string, voter: string): Promise<KeptBallot> {
  const serial = [...crypto.getRandomValues(new Uint8Array(32))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
  const ballot = { serial, election, choice }
  const { blindedMsg, inv } = await suite.blind(await keyOf(pem), bytesOf(messageOf(ballot)))
  return { ...ballot, state: 'asked', asked: { voter, blinded: toBase64Url(blindedMsg), inv } }
}

/** Takes the blind off what the server signed. @throws where it is no signature of this ballot. */
export async function unblinded(pem: string, ballot: KeptBallot, signed: string): Promise<KeptBallot> {
  if (!ballot.asked) throw new Error('nothing was asked')
  const { asked, ...rest } = ballot
  const message = bytesOf(messageOf(ballot))
  const raw = await suite.finalize(await keyOf(pem), message, fromBase64(signed), asked.inv)
  const signature = toBase64Url(raw)
  return { ...rest, state: 'signed', signature, receipt: await receiptOf(ballot, signature) }
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** As the package's rules say it: 100 bits of the hash in groups of five letters. */
async function receiptOf(ballot: KeptBallot, signature: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(`${messageOf(ballot)}\n${signature}`)))
  const bits = [...hash].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const code = Array.from({ length: 20 }, (_, at) => letters[Number.parseInt(bits.slice(at * 5, at * 5 + 5), 2)] ?? '')
  return code.join('').replace(/(.{5})(?=.)/g, '$1-')
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}

function toBase64Url(bytes: Uint8Array): string {
  const plain = btoa(String.fromCharCode(...bytes))
  return plain.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** A moment between two and twenty minutes away, by chance, and never after five minutes before the end. */
export function laterMoment(now: number, closes: number): number {
  const [chance = 0] = crypto.getRandomValues(new Uint32Array(1))
  const wait = 120_000 + Math.floor((chance / 2 ** 32) * 1_080_000)
  return Math.max(now, Math.min(now + wait, closes - 300_000))
}
