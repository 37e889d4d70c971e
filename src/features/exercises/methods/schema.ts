import * as z from 'zod'
import { requiredText } from '../../../platform/http/form.ts'
import { slugOf } from '../../../platform/identity.ts'
import { type Condition, isCondition, type MethodDefinition } from './model.ts'

const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'method.error.code')
const words = (max: number) => z.string().trim().min(1, 'error.required').max(max, 'error.too-long')
const conditions = z.array(
  z.custom<Condition>((value) => typeof value === 'string' && isCondition(value), 'method.error.condition'),
)

const stage = z.object({
  code,
  name: words(120),
  purpose: words(2000),
  takesPart: words(1000),
  days: z.number().int().min(1).max(3650).nullable(),
  outputs: z.array(z.object({ code, name: words(200), isMinimum: z.boolean() })).max(20),
  opens: conditions,
  closes: conditions,
})

const check = z.object({
  code,
  name: words(200),
  month: z.number().int().min(1).max(120),
  graceDays: z.number().int().min(0),
  output: code,
})

/** A method's definition, wherever it comes from: what is not this is no method. */
export const methodDefinition: z.ZodType<MethodDefinition> = z
  .object({
    about: words(4000),
    sources: z.array(z.object({ title: words(500), url: z.url({ protocol: /^https?$/ }).nullable() })),
    noticeDays: z.number().int().min(0).max(365),
    process: z.object({ minimumMonths: z.number().int().min(1).max(120) }).nullable(),
    plan: z.object({ months: z.number().int().min(1).max(120), checks: z.array(check) }).nullable(),
    stages: z.array(stage).min(1, 'method.error.no-stages').max(20),
  })
  .refine(({ stages }) => new Set(stages.map((one) => one.code)).size === stages.length, 'method.error.same-stage')
  .refine(knowsWhatItNames, 'method.error.unknown-part')

/** Conditions and checks speak of outputs and stages that exist. */
function knowsWhatItNames({ stages, plan }: MethodDefinition): boolean {
  const codes = new Set(stages.map((one) => one.code))
  const outputs = new Set(stages.flatMap((one) => one.outputs.map((output) => output.code)))
  const named = stages.flatMap((one) => [...one.opens, ...one.closes]).map((condition) => condition.split(':'))
  return (
    named.every(([word, about]) => about === undefined || (word === 'stage-closed' ? codes : outputs).has(about)) &&
    (plan?.checks ?? []).every((one) => outputs.has(one.output))
  )
}

export const methodFile = z.object({
  code,
  version: z.number().int().positive(),
  name: words(200),
  definition: methodDefinition,
})

/** One stage more than the method has can be added at a time. */
export const mostStages = 20

const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '')

/** 'Acta de instalación' is a minimum output, 'Borradores (opcional)' is not; known names keep their code. */
function outputsFrom(text: string, known: readonly { code: string; name: string; isMinimum: boolean }[]) {
  return lines(text).map((line) => {
    const isMinimum = !/\(opcional\)\s*$/i.test(line)
    const name = line.replace(/\(opcional\)\s*$/i, '').trim()
    const old = known.find((one) => one.name === name)
    return { code: old?.code ?? (slugOf(name, 40) || 'producto'), name, isMinimum }
  })
}

export const optionalMark = '(opcional)'

export const adaptationForm = z.object({
  name: requiredText(200),
  about: requiredText(4000),
  reason: z.string('method.error.reason').trim().min(10, 'method.error.reason').max(2000, 'error.too-long'),
})

/** Fields of one stage of the form, typed; `known` is the stage it was before, if it was. */
export function stageFrom(
  typed: Record<string, string>,
  at: number,
  known: MethodDefinition['stages'][number] | undefined,
) {
  const text = (field: string) => (typed[`stages.${at}.${field}`] ?? '').trim()
  const listed = (field: string) => lines(text(field)).filter(isCondition)
  return {
    position: Number(text('position')) || at + 1,
    isGone: text('gone') === 'on' || (known === undefined && text('name') === ''),
    stage: {
      code: known?.code ?? (slugOf(text('name'), 40) || `etapa-${at + 1}`),
      name: text('name'),
      purpose: text('purpose'),
      takesPart: text('takesPart'),
      days: text('days') === '' ? null : Number(text('days')),
      outputs: outputsFrom(text('outputs'), known?.outputs ?? []),
      opens: listed('opens'),
      closes: listed('closes'),
    },
  }
}
