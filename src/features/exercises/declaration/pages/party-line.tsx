import { Actions, Button } from '../../../../ui/Button.tsx'
import { DateField, FileField } from '../../../../ui/DateField.tsx'
import { Details } from '../../../../ui/Details.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { formatDate } from '../../../../ui/format.ts'
import { Status } from '../../../../ui/Status.tsx'
import { exercisePaths } from '../../paths.ts'
import type { Party } from '../model.ts'
import type { DeclarationView } from './view.ts'

type LineProps = DeclarationView & { party: Party; version: number | null }

/** A party, whether it signed, and for whoever may, how to. */
export function PartyLine(props: LineProps) {
  const { c, exercise, party, version, signs, runs } = props
  const { t, context } = c.var
  const { organization, signature, signatory, sector } = party
  const day = (text: string) => formatDate(text, context.locale)
  return (
    <li class="stack">
      <p>
        <strong>{organization.name}</strong>{' '}
        <span class="why">
          {t(`exercise.sector.${sector}`)} · {signatory}
        </span>
      </p>
      {organization.validTo && !signature ? (
        <p class="status at-risk">
          {t('declaration.ceased', { date: day(organization.validTo), successor: organization.successor ?? '—' })}
        </p>
      ) : null}
      {signature ? (
        <p>
          <Status
            kind="done"
            word={t('declaration.signed')}
            why={t(`declaration.signed.${signature.way}`, { date: day(signature.signedOn) })}
          />{' '}
          {signature.sha256 ? (
            <a href={exercisePaths.file(exercise, signature.sha256)}>{t('declaration.act')}</a>
          ) : null}
        </p>
      ) : (
        <Status kind="not-started" word={t('declaration.unsigned')} />
      )}
      {!signature && version !== null && signs(organization.id) ? (
        <form method="post" action={exercisePaths.party(exercise, party.id, 'firma')}>
          <input type="hidden" name="version" value={String(version)} />
          <p class="small">{t('declaration.sign.text', { name: organization.name, version })}</p>
          <Button>{t('declaration.sign')}</Button>
        </form>
      ) : null}
      {!signature && runs ? <ForRunner {...props} /> : null}
    </li>
  )
}

function ForRunner({ c, exercise, party, version, wrong }: LineProps) {
  const { t } = c.var
  const { id } = party
  const back = wrong?.form === id ? wrong : null
  const errors = Object.entries(back?.errors ?? {}).map(([field, message]) => ({
    field: field ? `${field}-${id}` : '',
    message,
  }))
  return (
    <Details summary={t('declaration.paper')} open={back !== null}>
      <ErrorSummary t={t} errors={errors} />
      {version === null ? null : (
        <form
          method="post"
          action={exercisePaths.signedAct(exercise, id)}
          enctype="multipart/form-data"
          class="form"
          novalidate
        >
          <FileField
            {...{
              t,
              name: 'file',
              id: `file-${id}`,
              label: t('declaration.act'),
              required: true,
              error: back?.errors.file,
            }}
          />
          <DateField
            {...{ t, name: 'signedOn', id: `signedOn-${id}`, label: t('declaration.signed-on'), required: true }}
            value={back?.typed.signedOn}
            error={back?.errors.signedOn}
          />
          <Actions>
            <Button kind="quiet">{t('declaration.paper.save')}</Button>
          </Actions>
        </form>
      )}
      <form method="post" action={exercisePaths.party(exercise, id, 'quitar')}>
        <Button kind="quiet" small>
          {t('declaration.remove')}
        </Button>
      </form>
    </Details>
  )
}
