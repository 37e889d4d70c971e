import { csvRecord } from '../../../platform/csv/write.ts'
import { flatHeaders, headerOf, kindColumn } from '../imports/template/columns.ts'
import { csvGuard } from '../imports/template/guard.ts'
import { rowsOf } from '../imports/template/write-rows.ts'
import type { CommitmentDocument } from '../model.ts'

/** The flat template, one commitment's records a piece: RFC 4180, UTF-8, CRLF. */
export function* csvPieces(commitments: Iterable<CommitmentDocument>): Generator<string> {
  yield csvRecord(flatHeaders)
  const kindHeader = headerOf(kindColumn.name)
  for (const commitment of commitments) {
    let piece = ''
    for (const { kind, cells } of rowsOf(commitment, csvGuard)) {
      cells.set(kindHeader, kind)
      piece += csvRecord(flatHeaders.map((header) => cells.get(header) ?? ''))
    }
    yield piece
  }
}
