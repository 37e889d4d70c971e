import type { T } from '../../../platform/i18n.ts'
import { type DataTable, placeOf, refused, tableOf } from '../files/table.ts'
import { type Comment, type Vote, type VoteValue, voteValues } from './votes.ts'

/** `votes.csv` as in Polis' open data: timestamp, comment-id, voter-id, vote; other columns are left unread. Throws FileRefused. */
export function readVotes(bytes: Uint8Array, t: T): Vote[] {
  const table = tableOf(bytes, t)
  const columns = ['timestamp', 'comment-id', 'voter-id', 'vote'].map((name) => placeOf(table, name, t))
  if (table.rows.length === 0) throw refused(t, 1, '', 'consultations.file.no-rows')
  return table.rows.map(({ row, cells }) => {
    const [at = '', commentId = '', voterId = '', vote = ''] = columns.map((place) => (cells[place] ?? '').trim())
    if (!/^-?\d{1,15}(\.\d+)?$/.test(at)) throw refused(t, row, 'timestamp', 'consultations.file.timestamp', shown(at))
    if (commentId === '') throw refused(t, row, 'comment-id', 'consultations.file.comment-id-missing')
    if (voterId === '') throw refused(t, row, 'voter-id', 'consultations.file.voter-missing')
    const value = voteOf(vote)
    if (value === null) throw refused(t, row, 'vote', 'consultations.file.vote', shown(vote))
    return { commentId, voterId, value, at: Number(at), line: row }
  })
}

function voteOf(text: string): VoteValue | null {
  if (!/^[+-]?[01](\.0+)?$/.test(text)) return null
  const number = Number(text)
  return voteValues.find((value) => value === number) ?? null
}

/**
 * `comments.csv` as in Polis' open data: comment-id, comment-body, moderated. Left out of the groups are those withdrawn (-1) and, as
 * Polis does, those marked `is-meta`, which speak of the conversation itself. Throws FileRefused.
 */
export function readComments(bytes: Uint8Array, t: T): Comment[] {
  const table = tableOf(bytes, t)
  const [id, body, moderated] = ['comment-id', 'comment-body', 'moderated'].map((name) => placeOf(table, name, t))
  const meta = table.header.indexOf('is-meta')
  const rows = new Map<string, number>()
  return table.rows.map(({ row, cells }) => {
    const cell = (place: number | undefined) => (cells[place ?? -1] ?? '').trim()
    const isLeftOut = isWithdrawn(cell(moderated), row, t) || /^(true|1)$/i.test(cell(meta))
    checkId(table, id ?? 0, cell(id), row, rows, t)
    return { id: cell(id), body: cell(body), isLeftOut }
  })
}

function checkId(table: DataTable, place: number, id: string, row: number, rows: Map<string, number>, t: T): void {
  const column = table.header[place] ?? ''
  if (id === '') throw refused(t, row, column, 'consultations.file.comment-id-missing')
  const before = rows.get(id)
  if (before !== undefined) throw refused(t, row, column, 'consultations.file.id-twice', { id, row: before })
  rows.set(id, row)
}

function isWithdrawn(text: string, row: number, t: T): boolean {
  if (!/^(|[+-]?[01](\.0+)?)$/.test(text))
    throw refused(t, row, 'moderated', 'consultations.file.moderated', shown(text))
  return Number(text) === -1
}

function shown(value: string): { value: string } {
  return { value: value.slice(0, 80).toWellFormed() }
}
