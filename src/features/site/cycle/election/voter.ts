import { randomBytes } from 'node:crypto'
import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { type Ballot, ballotMessage } from '../../../governance/elections/ballot.ts'
import type { Election } from '../../../governance/elections/model.ts'

const suite = RSABSSA.SHA384.PSS.Deterministic()

/** What a voter's browser does, in Node: the serial and the blind stay here. */
export async function blindedBallot({ id, publicKey }: Pick<Election, 'id' | 'publicKey'>, choice: string) {
  const serial = randomBytes(32).toString('hex')
  const message = new TextEncoder().encode(ballotMessage(id, { serial, choice }))
  const der = Buffer.from(publicKey.replace(/-----[A-Z ]+-----|\s/g, ''), 'base64')
  const algorithm = { name: 'RSA-PSS', hash: 'SHA-384' }
  const key = await crypto.subtle.importKey('spki', der, algorithm, true, ['verify'])
  const { blindedMsg, inv } = await suite.blind(key, message)
  return {
    blinded: Buffer.from(blindedMsg).toString('base64url'),
    /** @throws where what came back is no signature of it. */
    unblind: async (signed: string): Promise<Ballot> => {
      const signature = await suite.finalize(key, message, Buffer.from(signed, 'base64url'), inv)
      return { serial, choice, signature: Buffer.from(signature).toString('base64url') }
    },
  }
}
