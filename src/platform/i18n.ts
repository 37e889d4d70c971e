import { IntlMessageFormat } from 'intl-messageformat'
import type { Locale } from './context.ts'
import { english, type MessageKey, spanish } from './i18n/messages.ts'

export type { MessageKey }

/** A sentence by its key; values fill ICU placeholders and are escaped by the page, never here. */
export type T = (key: MessageKey, values?: Record<string, string | number>) => string

const formats = new Map<string, IntlMessageFormat>()

function sentence(locale: Locale, key: MessageKey, values?: Record<string, string | number>): string {
  const text: string = (locale === 'en' ? english[key] : undefined) ?? spanish[key] ?? key
  // Most sentences have nothing to fill in; parsing ICU only where it is used keeps a page of thousands quick.
  if (!text.includes('{') && !text.includes("'")) return text
  const id = `${locale}:${key}`
  const format =
    formats.get(id) ?? new IntlMessageFormat(text, locale === 'es' ? 'es-MX' : 'en', undefined, { ignoreTag: true })
  formats.set(id, format)
  return String(format.format(values))
}

const translators: Record<Locale, T> = {
  es: (key, values) => sentence('es', key, values),
  en: (key, values) => sentence('en', key, values),
}

export function translator(locale: Locale): T {
  return translators[locale]
}
