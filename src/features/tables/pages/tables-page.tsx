import type { C } from '../../../platform/http/env.ts'
import { Actions, ButtonLink } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Items } from '../../../ui/Items.tsx'
import { Status, type StatusKind } from '../../../ui/Status.tsx'
import type { Space } from '../../spaces/model.ts'
import { type Phase, phaseOf, type WorkingTable } from '../model.ts'
import { tablePaths } from '../paths.ts'
import type { ExercisePresence } from '../presence/queries.ts'
import { TableFrame } from './frame.tsx'
import { presenceWords } from './presence-card.tsx'

const kinds: Record<Phase, StatusKind> = {
  draft: 'no-information',
  cancelled: 'paused',
  registering: 'not-started',
  running: 'on-time',
  over: 'done',
}

export function PhaseStatus({ c, table }: { c: C; table: WorkingTable }) {
  const phase = phaseOf(table, c.var.context.now)
  return <Status kind={kinds[phase]} word={c.var.t(`tables.phase.${phase}`)} />
}

/** Tables of a space: those to come first, then those that were. */
export function TablesPage({
  c,
  space,
  tables,
  presences,
  keeps,
}: {
  c: C
  space: Space
  tables: readonly WorkingTable[]
  presences: readonly ExercisePresence[]
  keeps: boolean
}) {
  const { t, context } = c.var
  const isAhead = (table: WorkingTable) => ['draft', 'registering', 'running'].includes(phaseOf(table, context.now))
  const ordered = [...tables.filter(isAhead), ...tables.filter((table) => !isAhead(table)).reverse()]
  return (
    <TableFrame
      c={c}
      space={space}
      title={t('tables.list.title')}
      lead={t('tables.list.lead')}
      twins={['json', 'csv', 'ics']}
    >
      {keeps ? (
        <Actions>
          <ButtonLink href={tablePaths.create(space.slug)}>{t('tables.create')}</ButtonLink>
        </Actions>
      ) : null}
      {presences.map(({ title, presence }) => (
        <p>{t('tables.presence.in-exercise', { title, words: presenceWords(t, presence) })}</p>
      ))}
      {tables.length === 0 ? (
        <EmptyState title={t('tables.list.none')} />
      ) : (
        <Items
          label={t('tables.list.title')}
          items={ordered.map((table) => ({
            title: table.title,
            href: tablePaths.table(table),
            meta: [
              formatDateTime(table.heldAt, context.locale, table.timeZone),
              table.place ?? t(`tables.modality.${table.modality}`),
            ].join(' · '),
            state: <PhaseStatus c={c} table={table} />,
          }))}
        />
      )}
    </TableFrame>
  )
}
