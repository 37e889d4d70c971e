import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { newId } from '../../../../platform/identity.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { CheckboxGroup } from '../../../../ui/Choices.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { TextArea } from '../../../../ui/Field.tsx'
import type { Edition } from '../../editions/model.ts'
import type { CapturedWork, Membership } from '../model.ts'
import { capturePaths } from '../paths.ts'
import { StreetForm } from './street-form.tsx'
import { StreetFrame } from './street-frame.tsx'
import { StreetQueue } from './street-queue.tsx'

type AnnouncePageProps = {
  c: C
  edition: Edition
  team: Membership
  works: readonly CapturedWork[]
  typed: Typed
  errors: FieldErrors
}

/** Which works a team will visit, said before it goes. */
export function AnnouncePage({ c, edition, team, works, typed, errors }: AnnouncePageProps) {
  const { t } = c.var
  const title = t('capture.announce.title')
  const chosen = (typed.works ?? '').split(/[\s,]+/).filter((key) => key !== '')
  const others = chosen.filter((key) => !works.some((work) => work.key === key))
  const field = works.length > 0 ? 'works' : 'more'
  const summary = Object.values(errors).map((message) => ({ field, message }))
  return (
    <StreetFrame
      {...{ c, edition, title }}
      width="narrow"
      manifest={capturePaths.manifest(edition)}
      islands={['street-queue', 'street-form']}
    >
      <h1>{title}</h1>
      <p class="lead">{t('capture.announce.lead')}</p>
      <StreetQueue c={c} edition={edition} membership={team} />
      <ErrorSummary t={t} errors={summary} />
      <StreetForm c={c} kind="announcement" team={team}>
        <form method="post" action={capturePaths.announce(edition)} class="form" novalidate>
          <input type="hidden" name="client_id" value={typed.client_id ?? newId()} />
          <input type="hidden" name="team" value={team.code} />
          {works.length > 0 ? (
            <CheckboxGroup
              t={t}
              name="works"
              label={t('capture.announce.works')}
              options={works.map(({ key, name, place }) => ({
                value: key,
                label: name,
                hint: [key, place].filter(Boolean).join(' · '),
              }))}
              values={chosen}
              error={errors.works}
            />
          ) : null}
          <TextArea
            t={t}
            name="more"
            label={t('capture.announce.more')}
            hint={t('capture.announce.more.hint')}
            value={others.join('\n')}
            rows={3}
            error={works.length > 0 ? undefined : errors.works}
          />
          <Actions>
            <Button kind="accent">{t('capture.announce.send')}</Button>
          </Actions>
        </form>
      </StreetForm>
    </StreetFrame>
  )
}
