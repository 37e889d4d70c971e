import type { Child } from 'hono/jsx'
import type { C } from '../../../../platform/http/env.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { Card, WithAside } from '../../../../ui/Card.tsx'
import { formatNumber } from '../../../../ui/format.ts'
import { PageHeader } from '../../../../ui/Header.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import type { Edition } from '../../editions/model.ts'
import { EditionFrame } from '../../editions/pages/edition-frame.tsx'
import { rallyPaths } from '../../paths.ts'
import { counts, type Team } from '../model.ts'
import { teamPaths } from '../paths.ts'

type TeamPageProps = {
  c: C
  edition: Edition
  team: Team
  isMember: boolean
  /** What the scoreboard tells of the team: posts with their points and why. */
  pages?: Child
}

/** A team in public: pseudonyms, its state and the works it means to visit. Its accounts are seen where it posts. */
export function TeamPage({ c, edition, team, isMember, pages }: TeamPageProps) {
  const { t, context } = c.var
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
        <p>
          <a href={`${rallyPaths.team(edition, team.code)}/puntos`}>{t('rally.team.points')}</a>
        </p>
        {pages}
        <section class="stack" aria-labelledby="obras">
          <h2 id="obras">
            {t('rally.team.works.title', {
              count: team.works.length,
              figure: formatNumber(team.works.length, context.locale),
            })}
          </h2>
          <ul class="plain-list">
            {team.works.map((work) => (
              <li>
                {work.name}
                <span class="why">{[work.key, work.municipality].filter(Boolean).join(' · ')}</span>
              </li>
            ))}
          </ul>
        </section>
      </WithAside>
    </EditionFrame>
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
