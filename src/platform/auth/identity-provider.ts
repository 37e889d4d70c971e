/**
 * A register that vouches for people and does not speak OpenID Connect. Those that do need no code: they are configuration of
 * `auth.ts` (better-auth's generic OAuth, with discovery and PKCE). This seam is for Llave MX, whose words are its own
 * (no discovery, no id_token, `redirect_url`, service credentials by Basic, an empty-body error at sign-out); see decision 0006.
 */
export type IdentityProvider = {
  id: string
  /** What the button says. */
  name: string
  /** Where the person is sent; `state` is ours, single-use, and comes back with her. */
  authorizeUrl(request: { state: string; returnUrl: string }): URL
  /** Trades the code that came back for the right to ask who she is. Fails with `IdentityRefused`. */
  exchange(code: string, returnUrl: string): Promise<AccessToken>
  /**
   * Who she is, and nothing else: an adapter drops CURP, address, telephone, birth date and sex before it returns, and writes
   * none of them to a log (T-55). The type leaves no room for them.
   */
  profile(token: AccessToken): Promise<VouchedIdentity>
}

/** Lives as long as one sign-in; never stored. */
export type AccessToken = { value: string; expiresInSeconds: number }

export type VouchedIdentity = {
  /** HMAC of the register's own subject with SECRET: the same person twice is recognised, and no register can be joined. */
  subjectHash: string
  verifiedLevel: 'basic' | 'verified'
  /** Only when the register says that the address was proved. */
  verifiedEmail: string | null
}

export class IdentityRefused extends Error {
  override name = 'IdentityRefused'
}
