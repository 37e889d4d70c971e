import type { C } from '../../../../platform/http/env.ts'
import type { Consultation } from '../../model.ts'
import { consultationPaths } from '../../paths.ts'
import type { ResultRow } from './queries.ts'

/** Where one contribution ended, as data: codes, not words. What is withheld has no text. */
export function plainResult(c: C, consultation: Consultation, row: ResultRow) {
  return {
    folio: row.folio,
    url: `${c.var.deps.config.baseUrl}${consultationPaths.contribution(consultation, row.folio)}`,
    channel: row.channel,
    territory_key: row.territoryKey,
    territory: row.territory,
    said_on: row.saidOn,
    language: row.language,
    title: row.title,
    body: row.body,
    withheld: row.body === null,
    outcome: row.kind,
    topic: row.topic,
    topic_name: row.topicName,
    response: row.response,
    settled_at: row.settledAt?.toISOString() ?? null,
  }
}

export const resultColumns = [
  ...(['folio', 'url', 'channel', 'territory_key', 'territory', 'said_on', 'language', 'title', 'body'] as const),
  ...(['withheld', 'outcome', 'topic', 'topic_name', 'response', 'settled_at'] as const),
] as const
