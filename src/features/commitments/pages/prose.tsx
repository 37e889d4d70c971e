import type { CommitmentDocument, Part } from '../model.ts'
import { partiesOf } from '../model.ts'

/** Text as people wrote it, its paragraphs kept; nothing in it is ever markup. */
export function Prose({ text, lang }: { text: string; lang?: string | undefined }) {
  const paragraphs = text.split(/\n{2,}/).filter((paragraph) => paragraph.trim() !== '')
  return (
    <>
      {paragraphs.map((paragraph) => (
        <p class="prose" {...(lang ? { lang } : {})}>
          {paragraph}
        </p>
      ))}
    </>
  )
}

export function Names({ commitment, part }: { commitment: CommitmentDocument; part: Part }) {
  const names = partiesOf(commitment, part).map((party) =>
    party.acronym ? `${party.name} (${party.acronym})` : party.name,
  )
  return names.length === 1 ? (
    names[0]
  ) : (
    <ul>
      {names.map((name) => (
        <li>{name}</li>
      ))}
    </ul>
  )
}

export function Lines({ lines }: { lines: readonly string[] }) {
  return lines.length === 1 ? (
    lines[0]
  ) : (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}
