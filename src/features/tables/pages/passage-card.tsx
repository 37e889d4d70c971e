import { Actions, Button } from '../../../ui/Button.tsx'
import { Card } from '../../../ui/Card.tsx'
import { RadioGroup, Select } from '../../../ui/Choices.tsx'
import { Details } from '../../../ui/Details.tsx'
import { Diff } from '../../../ui/Diff.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { backOf, fieldsOf, idIn } from '../../../ui/form-back.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Status } from '../../../ui/Status.tsx'
import { isStale, type Passage, type Remark } from '../drafts/model.ts'
import { sectors } from '../model.ts'
import { tablePaths } from '../paths.ts'
import { type DraftView, isOpen } from './view.ts'

type PassageView = DraftView & { passage: Passage; nth: number | null }

/** One passage, the nth of its kind where there are several: as it stands, what it was, what is said of it. */
export function PassageCard(view: PassageView) {
  const { c, passage, nth, changed, keeps } = view
  const { t, context } = c.var
  const name = t(`tables.passage.${passage.field}`)
  const speaks = isOpen(view) && (context.actor !== null || view.guest !== null)
  return (
    <Card title={nth === null ? name : `${name} ${nth}`} id={`pasaje-${passage.position}`} size="small">
      {changed === passage.id ? (
        <Notice t={t} kind="warning" live>
          <p>{t('tables.passage.changed', { version: passage.version })}</p>
        </Notice>
      ) : null}
      {passage.wording.split(/\n+/).map((line) => (
        <p class="prose">{line}</p>
      ))}
      <p class="small muted">{t('tables.passage.version', { version: passage.version })}</p>
      {passage.earlier.length > 0 ? (
        <Details summary={t('tables.passage.earlier', { count: passage.earlier.length })}>
          {passage.earlier.map(({ number, wording }, index) => (
            <>
              <p class="small muted">{t('tables.passage.from-to', { from: number, to: number + 1 })}</p>
              <Diff t={t} before={wording} after={passage.earlier[index + 1]?.wording ?? passage.wording} />
            </>
          ))}
        </Details>
      ) : null}
      {passage.remarks.length > 0 ? (
        <ul class="plain stack remarks">
          {passage.remarks.map((remark) => (
            <RemarkItem {...view} remark={remark} />
          ))}
        </ul>
      ) : null}
      {speaks ? (
        <RemarkForm {...view} />
      ) : isOpen(view) ? (
        <p class="small muted">{t('tables.remark.sign-in')}</p>
      ) : null}
      {keeps && isOpen(view) ? <Reword {...view} /> : null}
    </Card>
  )
}

function RemarkItem(view: PassageView & { remark: Remark }) {
  const { c, passage, remark, keeps } = view
  const { t } = c.var
  const basis = passage.earlier.find(({ number }) => number === remark.onVersion)?.wording ?? passage.wording
  const who =
    remark.sector && sectors.some((sector) => sector === remark.sector)
      ? `${remark.signature} (${t(`exercise.sector.${remark.sector as (typeof sectors)[number]}`)})`
      : remark.signature
  return (
    <li id={`observacion-${remark.id}`}>
      <p>
        <strong>{who}</strong>{' '}
        <Status
          kind={remark.decision === null ? 'not-started' : remark.decision === 'accepted' ? 'done' : 'paused'}
          word={t(`tables.remark.${remark.decision ?? 'open'}`)}
        />
      </p>
      {remark.body ? <p>{remark.body}</p> : null}
      {remark.suggested ? (
        <>
          <p class="small muted">{t('tables.remark.suggests', { version: remark.onVersion })}</p>
          <Diff t={t} before={basis} after={remark.suggested} />
        </>
      ) : null}
      {remark.answer ? <p class="small">{t('tables.remark.answer', { answer: remark.answer })}</p> : null}
      {keeps && isOpen(view) && remark.decision === null ? <Decide {...view} /> : null}
    </li>
  )
}

/** Carries the version that is on this page; what was suggested for an older one is shown against what stands now. */
function Decide({ c, table, draft, passage, remark, wrong }: PassageView & { remark: Remark }) {
  const { t } = c.var
  const { typed, errors } = backOf(wrong, remark.id)
  const field = (name: string) => ({ t, name, id: idIn(remark.id, name), error: errors[name] })
  return (
    <Details summary={t('tables.remark.decide')} open={wrong?.form === remark.id}>
      {isStale(passage, remark) && remark.suggested ? (
        <Notice t={t} kind="warning">
          <p>{t('tables.remark.stale', { on: remark.onVersion, now: passage.version })}</p>
          <Diff t={t} before={passage.wording} after={remark.suggested} />
        </Notice>
      ) : null}
      <form method="post" action={tablePaths.decide(table, draft.number, remark.id)} class="form" novalidate>
        <input type="hidden" name="seen" value={passage.version} />
        <RadioGroup
          {...field('decision')}
          label={t('tables.remark.decision')}
          required
          options={(['accepted', 'answered'] as const).map((value) => ({
            value,
            label: t(`tables.remark.decision.${value}`),
          }))}
          value={typed.decision ?? 'accepted'}
        />
        <TextArea
          {...field('wording')}
          label={t('tables.remark.wording')}
          hint={t('tables.remark.wording-hint')}
          rows={4}
          value={typed.wording ?? remark.suggested ?? passage.wording}
        />
        <TextArea
          {...field('answer')}
          label={t('tables.remark.reason')}
          hint={t('tables.remark.reason-hint')}
          rows={2}
          value={typed.answer}
        />
        <Actions>
          <Button>{t('tables.remark.save')}</Button>
        </Actions>
      </form>
    </Details>
  )
}

function RemarkForm({ c, table, draft, passage, keeps, guest, wrong }: PassageView) {
  const { t, context } = c.var
  const { typed } = backOf(wrong, passage.id)
  const field = fieldsOf({ c, wrong }, passage.id)
  const name = guest?.registration.name ?? context.actor?.name ?? ''
  return (
    <Details summary={t('tables.remark.make')} open={wrong?.form === passage.id}>
      <form method="post" action={tablePaths.remark(table, draft.number, passage.id)} class="form" novalidate>
        <input type="hidden" name="seen" value={passage.version} />
        {guest ? <input type="hidden" name="clave" value={guest.secret} /> : null}
        <TextArea
          {...field('suggested')}
          label={t('tables.remark.suggest')}
          hint={t('tables.remark.suggest-hint')}
          rows={4}
          value={typed.suggested ?? passage.wording}
        />
        <TextArea {...field('body')} label={t('tables.remark.body')} rows={2} />
        {keeps ? (
          <Field {...field('signature')} label={t('tables.remark.whose')} required />
        ) : (
          <p class="small">{t('tables.remark.signed', { name })}</p>
        )}
        {keeps || !guest ? (
          <Select
            {...field('sector')}
            label={t('exercise.sector')}
            empty={t('tables.unsaid')}
            options={sectors.map((value) => ({ value, label: t(`exercise.sector.${value}`) }))}
          />
        ) : null}
        <Actions>
          <Button>{t('tables.remark.publish')}</Button>
        </Actions>
      </form>
    </Details>
  )
}

function Reword({ c, table, draft, passage, wrong }: PassageView) {
  const { t } = c.var
  const form = `redaccion-${passage.position}`
  const { typed, errors } = backOf(wrong, form)
  return (
    <Details summary={t('tables.passage.reword')} open={wrong?.form === form}>
      <form method="post" action={tablePaths.passage(table, draft.number, passage.id)} class="form" novalidate>
        <input type="hidden" name="seen" value={passage.version} />
        <TextArea
          t={t}
          name="wording"
          id={idIn(form, 'wording')}
          label={t('tables.passage.wording')}
          rows={4}
          required
          value={typed.wording ?? passage.wording}
          error={errors.wording}
        />
        <Actions>
          <Button kind="quiet">{t('tables.passage.reword')}</Button>
        </Actions>
      </form>
    </Details>
  )
}
