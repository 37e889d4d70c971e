import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button, ButtonLink } from '../../../../ui/Button.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import { rallyPaths } from '../../paths.ts'
import type { ConsentAsked } from '../consents/queries.ts'
import { teamPaths } from '../paths.ts'
import { MemberFields } from './member-fields.tsx'

type JoinProps = {
  c: C
  edition: Edition
  token: string
  team: string
  typed: Typed
  errors: FieldErrors
  refused?: string | undefined
}

/** What an invitation leads to: who invites, and the place to take. */
export function JoinPage({ c, edition, token, team, typed, errors, refused }: JoinProps) {
  const { t, context } = c.var
  const title = t('rally.join.title', { team })
  const back = `${teamPaths.invitation(edition)}?token=${token}`
  return (
    <EditionFrame c={c} edition={edition} title={title} width="narrow" noindex>
      <h1>{title}</h1>
      <p class="lead">{t('rally.join.lead', { rally: edition.name })}</p>
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      {refused ? (
        <Notice t={t} kind="error" live>
          <p>{refused}</p>
        </Notice>
      ) : null}
      {context.actor ? (
        <form method="post" action={teamPaths.invitation(edition)} class="form" novalidate>
          <input type="hidden" name="token" value={token} />
          <MemberFields t={t} typed={typed} errors={errors} termsHref={`${rallyPaths.edition(edition)}#bases`} />
          <Actions>
            <Button kind="accent">{t('rally.join.act')}</Button>
          </Actions>
        </form>
      ) : (
        <>
          <p>{t('rally.join.sign-in')}</p>
          <Actions>
            <ButtonLink href={`/entrar?volver=${encodeURIComponent(back)}`}>{t('rally.join.enter')}</ButtonLink>
          </Actions>
        </>
      )}
    </EditionFrame>
  )
}

type ConsentProps = { c: C; edition: Edition; token: string; asked: ConsentAsked | null; given: boolean }

/** What a guardian is asked; or that she has answered. */
export function ConsentPage({ c, edition, token, asked, given }: ConsentProps) {
  const { t } = c.var
  const title = t('rally.consent.title')
  return (
    <EditionFrame c={c} edition={edition} title={title} width="narrow" noindex>
      <h1>{title}</h1>
      {given ? (
        <Notice t={t} kind="success" live>
          <p>{t('rally.consent.thanks')}</p>
        </Notice>
      ) : asked === null ? (
        <p>{t('rally.consent.gone')}</p>
      ) : (
        <>
          <p class="lead">
            {t('rally.consent.lead', { pseudonym: asked.pseudonym, team: asked.team, rally: edition.name })}
          </p>
          <ul class="listed">
            {([1, 2, 3, 4] as const).map((line) => (
              <li>{t(`rally.consent.line.${line}`, { days: edition.photoRetentionDays })}</li>
            ))}
          </ul>
          <p>
            <a href={rallyPaths.edition(edition)}>{edition.name}</a> · <a href="/privacidad">{t('site.privacy')}</a>
          </p>
          <form method="post" action={teamPaths.consent(edition)} class="form">
            <input type="hidden" name="token" value={token} />
            <Actions>
              <Button kind="accent">{t('rally.consent.give')}</Button>
            </Actions>
          </form>
          <p>{t('rally.consent.otherwise')}</p>
        </>
      )}
    </EditionFrame>
  )
}
