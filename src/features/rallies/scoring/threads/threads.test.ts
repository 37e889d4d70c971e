import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { copyOf, golden, outputsOf } from '../../../../../test/rally-folder.ts'
import { type PostBatch, prepareBatches } from '../batches.ts'
import { stageOf } from '../engine/stage.ts'
import { readSetting } from '../folder.ts'
import { PostsFile } from '../inputs/posts-file.ts'
import { readApart } from './reader.ts'
import { scoreFolderApart } from './scorer.ts'

const editions = readdirSync(golden)

test('R-67 a thread of its own reads and prepares the same', async () => {
  for (const edition of editions) {
    const folder = copyOf(edition)
    const { setting } = readSetting(folder)
    const file = new PostsFile('posts.jsonl', join(folder, 'posts.jsonl'))
    const here: PostBatch[] = []
    const there: PostBatch[] = []
    const sha256 = await readApart(file.handle, setting, (batch) => there.push(batch))
    assert.equal(
      prepareBatches(file, stageOf(setting), (batch) => here.push(structuredClone(batch))),
      sha256,
    )
    file.close()
    assert.deepEqual(there, here)
  }
})

test('a fault in what takes the batches ends the thread and is told', async () => {
  const folder = copyOf('every-reason')
  const file = new PostsFile('posts.jsonl', join(folder, 'posts.jsonl'))
  const fail = () => {
    throw new RangeError('full')
  }
  await assert.rejects(readApart(file.handle, readSetting(folder).setting, fail), RangeError)
  file.close()
})

test('R-67 a thread of its own scores to the same bytes, and tells what it cannot read', async () => {
  const folder = copyOf('every-reason')
  await scoreFolderApart(folder, join(folder, 'out'))
  assert.deepEqual(outputsOf(join(folder, 'out')), outputsOf(join(golden, 'every-reason', 'out')))
  await assert.rejects(scoreFolderApart(join(folder, 'out'), join(folder, 'otra')), /edition\.json: falta este archivo/)
})
