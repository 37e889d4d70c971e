import { Actions, Button, ButtonLink } from '../../../ui/Button.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { dueNotice, lateFor, noticeOf } from '../kits/model.ts'
import { diagnosisPaths } from '../paths.ts'
import { AlternativeCard } from './alternative-card.tsx'
import { Drawing } from './drawings.tsx'
import { TreeFrame } from './frame.tsx'
import { Received, ResultsPart, SourcesPart } from './kit-parts.tsx'
import type { KitView } from './kit-view.ts'
import { EvidenceOf, NodeList } from './node-list.tsx'

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
