import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Outward, OutwardError } from '../../../../platform/outward/outward.ts'
import { recognised } from './model.ts'
import { embeddedIn, embeddedOf } from './oembed.ts'

const ofX = JSON.stringify({
  author_url: 'https://twitter.com/Lagartijas',
  html: '<blockquote class="twitter-tweet"><p lang="es" dir="ltr">Puente &amp; calle<br>26FICT00001 <a href="https://t.co/a">#DatosEnLaCalle</a></p>&mdash; Equipo (@Lagartijas)</blockquote>\n',
})

test('the account and the words are read, as text', () => {
  assert.deepEqual(embeddedIn(ofX), { author: 'Lagartijas', text: 'Puente & calle\n26FICT00001 #DatosEnLaCalle' })
  const bluesky = {
    author_url: 'https://bsky.app/profile/equipo.bsky.social',
    html: '<blockquote a="b"><p>Sí</p></blockquote>',
  }
  assert.deepEqual(embeddedIn(JSON.stringify(bluesky)), { author: 'equipo.bsky.social', text: 'Sí' })
})

test('what is no answer is none, and an account that is no name is left out', () => {
  for (const body of ['', '<html>', '[]', '{"html":5}', '{"html":"<iframe></iframe>"}'])
    assert.equal(embeddedIn(body), null, body)
  const odd = { author_url: 'javascript:alert(1)', html: '<blockquote><p>a</p></blockquote>' }
  assert.deepEqual(embeddedIn(JSON.stringify(odd)), { author: null, text: 'a' })
})

test('only networks that tell are asked, and one that fails does not hold up the others', async () => {
  const asked: string[] = []
  const outward: Outward = {
    ask: async (url) => {
      asked.push(url)
      if (url.includes('status%2F2')) throw new OutwardError('timeout')
      return { status: url.includes('status%2F3') ? 404 : 200, headers: {}, bytes: Buffer.from(ofX), url }
    },
    stream: () => assert.fail('nothing is streamed'),
  }
  const posts = ['https://x.com/a/status/1', 'x.com/a/status/2', 'x.com/a/status/3', 'https://t.me/canal/9'].flatMap(
    (address) => recognised(address) ?? [],
  )
  const told = await embeddedOf(outward, posts)
  assert.deepEqual(
    told.map((one) => one?.author ?? null),
    ['Lagartijas', null, null, null],
  )
  assert.equal(asked.length, 3)
  assert.ok(asked.every((url) => new URL(url).host === 'publish.x.com'))
})
