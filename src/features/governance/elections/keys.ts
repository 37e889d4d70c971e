import {
  constants,
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  generateKeyPair,
  hkdfSync,
  privateDecrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto'
import { promisify } from 'node:util'
import { modulusBytes } from './ballot.ts'

const raw = { padding: constants.RSA_NO_PADDING }

/** A pair for one election, as PEM. */
export async function newKeys(): Promise<{ publicKey: string; privateKey: string }> {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: modulusBytes * 8,
    publicExponent: 65537,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
}

/** BlindSign of RFC 9474 (4.3) by OpenSSL, whose time does not tell the key; null where the message is not below the modulus. */
export function blindSign(privateKey: string, blinded: Buffer): Buffer | null {
  if (blinded.length !== modulusBytes) return null
  try {
    const signed = privateDecrypt({ key: privateKey, ...raw }, blinded)
    // A fault while signing would give the key away: what is not a signature never leaves.
    const opened = publicEncrypt({ key: createPublicKey(privateKey), ...raw }, signed)
    return opened.equals(blinded) ? signed : null
  } catch {
    return null
  }
}

/** The private key lies sealed in the database under the installation's secret: a copy of the tables alone signs nothing. */
export function sealKey(privateKey: string, secret: string, electionId: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealOf(secret, electionId), nonce)
  const sealed = Buffer.concat([cipher.update(privateKey, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
}

/** @throws when it was sealed under another secret or for another election. */
export function openKey(sealed: string, secret: string, electionId: string): string {
  const bytes = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', sealOf(secret, electionId), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

function sealOf(secret: string, electionId: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, electionId, 'tequio election key', 32))
}
