import fc from 'fast-check'
import {
  activityStates,
  type CommitmentDocument,
  directions,
  emptyDocument,
  missingKinds,
  ogpValues,
  origins,
  parts,
  type TextField,
  textFields,
} from '../model.ts'
import { normalDocument, normalText } from './normal.ts'

/** Texts that break careless writers: separators, quotes, escapes, formulas, missing codes, spellings of XML. */
const nasty = fc.constantFrom(
  ...[
    'ND',
    "'NA",
    "''NP",
    '=1+1',
    '+x',
    '-x',
    '@x',
    "'=x",
    'a | b',
    'a :: b',
    ':::',
    '\\',
    '\\|',
    'a\\',
    '"',
    '""',
    ';',
    ',',
  ],
  ...[
    'línea\nlínea',
    '_x0041_',
    '_x005F_',
    '\u007f',
    '😀',
    '<b>',
    '&amp;',
    'https://example.org/a:b',
    'x:',
    ':x',
    '0',
    'TRUE',
    '2026-01-02',
  ],
)
const text = fc
  .oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 20 }), nasty)
  .map((value) => normalText(value))
const optional = fc.option(text, { nil: null })
const filled = text.map((value) => value ?? 'x')
const number = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null })
const day = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const period = fc
  .tuple(fc.option(day, { nil: null }), fc.option(day, { nil: null }))
  .map(([a, b]) => (a !== null && b !== null && a > b ? { startsOn: b, endsOn: a } : { startsOn: a, endsOn: b }))
const code = fc.stringMatching(/^[A-Za-z0-9.]{1,6}$/)
const name = fc.oneof(code, filled)

const activity = fc
  .tuple(
    fc.record({
      title: filled,
      product: optional,
      meansOfVerification: optional,
      responsibleOffice: optional,
      dueAsWritten: optional,
      state: fc.constantFrom(...activityStates),
    }),
    period,
  )
  .map(([rest, dates]) => ({ code: '', ...rest, ...dates }))

const keyAction = fc
  .tuple(
    fc.record({
      code: name,
      title: filled,
      weight: fc.option(
        fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 10_000),
        { nil: null },
      ),
      activities: fc.array(activity, { maxLength: 3 }),
    }),
    period,
  )
  .map(([rest, dates]) => ({ ...rest, ...dates }))

const indicator = fc.record({
  code: name,
  name: filled,
  unit: optional,
  direction: fc.option(fc.constantFrom(...directions), { nil: null }),
  baseline: number,
  baselineOn: optional,
  target: number,
  targetOn: optional,
  frequency: optional,
  meansOfVerification: optional,
  justification: optional,
})

const assessment = fc
  .record({
    assessor: filled,
    variable: filled,
    label: optional,
    product: optional,
    year: fc.option(fc.integer({ min: 1900, max: 2100 }), { nil: null }),
    sourceUrl: optional,
  })
  .map((one) => ({ ...one, missing: one.label === null ? ('empty' as const) : null }))

const lists = fc.record({
  expectedProducts: fc.array(filled, { maxLength: 3 }),
  meansOfVerification: fc.array(filled, { maxLength: 3 }),
  organizations: fc.uniqueArray(
    fc.record({
      part: fc.constantFrom(...parts),
      name: filled,
      kind: fc.constantFrom('public-institution', 'civil-society', 'academia'),
      acronym: optional,
    }),
    { selector: (party) => `${party.part} ${party.name}`, maxLength: 4 },
  ),
  sdgs: fc.uniqueArray(
    fc
      .tuple(fc.integer({ min: 1, max: 17 }), fc.option(fc.stringMatching(/^[0-9a-z]{1,2}$/), { nil: null }))
      .map(([goal, target]) => ({ goal, target: target === null ? null : `${goal}.${target}` })),
    { selector: (sdg) => sdg.target ?? sdg.goal, maxLength: 3 },
  ),
  policyAreas: fc.uniqueArray(fc.record({ scheme: filled, version: filled, code: filled }), {
    selector: (area) => `${area.scheme} ${area.version} ${area.code}`,
    maxLength: 3,
  }),
  values: fc.uniqueArray(fc.constantFrom(...ogpValues), { maxLength: 4 }),
  territories: fc.uniqueArray(fc.constantFrom('20', '20067', 'MX', '01'), { maxLength: 3 }),
  keyActions: fc.uniqueArray(keyAction, { selector: (action) => action.code, maxLength: 3 }),
  indicators: fc.uniqueArray(indicator, { selector: (one) => one.code, maxLength: 2 }),
  assessments: fc.uniqueArray(assessment, { selector: (one) => `${one.assessor} ${one.variable}`, maxLength: 3 }),
  sources: fc.array(fc.record({ title: filled, url: optional, note: optional }), { maxLength: 2 }),
})

const missing = fc.dictionary(
  fc.constantFrom<string>(
    ...textFields,
    'startsOn',
    'country',
    'sdgs',
    'policyAreas.open-data',
    'values.technology',
    'organizations.lead',
  ),
  fc.constantFrom(...missingKinds),
  { maxKeys: 5 },
)

const own = fc.record({
  number: text.map((value) => value ?? ''),
  externalId: optional,
  country: fc.constantFrom(null, 'MX', 'CA'),
  origin: fc.option(fc.constantFrom(...origins), { nil: null }),
  title: filled,
  language: fc.constantFrom('es', 'en', 'pt-BR'),
  missing,
  asWritten: fc.dictionary(fc.constantFrom('startsOn', 'endsOn'), filled, { maxKeys: 2 }),
})

const texts = fc.record(
  Object.fromEntries(
    textFields.map((field) => [field, fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, optional)]),
  ) as Record<TextField, fc.Arbitrary<string | null>>,
)

/** Any commitment in its normal form; for tests. */
export const arbitraryDocument: fc.Arbitrary<CommitmentDocument> = fc
  .tuple(own, texts, lists, period)
  .map(([rest, words, many, dates]) => {
    const keyActions = many.keyActions.map((action, parent) => ({
      ...action,
      activities: action.activities.map((one, index) => ({ ...one, code: `a${parent}.${index}` })),
    }))
    // Cloned, because fast-check also makes objects without a prototype.
    return structuredClone(
      normalDocument({ ...emptyDocument('c', '', 'x'), ...rest, ...words, ...many, ...dates, keyActions }),
    )
  })

/** A whole file: keys are unique. */
export const arbitraryDocuments: fc.Arbitrary<CommitmentDocument[]> = fc
  .array(arbitraryDocument, { maxLength: 4 })
  .map((documents) => documents.map((document, index) => ({ ...document, key: `c-${index + 1}` })))
