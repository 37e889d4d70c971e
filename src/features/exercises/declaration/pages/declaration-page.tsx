import { Card } from '../../../../ui/Card.tsx'
import { Details } from '../../../../ui/Details.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { formatDate, formatList } from '../../../../ui/format.ts'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Status } from '../../../../ui/Status.tsx'
import { ExerciseFrame } from '../../pages/frame.tsx'
import { standingOf } from '../model.ts'
import { PartyForm, TextForm } from './declaration-forms.tsx'
import { PartyLine } from './party-line.tsx'
import type { DeclarationView } from './view.ts'

/** The joint declaration: its text, who signs and who has signed. */
export function DeclarationPage(view: DeclarationView) {
  const { c, space, exercise, declaration, runs } = view
  const { t, context } = c.var
  const { versions, parties } = declaration
  const [text] = versions
  const { missing, inForceSince } = standingOf(parties)
  const title = t('declaration.title')
  const sectors = formatList(
    missing.map((sector) => t(`exercise.sector.${sector}`)),
    context.locale,
  )
  return (
    <ExerciseFrame c={c} space={space} exercise={exercise} title={title} twins={['json']}>
      <PageHeader
        title={title}
        status={
          inForceSince ? (
            <Status
              kind="done"
              word={t('declaration.in-force')}
              why={t('exercise.since.open', { date: formatDate(inForceSince, context.locale) })}
            />
          ) : (
            <Status
              kind="not-started"
              word={t('declaration.not-in-force')}
              why={t('declaration.missing', { sectors })}
            />
          )
        }
        lead={t('declaration.lead')}
      />
      <div class="with-aside">
        <div class="stack">
          {text ? (
            <Card title={t('declaration.text', { version: text.version })}>
              <div class="stack">
                {text.body.split(/\n{2,}/).map((paragraph) => (
                  <p class="pre-line">{paragraph}</p>
                ))}
                {text.reason ? (
                  <p class="small">
                    <strong>{t('exercise.reason')}</strong> {text.reason}
                  </p>
                ) : null}
              </div>
            </Card>
          ) : (
            <EmptyState title={t('declaration.none')}>
              <p>{t('declaration.none.text')}</p>
            </EmptyState>
          )}
          {versions.slice(1).map((old) => (
            <Details
              summary={t('declaration.old', {
                version: old.version,
                date: formatDate(old.madeAt.toISOString(), context.locale),
              })}
            >
              <p class="pre-line">{old.body}</p>
            </Details>
          ))}
          {runs ? <TextForm {...view} /> : null}
        </div>
        <aside class="stack">
          <Card title={t('declaration.parties')} size="small">
            {parties.length === 0 ? <p>{t('declaration.parties.none')}</p> : null}
            <ul class="outputs">
              {parties.map((party) => (
                <PartyLine {...view} party={party} version={text?.version ?? null} />
              ))}
            </ul>
          </Card>
          {runs ? <PartyForm {...view} /> : null}
        </aside>
      </div>
    </ExerciseFrame>
  )
}
