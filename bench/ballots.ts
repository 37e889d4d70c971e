import { constants, createHash, createPrivateKey, sign } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { type Ballot, ballotMessage, blankChoice } from '../src/features/governance/elections/ballot.ts'
import { newKeys } from '../src/features/governance/elections/keys.ts'

export type MadeBallots = { electionId: string; publicKey: string; ballots: Ballot[] }

const electionId = '01900000-0000-7000-8000-000000000001'
const signed = promisify(sign)

/** As many signed ballots for three seats and eight candidacies. Signing them takes minutes, so they are kept for the next time. */
export async function madeBallots(count: number, file: string): Promise<MadeBallots> {
  const kept = await readFile(file, 'utf8').catch(() => null)
  if (kept !== null) return JSON.parse(kept) as MadeBallots
  const { publicKey, privateKey } = await newKeys()
  const key = { key: createPrivateKey(privateKey), padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }
  const ballots: Ballot[] = []
  for (let start = 0; start < count; start += 512) {
    const some = Array.from({ length: Math.min(512, count - start) }, (_, at) => unsigned(start + at))
    const signatures = await Promise.all(
      some.map((one) => signed('sha384', Buffer.from(ballotMessage(electionId, one)), key)),
    )
    ballots.push(...some.map((one, at) => ({ ...one, signature: signatures[at]?.toString('base64url') ?? '' })))
  }
  mkdirSync(dirname(file), { recursive: true })
  const made = { electionId, publicKey, ballots }
  await writeFile(`${file}.part`, JSON.stringify(made))
  await rename(`${file}.part`, file)
  return made
}

/** One in twenty is blank; the others mark one to three of eight. */
function unsigned(number: number): { serial: string; choice: string } {
  const hash = createHash('sha256').update(`ballot ${number}`).digest()
  const marks = new Set([...hash.subarray(0, 1 + ((hash[30] ?? 0) % 3))].map((byte) => 1 + (byte % 8)))
  const choice = (hash[31] ?? 0) < 13 ? blankChoice : [...marks].sort((a, b) => a - b).join(',')
  return { serial: hash.toString('hex'), choice }
}
