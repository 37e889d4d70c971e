import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type PostBatch, prepareBatches } from './batches.ts'
import { stageOf } from './engine/stage.ts'
import { grown } from './engine/tuples.ts'
import { readJudgements, readPanel } from './inputs/decisions.ts'
import { readEdition } from './inputs/edition.ts'
import { InputError } from './inputs/input-error.ts'
import { PostsFile } from './inputs/posts-file.ts'
import { readTeams } from './inputs/teams.ts'
import { readWorks, type WorksReading } from './inputs/works.ts'
import { type LineShelf, PostLedger } from './ledger.ts'
import type { Setting } from './model.ts'
import { Drafts } from './outputs/drafts.ts'
import { type Counts, challengesCsv, rejectLine, standingsCsv, summaryText, verdictLines } from './outputs/writing.ts'
import { readApart } from './threads/reader.ts'

/** `bytes` read so far of how many; or that the reading is over and the files are being written. */
export type Progress = (step: { posts: number; bytes: number; total: number } | 'writing') => void

export type FolderSetting = {
  setting: Setting
  worksRejects: WorksReading['rejects']
  hashes: Record<string, string | null>
}

/** Reads all inputs but the posts; throws InputError for what cannot be read. */
export function readSetting(folder: string): FolderSetting {
  const hashes: Record<string, string | null> = {}
  const bytesOf = (file: string): Buffer | null => {
    const bytes = readInput(folder, file)
    hashes[file] = bytes && createHash('sha256').update(bytes).digest('hex')
    return bytes
  }
  const edition = readEdition('edition.json', bytesOf('edition.json') ?? missing('edition.json'))
  const { works, rejects } = readWorks('works.csv', bytesOf('works.csv') ?? missing('works.csv'))
  const accounts = readTeams('teams.csv', bytesOf('teams.csv') ?? missing('teams.csv'), edition.team_size)
  const challenges = edition.rules.challenges ?? []
  const teams = new Set(accounts.map(({ team_id }) => team_id))
  const [panelBytes, judgementBytes] = [bytesOf('panel.csv'), bytesOf('judgements.csv')]
  const panel = panelBytes ? readPanel('panel.csv', panelBytes, challenges, teams) : []
  const judgements = judgementBytes ? readJudgements('judgements.csv', judgementBytes, challenges) : []
  return { setting: { edition, works, accounts, panel, judgements }, worksRejects: rejects, hashes }
}

function readInput(folder: string, file: string): Buffer | null {
  try {
    return readFileSync(join(folder, file))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new InputError({ file }, `no se pudo leer (${(error as NodeJS.ErrnoException).code ?? 'error'}).`)
  }
}

function missing(file: string): never {
  throw new InputError({ file }, 'falta este archivo.')
}

/** Scores the edition whose inputs lie in `folder` and writes the outputs into `out`: all of them, or none when it throws. */
export async function scoreFolder(folder: string, out: string, onProgress?: Progress): Promise<Counts> {
  const { setting, worksRejects, hashes } = readSetting(folder)
  const posts = openPosts(folder)
  let drafts: Drafts | null = null
  try {
    drafts = new Drafts(out)
    const counts = await writeAll(setting, worksRejects, hashes, posts, drafts, onProgress)
    drafts.keep()
    return counts
  } catch (error) {
    drafts?.discard()
    throw error
  } finally {
    posts.close()
  }
}

function openPosts(folder: string): PostsFile {
  try {
    return new PostsFile('posts.jsonl', join(folder, 'posts.jsonl'))
  } catch (error) {
    if (error instanceof InputError) throw error
    const { code } = error as NodeJS.ErrnoException
    throw new InputError(
      { file: 'posts.jsonl' },
      code === 'ENOENT' ? 'falta este archivo.' : `no se pudo leer (${code}).`,
    )
  }
}

async function writeAll(
  setting: Setting,
  worksRejects: WorksReading['rejects'],
  hashes: Record<string, string | null>,
  posts: PostsFile,
  drafts: Drafts,
  onProgress: Progress | undefined,
): Promise<Counts> {
  const outputs: Record<string, string> = {}
  const rejected = drafts.begin('rejects.jsonl')
  for (const reject of worksRejects) rejected.write(rejectLine({ file: 'works.csv', ...reject }))
  const ledger = new PostLedger(setting, false)
  const shelf = new FileShelf(posts)
  let rejects = 0
  const postsHash = await readBatches(posts, setting, (batch) => {
    rejects += batch.rejects.length
    for (const reject of batch.rejects) rejected.write(rejectLine({ file: 'posts.jsonl', ...reject }))
    for (let row = 0; row < batch.ids.length; row++) {
      shelf.open(batch.offsets[row] ?? 0, batch.lengths[row] ?? 0)
      ledger.take(batch, row, shelf)
    }
    if (batch.lines % 50_000 === 0) onProgress?.({ posts: batch.lines, bytes: batch.bytes, total: posts.bytes })
  })
  onProgress?.('writing')
  outputs['standings.csv'] = drafts.write('standings.csv', standingsCsv(ledger.standings()))
  outputs['challenges.csv'] = drafts.write('challenges.csv', challengesCsv(ledger.challenges()))
  outputs['verdicts.jsonl'] = drafts.write('verdicts.jsonl', verdictLines(ledger.verdicts()))
  outputs['rejects.jsonl'] = rejected.finish()
  const summary = ledger.summary()
  const counts: Counts = {
    ...summary,
    edition: setting.edition.id,
    posts_read: summary.posts_read + rejects,
    rejects,
    works: setting.works.length,
    works_rejected: worksRejects.length,
  }
  const { 'edition.json': edition, 'works.csv': works, 'teams.csv': teams, ...decisions } = hashes
  const inputs = {
    ...{ 'edition.json': edition ?? null, 'works.csv': works ?? null, 'teams.csv': teams ?? null },
    'posts.jsonl': postsHash,
    ...decisions,
  }
  drafts.write('summary.json', [summaryText(counts, { inputs, outputs })])
  return counts
}

/** Below that, starting a thread takes longer than it saves. */
const worthAThread = 4 << 20

async function readBatches(posts: PostsFile, setting: Setting, each: (batch: PostBatch) => void): Promise<string> {
  if (posts.bytes < worthAThread) return prepareBatches(posts, stageOf(setting), each)
  return readApart(posts.handle, setting, each)
}

/** Knows where the line of each post lies in the file, and reads it again where two copies have to be told apart. */
class FileShelf implements LineShelf {
  readonly #posts: PostsFile
  #offsets = new Float64Array(1024)
  #lengths = new Uint32Array(1024)
  readonly #here = { offset: 0, length: 0 }

  constructor(posts: PostsFile) {
    this.#posts = posts
  }

  open(offset: number, length: number): void {
    this.#here.offset = offset
    this.#here.length = length
  }

  keep(handle: number): void {
    if (handle >= this.#offsets.length) {
      this.#offsets = grown(this.#offsets, handle + 1)
      this.#lengths = grown(this.#lengths, handle + 1)
    }
    this.#offsets[handle] = this.#here.offset
    this.#lengths[handle] = this.#here.length
  }

  current(): string {
    return this.#posts.lineAt(this.#here.offset, this.#here.length)
  }

  kept(handle: number): string {
    return this.#posts.lineAt(this.#offsets[handle] ?? 0, this.#lengths[handle] ?? 0)
  }
}
