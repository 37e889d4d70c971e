import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { RadioGroup, Select } from '../../../../ui/Choices.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import { at } from '../../editions/pages/words.ts'
import { rallyPaths } from '../../paths.ts'
import { type RegistrationRefusal, teamKinds } from '../model.ts'
import { teamPaths } from '../paths.ts'
import { MemberFields } from './member-fields.tsx'

type RegisterProps = {
  c: C
  edition: Edition
  states: readonly { key: string; name: string }[]
  organizations: readonly { id: string; name: string }[]
  refusal: RegistrationRefusal | null
  typed: Typed
  errors: FieldErrors
  refused?: string | undefined
}

export function RegisterPage(props: RegisterProps) {
  const { c, edition, refusal, errors, refused } = props
  const { t } = c.var
  const title = t('rally.edition.register')
  const between = [{ label: t('rally.edition.teams'), href: rallyPaths.teams(edition) }]
  return (
    <EditionFrame c={c} edition={edition} title={title} between={between} width="narrow" noindex>
      <h1>{title}</h1>
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      {refused ? (
        <Notice t={t} kind="error" live>
          <p>{refused}</p>
        </Notice>
      ) : null}
      {refusal ? <Closed c={c} edition={edition} refusal={refusal} /> : <Form {...props} />}
    </EditionFrame>
  )
}

function Closed({ c, edition, refusal }: { c: C; edition: Edition; refusal: RegistrationRefusal }) {
  const { t, context } = c.var
  const { registrationOpensAt: opens } = edition
  return (
    <EmptyState title={t(`rally.team.refusal.${refusal}`)}>
      {refusal === 'not-open' && opens ? (
        <p>{t('rally.team.opens', { date: at(opens, context.locale, edition) })}</p>
      ) : null}
    </EmptyState>
  )
}

function Form({ c, edition, states, organizations, typed, errors }: RegisterProps) {
  const { t } = c.var
  return (
    <form method="post" action={teamPaths.register(edition)} class="form" novalidate>
      <p class="lead">{t('rally.register.team.lead', { min: edition.teamMin, max: edition.teamMax })}</p>
      <Field
        {...{ t, name: 'name', label: t('rally.team.name'), hint: t('rally.team.name.hint'), required: true }}
        {...{ maxlength: 100, value: typed.name, error: errors.name }}
      />
      <RadioGroup
        {...{ t, name: 'kind', label: t('rally.team.kind'), required: true, value: typed.kind, error: errors.kind }}
        options={teamKinds.map((value) => ({ value, label: t(`rally.team.kind.${value}`) }))}
      />
      <Select
        {...{ t, name: 'stateKey', label: t('rally.team.state'), empty: t('rally.team.state.none'), size: 'medium' }}
        {...{ value: typed.stateKey, error: errors.stateKey }}
        options={states.map(({ key, name }) => ({ value: key, label: name }))}
      />
      {organizations.length > 0 ? (
        <Select
          {...{ t, name: 'organizationId', label: t('rally.team.organization'), size: 'medium' }}
          {...{ hint: t('rally.team.organization.hint'), empty: t('rally.team.organization.none') }}
          {...{ value: typed.organizationId, error: errors.organizationId }}
          options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <TextArea
        {...{ t, name: 'about', label: t('rally.team.about'), hint: t('rally.team.about.hint'), rows: 3 }}
        {...{ value: typed.about, error: errors.about }}
      />
      <MemberFields t={t} typed={typed} errors={errors} termsHref={`${rallyPaths.edition(edition)}#bases`} />
      <Actions>
        <Button kind="accent">{t('rally.register.team.save')}</Button>
      </Actions>
    </form>
  )
}
