import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, Button, ButtonLink } from '../../../ui/Button.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import type { Space } from '../../spaces/model.ts'
import type { Alternative } from '../alternatives/model.ts'
import type { Evidence } from '../evidence/queries.ts'
import { dueNotice, type Kit, type KitTable, lateFor, moments, noticeOf } from '../kits/model.ts'
import type { deliveryTotals, Results } from '../kits/queries.ts'
import { inReadingOrder, type ProblemTree, type TreeNode } from '../model.ts'
import { diagnosisPaths } from '../paths.ts'
import { AlternativeCard } from './alternatives-page.tsx'
import { Drawing } from './drawings.tsx'
import { TreeFrame } from './frame.tsx'
import { EvidenceOf, NodeList } from './node-list.tsx'

export type KitView = {
  c: C
  space: Space
  tree: ProblemTree
  kit: Kit
  keeps: boolean
  nodes: readonly TreeNode[]
  evidence: ReadonlyMap<string, Evidence>
  alternatives: readonly Alternative[]
  results: Results | null
  totals: Awaited<ReturnType<typeof deliveryTotals>>
  /** When its words changed last, after everybody could read it. */
  changedAt: Date | null
  /** The page of one table of it; null: of all. */
  table: KitTable | null
  /** The one who looks has a place at a table of it: by the link of which mail, and whether she said that she has it. */
  place: { delivery: string | null; has: boolean } | null
  wrong: Wrong
}

/** All that a participant should have at hand, on one page that prints: table, agenda, rules, tree, results, sources. */
export function KitPage(view: KitView) {
  const { c, space, tree, kit, table, nodes, evidence, alternatives, wrong } = view
  const { t } = c.var
  return (
    <TreeFrame
      {...{ c, space, tree, wrong }}
      title={table ? table.title : kit.title}
      crumbs={table ? [{ label: kit.title, href: diagnosisPaths.kit(tree, kit.id) }] : []}
    >
      {table ? <p class="muted">{kit.title}</p> : null}
      <When view={view} />
      <Keeper view={view} />
      <h2>{t('diagnoses.kit.agenda')}</h2>
      <p class="pre-line">{kit.agenda}</p>
      <h2>{t('diagnoses.kit.rules')}</h2>
      <p class="pre-line">{kit.rules}</p>
      <ResultsPart view={view} />
      <h2>{t('diagnoses.kit.tree', { title: tree.title })}</h2>
      <Drawing c={c} tree={tree} nodes={nodes} which="problemas" />
      <NodeList
        c={c}
        nodes={nodes}
        heading="h3"
        below={(node) => <EvidenceOf c={c} tree={tree} evidence={evidence.get(node.id)} />}
      />
      {alternatives.length > 0 ? <h2>{t('diagnoses.alternatives.title')}</h2> : null}
      {alternatives.map((one) => (
        <AlternativeCard c={c} one={one} nodes={nodes} />
      ))}
      <SourcesPart view={view} />
      <Received view={view} />
    </TreeFrame>
  )
}

/** A table that is not announced yet is named to those who run it only. */
function When({ view: { c, space, tree, kit, table: only, keeps, changedAt } }: { view: KitView }) {
  const { t, context } = c.var
  const shown = kit.tables.filter(({ isPublic }) => isPublic || keeps)
  const tables = only ? [only] : shown
  const { publishedAt } = kit
  return (
    <>
      {tables.map((table) => (
        <p class="lead">
          <a href={`/${space.slug}/mesas/${table.slug}`}>{table.title}</a>:{' '}
          {formatDateTime(table.heldAt, context.locale)}
          {table.place ? `. ${table.place}` : null}
          {shown.length > 1 && !only ? (
            <>
              {' '}
              <a class="small screen-only" href={diagnosisPaths.kitOfTable(tree, kit.id, table.slug)}>
                {t('diagnoses.kit.of-table')}
              </a>
            </>
          ) : null}
        </p>
      ))}
      {publishedAt ? (
        <p class="small muted">
          {t('diagnoses.kit.published-on', { date: formatDateTime(publishedAt, context.locale) })}{' '}
          {tables
            .map(({ heldAt }) => t('diagnoses.kit.notice', { days: Math.max(0, noticeOf(publishedAt, heldAt)) }))
            .join(' ')}
          {changedAt ? (
            <>
              {' '}
              {t('diagnoses.kit.changed-on', { date: formatDateTime(changedAt, context.locale) })}{' '}
              <a class="screen-only" href={diagnosisPaths.history(tree)}>
                {t('diagnoses.history')}
              </a>
            </>
          ) : null}
        </p>
      ) : null}
    </>
  )
}

function Keeper({ view: { c, tree, kit, keeps } }: { view: KitView }) {
  const { t, context } = c.var
  if (!keeps) return null
  const late = lateFor(kit, context.now)
  return (
    <>
      {late.length > 0 ? (
        <Notice t={t} kind="warning">
          <p>{t('diagnoses.kit.late', { tables: late.map(({ title }) => title).join(', '), due: dueNotice })}</p>
        </Notice>
      ) : null}
      <p class="actions screen-only">
        <ButtonLink kind="quiet" href={diagnosisPaths.rewordKit(tree, kit.id)}>
          {t('diagnoses.kit.edit')}
        </ButtonLink>
        {kit.publishedAt ? (
          <ButtonLink kind="quiet" href={diagnosisPaths.deliveries(tree, kit.id)}>
            {t('diagnoses.kit.deliveries')}
          </ButtonLink>
        ) : null}
      </p>
      {kit.publishedAt ? null : (
        <form method="post" action={diagnosisPaths.publishKit(tree, kit.id)}>
          <Actions>
            <Button>{t('diagnoses.kit.publish')}</Button>
          </Actions>
        </form>
      )}
    </>
  )
}

function ResultsPart({ view: { c, tree, results } }: { view: KitView }) {
  const { t } = c.var
  if (!results || !tree.topic) return null
  return (
    <>
      <h2>{t('diagnoses.kit.results')}</h2>
      <p>
        {t('diagnoses.kit.results-text', {
          count: results.contributions,
          consultation: tree.topic.consultation.title,
          taken: results.takenUp,
          topic: tree.topic.name,
        })}
      </p>
      {results.responses.length > 0 ? (
        <ul>
          {results.responses.map(({ kind, count }) => (
            <li>{t('diagnoses.kit.outcome', { kind: outcomeWords[kind] ?? kind, count })}</li>
          ))}
        </ul>
      ) : null}
    </>
  )
}

/** A sentence chooses by one word; one with a hyphen it would take for two. */
const outcomeWords: Partial<Record<string, string>> = { 'included-in-part': 'partly', 'not-included': 'refused' }

function SourcesPart({ view: { c, kit, nodes, evidence } }: { view: KitView }) {
  const { t } = c.var
  const sources = inReadingOrder(nodes).flatMap(({ id }) => evidence.get(id)?.sources ?? [])
  if (sources.length === 0 && !kit.sources) return null
  return (
    <>
      <h2>{t('diagnoses.kit.sources')}</h2>
      {kit.sources ? <p class="pre-line">{kit.sources}</p> : null}
      <ul>
        {sources.map(({ title, url, figure }) => (
          <li>
            {url ? <a href={url}>{title}</a> : title}
            {figure ? `: ${figure}` : null}
          </li>
        ))}
      </ul>
    </>
  )
}

/** Proof for everybody, in totals; a participant with an account says here that she has it. */
function Received({ view: { c, tree, kit, totals, place } }: { view: KitView }) {
  const { t } = c.var
  if (!kit.publishedAt || totals.people === 0) return null
  return (
    <section class="screen-only" aria-labelledby="received">
      <h2 id="received">{t('diagnoses.kit.received')}</h2>
      <ul>
        {moments.map((moment) => (
          <li>{t(`diagnoses.kit.received-${moment}`, { count: totals[moment], people: totals.people })}</li>
        ))}
      </ul>
      {place?.has ? <p>{t('diagnoses.kit.you-have-it')}</p> : null}
      {place && !place.has ? (
        <form method="post" action={diagnosisPaths.receiveKit(tree, kit.id)}>
          <input type="hidden" name="delivery" value={place.delivery ?? ''} />
          <Button kind="quiet">{t('diagnoses.kit.i-have-it')}</Button>
        </form>
      ) : null}
    </section>
  )
}
