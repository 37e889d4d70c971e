/** What signing in needs of the configuration. */
export type AuthSettings = {
  /** Origin under which people reach the platform, without a slash at the end. */
  baseUrl: string
  /** Signs cookies and hashes addresses; at least 32 characters. */
  secret: string
  oidc: OidcSettings | null
}

export type OidcSettings = {
  issuer: string
  clientId: string
  clientSecret: string
  /** What the button says: «Entrar con …». */
  name: string
}

/** Thirty days after it began a session ends, whatever happens. */
export const sessionDays = 30
/** Seven days without use end it sooner. */
export const idleDays = 7
export const signInLinkMinutes = 15
/** The link an operator asks for in the terminal travels by hand. */
export const operatorLinkHours = 24

export const isSecure = (settings: AuthSettings) => settings.baseUrl.startsWith('https:')

/** `__Host-`: only this host, only over TLS, whole site; no sibling domain can plant one (session fixation). */
export function cookiePrefix(settings: AuthSettings): string {
  return isSecure(settings) ? '__Host-tequio' : 'tequio'
}

export const sessionCookieName = (settings: AuthSettings) => `${cookiePrefix(settings)}.session`
