import assert from 'node:assert/strict'
import { test } from 'node:test'
import { namesDirection } from '../../diagnoses/logframe/neutral-name.ts'
import {
  type Activity,
  type CommitmentDocument,
  emptyDocument,
  type Indicator,
  type KeyAction,
  localCriteria,
} from '../model.ts'
import { elementsOf, type FaultCode, faultsOf, isNotApplicable, isPublishable, loweredTargets } from './model.ts'

const plan = { kind: 'ogp-national', startsOn: '2026-01-01', endsOn: '2026-12-31' }

function activity(change: Partial<Activity> = {}): Activity {
  return {
    code: '1.1',
    title: 'Publicar el padrón',
    product: 'Padrón publicado',
    meansOfVerification: 'Dirección del padrón',
    responsibleOffice: 'Tesorería',
    startsOn: '2026-02-01',
    endsOn: '2026-03-31',
    dueAsWritten: null,
    state: 'not-started',
    ...change,
  }
}

function action(change: Partial<KeyAction> = {}): KeyAction {
  return {
    code: '1',
    title: 'Abrir el padrón',
    weight: 100,
    startsOn: null,
    endsOn: null,
    activities: [activity()],
    ...change,
  }
}

function indicator(change: Partial<Indicator> = {}): Indicator {
  return {
    code: 'i1',
    name: 'Colonias con horario publicado',
    unit: 'colonias',
    direction: 'ascending',
    baseline: 0,
    baselineOn: '2025',
    target: 40,
    targetOn: '2026',
    frequency: 'monthly',
    meansOfVerification: 'Bitácora',
    justification: null,
    ...change,
  }
}

function complete(change: Partial<CommitmentDocument> = {}): CommitmentDocument {
  return {
    ...emptyDocument('1', '1', 'Gasto abierto'),
    origin: 'co-created',
    problem: 'No se sabe en qué se gasta.',
    causes: 'El padrón no es público.',
    previousActions: 'Hubo un portal en 2020.',
    solution: 'Publicar el padrón.',
    expectedResults: 'Cualquiera puede revisarlo.',
    transparency: 'Publica datos que no lo eran.',
    responsibleOffice: 'Tesorería',
    finalResult: 'Padrón abierto y al día',
    expectedProducts: ['Padrón'],
    meansOfVerification: ['Dirección del padrón'],
    startsOn: '2026-02-01',
    endsOn: '2026-12-31',
    organizations: [
      { part: 'lead', name: 'Tesorería', kind: 'public-institution', acronym: null },
      { part: 'co-responsible', name: 'Cuentas Claras', kind: 'civil-society', acronym: null },
    ],
    sdgs: [{ goal: 16, target: '16.6' }],
    nationalAxis: 'Gobernanza',
    keyActions: [action()],
    indicators: [indicator()],
    ...change,
  }
}

function codes(change: Partial<CommitmentDocument>, severity?: 'error' | 'warning'): FaultCode[] {
  return faultsOf(complete(change), plan)
    .filter((fault) => severity === undefined || fault.severity === severity)
    .map((fault) => fault.code)
}

test('a complete commitment has no faults', () => {
  assert.deepEqual(faultsOf(complete(), plan), [])
})

test('R-20 asks for problem, causes, previous actions, solution and results', () => {
  for (const field of ['problem', 'causes', 'previousActions', 'solution', 'expectedResults'] as const) {
    const [fault] = faultsOf(complete({ [field]: ' ' }), plan)
    assert.equal(fault?.rule, 'R-20')
    assert.deepEqual(fault?.at, { page: 'text', field })
  }
})

test('R-21 one answer of the open-government lens is enough, "N/A" is none', () => {
  assert.deepEqual(codes({ transparency: 'N/A' }), ['lens-empty'])
  assert.deepEqual(codes({ transparency: 'No aplica.', participation: 'Comité vecinal' }), [])
  for (const text of ['N/A', 'n.a.', 'NA', 'No aplica', 'Not applicable', ' - ']) assert.ok(isNotApplicable(text), text)
  assert.ok(!isNotApplicable('Navega por el portal'))
})

test('R-22 technology alone does not open government', () => {
  assert.deepEqual(codes({ transparency: null, values: ['technology'] }), ['lens-technology-only'])
})

test('R-23 at least one activity has product, date and somebody responsible', () => {
  const vague = action({ activities: [activity({ product: null })] })
  assert.deepEqual(codes({ keyActions: [vague] }), ['not-verifiable'])
})

test('R-24 each of the eight elements is asked for', () => {
  assert.deepEqual(Object.values(elementsOf(complete())), Array(8).fill(true))
  assert.deepEqual(Object.values(elementsOf(emptyDocument('1', '1', 't'))), Array(8).fill(false))
  assert.ok(codes({ responsibleOffice: null }).includes('element-missing'))
  assert.ok(codes({ finalResult: null }).includes('element-missing'))
  assert.ok(codes({ indicators: [] }).includes('element-missing'))
  assert.ok(codes({ startsOn: null }).includes('element-missing'))
  assert.ok(codes({ keyActions: [] }).includes('element-missing'))
})

test('R-25 government leads and civil society is co-responsible; proactive ones are only warned', () => {
  const alone = { organizations: [{ part: 'lead', name: 'ONG', kind: 'civil-society', acronym: null } as const] }
  assert.deepEqual(codes(alone, 'error'), ['lead-not-government', 'co-responsible-not-civil-society'])
  assert.deepEqual(codes({ ...alone, origin: 'proactive' }, 'error'), [])
  assert.deepEqual(codes({ ...alone, origin: 'proactive' }, 'warning'), [
    'lead-not-government',
    'co-responsible-not-civil-society',
  ])
})

test('R-26 weights add to 100 ± 0.01', () => {
  const two = (a: number | null, b: number) => [
    action({ weight: a }),
    action({ code: '2', weight: b, activities: [activity({ code: '2.1' })] }),
  ]
  assert.deepEqual(codes({ keyActions: two(60, 40.01) }), [])
  assert.deepEqual(codes({ keyActions: two(60, 40.02) }), ['weights-not-100'])
  assert.deepEqual(codes({ keyActions: two(null, 100) }), ['weight-missing'])
})

test('R-27 T-25 a key action has at least one activity that was not cancelled', () => {
  assert.ok(codes({ keyActions: [action({ activities: [] })] }).includes('action-without-activities'))
  assert.ok(
    codes({ keyActions: [action({ activities: [activity({ state: 'cancelled' })] })] }).includes(
      'action-without-activities',
    ),
  )
})

test('R-28 activity inside action inside commitment; beyond the plan is only warned', () => {
  assert.deepEqual(codes({ keyActions: [action({ endsOn: '2026-03-01' })] }), ['activity-outside-action'])
  assert.deepEqual(codes({ keyActions: [action({ startsOn: '2026-01-15' })] }), ['action-outside-commitment'])
  assert.deepEqual(codes({ endsOn: '2027-02-01' }), ['commitment-outside-plan'])
  assert.ok(isPublishable(faultsOf(complete({ endsOn: '2027-02-01' }), plan)))
  assert.deepEqual(codes({ keyActions: [action({ activities: [activity({ endsOn: null })] })] }, 'error'), [
    'not-verifiable',
    'activity-without-end',
  ])
})

test('R-31 a local plan asks for the eight criteria in words, with a warning each', () => {
  const local = { ...plan, kind: 'local' }
  const faults = faultsOf(complete(), local)
  assert.deepEqual(
    faults.map((fault) => [fault.rule, fault.severity, fault.at.field]),
    localCriteria.map((field) => ['R-31', 'warning', field]),
  )
  assert.equal(faults.length, 8)
  const answers = Object.fromEntries(localCriteria.map((field) => [field, 'Porque sí se puede medir.']))
  assert.deepEqual(faultsOf(complete(answers), local), [])
  assert.ok(isPublishable(faults))
})

test('R-32 an SDG and an axis are asked for, with a warning', () => {
  assert.deepEqual(codes({ sdgs: [], nationalAxis: null }), ['sdg-missing', 'axis-missing'])
  assert.ok(isPublishable(faultsOf(complete({ sdgs: [], nationalAxis: null }), plan)))
})

test('R-34 a target is not lowered without saying why in ten characters', () => {
  const before = complete()
  const lowered = (change: Partial<Indicator>) => loweredTargets(before, complete({ indicators: [indicator(change)] }))
  assert.equal(lowered({ target: 30 })[0]?.rule, 'R-34')
  assert.equal(lowered({ target: 30, justification: 'corto' }).length, 1)
  assert.deepEqual(lowered({ target: 30, justification: 'Se rompió el acueducto' }), [])
  assert.deepEqual(lowered({ target: 50 }), [])
  assert.equal(lowered({ target: null }).length, 1)
  const falling = complete({ indicators: [indicator({ direction: 'descending' })] })
  assert.equal(
    loweredTargets(falling, complete({ indicators: [indicator({ direction: 'descending', target: 50 })] })).length,
    1,
  )
})

test('R-35 an indicator’s name does not say which way it should go', () => {
  for (const name of ['Incremento de trámites', 'Aumento del gasto', 'Reducción de quejas', 'Mejora del servicio']) {
    assert.ok(namesDirection(name), name)
  }
  assert.ok(!namesDirection('Colonias con horario publicado'))
  assert.deepEqual(codes({ indicators: [indicator({ name: 'Aumento de colonias' })] }), ['indicator-names-direction'])
})
