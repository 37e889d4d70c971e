import { isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml'
import * as z from 'zod'
import { decodeText } from '../../../../platform/csv/encodings.ts'
import { type Fault, UnreadableFile } from '../../../../platform/csv/faults.ts'
import type { T } from '../../../../platform/i18n.ts'
import type { ReadResult } from '../report.ts'
import { assembleCanada } from './assemble.ts'
import type { Deliverable, Element } from './documents.ts'

const bilingual = z.object({ en: z.string(), fr: z.string().default('') })
const deliverable = bilingual.extend({
  due_date: z.string().optional(),
  deadline: bilingual.default({ en: '', fr: '' }),
  lead_dept: z.string().default(''),
  supt_sept: z.string().optional(),
})

type Listed<Value> = { code: string; row: number; value: Value }

/** The published schema of Canada's tracker. `row` is the line of the file where an element begins. Throws UnreadableFile. */
export function readCanadaYaml(bytes: Uint8Array, t: T): ReadResult {
  const { text, encoding } = decodeText(bytes)
  const lines = new LineCounter()
  const file = parseDocument(text, { lineCounter: lines, schema: 'core' })
  const [error] = file.errors
  if (error) {
    const row = error.linePos?.[0].line ?? 1
    throw refused(
      { row, column: '', value: '', reason: 'yaml-syntax', values: { detail: error.message.split('\n')[0] ?? '' } },
      encoding,
    )
  }
  const choices = choicesOf(file.contents)
  const list = <Value>(name: string, schema: z.ZodType<Value>) =>
    listed(choices.get(name), name, schema, lines, encoding)
  const element = ({ code, row, value }: Listed<z.output<typeof bilingual>>): Element => ({
    code,
    row,
    en: value.en,
    fr: value.fr,
  })
  const commitments = list('commitments', bilingual).map(element)
  const milestones = list('milestones', bilingual).map(element)
  const indicators = list('indicators', deliverable).map(
    (one): Deliverable => ({
      ...element(one),
      dueDate: one.value.due_date ?? null,
      deadline: one.value.deadline,
      lead: one.value.lead_dept,
      support: one.value.supt_sept ?? null,
    }),
  )
  const elements = [...commitments, ...milestones, ...indicators]
  const rowsOf = (code: string) => elements.filter((one) => one.code === code || one.code.startsWith(`${code}.`)).length
  return assembleCanada({ commitments, milestones, indicators }, rowsOf, { encoding, rowsRead: elements.length }, t)
}

function refused(fault: Fault, encoding: string): UnreadableFile {
  return new UnreadableFile(fault, encoding)
}

/** `choices` of the fields of the first resource, by the field's name. */
function choicesOf(contents: unknown): Map<string, YAMLMap> {
  const choices = new Map<string, YAMLMap>()
  const fields = isMap(contents) ? contents.getIn(['resources', 0, 'fields']) : null
  const items = (fields as { items?: unknown[] } | null | undefined)?.items ?? []
  for (const field of items) {
    if (!isMap(field)) continue
    const [name, list] = [field.get('datastore_id'), field.get('choices')]
    if (typeof name === 'string' && isMap(list)) choices.set(name, list)
  }
  return choices
}

function listed<Value>(
  list: YAMLMap | undefined,
  name: string,
  schema: z.ZodType<Value>,
  lines: LineCounter,
  encoding: string,
): Listed<Value>[] {
  if (!list) throw refused({ row: 1, column: name, value: '', reason: 'yaml-shape' }, encoding)
  return list.items.map(({ key, value }) => {
    const code = isScalar(key) ? String(key.value) : ''
    const row = isScalar(key) && key.range ? lines.linePos(key.range[0]).line : 1
    const parsed = schema.safeParse(isMap(value) ? stringsOf(value) : null)
    if (!parsed.success) throw refused({ row, column: `${name} ${code}`, value: '', reason: 'yaml-shape' }, encoding)
    return { code, row, value: parsed.data }
  })
}

function stringsOf(map: YAMLMap): Record<string, unknown> {
  const entries = map.items.map(({ key, value }) => {
    const name = isScalar(key) ? String(key.value) : ''
    return [
      name,
      isMap(value)
        ? stringsOf(value)
        : isScalar(value) && value.value !== null
          ? String(value.source ?? value.value)
          : undefined,
    ]
  })
  return Object.fromEntries(entries)
}
