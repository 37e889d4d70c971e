import assert from 'node:assert/strict'

const tag = /<([a-z][\w-]*)((?:\s+[^\s"'>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/gi
const attribute = /\s([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g
const neverOurs = ['iframe', 'object', 'embed', 'base', 'style', 'img', 'frame', 'applet', 'math', 'audio', 'video']
const addresses = ['href', 'src', 'action', 'formaction']

/** Nothing in the page but what we write: no script beyond ours, no handler, no address that runs. */
export function assertOurs(html: string, where: string): void {
  for (const [whole, name = '', attributes = ''] of html.matchAll(tag)) {
    const element = name.toLowerCase()
    assert.ok(!neverOurs.includes(element), `${where}: ${whole}`)
    for (const [, key = '', double, single, bare] of attributes.matchAll(attribute)) {
      const value = plain(double ?? single ?? bare ?? '')
      assert.doesNotMatch(key, /^on|^style$|^srcdoc$/i, `${where}: ${whole}`)
      if (addresses.includes(key))
        assert.doesNotMatch(value.trim(), /^(javascript|data|vbscript):/i, `${where}: ${whole}`)
    }
    if (element === 'script') assert.match(whole, /^<script type="module" src="\/recursos\/[\w.-]+"[^>]*>$/, where)
  }
}

/** What was typed stands in the page as text, never as markup. */
export function assertEscaped(html: string, typed: string, where: string): void {
  if (!/<[a-z!/?%]/i.test(typed) || typed.length < 6) return
  assert.ok(!html.includes(typed), `${where} repeats ${JSON.stringify(typed.slice(0, 80))} as it came`)
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

export function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}

export type FormField = { name: string; kind: 'text' | 'choice' | 'exact'; value: string }

/** The fields of the form that posts to this address: those one types in, those one chooses, and those of a given shape. */
export function fieldsOfForm(html: string, action: string): FormField[] | null {
  const form = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].find(
    ([, head = '']) => plain(valueAt(head, 'action') ?? '') === action,
  )?.[2]
  if (form === undefined) return null
  const fields: FormField[] = []
  for (const [, head = ''] of form.matchAll(/<textarea\b([^>]*)>/g))
    fields.push({ name: valueAt(head, 'name') ?? '', kind: 'text', value: '' })
  for (const [, head = '', options = ''] of form.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const values = [...options.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => valueAt(option, 'value') ?? '')
    fields.push({
      name: valueAt(head, 'name') ?? '',
      kind: 'choice',
      value: plain(values.find((value) => value) ?? ''),
    })
  }
  for (const [, head = ''] of form.matchAll(/<input\b([^>]*)>/g)) fields.push(...inputField(head, fields))
  return fields.filter(({ name }) => name !== '')
}

function inputField(head: string, before: readonly FormField[]): FormField[] {
  const [name, type] = [valueAt(head, 'name') ?? '', valueAt(head, 'type') ?? 'text']
  const value = plain(valueAt(head, 'value') ?? '')
  if (type === 'file') return []
  if (type === 'radio' || type === 'checkbox')
    return before.some((field) => field.name === name) ? [] : [{ name, kind: 'choice', value: value || 'on' }]
  if (type === 'hidden') return [{ name, kind: 'exact', value }]
  if (['slug', 'territoryKey', 'weight', 'number', 'silenceDays', 'dueSoonDays', 'baseline', 'target'].includes(name))
    return [{ name, kind: 'exact', value }]
  if (/On$|color/.test(name) || ['date', 'url', 'number', 'color'].includes(type))
    return [{ name, kind: 'exact', value }]
  if (type === 'email') return [{ name, kind: 'exact', value: value || 'alguien@example.org' }]
  return [{ name, kind: 'text', value: '' }]
}

function valueAt(head: string, name: string): string | undefined {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(` ${head}`)?.[1]
}
