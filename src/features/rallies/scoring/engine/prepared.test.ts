import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settingOf } from '../../../../../test/rally-setting.ts'
import type { PostRecord } from '../model.ts'
import { Posts } from './posts.ts'
import { instantsOf, Preparation } from './preparation.ts'
import { stageOf } from './stage.ts'

const record = (text: string, photos: number): PostRecord => ({
  ...{ network: 'x', id: '1', author: '@ana', published_at: '2026-03-02T10:00:00-06:00', work: '2151GYN0001' },
  text: `${text} #DatosEnLaCalle`,
  media: Array.from({ length: photos }, (_, n) => ({ type: 'photo', sha256: n.toString(16).padStart(64, '0') })),
})

test('a newer copy of a post stands where the older one stood, unless it is longer', () => {
  const posts = new Posts()
  const preparation = new Preparation(stageOf(settingOf({})), posts)
  const handle = posts.enter('x', '1')
  const write = (copy: PostRecord) => {
    const spans = posts.spansOf(handle)
    const { published, retrieved } = instantsOf(copy)
    preparation.write(handle, copy, published, retrieved)
    posts.reuse(handle, spans)
    const own = [posts.shingleCount[handle], posts.photoCount[handle], posts.sha[posts.photoStart[handle] ?? 0]]
    return { used: [posts.worksUsed, posts.photosUsed, posts.shinglesUsed], own }
  }
  assert.deepEqual(write(record('uno dos tres cuatro cinco', 2)), { used: [1, 2, 3], own: [3, 2, 0] })
  assert.deepEqual(write(record('cinco cuatro tres dos', 1)), { used: [1, 2, 3], own: [2, 1, 0] })
  assert.deepEqual(write(record('cinco cuatro tres dos uno', 1)), { used: [2, 3, 6], own: [3, 1, 0] })
})
