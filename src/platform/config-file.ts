/**
 * Reads KEY=value lines; `#` begins a comment line, quotes around a value are taken off. Lines that are neither, and names
 * nobody knows, are told: a misspelt setting that is silently ignored costs an afternoon.
 */
export function readEnvFile(text: string, known: string[]): { values: Record<string, string>; problems: string[] } {
  const values: Record<string, string> = {}
  const problems: string[] = []
  for (const [index, raw] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const match = /^([A-Z][A-Z0-9_]*)\s*=\s*(.*)$/.exec(line)
    const name = match?.[1]
    if (name === undefined) {
      problems.push(`La línea ${index + 1} de tequio.env no es AJUSTE=valor: escribe el nombre, un signo = y el valor.`)
    } else if (!known.includes(name)) {
      problems.push(`La línea ${index + 1} de tequio.env dice ${name}, que no es un ajuste: revisa tequio.env.example.`)
    } else {
      const value = (match?.[2] ?? '').replace(/^(["'])(.*)\1$/, '$2')
      if (value !== '') values[name] = value
    }
  }
  return { values, problems }
}
