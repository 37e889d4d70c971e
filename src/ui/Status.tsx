export type StatusKind =
  | 'done'
  | 'on-time'
  | 'at-risk'
  | 'late'
  | 'dispute'
  | 'paused'
  | 'no-information'
  | 'not-started'

export interface StatusProps {
  kind: StatusKind
  word: string
  /** The reason, always: 'vence en 12 días', 'sin evidencia'. */
  why?: string | undefined
}

/** Word, shape and colour; never colour alone. */
export function Status({ kind, word, why }: StatusProps) {
  const mark = <span class={`status ${kind}`}>{word}</span>
  if (!why) return mark
  return (
    <span class="status-why">
      {mark} <span class="why">{why}</span>
    </span>
  )
}
