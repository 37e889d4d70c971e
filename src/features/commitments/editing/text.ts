import type { Parsed, Typed } from '../../../platform/http/form.ts'
import { parseForm } from '../../../platform/http/form.ts'
import { isWebAddress } from '../../../platform/http/url-field.ts'
import type { T } from '../../../platform/i18n.ts'
import type { CommitmentDocument, Party, PolicyArea, Sdg, Source } from '../model.ts'
import { textForm } from '../schema.ts'
import { type PartyList, partyLists, partyRowsOf, sourceRowsOf, typedParties, typedSources } from './rows.ts'

/** What the text page writes. */
export type TextFields = Pick<
  CommitmentDocument,
  | 'number'
  | 'title'
  | 'shortTitle'
  | 'summary'
  | 'problem'
  | 'causes'
  | 'previousActions'
  | 'solution'
  | 'expectedResults'
  | 'transparency'
  | 'accountability'
  | 'participation'
  | 'genderInclusion'
  | 'assumptions'
  | 'budgetNote'
  | 'supportingActors'
  | 'nationalAxis'
  | 'nationalAxisScheme'
  | 'origin'
  | 'values'
  | 'sdgs'
  | 'policyAreas'
  | 'territories'
  | 'organizations'
  | 'sources'
>

/** What may be chosen; anything else in the form was not offered. */
export type Choices = { kinds: ReadonlySet<string>; areas: ReadonlySet<string>; territories: ReadonlySet<string> }

export function parseText(form: FormData, choices: Choices, t: T): Parsed<TextFields> {
  const parsed = parseForm(textForm, form, t)
  const { typed } = parsed
  const errors = parsed.ok ? {} : { ...parsed.errors }
  const organizations = partiesFrom(typed, choices, t, errors)
  const sources = sourcesFrom(typed, t, errors)
  const targets = targetsFrom(typed.sdgTargets ?? '', t, errors)
  if (!parsed.ok || Object.keys(errors).length > 0) return { ok: false, typed, errors }
  const { sdgs, sdgTargets, policyAreas, territories, ...plain } = parsed.value
  const value: TextFields = {
    ...plain,
    sdgs: sdgsFrom(sdgs, targets),
    policyAreas: policyAreas.filter((area) => choices.areas.has(area)).map(areaFrom),
    territories: territories.filter((key) => choices.territories.has(key)),
    organizations,
    sources,
  }
  return { ok: true, typed, value }
}

function partiesFrom(typed: Typed, choices: Choices, t: T, errors: Record<string, string>): Party[] {
  return (Object.keys(partyLists) as PartyList[]).flatMap((list) => {
    const seen = new Set<string>()
    return partyRowsOf(typed, list).flatMap(({ row, name, kind }): Party[] => {
      if (name === '') return []
      if (name.length > 300) errors[`${list}.${row}.name`] = t('error.too-long', { max: 300 })
      if (seen.has(name)) errors[`${list}.${row}.name`] = t('commitment.error.organization-twice')
      if (!choices.kinds.has(kind)) errors[`${list}.${row}.kind`] = t('commitment.error.organization-kind')
      seen.add(name)
      return [{ part: partyLists[list], name, kind, acronym: null }]
    })
  })
}

function sourcesFrom(typed: Typed, t: T, errors: Record<string, string>): Source[] {
  return sourceRowsOf(typed).flatMap(({ row, title, url, note }): Source[] => {
    if (title === '' && url === '' && note === '') return []
    if (title === '') errors[`sources.${row}.title`] = t('commitment.error.source-title')
    if (title.length > 500) errors[`sources.${row}.title`] = t('error.too-long', { max: 500 })
    if (url !== '' && !isWebAddress(url)) errors[`sources.${row}.url`] = t('commitment.error.url')
    return [{ title, url: url === '' ? null : url, note: note === '' ? null : note }]
  })
}

/** '5.6, 16.a' → targets; each names its goal. */
function targetsFrom(text: string, t: T, errors: Record<string, string>): Sdg[] {
  const words = text.split(/[\s,;]+/).filter((word) => word !== '')
  return words.flatMap((word): Sdg[] => {
    const target = word.toLowerCase()
    const goal = Number(/^(\d{1,2})\.(\d{1,2}|[a-d])$/.exec(target)?.[1] ?? 0)
    if (goal >= 1 && goal <= 17) return [{ goal, target }]
    errors.sdgTargets ??= t('commitment.error.sdg-target', { value: word.slice(0, 40) })
    return []
  })
}

/** A goal stands alone only where none of its targets is named. Ordered as they are read back. */
function sdgsFrom(goals: readonly number[], targets: readonly Sdg[]): Sdg[] {
  const named = new Map(targets.map((sdg) => [sdg.target, sdg]))
  const alone = goals
    .filter((goal) => !targets.some((sdg) => sdg.goal === goal))
    .map((goal) => ({ goal, target: null }))
  const order = (a: Sdg, b: Sdg) => a.goal - b.goal || ((a.target ?? '') < (b.target ?? '') ? -1 : 1)
  return [...alone, ...named.values()].sort(order)
}

export function areaValue({ scheme, version, code }: PolicyArea): string {
  return `${scheme}/${version}/${code}`
}

function areaFrom(value: string): PolicyArea {
  const [scheme = '', version = '', code = ''] = value.split('/')
  return { scheme, version, code }
}

/** What is stored, as the form types it; what the form does not show is kept by withFields. */
export function typedText(document: CommitmentDocument): Typed {
  const { values, sdgs, policyAreas, territories, sources, organizations } = document
  const plain = Object.fromEntries(
    Object.keys(textForm.shape).map((field) => [field, document[field as keyof CommitmentDocument] ?? '']),
  ) as Typed
  return {
    ...plain,
    values: values.join('\n'),
    sdgs: [...new Set(sdgs.map((sdg) => sdg.goal))].join('\n'),
    sdgTargets: sdgs.flatMap((sdg) => sdg.target ?? []).join(', '),
    policyAreas: policyAreas.map(areaValue).join('\n'),
    territories: territories.join('\n'),
    ...typedParties('lead', organizations),
    ...typedParties('coResponsible', organizations),
    ...typedParties('supporting', organizations),
    ...typedSources(sources),
  }
}

/**
 * What the form changes in what is stored now. An organisation keeps the kind and acronym it is registered with, areas of
 * older taxonomies, which the form does not offer, stay (T-69), and a list that says the same keeps its order.
 */
export function textChange(
  document: CommitmentDocument,
  fields: TextFields,
  choices: Choices,
): Partial<CommitmentDocument> {
  const registered = new Map(document.organizations.map((party) => [party.name, party]))
  const older = document.policyAreas.filter((area) => !choices.areas.has(areaValue(area)))
  const organizations = fields.organizations.map((party) => {
    const known = registered.get(party.name)
    return known ? { ...party, kind: known.kind, acronym: known.acronym } : party
  })
  return {
    ...fields,
    organizations: organizations.sort((a, b) => (a.part === b.part ? 0 : a.part < b.part ? -1 : 1)),
    values: sameOr(document.values, fields.values, String),
    territories: sameOr(document.territories, fields.territories, String),
    policyAreas: sameOr(document.policyAreas, [...older, ...fields.policyAreas], areaValue),
    sdgs: sameOr(document.sdgs, fields.sdgs, (sdg) => sdg.target ?? String(sdg.goal)),
  }
}

/** The stored list where the new one holds the same items, so that its order never counts as a change. */
function sameOr<Item>(stored: readonly Item[], given: readonly Item[], nameOf: (item: Item) => string): Item[] {
  const names = [...new Set(given.map(nameOf))].sort()
  const same = names.join('\n') === stored.map(nameOf).sort().join('\n')
  if (same) return [...stored]
  const one = new Map(given.map((item) => [nameOf(item), item]))
  return names.flatMap((name) => one.get(name) ?? [])
}
