import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IntlMessageFormat } from 'intl-messageformat'
import { english, spanish } from './messages.ts'

test('every sentence of both languages can be read: none fails only on the page where it is first said', () => {
  const broken: string[] = []
  for (const [locale, sentences] of Object.entries({ 'es-MX': spanish, en: english }))
    for (const [key, text = ''] of Object.entries(sentences)) {
      if (!text.includes('{') && !text.includes("'")) continue
      try {
        new IntlMessageFormat(text, locale, undefined, { ignoreTag: true })
      } catch (error) {
        broken.push(`${locale} ${key}: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
  assert.deepEqual(broken, [])
})
