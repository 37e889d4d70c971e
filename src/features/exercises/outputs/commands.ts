import { readAttachment } from '../../../platform/attachments/read-attachment.ts'
import type { Context } from '../../../platform/context.ts'
import { allow, found, Refused } from '../../../platform/errors.ts'
import { newId } from '../../../platform/identity.ts'
import { record } from '../../../platform/record.ts'
import { rememberFile } from '../../../platform/storage/files.ts'
import type { Storage } from '../../../platform/storage/storage.ts'
import { aboutExercise, lockExercise } from '../commands.ts'
import type { Exercise } from '../model.ts'
import { canRunExercises } from '../policy.ts'
import type { OutputFields } from '../schema.ts'

export type Received = { sha256: string; bytes: number; mediaType: string; fileName: string }

/** Looks into a file and keeps its bytes; durable when it resolves. Of a photograph the copy without metadata. @throws Unreadable */
export async function receiveFile(storage: Storage, file: File): Promise<Received> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const { mediaType, copy } = await readAttachment(bytes, file.name)
  const kept = await storage.put(copy ?? bytes)
  return { ...kept, mediaType: copy ? 'image/jpeg' : mediaType, fileName: plainName(file.name) }
}

/** The last part of a path, without what a header or a file system would stumble over. */
function plainName(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  return last.replace(/[^\p{L}\p{N} ._()-]+/gu, '_').slice(-120)
}

export type Source = { file: Received } | { url: string }

/** What a stage brought forth: a kept file or a link. */
export async function addOutput(
  context: Context,
  exercise: Exercise,
  code: string,
  fields: Omit<OutputFields, 'url'>,
  source: Source,
): Promise<string> {
  allow(canRunExercises(context.actor, exercise.space.id))
  const stage = found(exercise.stages.find((one) => one.code === code))
  if (fields.output !== null && !stage.definition.outputs.some((output) => output.code === fields.output))
    throw new Refused('exercise.error.output')
  const { actor, now } = context
  const id = newId()
  await context.db.transaction().execute(async (tx) => {
    const locked = await lockExercise(tx, exercise.id)
    const file = 'file' in source ? source.file : null
    if (file) await rememberFile(tx, file, now)
    const url = 'url' in source ? source.url : null
    await tx
      .insertInto('stage_outputs')
      .values({
        ...{ id, stage_id: stage.id, output: fields.output, title: fields.title, url, sha256: file?.sha256 ?? null },
        ...{ file_name: file?.fileName ?? null, dated_on: fields.datedOn, note: fields.note },
        ...{ added_by: actor?.id ?? null, added_at: now },
      })
      .execute()
    const details = { slug: exercise.slug, title: fields.title, stage: code, output: fields.output }
    const what = file ? { sha256: file.sha256 } : { url }
    await record(tx, context, aboutExercise(locked, 'exercise.output-added', { ...details, ...what }))
  })
  return id
}

/** The mark is public and for good; the file is no longer given out. */
export async function withdrawOutput(context: Context, exercise: Exercise, id: string, reason: string): Promise<void> {
  allow(canRunExercises(context.actor, exercise.space.id))
  await context.db.transaction().execute(async (tx) => {
    const locked = await lockExercise(tx, exercise.id)
    const row = found(
      await tx
        .selectFrom('stage_outputs as o')
        .innerJoin('exercise_stages as s', 's.id', 'o.stage_id')
        .select(['o.id', 'o.title', 'o.withdrawn_at', 's.code'])
        .where('o.id', '=', id)
        .where('s.exercise_id', '=', exercise.id)
        .executeTakeFirst(),
    )
    if (row.withdrawn_at !== null) throw new Refused('exercise.error.withdrawn')
    await tx
      .updateTable('stage_outputs')
      .set({ withdrawn_reason: reason, withdrawn_at: context.now })
      .where('id', '=', id)
      .execute()
    const details = { slug: exercise.slug, title: row.title, stage: row.code, reason }
    await record(tx, context, aboutExercise(locked, 'exercise.output-withdrawn', details))
  })
}
