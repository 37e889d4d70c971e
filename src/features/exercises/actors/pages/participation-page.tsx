import type { C } from '../../../../platform/http/env.ts'
import { Card } from '../../../../ui/Card.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { formatMonth } from '../../../../ui/format.ts'
import { PageHeader } from '../../../../ui/Header.tsx'
import { type Column, Table } from '../../../../ui/Table.tsx'
import type { Space } from '../../../spaces/model.ts'
import type { Exercise } from '../../model.ts'
import { ExerciseFrame } from '../../pages/frame.tsx'
import { type Actor, bySector, byTerritory, type GroupTally, type Growth } from '../model.ts'
import { GrowthChart } from './growth-chart.tsx'

type ParticipationProps = { c: C; space: Space; exercise: Exercise; actors: readonly Actor[]; growth: Growth }

/** How participation grew, by sector and by place, drawn and in tables. */
export function ParticipationPage({ c, space, exercise, actors, growth }: ParticipationProps) {
  const { t } = c.var
  const title = t('participation.title')
  return (
    <ExerciseFrame c={c} space={space} exercise={exercise} title={title} twins={['json']}>
      <PageHeader title={title} lead={t('participation.lead')} />
      {growth.months.length === 0 ? (
        <EmptyState title={t('participation.none')} />
      ) : (
        <>
          <Card title={t('participation.growth')}>
            <GrowthChart c={c} growth={growth} />
            <GrowthTable c={c} growth={growth} />
          </Card>
          <Tallies
            c={c}
            id="sectores"
            title={t('participation.by-sector')}
            groups={bySector(actors)}
            name={(key) => t(`exercise.sector.${key}`)}
            head={t('exercise.sector')}
          />
          <Tallies
            c={c}
            id="lugares"
            title={t('participation.by-territory')}
            groups={byTerritory(actors)}
            name={(key) => key ?? t('participation.no-place')}
            head={t('actors.territory')}
          />
        </>
      )}
    </ExerciseFrame>
  )
}

type TalliesProps<Key> = {
  c: C
  id: string
  title: string
  groups: readonly GroupTally<Key>[]
  name: (key: Key) => string
  head: string
}

function Tallies<Key>({ c, id, title, groups, name, head }: TalliesProps<Key>) {
  const { t } = c.var
  const figure = (key: 'invited' | 'joins' | 'declines' | 'silent', label: string): Column<GroupTally<Key>> => ({
    ...{ key, label, numeric: true },
    cell: ({ tally }) => tally[key],
  })
  return (
    <Table
      id={id}
      caption={title}
      rows={groups}
      columns={[
        { key: 'name', label: head, cell: ({ key }) => name(key) },
        figure('invited', t('actors.invited')),
        figure('joins', t('actors.answer.joins')),
        figure('declines', t('actors.answer.declines')),
        figure('silent', t('actors.silent')),
      ]}
    />
  )
}

type MonthRow = { month: string; at: number }

function GrowthTable({ c, growth }: { c: C; growth: Growth }) {
  const { t, context } = c.var
  const { months, series, totals } = growth
  return (
    <Table
      id="crecimiento"
      caption={t('participation.growth-table')}
      dense
      rows={months.map((month, at) => ({ month, at }))}
      columns={[
        {
          key: 'month',
          label: t('participation.month'),
          cell: ({ month }: MonthRow) => formatMonth(month, context.locale, true),
        },
        ...series.map(({ sector, joined }) => ({
          ...{ key: sector, label: t(`exercise.sector.${sector}`), numeric: true },
          cell: ({ at }: MonthRow) => joined[at] ?? 0,
        })),
        {
          key: 'total',
          label: t('participation.total'),
          numeric: true,
          cell: ({ at }: MonthRow) => totals[at] ?? 0,
        },
      ]}
    />
  )
}
