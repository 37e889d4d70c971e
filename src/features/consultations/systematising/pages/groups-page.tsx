import type { C } from '../../../../platform/http/env.ts'
import { EmptyState } from '../../../../ui/EmptyState.tsx'
import { Notice } from '../../../../ui/Notice.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { Table } from '../../../../ui/Table.tsx'
import type { Consultation } from '../../model.ts'
import { figure } from '../../pages/words.ts'
import { pageSizes } from '../model.ts'
import { systematisingPaths } from '../paths.ts'
import type { Settings } from '../queries.ts'
import type { SuggestedGroup } from '../suggesting/queries.ts'
import { BenchFrame } from './frame.tsx'

type GroupsProps = {
  c: C
  consultation: Consultation
  groups: readonly SuggestedGroup[]
  all: number
  page: number
  settings: Settings
}

/** What the words of the contributions suggest; a person decides. */
export function GroupsPage({ c, consultation, groups, all, page, settings }: GroupsProps) {
  const { t } = c.var
  return (
    <BenchFrame c={c} consultation={consultation} section="groups" title={t('systematising.groups')}>
      <p class="lead">{t('systematising.groups.lead')}</p>
      {settings.suggestedBy === 'meaning' ? <p>{t('systematising.groups.by-meaning')}</p> : null}
      {settings.suggestionFault ? (
        <Notice t={t} kind="warning">
          <p>{t(`systematising.groups.fault.${settings.suggestionFault}`)}</p>
        </Notice>
      ) : null}
      {groups.length === 0 ? (
        <EmptyState title={t('systematising.groups.none')}>
          <p>{t('systematising.groups.none-text')}</p>
        </EmptyState>
      ) : (
        <Table
          id="groups"
          caption={t('systematising.groups')}
          captionHidden
          columns={[
            {
              ...{ key: 'label', label: t('systematising.groups.words') },
              cell: ({ number, label }: SuggestedGroup) => (
                <a href={systematisingPaths.bench(consultation, { grupo: number })}>
                  {number} · {label ?? t('consultations.grouping.no-text')}
                </a>
              ),
            },
            { key: 'size', label: t('systematising.groups.size'), numeric: true, cell: ({ size }) => figure(c, size) },
            {
              ...{ key: 'waiting', label: t('systematising.groups.waiting'), numeric: true },
              cell: ({ waiting }) => figure(c, waiting),
            },
          ]}
          rows={groups}
        />
      )}
      <Pager
        t={t}
        page={page}
        pages={Math.ceil(all / pageSizes.groups)}
        hrefOf={(number) => systematisingPaths.groups(consultation, number)}
      />
    </BenchFrame>
  )
}
