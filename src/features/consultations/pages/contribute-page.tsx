import type { C } from '../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../platform/http/form.ts'
import { Actions, Button } from '../../../ui/Button.tsx'
import { Checkbox, Select } from '../../../ui/Choices.tsx'
import { Details } from '../../../ui/Details.tsx'
import { DraftKeeper } from '../../../ui/DraftKeeper.tsx'
import { Field, TextArea } from '../../../ui/Field.tsx'
import { PageHeader } from '../../../ui/Header.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Said } from '../../../ui/Said.tsx'
import { contributionLanguages, longestBody } from '../contributions/model.ts'
import type { PersonalDataKind } from '../contributions/personal-data.ts'
import { consultationPaths } from '../paths.ts'
import type { Shown } from '../translations/model.ts'
import { Demographics } from './demographics.tsx'
import { ConsultationFrame } from './frame.tsx'
import { languageQuery } from './words.ts'

type ContributeProps = {
  c: C
  shown: Shown
  territories: readonly { key: string; name: string }[]
  typed: Typed
  errors: FieldErrors
  /** What in the text looks like personal data; asked about once. */
  suspected: readonly PersonalDataKind[]
}

/** One screen on a phone: which axis, what, send. Everything else is optional and behind one press. */
export function ContributePage(props: ContributeProps) {
  const { c, shown, typed, errors, suspected } = props
  const { consultation, language } = shown
  const { t } = c.var
  return (
    <ConsultationFrame
      c={c}
      space={consultation.space}
      consultation={consultation}
      title={t('consultations.contribute')}
      errors={errors}
      islands={['draft-keeper']}
      noindex
    >
      <PageHeader
        title={t('consultations.contribute')}
        lead={<Said {...{ c, language }}>{consultation.question}</Said>}
      />
      <DraftKeeper t={t}>
        <form
          method="post"
          action={`${consultationPaths.contribute(consultation)}${languageQuery(c)}`}
          class="form"
          novalidate
        >
          <Unseen c={c} typed={typed} />
          {suspected.length > 0 ? <Warning c={c} suspected={suspected} /> : null}
          {consultation.axes.length > 0 ? (
            <Select
              t={t}
              name="axis"
              label={t('consultations.form.choose-axis')}
              empty={t('consultations.axis.none')}
              options={consultation.axes.map((axis) => ({ value: axis.id, label: axis.name }))}
              value={typed.axis}
              error={errors.axis}
            />
          ) : null}
          <TextArea
            t={t}
            name="body"
            label={t('consultations.form.body')}
            hint={t('consultations.form.body.hint')}
            required
            rows={6}
            maxlength={longestBody}
            value={typed.body}
            error={errors.body}
          />
          <More {...props} />
          {consultation.demographics.length > 0 ? (
            <Demographics
              c={c}
              asked={consultation.demographics}
              typed={typed}
              legend="consultations.demographics.ask"
            />
          ) : null}
          <Actions>
            <Button>{t('consultations.send')}</Button>
          </Actions>
          <p class="small muted">{t('consultations.send.privacy')}</p>
        </form>
      </DraftKeeper>
    </ConsultationFrame>
  )
}

/** The id is a text, not a hidden field, so that a draft sent again after a lost answer is the same contribution. */
function Unseen({ c, typed }: Pick<ContributeProps, 'c' | 'typed'>) {
  return (
    <>
      <label class="unseen">
        {c.var.t('consultations.client-id')}
        <input type="text" name="clientId" value={typed.clientId ?? ''} readonly />
      </label>
      <input type="hidden" name="door" value={typed.door ?? ''} />
      <div class="visually-hidden" aria-hidden="true">
        <label for="website">{c.var.t('consultations.trap')}</label>
        <input type="text" id="website" name="website" tabindex={-1} autocomplete="off" data-no-draft />
      </div>
    </>
  )
}

function Warning({ c, suspected }: Pick<ContributeProps, 'c' | 'suspected'>) {
  const { t } = c.var
  return (
    <Notice t={t} kind="warning" title={t('consultations.suspected.title')} live>
      <ul>
        {suspected.map((kind) => (
          <li>{t(`consultations.suspected.${kind}`)}</li>
        ))}
      </ul>
      <p>{t('consultations.suspected.text')}</p>
      <Checkbox
        t={t}
        name="sure"
        label={t('consultations.suspected.sure')}
        hint={t('consultations.suspected.sure.hint')}
      />
    </Notice>
  )
}

function More({ c, territories, typed, errors }: ContributeProps) {
  const { t } = c.var
  const isOpen = Boolean(typed.title || typed.signature || errors.title || errors.signature)
  return (
    <Details summary={t('consultations.form.more')} open={isOpen}>
      <Field
        t={t}
        name="title"
        label={t('consultations.form.own-title')}
        maxlength={200}
        value={typed.title}
        error={errors.title}
      />
      <Field
        t={t}
        name="signature"
        label={t('consultations.form.signature')}
        hint={t('consultations.form.signature.hint')}
        maxlength={120}
        value={typed.signature}
        error={errors.signature}
      />
      {territories.length > 0 ? (
        <Select
          t={t}
          name="territory"
          label={t('consultations.form.territory')}
          empty={t('consultations.form.not-said')}
          options={territories.map(({ key, name }) => ({ value: key, label: name }))}
          value={typed.territory}
          error={errors.territory}
        />
      ) : null}
      <Select
        t={t}
        name="language"
        label={t('consultations.form.language')}
        options={contributionLanguages.map((value) => ({ value, label: t(`consultations.language.${value}`) }))}
        value={typed.language ?? c.var.context.locale}
        error={errors.language}
      />
    </Details>
  )
}
