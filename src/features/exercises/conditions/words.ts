import type { Values } from '../../../platform/errors.ts'
import type { MessageKey } from '../../../platform/i18n.ts'
import { type PlainCondition, partsOf } from '../methods/model.ts'
import type { Judged } from './model.ts'

type AboutOne = 'output-present' | 'stage-closed'

/** The sentence of a condition: what it asks for ('asked'), or what is missing where it does not hold. */
export function conditionKey({ condition }: Pick<Judged, 'condition'>, kind: 'asked' | 'missing'): MessageKey {
  const word = partsOf(condition).word as PlainCondition | AboutOne
  return `exercise.condition.${kind}.${word}`
}

type Named = {
  stages: readonly { code: string; name: string; definition: { outputs: readonly { code: string; name: string }[] } }[]
}

/** What its sentence needs: figures, and the name of the output or stage that it speaks of. */
export function conditionValues(
  { condition, values }: { condition: string; values?: Values },
  { stages }: Named,
): Values {
  const { about } = partsOf(condition)
  const outputs = stages.flatMap((stage) => stage.definition.outputs)
  const name = about && ([...outputs, ...stages].find(({ code }) => code === about)?.name ?? about)
  return { count: 0, days: 0, notice: 14, ...values, ...(name ? { name } : {}) }
}
