import type { C } from '../../../../platform/http/env.ts'
import { spanish } from '../../../../platform/i18n/messages.ts'
import type { MessageKey, T } from '../../../../platform/i18n.ts'
import { Card } from '../../../../ui/Card.tsx'
import { Details } from '../../../../ui/Details.tsx'
import { Table } from '../../../../ui/Table.tsx'
import type { Edition, RulesVersion } from '../model.ts'
import { type Difference, differencesOf } from '../rules/model.ts'
import { EditionFrame } from './edition-frame.tsx'
import { RulesTables } from './rules-tables.tsx'
import { at, challengeName } from './words.ts'

type RulesPageProps = { c: C; edition: Edition; versions: readonly RulesVersion[] }

/** The rules that hold, and every version there was with its reason and what it changed. */
export function RulesPage({ c, edition, versions }: RulesPageProps) {
  const { t } = c.var
  const title = t('rally.rules.title')
  return (
    <EditionFrame c={c} edition={edition} title={title} twins={['json']}>
      <h1>{title}</h1>
      <p class="lead">{t('rally.rules.lead')}</p>
      <RulesTables c={c} edition={edition} />
      <h2>{t('rally.rules.versions')}</h2>
      {versions.map((version, index) => (
        <Version c={c} edition={edition} version={version} before={versions[index + 1] ?? null} />
      ))}
    </EditionFrame>
  )
}

type VersionProps = { c: C; edition: Edition; version: RulesVersion; before: RulesVersion | null }

function Version({ c, edition, version, before }: VersionProps) {
  const { t, context } = c.var
  const differences = before ? differencesOf(before.rules, version.rules) : []
  return (
    <Card title={t('rally.rules.version', { version: version.rules.version })} size="small">
      <p>{at(version.writtenAt, context.locale, edition)}</p>
      <p>{version.reason ? t('rally.rules.reason', { reason: version.reason }) : t('rally.rules.first')}</p>
      {differences.length > 0 ? (
        <Table<Difference>
          id={`differences-${version.number}`}
          caption={t('rally.rules.changed')}
          dense
          rows={differences}
          columns={[
            { key: 'rule', label: t('rally.rules.what'), cell: ({ rule }) => ruleWords(t, rule) },
            { key: 'before', label: t('rally.rules.before'), cell: ({ before: old }) => old ?? '—' },
            { key: 'after', label: t('rally.rules.after'), cell: ({ after }) => after ?? '—' },
          ]}
        />
      ) : null}
      <Details summary={t('rally.rules.as-data')}>
        <pre class="rows">{JSON.stringify(version.rules, null, 2)}</pre>
      </Details>
    </Card>
  )
}

/** The words of a rule where it has some; a challenge by its name. */
function ruleWords(t: T, rule: string): string {
  const key = rule.startsWith('points.') ? `rally.point.${rule.slice(7)}` : `rally.rule.${rule}`
  if (key in spanish) return t(key as MessageKey)
  return `${t('rally.rule.challenge')}: ${challengeName(t, rule.replace(/^challenge\./, ''))}`
}
