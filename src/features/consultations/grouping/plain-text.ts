import { Parser } from 'htmlparser2'

/** What is not words of a person: read past, with all that stands inside. */
const unread = new Set(['script', 'style', 'template', 'noscript', 'iframe'])

/** Marks inside a word or a line; every other mark parts what stands before it from what follows. */
const inline = new Set('a abbr b em font i mark s small span strong sub sup u'.split(' '))

/**
 * The words of a text that may hold HTML, its entities decoded. Only read, never built into a page: nothing runs and nothing
 * is fetched. A "<" that opens no mark is a sign like any other.
 */
export function plainText(text: string): string {
  if (!/[<&]/.test(text)) return spaced(text)
  const source = /<[/!?a-z][^>]*>/i.test(text) ? text : text.replaceAll('<', '&lt;')
  const pieces: string[] = []
  const inside: string[] = []
  const parser = new Parser({
    onopentagname(name) {
      if (unread.has(name)) inside.push(name)
      if (!inline.has(name)) pieces.push(' ')
    },
    onclosetag(name) {
      if (inside.at(-1) === name) inside.pop()
      if (!inline.has(name)) pieces.push(' ')
    },
    ontext(piece) {
      if (inside.length === 0) pieces.push(piece)
    },
  })
  parser.end(source)
  return spaced(pieces.join(''))
}

function spaced(text: string): string {
  return text.toWellFormed().replace(/\s+/gu, ' ').trim()
}
