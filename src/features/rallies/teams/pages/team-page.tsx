import type { C } from '../../../../platform/http/env.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { Card, WithAside } from '../../../../ui/Card.tsx'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Facts } from '../../../../ui/Facts.tsx'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import { Table } from '../../../../ui/Table.tsx'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import { rallyPaths } from '../../paths.ts'
import type { Standing } from '../../scoring/model.ts'
import { counts, type Team } from '../model.ts'
import { teamPaths } from '../paths.ts'
import type { WorkOfTeam } from '../queries.ts'

type TeamPageProps = {
  c: C
  edition: Edition
  team: Team
  isMember: boolean
  works: readonly WorkOfTeam[]
  /** Its line of the scoreboard. */
  standing: Standing | null
  /** Nothing more is chosen or visited. */
  isOver: boolean
}

/** A team in public: pseudonyms, its state and the works it means to visit. Its accounts are seen where it posts. */
export function TeamPage({ c, edition, team, isMember, works, standing, isOver }: TeamPageProps) {
  const { t } = c.var
  const between = [{ label: t('rally.edition.teams'), href: rallyPaths.teams(edition) }]
  const about = [t(`rally.team.kind.${team.kind}`), team.state?.name, team.organization?.name].filter(Boolean)
  return (
    <EditionFrame c={c} edition={edition} title={team.name} between={between} twins={['json']}>
      <PageHeader
        title={team.name}
        lead={about.join(' · ')}
        actions={
          isMember ? <ButtonLink href={teamPaths.own(edition, team.code)}>{t('rally.teams.own')}</ButtonLink> : null
        }
      />
      {team.withdrawal ? (
        <Notice t={t} kind="warning">
          <p>{t('rally.team.withdrawn-public', { reason: team.withdrawal.reason })}</p>
        </Notice>
      ) : null}
      <WithAside aside={<Aside c={c} team={team} />} label={t('rally.team.members')}>
        {team.about ? <p class="prose">{team.about}</p> : null}
        {standing ? <Place c={c} standing={standing} /> : null}
        <p>
          <a href={`${rallyPaths.team(edition, team.code)}/puntos`}>{t('rally.team.points')}</a>
        </p>
        <Works {...{ c, works, isOver }} />
      </WithAside>
    </EditionFrame>
  )
}

function Place({ c, standing }: { c: C; standing: Standing }) {
  const { t } = c.var
  return (
    <Facts
      label={t('rally.team.standing')}
      items={[
        { label: t('rally.team.rank'), value: String(standing.rank) },
        { label: t('rally.team.points.sum'), value: standing.points },
        { label: t('rally.team.verified'), value: String(standing.works_verified) },
      ]}
    />
  )
}

function Works({ c, works, isOver }: Pick<TeamPageProps, 'c' | 'works' | 'isOver'>) {
  const { t } = c.var
  if (works.length === 0)
    return <EmptyState title={t(isOver ? 'rally.team.works.none' : 'rally.team.works.none-yet')} />
  return (
    <div class="stack">
      <h2>{t('rally.team.works.title')}</h2>
      <Table<WorkOfTeam>
        id="team-works"
        caption={t('rally.team.works.title')}
        captionHidden
        stacked
        rows={works}
        columns={[
          {
            key: 'name',
            label: t('rally.work.name'),
            heading: true,
            cell: ({ name, key, municipality }) => (
              <>
                {name}
                <span class="cell-note">{[key, municipality].filter(Boolean).join(' · ')}</span>
              </>
            ),
          },
          {
            key: 'done',
            label: t('rally.team.work.done'),
            cell: ({ isVisited, isAnnounced }) =>
              t(`rally.team.work.${isVisited ? 'visited' : isAnnounced ? 'announced' : 'chosen'}`),
          },
        ]}
      />
    </div>
  )
}

function Aside({ c, team }: { c: C; team: Team }) {
  const { t } = c.var
  return (
    <Card title={t('rally.team.members')} size="small">
      <ul class="plain-list">
        {team.members
          .filter(({ leftAt }) => leftAt === null)
          .map((member) => (
            <li>
              {member.pseudonym}
              <span class="why">
                {[member.isCaptain ? t('rally.member.captain') : '', counts(member) ? '' : t('rally.member.waiting')]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
      </ul>
    </Card>
  )
}
