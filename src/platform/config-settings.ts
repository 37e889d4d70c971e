import { z } from 'zod'

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max))

const onOff = z.enum(['on', 'off']).transform((value) => value === 'on')

const address = (protocols: RegExp) =>
  z.string().refine((text) => URL.canParse(text) && protocols.test(new URL(text).protocol))

const isOrigin = (text: string) => {
  if (!URL.canParse(text)) return false
  const { protocol, pathname, search, hash, username } = new URL(text)
  return /^https?:$/.test(protocol) && pathname === '/' && search + hash + username === ''
}

const origin = z
  .string()
  .refine(isOrigin, { abort: true })
  .transform((text) => new URL(text).origin)

const token = z
  .string()
  .min(8)
  .max(4000)
  .regex(/^[\x21-\x7e]+$/)

const isStore = (text: string) => {
  if (!URL.canParse(text)) return false
  const { protocol, pathname, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && username !== '' && password !== '' && /^\/[a-z0-9]/i.test(pathname)
}

const frameSource = /^(\*|'self'|'none'|https?:\/\/[a-z0-9*.:-]+)$/i

/** What each setting accepts, and how a sentence says it: "escribe …". Documented for operators in tequio.env.example. */
export const settings = {
  PORT: { schema: wholeNumber(0, 65_535), expected: 'un puerto entre 0 y 65535, como 3000', isSecret: false },
  HOST: {
    schema: z.string().regex(/^[a-z0-9.:-]+$/i),
    expected: 'una dirección de esta máquina, como 127.0.0.1 o 0.0.0.0',
    isSecret: false,
  },
  BASE_URL: {
    schema: origin,
    expected: 'la dirección pública sin ruta, como https://plan.example.org',
    isSecret: false,
  },
  DATABASE_URL: {
    schema: address(/^postgres(ql)?:$/),
    expected: 'la dirección de un PostgreSQL, como postgres://usuario:clave@servidor:5432/tequio',
    isSecret: true,
  },
  DATA_DIR: { schema: z.string().min(1), expected: 'una carpeta, como ./var', isSecret: false },
  STORAGE_URL: {
    schema: z.string().refine(isStore),
    expected: 'un almacén S3 con su cubeta, como https://llave:secreto@s3.example.org/tequio?region=us-east-1',
    isSecret: true,
  },
  ROLE: { schema: z.enum(['web', 'worker', 'all']), expected: 'web, worker o all', isSecret: false },
  LOG_LEVEL: {
    schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    expected: 'fatal, error, warn, info, debug, trace o silent',
    isSecret: false,
  },
  SMTP_URL: {
    schema: address(/^smtps?:$/),
    expected: 'la dirección de un servidor de correo, como smtp://usuario:clave@correo.example.org:587',
    isSecret: true,
  },
  MAIL_FROM: {
    schema: z.string().regex(/^([^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/),
    expected: 'un remitente, como Tequio <no-responder@example.org>',
    isSecret: false,
  },
  VAPID_PRIVATE_KEY: {
    schema: z.string().regex(/^[\w-]{43}$/),
    expected: 'la clave privada P-256 en base64url, de 43 caracteres',
    isSecret: true,
  },
  OIDC_ISSUER: {
    schema: address(/^https?:$/),
    expected: 'la dirección del proveedor, como https://id.example.org',
    isSecret: false,
  },
  OIDC_CLIENT_ID: { schema: z.string().min(1), expected: 'el identificador que dio el proveedor', isSecret: false },
  OIDC_CLIENT_SECRET: { schema: z.string().min(1), expected: 'la clave que dio el proveedor', isSecret: true },
  OIDC_NAME: {
    schema: z.string().min(1).max(60),
    expected: 'un nombre de hasta 60 caracteres para el botón',
    isSecret: false,
  },
  SECRET: { schema: z.string().min(32), expected: 'al menos 32 caracteres al azar', isSecret: true },
  TRUST_PROXY: { schema: onOff, expected: 'on u off', isSecret: false },
  DEMO: { schema: onOff, expected: 'on u off', isSecret: false },
  EMBED_ORIGINS: {
    schema: z
      .string()
      .transform((text) => text.split(/[\s,]+/).filter(Boolean))
      .refine((sources) => sources.length > 0 && sources.every((source) => frameSource.test(source)))
      .transform((sources) => sources.join(' ')),
    expected: '* o sitios separados por espacios, como https://www.example.org',
    isSecret: false,
  },
  METRICS_TOKEN: { schema: z.string().min(16), expected: 'al menos 16 caracteres al azar', isSecret: true },
  SOURCE_URL: {
    schema: z.url({ protocol: /^https?$/ }),
    expected: 'una dirección que empiece con https://',
    isSecret: false,
  },
  X_BEARER_TOKEN: { schema: token, expected: 'el token de la aplicación en X', isSecret: true },
  X_API_URL: { schema: origin, expected: 'la dirección de la API de X, como https://api.x.com', isSecret: false },
  MASTODON_SERVER: {
    schema: origin,
    expected: 'el servidor de Mastodon del token, como https://mastodon.social',
    isSecret: false,
  },
  MASTODON_TOKEN: { schema: token, expected: 'el token de la aplicación en Mastodon', isSecret: true },
  BLUESKY_IDENTIFIER: {
    schema: z.string().min(3).max(253),
    expected: 'la cuenta de Bluesky, como rally.bsky.social',
    isSecret: false,
  },
  BLUESKY_APP_PASSWORD: {
    schema: token,
    expected: 'una contraseña de aplicación de Bluesky (nunca la de la cuenta)',
    isSecret: true,
  },
  BLUESKY_SERVICE: {
    schema: origin,
    expected: 'la dirección del servidor de la cuenta, como https://bsky.social',
    isSecret: false,
  },
  INSTAGRAM_TOKEN: { schema: token, expected: 'el token de la aplicación en Instagram', isSecret: true },
  INSTAGRAM_USER_ID: {
    schema: z.string().regex(/^\d{5,30}$/),
    expected: 'el número de la cuenta profesional de Instagram que pregunta',
    isSecret: false,
  },
  INSTAGRAM_API_URL: {
    schema: z.url({ protocol: /^https?$/ }),
    expected: 'la dirección de la API con su versión, como https://graph.facebook.com/v24.0',
    isSecret: false,
  },
  TELEGRAM_BOT_TOKEN: {
    schema: z.string().regex(/^\d+:[\w-]{20,}$/),
    expected: 'el token del bot, como 123456:ABC…',
    isSecret: true,
  },
  TELEGRAM_API_URL: {
    schema: origin,
    expected: 'la dirección de la API de bots, como https://api.telegram.org',
    isSecret: false,
  },
  EMBEDDINGS_URL: {
    schema: z.url({ protocol: /^https?$/ }),
    expected: 'la dirección completa de un servidor de vectores, como http://localhost:11434/v1/embeddings',
    isSecret: false,
  },
  EMBEDDINGS_MODEL: {
    schema: z.string().min(1).max(200),
    expected: 'el nombre del modelo, como nomic-embed-text',
    isSecret: false,
  },
  EMBEDDINGS_KEY: { schema: token, expected: 'la llave del servidor de vectores', isSecret: true },
  OUTWARD_TRUSTED: {
    schema: z
      .string()
      .transform((text) => text.split(/[\s,]+/).filter(Boolean))
      .refine((origins) => origins.every(isOrigin)),
    expected: 'direcciones sin ruta separadas por espacios, como http://mastodon.interno:3000',
    isSecret: false,
  },
  MAP_STYLE_URL: {
    schema: z.url({ protocol: /^https?$/ }),
    expected: 'la dirección de un estilo de MapLibre (.json) o de un mapa .pmtiles',
    isSecret: false,
  },
  SHUTDOWN_TIMEOUT_S: { schema: wholeNumber(1, 600), expected: 'segundos entre 1 y 600, como 25', isSecret: false },
} as const

export type SettingName = keyof typeof settings
