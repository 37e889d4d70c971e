import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card } from '../../../../ui/Card.tsx'
import { RadioGroup, Select } from '../../../../ui/Choices.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { threeSectors } from '../../conditions/model.ts'
import { errorsOf } from '../../pages/form-errors.ts'
import { exercisePaths } from '../../paths.ts'
import type { DeclarationView } from './view.ts'

export function TextForm({ c, exercise, declaration, wrong }: DeclarationView) {
  const { t } = c.var
  const back = wrong?.form === 'text' ? wrong : null
  const [newest] = declaration.versions
  return (
    <Card title={t(newest ? 'declaration.rewrite' : 'declaration.write')}>
      <ErrorSummary t={t} errors={errorsOf(back?.errors ?? {})} />
      <form method="post" action={exercisePaths.declarationText(exercise)} class="form" novalidate>
        {newest ? <p>{t('declaration.rewrite.text')}</p> : null}
        <TextArea
          {...{ t, name: 'body', label: t('declaration.body'), required: true, rows: 12 }}
          value={back?.typed.body ?? newest?.body}
          error={back?.errors.body}
        />
        {newest ? (
          <TextArea
            {...{
              t,
              name: 'reason',
              label: t('declaration.reason'),
              hint: t('exercise.move.reason-hint'),
              required: true,
              rows: 2,
            }}
            value={back?.typed.reason}
            error={back?.errors.reason}
          />
        ) : null}
        <Actions>
          <Button>{t('exercise.save')}</Button>
        </Actions>
      </form>
    </Card>
  )
}

export function PartyForm({ c, space, exercise, organizations, wrong }: DeclarationView) {
  const { t } = c.var
  const back = wrong?.form === 'party' ? wrong : null
  const field = (name: string) => ({ t, name, value: back?.typed[name], error: back?.errors[name] })
  return (
    <Card title={t('declaration.add')} size="small">
      <ErrorSummary t={t} errors={errorsOf(back?.errors ?? {})} />
      <form method="post" action={exercisePaths.parties(exercise)} class="form" novalidate>
        <RadioGroup
          {...field('sector')}
          label={t('exercise.sector')}
          required
          options={threeSectors.map((value) => ({ value, label: t(`exercise.sector.${value}`) }))}
        />
        <Select
          {...field('organizationId')}
          label={t('declaration.organization')}
          required
          empty="—"
          options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <p>
          <a href={`/${space.slug}/organizaciones`}>{t('declaration.organizations')}</a>
        </p>
        <Field
          {...field('signatory')}
          label={t('declaration.signatory')}
          hint={t('declaration.signatory-hint')}
          required
        />
        <Actions>
          <Button>{t('declaration.add')}</Button>
        </Actions>
      </form>
    </Card>
  )
}
