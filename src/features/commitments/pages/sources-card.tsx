import type { C } from '../../../platform/http/env.ts'
import { Card } from '../../../ui/Card.tsx'
import { Details } from '../../../ui/Details.tsx'
import type { CommitmentDocument } from '../model.ts'

/** Where each fact was read; a long list is one press away. */
export function SourcesCard({ c, commitment }: { c: C; commitment: CommitmentDocument }) {
  if (commitment.sources.length === 0) return null
  return (
    <Card title={c.var.t('public.sources')} size="small">
      <Sources sources={commitment.sources.slice(0, sourcesShown)} />
      {commitment.sources.length > sourcesShown ? (
        <Details summary={`+ ${commitment.sources.length - sourcesShown}`}>
          <Sources sources={commitment.sources.slice(sourcesShown)} />
        </Details>
      ) : null}
    </Card>
  )
}

const sourcesShown = 6

function Sources({ sources }: { sources: CommitmentDocument['sources'] }) {
  return (
    <ul class="sources">
      {sources.map((source) => (
        <li>
          {source.url && /^https?:\/\//.test(source.url) ? (
            <a href={source.url} rel="noopener nofollow">
              {source.title}
            </a>
          ) : (
            source.title
          )}
          {source.note ? <span class="why">{source.note}</span> : null}
        </li>
      ))}
    </ul>
  )
}
