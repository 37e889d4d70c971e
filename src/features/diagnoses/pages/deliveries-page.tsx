import type { Wrong } from '../../../platform/http/answer-submission.ts'
import type { C } from '../../../platform/http/env.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { CheckboxGroup } from '../../../ui/Choices.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { backOf } from '../../../ui/form-back.tsx'
import { formatDateTime } from '../../../ui/format.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { Table } from '../../../ui/Table.tsx'
import type { Space } from '../../spaces/model.ts'
import { type Kit, moments } from '../kits/model.ts'
import type { Delivery, Participant } from '../kits/queries.ts'
import type { ProblemTree } from '../model.ts'
import { diagnosisPaths } from '../paths.ts'
import { TreeFrame } from './frame.tsx'

type Props = {
  c: C
  space: Space
  tree: ProblemTree
  kit: Kit
  participants: readonly Participant[]
  /** When its words changed last, after everybody could read it. */
  changedAt: Date | null
  wrong: Wrong
}

/** Who has a place at the kit's tables and what each received: the proof, for whoever runs the table. */
export function DeliveriesPage({ c, space, tree, kit, participants, changedAt, wrong }: Props) {
  const { t } = c.var
  const { typed, errors } = backOf(wrong, 'impreso')
  return (
    <TreeFrame c={c} space={space} tree={tree} title={t('diagnoses.kit.deliveries')} noindex wrong={wrong}>
      <p>
        <a href={diagnosisPaths.kit(tree, kit.id)}>{kit.title}</a>
      </p>
      <Outdated c={c} participants={participants} changedAt={changedAt} />
      {participants.length === 0 ? (
        <EmptyState title={t('diagnoses.kit.nobody')} />
      ) : (
        <>
          <form method="post" action={diagnosisPaths.sendKit(tree, kit.id)}>
            <p>{t('diagnoses.kit.send-text')}</p>
            <Actions>
              <Button>{t('diagnoses.kit.send')}</Button>
            </Actions>
          </form>
          <Table
            id="entregas"
            caption={t('diagnoses.kit.who')}
            stacked
            columns={[
              { key: 'name', label: t('diagnoses.kit.name'), cell: ({ name }) => name },
              { key: 'table', label: t('diagnoses.kit.field.table'), cell: ({ table }) => table },
              ...moments.map((moment) => ({
                key: moment,
                label: t(`diagnoses.moment.${moment}`),
                cell: ({ deliveries }: Participant) => (
                  <Deliveries c={c} deliveries={deliveries.filter((one) => one.moment === moment)} />
                ),
              })),
            ]}
            rows={participants}
          />
          <form method="post" action={diagnosisPaths.handKit(tree, kit.id)} class="form" novalidate>
            <CheckboxGroup
              {...{ t, name: 'registrations', error: errors.registrations }}
              values={typed.registrations?.split('\n')}
              label={t('diagnoses.kit.hand')}
              hint={t('diagnoses.kit.hand-hint')}
              options={participants.map(({ id, name, folio }) => ({ value: id, label: name, hint: folio }))}
            />
            <Actions>
              <Button kind="quiet">{t('diagnoses.kit.hand-submit')}</Button>
            </Actions>
          </form>
        </>
      )}
    </TreeFrame>
  )
}

/** How many hold a kit that says something else by now. */
function Outdated({ c, participants, changedAt }: Pick<Props, 'c' | 'participants' | 'changedAt'>) {
  const { t, context } = c.var
  const count = participants.filter(
    ({ deliveries }) => deliveries.length > 0 && changedAt && deliveries.every(({ at }) => at < changedAt),
  ).length
  if (!changedAt || count === 0) return null
  return (
    <Notice t={t} kind="warning">
      <p>{t('diagnoses.kit.outdated', { count, date: formatDateTime(changedAt, context.locale) })}</p>
    </Notice>
  )
}

function Deliveries({ c, deliveries }: { c: C; deliveries: readonly Delivery[] }) {
  const { t, context } = c.var
  if (deliveries.length === 0) return <>{t('diagnoses.kit.not-yet')}</>
  return (
    <>
      {deliveries.map((one, index) => {
        const way =
          one.way === 'mail' ? (one.sentAt ? 'mail-sent' : one.isFailed ? 'mail-failed' : 'mail-queued') : one.way
        return (
          <>
            {index > 0 ? '; ' : ''}
            {t(`diagnoses.way.${way}`, { at: formatDateTime(one.sentAt ?? one.at, context.locale) })}
          </>
        )
      })}
    </>
  )
}
