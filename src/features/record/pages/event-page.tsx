import type { C } from '../../../platform/http/env.ts'
import { DescriptionList } from '../../../ui/DescriptionList.tsx'
import { Details } from '../../../ui/Details.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Page } from '../../../ui/Page.tsx'
import { type EventContent, type PublicEvent, subjectTitle } from '../model.ts'
import { recordPaths } from '../paths.ts'
import { typeWords } from './event-words.ts'

/** `before` is the chain value that this event was linked to. */
export type EventPageProps = { c: C; event: PublicEvent; before: string; isNewest: boolean }

export function EventPage({ c, event, before, isNewest }: EventPageProps) {
  const { t } = c.var
  const title = t('record.event.title', { number: event.seq })
  return (
    <Page
      c={c}
      title={title}
      crumbs={[{ label: t('record.title'), href: recordPaths.all() }, { label: title }]}
      changedAt={new Date(event.at)}
      twins={['json']}
    >
      <h1>{title}</h1>
      {event.content ? <p>{typeWords(t, event.content.type)}</p> : <Withheld c={c} />}
      <Facts c={c} event={event} />
      {event.content ? (
        <>
          <h2>{t('record.event.body')}</h2>
          <p>{t('record.event.body.text')}</p>
          <pre class="wrap-text" tabindex={0}>
            <code>{event.content.body}</code>
          </pre>
        </>
      ) : null}
      <Fingerprints c={c} event={event} before={before} />
      <nav class="pager" aria-label={t('record.event.neighbours')}>
        {event.seq > 1 ? (
          <a class="step" rel="prev" href={recordPaths.event(event.seq - 1)}>
            ‹ {t('record.event.previous')}
          </a>
        ) : null}
        {isNewest ? null : (
          <a class="step" rel="next" href={recordPaths.event(event.seq + 1)}>
            {t('record.event.next')} ›
          </a>
        )}
      </nav>
    </Page>
  )
}

function Withheld({ c }: { c: C }) {
  const { t } = c.var
  return (
    <Notice t={t} title={t('record.withheld')}>
      <p>{t('record.withheld.text')}</p>
    </Notice>
  )
}

function Facts({ c, event }: { c: C; event: PublicEvent }) {
  const { t, context } = c.var
  const when = {
    term: t('record.column.at'),
    value: <time datetime={event.at}>{formatDateTime(event.at, context.locale)}</time>,
  }
  return <DescriptionList items={[when, ...(event.content ? factsOf(c, event.content) : [])]} />
}

function factsOf(c: C, content: EventContent) {
  const { t } = c.var
  const subject = subjectTitle(content)
  return [
    ...(content.space
      ? [{ term: t('record.column.space'), value: <a href={`/${content.space.slug}`}>{content.space.name}</a> }]
      : []),
    ...(subject ? [{ term: t('record.event.subject'), value: subject }] : []),
    { term: t('record.event.subject.id'), value: <code>{`${content.subject.type} ${content.subject.id}`}</code> },
    {
      term: t('record.event.actor'),
      value: content.actor ? <code>{content.actor}</code> : t('record.event.actor.none'),
    },
  ]
}

function Fingerprints({ c, event, before }: { c: C; event: PublicEvent; before: string }) {
  const { t, deps } = c.var
  const address = new URL(`${recordPaths.event(event.seq)}.json`, deps.config.baseUrl).href
  const recompute = [
    ...(event.content ? [`curl -s ${address} | jq -rj .body | sha256sum`, `# ${event.hash}`] : []),
    `printf '%s%s' ${before} ${event.hash} | xxd -r -p | sha256sum`,
    `# ${event.chain}`,
  ].join('\n')
  return (
    <>
      <h2>{t('record.event.fingerprints')}</h2>
      <DescriptionList
        items={[
          { term: t('record.event.hash'), value: <code class="fingerprint">{event.hash}</code> },
          { term: t('record.event.before'), value: <code class="fingerprint">{before}</code> },
          { term: t('record.event.chain'), value: <code class="fingerprint">{event.chain}</code> },
        ]}
      />
      <Details summary={t('record.event.recompute')}>
        <p>{t('record.event.recompute.text')}</p>
        <pre tabindex={0}>
          <code>{recompute}</code>
        </pre>
      </Details>
    </>
  )
}
