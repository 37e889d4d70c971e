import type { C } from '../../../../platform/http/env.ts'
import type { FieldErrors, Typed } from '../../../../platform/http/form.ts'
import { Actions, Button } from '../../../../ui/Button.tsx'
import { Select } from '../../../../ui/Choices.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { ErrorSummary } from '../../../../ui/ErrorSummary.tsx'
import { Field, TextArea } from '../../../../ui/Field.tsx'
import { fieldsWith } from '../../../../ui/form-back.tsx'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Table } from '../../../../ui/Table.tsx'
import type { Edition } from '../../editions/model.ts'
import { DeskFrame } from '../../editions/pages/edition-frame.tsx'
import { challengeName } from '../../editions/pages/words.ts'
import type { PanelOfTeams } from '../panel/queries.ts'
import { resultsPaths } from '../paths.ts'

type PanelView = { c: C; edition: Edition; given: PanelOfTeams; typed: Typed; errors: FieldErrors }

/** What the panel gives in its challenges, within what the rules allow. */
export function PanelPage(view: PanelView) {
  const { c, edition, given } = view
  const { t } = c.var
  const challenges = (edition.rules.rules.challenges ?? []).filter(({ kind }) => kind === 'panel')
  return (
    <DeskFrame c={c} edition={edition} title={t('rally.panel.title')}>
      <PageHeader title={t('rally.panel.title')} lead={t('rally.panel.lead')} />
      {challenges.length === 0 ? (
        <EmptyState title={t('rally.panel.none')}>
          <p>{t('rally.panel.none.text')}</p>
        </EmptyState>
      ) : (
        <PanelForm {...view} />
      )}
      {given.rows.length > 0 ? (
        <Table
          id="dados"
          caption={t('rally.panel.given')}
          rows={given.rows}
          columns={[
            { key: 'challenge', label: t('rally.panel.challenge'), cell: (row) => challengeName(t, row.challenge) },
            { key: 'team', label: t('rally.board.team'), heading: true, cell: (row) => row.name },
            { key: 'points', label: t('rally.board.points'), numeric: true, cell: (row) => row.points.toFixed(2) },
            { key: 'reason', label: t('rally.panel.reason'), cell: (row) => row.reason ?? '' },
          ]}
        />
      ) : null}
    </DeskFrame>
  )
}

function PanelForm({ c, edition, given, typed, errors }: PanelView) {
  const { t } = c.var
  const field = fieldsWith(t, { typed, errors })
  const challenges = (edition.rules.rules.challenges ?? []).flatMap((challenge) =>
    challenge.kind === 'panel' ? [challenge] : [],
  )
  return (
    <form method="post" action={resultsPaths.panel(edition)} class="stack">
      <ErrorSummary t={t} errors={Object.entries(errors).map(([field, message]) => ({ field, message }))} />
      <Select
        {...field('challenge')}
        label={t('rally.panel.challenge')}
        required
        options={challenges.map((challenge) => ({
          value: challenge.id,
          label: t('rally.panel.challenge.option', {
            ...{ name: challengeName(t, challenge.id), points: challenge.max_points, teams: challenge.max_teams },
          }),
        }))}
      />
      <Select
        {...field('team')}
        label={t('rally.board.team')}
        required
        options={given.teams.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Field
        {...field('points')}
        label={t('rally.board.points')}
        hint={t('rally.panel.points.hint')}
        inputmode="decimal"
      />
      <TextArea {...field('reason')} label={t('rally.panel.reason')} />
      <Actions>
        <Button>{t('rally.panel.give')}</Button>
      </Actions>
    </form>
  )
}
