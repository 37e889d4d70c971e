import { dayIn } from '../../../platform/civil-day.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { RadioGroup } from '../../../ui/Choices.tsx'
import { backOf, idIn } from '../../../ui/form-back.tsx'
import { formatDate } from '../../../ui/format.ts'
import { Status } from '../../../ui/Status.tsx'
import { threeSectors } from '../../governance/model.ts'
import { sectorsMissing } from '../drafts/model.ts'
import { tablePaths } from '../paths.ts'
import { type DraftView, isOpen } from './view.ts'

/** Which sectors said yes to the version that stands, through whom and how; and the form for those that have not. */
export function ApprovalsCard(view: DraftView) {
  const { c, table, draft } = view
  const { t, context } = c.var
  return (
    <Card title={t('tables.approvals')} id="aprobaciones">
      <p class="small">{t('tables.approvals.text')}</p>
      <ul class="plain stack">
        {threeSectors.map((sector) => {
          const own = draft.approvals.filter((one) => one.sector === sector)
          const now = own.find(({ version }) => version === draft.version)
          const before = own.at(-1)
          const said = (one: NonNullable<typeof now>) =>
            `${t(`tables.approvals.${one.way}`, { name: one.name })}, ${formatDate(dayIn(table.timeZone, one.at), context.locale)}`
          return (
            <li>
              <strong>{t(`governance.sector.${sector}`)}</strong>{' '}
              {now ? (
                <Status kind="done" word={t('tables.approvals.yes')} why={said(now)} />
              ) : (
                <Status
                  kind="not-started"
                  word={t('tables.approvals.no')}
                  why={before ? t('tables.approvals.earlier', { version: before.version }) : undefined}
                />
              )}
            </li>
          )
        })}
      </ul>
      <ApproveForm {...view} />
    </Card>
  )
}

function ApproveForm(view: DraftView) {
  const { c, table, draft, keeps, approvers, wrong } = view
  const { t, context } = c.var
  if (!isOpen(view) || context.actor === null || draft.passages.length === 0) return null
  const missing = sectorsMissing(draft)
  const own = approvers.filter(
    ({ sector, personId }) => missing.includes(sector) && (keeps || personId === context.actor?.id),
  )
  if (keeps && approvers.length === 0) return <p class="muted">{t('tables.approvals.no-body')}</p>
  if (own.length === 0) return null
  const { errors } = backOf(wrong, 'aprobacion')
  return (
    <form method="post" action={tablePaths.approve(table, draft.number)} class="form" novalidate>
      <input type="hidden" name="seen" value={draft.version} />
      <RadioGroup
        t={t}
        name="membership"
        id={idIn('aprobacion', 'membership')}
        label={t('tables.approvals.who')}
        hint={keeps ? t('tables.approvals.room-hint') : undefined}
        required
        error={errors.membership}
        options={own.map(({ membershipId, name, sector, body }) => ({
          value: membershipId,
          label: name,
          hint: `${t(`governance.sector.${sector}`)} · ${body}`,
        }))}
        value={own.length === 1 ? own[0]?.membershipId : undefined}
      />
      <Actions>
        <Button>{t('tables.approvals.approve', { version: draft.version })}</Button>
      </Actions>
    </form>
  )
}
