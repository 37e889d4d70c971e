import { csvRecord } from '../../../../platform/csv/write.ts'
import type { C } from '../../../../platform/http/env.ts'
import { streamed } from '../../../../platform/http/streamed.ts'
import type { Consultation } from '../../model.ts'
import { defused, plainConsultation } from '../../twins/rows.ts'
import type { Topic } from '../model.ts'
import { countOf, partOf, parts, type Tally } from './model.ts'
import { eachResult } from './queries.ts'
import { plainResult, resultColumns } from './rows.ts'

type Known = { consultation: Consultation; topics: readonly Topic[]; tallies: readonly Tally[] }

/** Numbers, topics and every contribution with where it ended, made as the reader takes it. */
export function resultsJson(c: C, known: Known): Response {
  return c.body(streamed(jsonPieces(c, known)), 200, { 'Content-Type': 'application/json' })
}

export function resultsCsv(c: C, { consultation }: Known): Response {
  c.header('Content-Disposition', 'inline; filename="resultados.csv"')
  return c.body(streamed(csvPieces(c, consultation)), 200, { 'Content-Type': 'text/csv; charset=utf-8' })
}

async function* jsonPieces(c: C, { consultation, topics, tallies }: Known): AsyncGenerator<string> {
  const head = {
    consultation: plainConsultation(c, consultation),
    received: countOf(tallies),
    outcomes: Object.fromEntries(parts.map((part) => [part, countOf(tallies, (one) => partOf(one) === part)])),
    topics: topics.map(({ id, number, name, problem, isPriority, response, mergedInto }) => ({
      ...{ number, name, problem, is_priority: isPriority, response, merged_into: mergedInto?.number ?? null },
      contributions: countOf(tallies, ({ topicId }) => topicId === id),
    })),
  }
  yield `${JSON.stringify(head).slice(0, -1)},"contributions":[`
  let isFirst = true
  for await (const rows of eachResult(c.var.context.db, consultation.id)) {
    yield (isFirst ? '' : ',') + rows.map((row) => JSON.stringify(plainResult(c, consultation, row))).join(',')
    isFirst = false
  }
  yield ']}'
}

async function* csvPieces(c: C, consultation: Consultation): AsyncGenerator<string> {
  yield csvRecord(resultColumns)
  for await (const rows of eachResult(c.var.context.db, consultation.id)) {
    yield rows
      .map((row) => {
        const plain = plainResult(c, consultation, row)
        return csvRecord(resultColumns.map((column) => defused(plain[column])))
      })
      .join('')
  }
}
