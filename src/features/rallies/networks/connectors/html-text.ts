const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

/** The words of a piece of HTML as a reader sees them; text alone, never shown as HTML. */
export function textOfHtml(html: string): string {
  const text = html
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/(p|div|blockquote|h[1-6]|ul|ol)>\s*(?=<)/gi, '\n\n')
    .replace(/<\/li>/gi, '\n')
    .replace(/<\/?[a-z][^>]*>/gi, '')
  return unescaped(text).trim()
}

/** Character references of HTML, each read once: '&amp;lt;' becomes '&lt;'. */
export function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[String(name).toLowerCase()] ?? whole
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole
  })
}
