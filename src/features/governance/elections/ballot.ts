import { constants, createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'

/** What the voter's browser makes and the server never sees before it is cast: number, choice, and the signature without its blind. */
export type Ballot = { serial: string; choice: string; signature: string }

/** Thirty-two random bytes in hexadecimal: what makes the message unguessable and the ballot one. */
export const serialShape = /^[0-9a-f]{64}$/
/** RSA of 3,072 bits: 384 bytes in base64url. */
export const signatureShape = /^[A-Za-z0-9_-]{512}$/
/** 'blank', or numbers of candidacies in ascending order: '2,5'. */
export const choiceShape = /^(blank|[1-9][0-9]{0,3}(,[1-9][0-9]{0,3}){0,49})$/
export const blankChoice = 'blank'

export const modulusBytes = 384
/** RSABSSA-SHA384-PSS-Deterministic of RFC 9474; the serial's 256 random bits stand for its randomised preparation. */
export const scheme = 'RSABSSA-SHA384-PSS-Deterministic'

/** What is signed: the choice is in it, so that nobody, the server included, can change it afterwards. */
export function ballotMessage(electionId: string, { serial, choice }: { serial: string; choice: string }): string {
  return `tequio-ballot-1\n${electionId}\n${serial}\n${choice}`
}

export const keyOf = (pem: string): KeyObject => createPublicKey(pem)

/** Checked on another thread. */
export function isSignedBy(key: KeyObject, electionId: string, ballot: Ballot): Promise<boolean> {
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }
  const signature = Buffer.from(ballot.signature, 'base64url')
  // One spelling each: the last characters of base64url may otherwise differ for the same bytes.
  if (signature.length !== modulusBytes || signature.toString('base64url') !== ballot.signature)
    return Promise.resolve(false)
  const message = Buffer.from(ballotMessage(electionId, ballot))
  return new Promise((resolve, reject) => {
    verify('sha384', message, { key, ...padding }, signature, (error, isValid) => {
      if (error) reject(error)
      else resolve(isValid)
    })
  })
}

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** With it a voter finds her ballot in the published list: 100 bits of the ballot's hash, in groups that can be read aloud. */
export function receiptOf(electionId: string, ballot: Ballot): string {
  const hash = createHash('sha256')
    .update(`${ballotMessage(electionId, ballot)}\n${ballot.signature}`)
    .digest()
  const bits = BigInt(`0x${hash.toString('hex')}`) >> 156n
  const letters = Array.from({ length: 20 }, (_, at) => digits[Number((bits >> BigInt(95 - at * 5)) & 31n)] ?? '')
  return letters.join('').replace(/(.{5})(?=.)/g, '$1-')
}

/** Numbers that a choice marks; null where it marks more than there are seats, one twice, or somebody who is not a candidate. */
export function marksOf(choice: string, seats: number, candidates: readonly number[]): number[] | null {
  if (choice === blankChoice) return []
  if (!choiceShape.test(choice)) return null
  const marks = choice.split(',').map(Number)
  const isAscending = marks.every((mark, at) => at === 0 || mark > (marks[at - 1] ?? 0))
  return isAscending && marks.length <= seats && marks.every((mark) => candidates.includes(mark)) ? marks : null
}
