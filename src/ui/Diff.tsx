import type { T } from '../platform/i18n.ts'
import { wordDiff } from './diff.ts'

/** What a text lost and what it gained, said aloud too: strike-through alone is silent. */
export function Diff({ t, before, after }: { t: T; before: string; after: string }) {
  return (
    <p class="diff">
      {wordDiff(before, after).map((part) => {
        if (part.kind === 'same') return part.text
        const Tag = part.kind === 'removed' ? 'del' : 'ins'
        return (
          <Tag>
            <span class="visually-hidden">[{t(`ui.diff.${part.kind}`)}: </span>
            {part.text}
            <span class="visually-hidden">]</span>
          </Tag>
        )
      })}
    </p>
  )
}
