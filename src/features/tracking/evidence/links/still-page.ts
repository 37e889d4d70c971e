import { Parser } from 'htmlparser2'
import type { Archived } from './archive.ts'

/** Elements that are written again; everything else leaves only its text, and some not even that. */
const kept = new Set(
  'h1 h2 h3 h4 h5 h6 p ul ol li dl dt dd table caption thead tbody tfoot tr th td blockquote pre code em strong b i u small sub sup br hr figure figcaption section article header footer main div span img'.split(
    ' ',
  ),
)
const silent = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'object',
  'embed',
  'svg',
  'math',
  'select',
])
const empty = new Set(['br', 'hr', 'img'])

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/**
 * The words and pictures of an archived page as HTML that does nothing: no script, style, form, link or address to anywhere; of its
 * attributes only what a picture or a table says.
 */
export function stillPage([page, ...others]: readonly Archived[], lang: string): string {
  const pictures = new Map(others.map((one) => [one.url, one]))
  const out: string[] = []
  let title = ''
  let depth = 0
  let isTitle = false
  const parser = new Parser({
    onopentag(name, attributes) {
      if (silent.has(name)) depth += 1
      isTitle = name === 'title'
      if (depth > 0 || !kept.has(name)) return
      out.push(name === 'img' ? imageOf(attributes, page?.url ?? '', pictures) : `<${name}${spans(attributes)}>`)
    },
    ontext(text) {
      if (isTitle) title += text
      else if (depth === 0) out.push(escaped(text))
    },
    onclosetag(name) {
      isTitle = false
      if (silent.has(name)) depth = Math.max(0, depth - 1)
      else if (depth === 0 && kept.has(name) && !empty.has(name)) out.push(`</${name}>`)
    },
  })
  parser.end(page?.bytes.toString('utf8') ?? '')
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title>`
  return `<!doctype html><html lang="${lang}"><head>${head}</head><body>${out.join('')}</body></html>`
}

function spans(attributes: Record<string, string>): string {
  return ['colspan', 'rowspan']
    .filter((name) => /^\d{1,3}$/.test(attributes[name] ?? ''))
    .map((name) => ` ${name}="${attributes[name]}"`)
    .join('')
}

function imageOf(attributes: Record<string, string>, base: string, pictures: ReadonlyMap<string, Archived>): string {
  const alt = escaped(attributes.alt ?? '')
  const source = attributes.src ?? ''
  const picture = URL.canParse(source, base) ? pictures.get(new URL(source, base).href) : undefined
  const type = /^image\/(png|jpeg|gif|webp)/.exec(picture?.mediaType ?? '')?.[0]
  if (!picture || !type) return alt
  return `<img alt="${alt}" src="data:${type};base64,${picture.bytes.toString('base64')}">`
}
