import { type CommitmentDocument, type Missing, textFields } from '../model.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g

/**
 * A text as every door of the platform keeps it: whole characters, line ends '\n', no control characters, no white space at
 * the ends. Null when nothing is left.
 */
export function normalText(text: string): string | null {
  const clean = text.replaceAll(/\r\n?/g, '\n').replaceAll(controls, '').toWellFormed().trim()
  return clean === '' ? null : clean
}

const optional = (text: string | null) => (text === null ? null : normalText(text))
const required = (text: string) => normalText(text) ?? ''
const list = (items: readonly string[]) => items.flatMap((item) => normalText(item) ?? [])
const number = (value: number | null) => (value === null ? null : value + 0 || 0)

const partOrder = { lead: 0, 'co-responsible': 1, supporting: 2 }

/**
 * The one spelling of a document: texts as `normalText`, and lists that are sets in one order, so that two documents say the
 * same when they are equal. Order matters, and stays, in the roadmap, products, means of verification and sources.
 */
export function normalDocument(document: CommitmentDocument): CommitmentDocument {
  const texts = Object.fromEntries(textFields.map((field) => [field, optional(document[field])]))
  return {
    ...document,
    ...texts,
    number: required(document.number),
    externalId: optional(document.externalId),
    title: required(document.title),
    language: required(document.language),
    expectedProducts: list(document.expectedProducts),
    meansOfVerification: list(document.meansOfVerification),
    organizations: normalParties(document.organizations),
    sdgs: document.sdgs.toSorted((a, b) => a.goal - b.goal || compare(a.target ?? '', b.target ?? '')),
    policyAreas: sortedBy(document.policyAreas, (area) => `${area.scheme}\t${area.version}\t${area.code}`),
    values: sortedBy(document.values, (value) => value),
    territories: sortedBy(document.territories, (key) => key),
    keyActions: document.keyActions.map(normalAction),
    indicators: document.indicators.map(normalIndicator),
    assessments: sortedBy(document.assessments.map(normalAssessment), (one) => `${one.assessor}\t${one.variable}`),
    sources: document.sources.map((source) => ({
      title: required(source.title),
      url: optional(source.url),
      note: optional(source.note),
    })),
    missing: normalRecord(document.missing, (kind) => kind),
    asWritten: normalRecord(document.asWritten, normalText),
  }
}

function normalParties(parties: CommitmentDocument['organizations']): CommitmentDocument['organizations'] {
  return parties
    .map((party) => ({
      part: party.part,
      name: required(party.name),
      kind: required(party.kind),
      acronym: optional(party.acronym),
    }))
    .toSorted((a, b) => partOrder[a.part] - partOrder[b.part])
}

function normalAction(action: CommitmentDocument['keyActions'][number]): CommitmentDocument['keyActions'][number] {
  return {
    ...action,
    code: required(action.code),
    title: required(action.title),
    weight: number(action.weight),
    activities: action.activities.map((activity) => ({
      ...activity,
      code: required(activity.code),
      title: required(activity.title),
      product: optional(activity.product),
      meansOfVerification: optional(activity.meansOfVerification),
      responsibleOffice: optional(activity.responsibleOffice),
      dueAsWritten: optional(activity.dueAsWritten),
    })),
  }
}

function normalIndicator(
  indicator: CommitmentDocument['indicators'][number],
): CommitmentDocument['indicators'][number] {
  return {
    ...indicator,
    code: required(indicator.code),
    name: required(indicator.name),
    unit: optional(indicator.unit),
    baseline: number(indicator.baseline),
    baselineOn: optional(indicator.baselineOn),
    target: number(indicator.target),
    targetOn: optional(indicator.targetOn),
    frequency: optional(indicator.frequency),
    meansOfVerification: optional(indicator.meansOfVerification),
    justification: optional(indicator.justification),
  }
}

function normalAssessment(one: CommitmentDocument['assessments'][number]): CommitmentDocument['assessments'][number] {
  return {
    ...one,
    assessor: required(one.assessor),
    variable: required(one.variable),
    label: optional(one.label),
    product: optional(one.product),
    sourceUrl: optional(one.sourceUrl),
  }
}

function normalRecord<Value extends string | Missing>(
  record: Record<string, Value>,
  clean: (value: Value) => string | null,
): Record<string, Value> {
  const entries = Object.entries(record).flatMap(([key, value]) => {
    const [name, kept] = [normalText(key), clean(value)]
    return name && kept ? [[name, kept as Value] as const] : []
  })
  return Object.fromEntries(sortedBy(entries, ([key]) => key))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function sortedBy<Item>(items: readonly Item[], name: (item: Item) => string): Item[] {
  return items.toSorted((a, b) => compare(name(a), name(b)))
}
