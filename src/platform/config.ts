import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { readEnvFile } from './config-file.ts'
import { type SettingName, settings } from './config-settings.ts'
import { keptSecret } from './secret.ts'

export type Oidc = { issuer: string; clientId: string; clientSecret: string; name: string }

export type Config = {
  port: number
  host: string
  /** Origin under which people reach the platform, without a slash at the end. */
  baseUrl: string
  databaseUrl: string | null
  dataDir: string
  /** A store that speaks S3, with its keys in the address; null: files lie in the data folder. */
  storageUrl: string | null
  role: 'web' | 'worker' | 'all'
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'
  smtpUrl: string | null
  mailFrom: string
  /** The private half of the pair that push services know us by; null: made from `secret`. */
  vapidPrivateKey: string | null
  oidc: Oidc | null
  secret: string
  trustProxy: boolean
  /** Whether a first start, on an empty database, loads the demonstration. */
  demo: boolean
  /** Sources of frame-ancestors for the fragments that others may embed. */
  embedOrigins: string
  metricsToken: string | null
  /** Where the source of what runs here can be had (AGPL, section 13); null: the footer says nothing. */
  sourceUrl: string | null
  /** The base map of works: a MapLibre style or a PMTiles file; null: outlines of our own, and no request to anybody. */
  mapStyleUrl: string | null
  shutdownTimeoutMs: number
  networks: NetworkAccess
  /** A server that says what texts mean, for suggested groups; null: words alone, and nothing leaves. */
  embeddings: Embeddings | null
  /** Origins that may be asked although they lie in the operator's own network. */
  outwardTrusted: readonly string[]
}

/** `url` is whole, as `…/v1/embeddings`; the key is shown to it and to nobody else. */
export type Embeddings = { url: string; model: string; key: string | null }

/** Where the networks' interfaces are and what opens them; null: not asked. */
export type NetworkAccess = {
  x: { base: string; token: string | null }
  /** The token is shown to that server and to no other. */
  mastodon: { server: string | null; token: string | null }
  bluesky: { base: string; identifier: string | null; password: string | null }
  instagram: { base: string; token: string | null; userId: string | null }
  telegram: { base: string; token: string | null }
}

/** Every sentence names the setting, what was found and what to write. */
export class ConfigError extends Error {
  readonly sentences: string[]
  constructor(sentences: string[]) {
    super(sentences.join('\n'))
    this.name = 'ConfigError'
    this.sentences = sentences
  }
}

export const projectRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

type Env = Readonly<Record<string, string | undefined>>
type ReadFile = (path: string) => string | null

/**
 * The configuration: defaults, then the file tequio.env, then the environment; an empty value counts as none. Relative
 * folders start at the project, wherever it is called from. @throws {ConfigError}
 */
export function loadConfig(env: Env = process.env, readFile: ReadFile = readIfThere, defaults: Found = {}): Config {
  const path = resolve(projectRoot, env.TEQUIO_ENV_FILE ?? 'tequio.env')
  const text = readFile(path)
  if (text === null && env.TEQUIO_ENV_FILE) {
    throw new ConfigError([`TEQUIO_ENV_FILE dice ${path} y ahí no hay un archivo que se pueda leer.`])
  }
  const file = readEnvFile(text ?? '', Object.keys(settings))
  const found = { ...defaults, ...file.values, ...onlySettings(env) }
  const { values, sentences } = validated(found)
  const problems = [...file.problems, ...sentences, ...togetherProblems(found, env)]
  if (problems.length > 0) throw new ConfigError(problems)
  return assembled(values as Values, found)
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

type Values = { [Name in SettingName]: z.output<(typeof settings)[Name]['schema']> | undefined }
/** Settings as they are written, before anything is made of them. */
export type Found = Partial<Record<SettingName, string>>

function onlySettings(env: Env): Found {
  const found: Found = {}
  for (const name of Object.keys(settings) as SettingName[]) {
    const value = env[name]?.trim()
    if (value) found[name] = value
  }
  return found
}

function validated(found: Found) {
  const values: Record<string, unknown> = {}
  const sentences: string[] = []
  for (const [name, { schema, expected, isSecret }] of Object.entries(settings)) {
    const text = found[name as SettingName]
    if (text === undefined) continue
    const result = schema.safeParse(text)
    if (result.success) values[name] = result.data
    else
      sentences.push(
        `${name} ${isSecret ? 'tiene un valor que no sirve (no se muestra)' : `dice «${text}»`}: escribe ${expected}.`,
      )
  }
  return { values, sentences }
}

/** What only shows when settings are read side by side. */
function togetherProblems(found: Found, env: Env): string[] {
  const problems: string[] = []
  const oidc = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const
  const missing = oidc.filter((name) => found[name] === undefined)
  if (missing.length > 0 && missing.length < oidc.length) {
    problems.push(
      `Falta ${missing.join(' y ')}: para entrar con OpenID Connect escribe las tres OIDC_…, o quítalas todas.`,
    )
  }
  if ((found.EMBEDDINGS_URL === undefined) !== (found.EMBEDDINGS_MODEL === undefined)) {
    const absent = found.EMBEDDINGS_URL === undefined ? 'EMBEDDINGS_URL' : 'EMBEDDINGS_MODEL'
    problems.push(`Falta ${absent}: para sugerir grupos por significado escribe la dirección y el modelo, o ninguno.`)
  }
  if (env.NODE_ENV === 'production' && found.DATABASE_URL !== undefined && found.SECRET === undefined) {
    problems.push(
      'Falta SECRET: con DATABASE_URL en producción escribe el mismo en todos los procesos, de 32 caracteres o más.',
    )
  }
  return problems
}

function assembled(values: Values, found: Found): Config {
  const port = values.PORT ?? 3000
  const dataDir = resolve(projectRoot, values.DATA_DIR ?? 'var')
  const baseUrl = values.BASE_URL ?? `http://localhost:${port}`
  return {
    port,
    host: values.HOST ?? '127.0.0.1',
    baseUrl,
    databaseUrl: values.DATABASE_URL ?? null,
    dataDir,
    storageUrl: values.STORAGE_URL ?? null,
    role: values.ROLE ?? 'all',
    logLevel: values.LOG_LEVEL ?? 'info',
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.MAIL_FROM ?? `Tequio <no-responder@${new URL(baseUrl).hostname}>`,
    vapidPrivateKey: values.VAPID_PRIVATE_KEY ?? null,
    oidc: oidcOf(values),
    secret: values.SECRET ?? keptSecret(join(dataDir, 'secret')),
    trustProxy: values.TRUST_PROXY ?? false,
    demo: values.DEMO ?? found.DATABASE_URL === undefined,
    embedOrigins: values.EMBED_ORIGINS ?? '*',
    metricsToken: values.METRICS_TOKEN ?? null,
    sourceUrl: values.SOURCE_URL ?? null,
    mapStyleUrl: values.MAP_STYLE_URL ?? null,
    shutdownTimeoutMs: (values.SHUTDOWN_TIMEOUT_S ?? 25) * 1000,
    networks: networksOf(values),
    embeddings: embeddingsOf(values),
    outwardTrusted: [
      ...[values.X_API_URL, values.BLUESKY_SERVICE, values.INSTAGRAM_API_URL, values.TELEGRAM_API_URL].flatMap(
        (url) => url ?? [],
      ),
      ...(values.EMBEDDINGS_URL ? [new URL(values.EMBEDDINGS_URL).origin] : []),
      ...(values.OUTWARD_TRUSTED ?? []),
    ],
  }
}

function embeddingsOf({
  EMBEDDINGS_URL: url,
  EMBEDDINGS_MODEL: model,
  EMBEDDINGS_KEY: key,
}: Values): Embeddings | null {
  return url && model ? { url, model, key: key ?? null } : null
}

function networksOf(values: Values): NetworkAccess {
  return {
    x: { base: values.X_API_URL ?? 'https://api.x.com', token: values.X_BEARER_TOKEN ?? null },
    mastodon: { server: values.MASTODON_SERVER ?? null, token: values.MASTODON_TOKEN ?? null },
    bluesky: {
      base: values.BLUESKY_SERVICE ?? 'https://bsky.social',
      identifier: values.BLUESKY_IDENTIFIER ?? null,
      password: values.BLUESKY_APP_PASSWORD ?? null,
    },
    instagram: {
      base: values.INSTAGRAM_API_URL ?? 'https://graph.facebook.com/v24.0',
      token: values.INSTAGRAM_TOKEN ?? null,
      userId: values.INSTAGRAM_USER_ID ?? null,
    },
    telegram: {
      base: values.TELEGRAM_API_URL ?? 'https://api.telegram.org',
      token: values.TELEGRAM_BOT_TOKEN ?? null,
    },
  }
}

function oidcOf({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME }: Values): Oidc | null {
  if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined || OIDC_CLIENT_SECRET === undefined) return null
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    name: OIDC_NAME ?? new URL(OIDC_ISSUER).hostname,
  }
}
