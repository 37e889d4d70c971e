import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { translator } from '../../../platform/i18n.ts'
import { bytesOf, type FilesWorld, reading, Stop, stopping, writing } from '../files/terminal.ts'
import { explained } from './explaining.ts'
import { opinionsOf } from './opinions.ts'
import { readComments, readVotes } from './read-conversation.ts'
import { commentsFile, groupsFile, summaryFile } from './results-files.ts'

const t = translator('es')

/** `tequio opinions DIR --out DIR2`: 0, or 2 with a sentence that names file, row and column, and nothing written. */
export async function opinionsCommand(args: string[], world: FilesWorld): Promise<number> {
  return stopping(world, async () => {
    const { folder, out } = argumentsOf(args)
    if (resolve(world.cwd, folder) === resolve(world.cwd, out)) throw new Stop(t('consultations.cli.same-file'))
    const [votesName, commentsName] = [join(folder, 'votes.csv'), join(folder, 'comments.csv')]
    const [voteBytes, commentBytes] = [await bytesOf(world, votesName, t), await bytesOf(world, commentsName, t)]
    const comments = reading(commentsName, t, () => readComments(commentBytes, t))
    const votes = reading(votesName, t, () => readVotes(voteBytes, t))
    const opinions = opinionsOf(comments, votes)
    const sentences = explained(opinions, t)
    const target = resolve(world.cwd, out)
    await mkdir(target, { recursive: true }).catch(() => {
      throw new Stop(t('consultations.cli.not-written', { file: out }))
    })
    const files = {
      'groups.csv': groupsFile(opinions),
      'comments.csv': commentsFile(opinions),
      'summary.json': summaryFile(opinions, sentences),
    }
    await writing(
      Object.entries(files).map(([name, content]) => ({ path: join(target, name), content })),
      t,
    )
    for (const sentence of sentences) world.stdout.write(`${sentence}\n`)
    return 0
  })
}

function argumentsOf(args: string[]): { folder: string; out: string } {
  try {
    const { values, positionals } = parseArgs({ args, options: { out: { type: 'string' } }, allowPositionals: true })
    const [folder, ...rest] = positionals
    if (folder && rest.length === 0 && values.out) return { folder, out: values.out }
  } catch {
    // What node:util says of an unknown option is in English; the usage says it all.
  }
  throw new Stop(t('consultations.cli.opinions-usage'))
}
