declare module 'http_ece' {
  import type { ECDH } from 'node:crypto'

  /** What a browser does with a message (RFC 8188, RFC 8291). */
  export function decrypt(body: Buffer, params: { version: 'aes128gcm'; privateKey: ECDH; authSecret: string }): Buffer
}
