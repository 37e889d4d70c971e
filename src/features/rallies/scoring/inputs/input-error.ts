/** An input that cannot be read: where it stands and what was expected there. Its message is a sentence for people. */
export class InputError extends Error {
  readonly file: string
  readonly line: number | null
  readonly column: string | null

  constructor(place: { file: string; line?: number | null; column?: string | null }, expected: string) {
    const { file, line = null, column = null } = place
    super([file, line && `línea ${line}`, column && `«${column}»`].filter(Boolean).join(', ').concat(`: ${expected}`))
    this.file = file
    this.line = line
    this.column = column
  }
}

/** The beginning of what a file says, for a message. */
export function quoted(text: string): string {
  const letters = Array.from(text.slice(0, 200))
  return `«${letters.length > 60 ? `${letters.slice(0, 60).join('')}…` : letters.join('')}»`
}
