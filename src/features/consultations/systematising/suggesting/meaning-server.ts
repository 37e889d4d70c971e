import * as z from 'zod'
import type { Embeddings } from '../../../../platform/config.ts'
import { type Outward, OutwardError } from '../../../../platform/outward/outward.ts'
import { type Meaning, mostMeanings } from '../../grouping/meanings.ts'

/** Where meanings are asked for, and what asks. */
export type MeaningServer = { settings: Embeddings; outward: Outward }

export const meaningFaults = ['many', 'unreachable', 'refused', 'unreadable'] as const
export type MeaningFault = (typeof meaningFaults)[number]

export type Meanings = { meanings: Map<string, Meaning> } | { fault: MeaningFault }

const textsAtOnce = 64
/** Models read some hundreds of words; the beginning of a text tells what it is about. */
const longest = 4_000
const answerForm = z.object({
  data: z.array(z.object({ index: z.number().int().min(0), embedding: z.array(z.number()).min(1).max(8192) })),
})

/**
 * What each text means, by its id, asked of a server that speaks OpenAI's `/v1/embeddings` (so do Ollama, llama.cpp, vLLM and Text
 * Embeddings Inference). A fault of the server is an answer here: suggestions are made from words then.
 */
export async function meaningsOf(
  { settings, outward }: MeaningServer,
  texts: readonly { id: string; text: string }[],
): Promise<Meanings> {
  const different = [...new Set(texts.map(({ text }) => beginningOf(text)).filter(Boolean))]
  if (different.length > mostMeanings) return { fault: 'many' }
  const known = new Map<string, Meaning>()
  for (let start = 0; start < different.length; start += textsAtOnce) {
    const some = different.slice(start, start + textsAtOnce)
    const answer = await ask(settings, outward, some)
    if ('fault' in answer) return answer
    for (const [at, meaning] of answer.rows.entries()) known.set(some[at] as string, meaning)
  }
  if (new Set([...known.values()].map(({ length }) => length)).size > 1) return { fault: 'unreadable' }
  const meanings = texts.flatMap(({ id, text }) => {
    const meaning = known.get(beginningOf(text))
    return meaning ? [[id, meaning] as const] : []
  })
  return { meanings: new Map(meanings) }
}

const beginningOf = (text: string) => text.trim().slice(0, longest).toWellFormed()

async function ask(
  { url, model, key }: Embeddings,
  outward: Outward,
  input: readonly string[],
): Promise<{ rows: Meaning[] } | { fault: MeaningFault }> {
  const headers = { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) }
  const body = JSON.stringify({ model, input, encoding_format: 'float' })
  try {
    const { status, bytes } = await outward.ask(url, { method: 'POST', headers, body, timeoutMs: 60_000, maxBytes })
    return status === 200 ? rowsIn(bytes, input.length) : { fault: 'refused' }
  } catch (error) {
    if (!(error instanceof OutwardError)) throw error
    return { fault: error.fault === 'too-large' ? 'unreadable' : 'unreachable' }
  }
}

/** 64 rows of 8192 numbers of twenty letters. */
const maxBytes = 12 * 1024 * 1024

function rowsIn(bytes: Buffer, wanted: number): { rows: Meaning[] } | { fault: MeaningFault } {
  const parsed = answerForm.safeParse(jsonIn(bytes))
  if (!parsed.success) return { fault: 'unreadable' }
  const rows = new Map(parsed.data.data.map(({ index, embedding }) => [index, Float32Array.from(embedding)]))
  const all = Array.from({ length: wanted }, (_, index) => rows.get(index))
  return all.every((row) => row?.every(Number.isFinite)) ? { rows: all as Meaning[] } : { fault: 'unreadable' }
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}
