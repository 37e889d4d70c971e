import { xml } from '../../../../platform/http/xml.ts'

export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value }

/** `<name>` with what it holds; lists hold elements of the given name. */
export function xmlOf(name: string, value: Value, itemNames: Readonly<Record<string, string>>): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${element(name, value, itemNames)}\n`
}

function element(name: string, value: Value, itemNames: Readonly<Record<string, string>>): string {
  if (value === null) return `<${name}/>`
  if (isList(value)) {
    const inner = value.map((item) => element(itemNames[name] ?? 'item', item, itemNames)).join('')
    return `<${name}>${inner}</${name}>`
  }
  if (typeof value === 'object') {
    const inner = Object.entries(value).map(([key, one]) => element(key, one, itemNames))
    return `<${name}>${inner.join('')}</${name}>`
  }
  return `<${name}>${xml(String(value))}</${name}>`
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value)
