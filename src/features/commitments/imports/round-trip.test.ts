import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import fc from 'fast-check'
import { translator } from '../../../platform/i18n.ts'
import { csvPieces } from '../exports/csv.ts'
import { jsonPieces } from '../exports/json.ts'
import { writeWorkbook } from '../exports/workbook.ts'
import { type CommitmentDocument, emptyDocument, textFields } from '../model.ts'
import { arbitraryDocuments } from './arbitrary-document.ts'
import { normalDocument } from './normal.ts'
import { readFileOfCommitments } from './read-file.ts'

const t = translator('es')
const plan = {
  slug: 'p',
  title: 'P',
  kind: 'local',
  startsOn: null,
  endsOn: null,
  origin: 'platform',
  sourceTitle: null,
  sourceUrl: null,
}

const writers = {
  json: async (documents: CommitmentDocument[]) => Buffer.from([...jsonPieces('s', plan, documents)].join('')),
  csv: async (documents: CommitmentDocument[]) => Buffer.from([...csvPieces(documents)].join('')),
  xlsx: async (documents: CommitmentDocument[]) => {
    const chunks: Buffer[] = []
    const stream = new Writable({
      write(chunk: Buffer, _, done) {
        chunks.push(chunk)
        done()
      },
    })
    const done = new Promise((resolve) => stream.on('finish', resolve))
    await writeWorkbook(stream, documents)
    await done
    return Buffer.concat(chunks)
  },
}

async function readBack(bytes: Uint8Array): Promise<CommitmentDocument[]> {
  const read = await readFileOfCommitments({ bytes, fileName: 'x', format: null }, t)
  assert.deepEqual(read.rejections, [])
  assert.equal(
    read.accepted.reduce((sum, one) => sum + one.rows, 0),
    read.rowsRead,
  )
  return read.accepted.map((one) => one.document)
}

for (const [format, write] of Object.entries(writers)) {
  test(`export and import are each other's inverse in ${format}, for any documents`, async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocuments, async (documents) => {
        assert.deepEqual(await readBack(await write(documents)), documents)
      }),
      { numRuns: format === 'xlsx' ? 25 : 150 },
    )
  })

  test(`a text longer than a cell of a workbook comes back whole from ${format}`, async () => {
    const long = `${'palabra con espacio 😀\n'.repeat(4000)}fin`
    const document = { ...emptyDocument('largo', '1', 'Largo'), fullText: long, problem: long.slice(0, 32_000) }
    assert.deepEqual(await readBack(await write([document])), [document])
  })
}

const conformance = new URL('../../../../../shared/data/conformance/', import.meta.url)
const isThere = existsSync(conformance)
const reason = isThere ? false : 'left out: ../shared is missing'

test('naughty strings and scripts in every text cell come back as text', { skip: reason }, async () => {
  const naughty: string[] = JSON.parse(readFileSync(new URL('blns/blns.json', conformance), 'utf8'))
  const xss = readdirSync(new URL('xss/bleach-data/', conformance)).map((name) =>
    readFileSync(new URL(`xss/bleach-data/${name}`, conformance), 'utf8'),
  )
  const documents = [...naughty, ...xss].map((text, index) => everywhere(text, index + 1))
  for (const write of Object.values(writers)) assert.deepEqual(await readBack(await write(documents)), documents)
})

function everywhere(text: string, index: number): CommitmentDocument {
  const empty = emptyDocument(`n-${index}`, String(index), `Compromiso ${index}`)
  const texts = Object.fromEntries(textFields.map((field) => [field, text]))
  const title = text.trim() || 'x'
  return normalDocument({
    ...empty,
    ...texts,
    title,
    expectedProducts: [text, text],
    organizations: [{ part: 'lead', name: title.slice(0, 100), kind: 'public-institution', acronym: text }],
    keyActions: [
      {
        code: 'A',
        title,
        weight: 100,
        startsOn: null,
        endsOn: null,
        activities: [
          {
            code: 'A.1',
            title,
            product: text,
            meansOfVerification: text,
            responsibleOffice: text,
            startsOn: null,
            endsOn: null,
            dueAsWritten: text,
            state: 'in-progress',
          },
        ],
      },
    ],
    sources: [{ title, url: text, note: text }],
  })
}
