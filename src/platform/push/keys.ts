import { createECDH, hkdfSync } from 'node:crypto'

/** Who speaks to push services (VAPID, RFC 8292): a pair of P-256 keys in base64url and where to complain. */
export type PushKeys = { publicKey: string; privateKey: string; subject: string }

/**
 * The pair that browsers are told. Without a key of its own (`VAPID_PRIVATE_KEY`) an installation's is made from SECRET, so that
 * all its processes have the same and there is nothing more to keep; another SECRET is another pair, and browsers must ask again.
 */
export function pushKeys(config: { secret: string; vapidPrivateKey: string | null; mailFrom: string }): PushKeys {
  const key = config.vapidPrivateKey ? Buffer.from(config.vapidPrivateKey, 'base64url') : derived(config.secret)
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(key)
  const address = /<([^<>]+)>/.exec(config.mailFrom)?.[1] ?? config.mailFrom
  return {
    publicKey: pair.getPublicKey('base64url', 'uncompressed'),
    privateKey: key.toString('base64url'),
    subject: `mailto:${address}`,
  }
}

/** Of 2^32 secrets at most one gives a number outside the curve's order: then the next is taken. */
function derived(secret: string): Buffer {
  for (let turn = 0; ; turn += 1) {
    const key = Buffer.from(hkdfSync('sha256', secret, '', `tequio web push ${turn}`, 32))
    try {
      createECDH('prime256v1').setPrivateKey(key)
      return key
    } catch {
      // Not a key of this curve.
    }
  }
}
