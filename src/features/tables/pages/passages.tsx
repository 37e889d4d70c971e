import { Card } from '../../../ui/Card.tsx'
import { isText, type Passage } from '../drafts/model.ts'
import { PassageCard } from './passage-card.tsx'
import { type DraftView, isOpen } from './view.ts'

/**
 * The passages of a draft in their order, each with what is said of it. Where nothing can be said any more, what nobody said
 * anything of stands together: a finished roadmap has some twenty passages of a line each.
 */
export function Passages(view: DraftView) {
  const { c, draft } = view
  return (
    <>
      {runsOf(draft.passages, (passage) => !isOpen(view) && isQuiet(passage)).map((run) => {
        const [first] = run
        if (!first) return null
        if (run.length === 1) return <PassageCard {...view} passage={first} nth={nthOfKind(draft.passages, first)} />
        return (
          <Card title={c.var.t(`tables.passage.${first.field}`)} size="small">
            <ol>
              {run.map(({ position, wording }) => (
                <li id={`pasaje-${position}`}>{wording}</li>
              ))}
            </ol>
          </Card>
        )
      })}
    </>
  )
}

/** One of a list, worded once and never spoken of. */
function isQuiet({ field, earlier, remarks }: Passage): boolean {
  return !isText(field) && earlier.length === 0 && remarks.length === 0
}

/** Neighbours of one kind that `stand` together, all others alone. */
function runsOf(passages: readonly Passage[], stand: (passage: Passage) => boolean): Passage[][] {
  const runs: Passage[][] = []
  for (const passage of passages) {
    const run = runs.at(-1)
    const before = run?.at(-1)
    if (run && before && before.field === passage.field && stand(before) && stand(passage)) run.push(passage)
    else runs.push([passage])
  }
  return runs
}

/** Which one of its kind it is, where its kind has several. */
function nthOfKind(passages: readonly Passage[], passage: Passage): number | null {
  const kind = passages.filter(({ field }) => field === passage.field)
  return kind.length > 1 ? kind.indexOf(passage) + 1 : null
}
