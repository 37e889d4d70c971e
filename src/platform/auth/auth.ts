import { passkey } from '@better-auth/passkey'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { magicLink } from 'better-auth/plugins/magic-link'
import type { Database } from '../context.ts'
import { newId } from '../identity.ts'
import { tokenHash } from './one-time-link.ts'
import {
  type AuthSettings,
  cookiePrefix,
  isSecure,
  type OidcSettings,
  sessionCookieName,
  sessionDays,
  signInLinkMinutes,
} from './settings.ts'

/** A one-time link to send; `returnTo` and `locale` came with the request for it. */
export type SignInLink = { email: string; token: string; returnTo: string; locale: string }
export type SendSignInLink = (link: SignInLink) => Promise<void>

export const oidcProviderId = 'oidc'
const day = 86_400

/**
 * better-auth on our tables and our pool. Its own limits are off because `rate-limit.ts` stands before every door that leads
 * here; its e-mail and password doors are off because there are no passwords.
 */
export function createAuth(db: Database, settings: AuthSettings, sendSignInLink: SendSignInLink) {
  return build(db, settings, sendSignInLink, null)
}

const discoveryTimeoutMs = 5_000

/**
 * The instance that speaks with the OpenID provider, made when it is first needed and only once the provider answers: a
 * provider that is away when we start neither holds up mailed links nor has to be waited for with a restart. Null while away.
 */
export function createOpenIdConnect(db: Database, settings: AuthSettings): () => Promise<Auth | null> {
  let kept: Auth | null = null
  return async () => {
    const { oidc } = settings
    if (!oidc || kept) return kept
    const signal = AbortSignal.timeout(discoveryTimeoutMs)
    const answer = await fetch(discoveryUrl(oidc), { signal }).catch(() => null)
    if (answer?.ok) kept = build(db, settings, async () => {}, oidc)
    return kept
  }
}

function build(db: Database, settings: AuthSettings, sendSignInLink: SendSignInLink, oidc: OidcSettings | null) {
  return betterAuth({
    appName: 'Tequio',
    baseURL: settings.baseUrl,
    basePath: '/auth',
    secret: settings.secret,
    trustedOrigins: [settings.baseUrl],
    database: { db, type: 'postgres', transaction: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: false },
    // What it would log carries addresses; what matters comes back as an answer.
    logger: { disabled: true },
    onAPIError: { errorURL: '/entrar' },
    advanced: advanced(settings),
    ...tables,
    databaseHooks: keepLittle,
    plugins: [
      magicLink({
        expiresIn: signInLinkMinutes * 60,
        storeToken: { type: 'custom-hasher', hash: async (token) => tokenHash(token) },
        sendMagicLink: async ({ email, token, metadata }) => {
          await sendSignInLink({
            email: email.toLowerCase(),
            token,
            returnTo: String(metadata?.returnTo ?? '/'),
            locale: String(metadata?.locale ?? 'es'),
          })
        },
      }),
      passkey({
        rpID: new URL(settings.baseUrl).hostname,
        rpName: 'Tequio',
        origin: settings.baseUrl,
        // Discoverable, so that signing in asks for no address.
        authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
        schema: passkeyTable,
      }),
      ...(oidc ? [openIdConnect(oidc)] : []),
    ],
  })
}

export type Auth = ReturnType<typeof createAuth>

const discoveryUrl = (oidc: OidcSettings) => `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`

function openIdConnect(oidc: OidcSettings) {
  return genericOAuth({
    config: [
      {
        providerId: oidcProviderId,
        name: oidc.name,
        discoveryUrl: discoveryUrl(oidc),
        requireIdTokenVerification: true,
        clientId: oidc.clientId,
        clientSecret: oidc.clientSecret,
        scopes: ['openid', 'email'],
        pkce: true,
        // An address nobody proved could be somebody else's: no session for it.
        requireEmailVerification: true,
        // The name is chosen here, not taken from a register.
        mapProfileToUser: () => ({ name: '' }),
      },
    ],
  })
}

function advanced(settings: AuthSettings): NonNullable<BetterAuthOptions['advanced']> {
  return {
    cookiePrefix: cookiePrefix(settings),
    cookies: { session_token: { name: sessionCookieName(settings) } },
    // The library's own prefix would be the weaker __Secure-.
    useSecureCookies: false,
    defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: isSecure(settings), path: '/' },
    ipAddress: { disableIpTracking: true },
    database: { generateId: () => newId() },
  }
}

const times = { createdAt: 'created_at', updatedAt: 'updated_at' }

const tables = {
  user: { modelName: 'people', fields: { ...times, emailVerified: 'email_verified' } },
  session: {
    modelName: 'sessions',
    expiresIn: sessionDays * day,
    // The end is fixed at the beginning; session.ts looks after idleness.
    disableSessionRefresh: true,
    freshAge: day,
    fields: {
      ...times,
      userId: 'person_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
    },
  },
  account: {
    modelName: 'accounts',
    fields: {
      ...times,
      userId: 'person_id',
      accountId: 'account_id',
      providerId: 'provider_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
    },
  },
  verification: { modelName: 'verifications', fields: { ...times, expiresAt: 'expires_at' } },
} satisfies Partial<BetterAuthOptions>

const passkeyTable = {
  passkey: {
    modelName: 'passkeys',
    fields: {
      userId: 'person_id',
      publicKey: 'public_key',
      credentialID: 'credential_id',
      deviceType: 'device_type',
      backedUp: 'backed_up',
      createdAt: 'created_at',
    },
  },
}

const noTokens = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
  scope: null,
}

/** Only an e-mail and a chosen name: what libraries and providers offer beyond that is dropped before it is written. */
const keepLittle = {
  user: { create: { before: async (user) => ({ data: { ...user, name: '', image: null } }) } },
  session: { create: { before: async (session) => ({ data: { ...session, ipAddress: null, userAgent: null } }) } },
  account: {
    create: { before: async (account) => ({ data: { ...account, ...noTokens } }) },
    update: { before: async (account) => ({ data: { ...account, ...noTokens } }) },
  },
} satisfies BetterAuthOptions['databaseHooks']
