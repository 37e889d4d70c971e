import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pastedLines, recognised } from './model.ts'

test('addresses of the known networks are told apart, however they are written', () => {
  const told = (address: string) => {
    const post = recognised(address)
    return post && [post.network, post.id, post.author]
  }
  assert.deepEqual(told('https://twitter.com/Lagartijas/status/123?s=20'), ['x', '123', 'Lagartijas'])
  assert.deepEqual(told('x.com/i/web/status/123/photo/1'), ['x', '123', null])
  assert.deepEqual(told('https://www.instagram.com/lagartijas/p/AbC_-1/?img_index=2'), [
    'instagram',
    'AbC_-1',
    'lagartijas',
  ])
  assert.deepEqual(told('https://instagram.com/reel/XyZ/'), ['instagram', 'XyZ', null])
  assert.deepEqual(told('https://bsky.app/profile/equipo.bsky.social/post/3k2a'), [
    'bluesky',
    'at://equipo.bsky.social/app.bsky.feed.post/3k2a',
    'equipo.bsky.social',
  ])
  assert.deepEqual(told('https://bsky.app/profile/did:plc:abc/post/3k2a'), [
    'bluesky',
    'at://did:plc:abc/app.bsky.feed.post/3k2a',
    null,
  ])
  assert.deepEqual(told('https://t.me/s/rallyfresnos/12'), ['telegram', 'rallyfresnos/12', null])
  assert.deepEqual(told('https://mastodon.social/@equipo/1122'), [
    'mastodon',
    'https://mastodon.social/@equipo/1122',
    'equipo@mastodon.social',
  ])
  assert.deepEqual(told('https://mastodon.social/users/equipo/statuses/1122'), [
    'mastodon',
    'https://mastodon.social/@equipo/1122',
    'equipo@mastodon.social',
  ])
  assert.deepEqual(told('https://m.facebook.com/story.php?story_fbid=55&id=77'), ['facebook', '55', '77'])
  assert.deepEqual(told('https://www.facebook.com/equipo/posts/pfbid0abc'), ['facebook', 'pfbid0abc', 'equipo'])
})

test('what leads to no post is none', () => {
  for (const address of [
    '',
    'hola',
    'https://x.com/lagartijas',
    'https://mastodon.social/@equipo',
    'javascript:alert(1)',
    'https://x.com.example/a/status/1',
    'https://mastodon.social/@otro@lejos.example/12',
    'https://t.me/c/123/4',
    'https://a.mx/%E0%A4%A',
  ])
    assert.equal(recognised(address), null, address)
})

test('lines keep their numbers', () => {
  assert.deepEqual(
    pastedLines('\nhttps://x.com/a/status/1\n\nnada').map(({ line, recognised: one }) => [line, one?.id ?? null]),
    [
      [2, '1'],
      [4, null],
    ],
  )
})
