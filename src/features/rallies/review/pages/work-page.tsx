import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Card, WithAside } from '../../../../ui/Card.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { fieldsWith } from '../../../../ui/form-back.tsx'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import type { WorkChoice } from '../corrections/queries.ts'
import type { SeenPost } from '../deciding/queries/post.ts'
import { reviewPaths } from '../paths.ts'
import { Evidence } from './evidence.tsx'
import { metersWords } from './words.ts'

type WorkPageProps = {
  c: C
  edition: Edition
  post: SeenPost
  choices: readonly WorkChoice[]
  typed: Typed
  errors: FieldErrors
}

/** Which work is this post about? */
export function WorkPage({ c, edition, post, choices, typed, errors }: WorkPageProps) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  const title = t('review.work.title')
  return (
    <EditionFrame c={c} edition={edition} title={title} width="wide" noindex>
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <h1>{title}</h1>
      <p class="lead">{t('review.work.lead')}</p>
      <WithAside
        label={t('review.decide.label')}
        aside={
          <Card title={t('review.work.name')} size="small">
            <form method="post" action={reviewPaths.workOf(edition, post)} class="form" novalidate>
              <Field
                {...field('work')}
                label={t('review.work.key')}
                hint={t('review.work.key-hint')}
                list="works-near"
                autocomplete="off"
                spellcheck={false}
                required
              />
              <datalist id="works-near">
                {choices.map((work) => (
                  <option value={work.key}>
                    {[work.name, work.municipality, work.meters === null ? null : metersWords(t, work.meters)]
                      .filter(Boolean)
                      .join(' · ')}
                  </option>
                ))}
              </datalist>
              <TextArea
                {...field('reason')}
                label={t('review.work.reason')}
                hint={t('review.work.reason-hint')}
                rows={3}
                required
              />
              <Actions>
                <Button>{t('review.work.save')}</Button>
              </Actions>
            </form>
          </Card>
        }
      >
        <Evidence c={c} edition={edition} post={post} other={null} />
      </WithAside>
    </EditionFrame>
  )
}
