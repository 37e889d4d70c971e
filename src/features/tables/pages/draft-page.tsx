import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { Select } from '../../../ui/Choices.tsx'
import { Confirm, Details } from '../../../ui/Details.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { backOf, fieldsOf, idIn } from '../../../ui/form-back.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Status } from '../../../ui/Status.tsx'
import { isText, passageFields, stateOfDraft } from '../drafts/model.ts'
import { tablePaths } from '../paths.ts'
import { ApprovalsCard } from './approvals-card.tsx'
import { TableFrame } from './frame.tsx'
import { Passages } from './passages.tsx'
import { RatingsCard } from './ratings-card.tsx'
import { type DraftView, isOpen } from './view.ts'

const kinds = { discussed: 'on-time', approved: 'done', adopted: 'done', stopped: 'paused' } as const

/** A draft commitment, passage by passage, with what is said of each. */
export function DraftPage(view: DraftView) {
  const { c, space, table, draft, keeps, wrong, commitmentHref } = view
  const { t } = c.var
  const state = stateOfDraft(draft)
  return (
    <TableFrame
      c={c}
      space={space}
      table={table}
      title={`${draft.number}. ${draft.title}`}
      width="narrow"
      wrong={wrong}
    >
      <p>
        <Status
          kind={kinds[state]}
          word={t(`tables.draft.state.${state}`)}
          why={draft.stopped?.reason ?? t('tables.draft.version', { version: draft.version })}
        />
      </p>
      {commitmentHref ? (
        <Notice t={t} kind="success">
          <p>
            <a href={commitmentHref}>{t('tables.draft.commitment')}</a>
          </p>
        </Notice>
      ) : null}
      {draft.alternative ? (
        <p class="small">
          {t('tables.draft.from', { number: draft.alternative.number, wording: draft.alternative.wording })}
        </p>
      ) : null}
      {draft.passages.length === 0 ? <p class="muted">{t('tables.draft.empty')}</p> : null}
      <Passages {...view} />
      {keeps && isOpen(view) ? <AddPassage {...view} /> : null}
      <RatingsCard {...view} />
      <ApprovalsCard {...view} />
      {keeps && isOpen(view) ? <Stop {...view} /> : null}
    </TableFrame>
  )
}

function AddPassage({ c, table, draft, wrong }: DraftView) {
  const { t } = c.var
  const field = fieldsOf({ c, wrong }, 'pasaje')
  const free = passageFields.filter((one) => !isText(one) || !draft.passages.some((passage) => passage.field === one))
  return (
    <Details summary={t('tables.passage.add')} open={wrong?.form === 'pasaje' || draft.passages.length === 0}>
      <form method="post" action={tablePaths.passages(table, draft.number)} class="form" novalidate>
        <Select
          {...field('field')}
          label={t('tables.passage.field')}
          required
          options={free.map((value) => ({ value, label: t(`tables.passage.${value}`) }))}
        />
        <TextArea {...field('wording')} label={t('tables.passage.wording')} rows={4} required />
        <Actions>
          <Button>{t('tables.passage.add')}</Button>
        </Actions>
      </form>
    </Details>
  )
}

function Stop({ c, table, draft, wrong }: DraftView) {
  const { t } = c.var
  const back = backOf(wrong, 'detener')
  return (
    <Card title={t('tables.draft.stop')}>
      <Confirm summary={t('tables.draft.stop')} open={wrong?.form === 'detener'}>
        <form method="post" action={tablePaths.stop(table, draft.number)} class="form" novalidate>
          <Field
            t={t}
            name="reason"
            id={idIn('detener', 'reason')}
            label={t('tables.reason')}
            required
            value={back.typed.reason}
            error={back.errors.reason}
          />
          <Button kind="danger">{t('tables.draft.stop')}</Button>
        </form>
      </Confirm>
    </Card>
  )
}
