import assert from 'node:assert/strict'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { asStatus } from '../../../../../test/networks/mastodon-server.ts'
import { addedSource, followingOf, storedPosts } from '../../../../../test/networks/source.ts'
import { type RallyStage, rallyStage } from '../../../../../test/rally-stage.ts'
import { listenToStreams } from './commands.ts'

let stage: RallyStage
before(async () => {
  stage = await rallyStage()
})
after(() => stage.close())

/** GET /api/v1/streaming/hashtag: server-sent events, a heartbeat now and then. */
async function startStream() {
  const open: ServerResponse[] = []
  const asked: { url: string; key: string | undefined }[] = []
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', key: request.headers.authorization })
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(':)\n')
    open.push(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  server.unref()
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const say = (text: string) => open.at(-1)?.write(text)
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { base, asked, open, say, close }
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 400; turn += 1) {
    if (await isSo()) return
    await sleep(10)
  }
  assert.fail('it did not come about')
}

test('what a server says live is kept at once; cut off, it is listened to again, and an end ends all of it', async () => {
  const stream = await startStream()
  const id = await addedSource(stage, 'mastodon', { server: stream.base, streams: true })
  const stop = new AbortController()
  const pace = { lookMs: 10, flushMs: 10, againMs: 20 }
  const listening = listenToStreams(followingOf(stage, stream.base), stop.signal, pace)
  await until(() => stream.open.length === 1)
  assert.deepEqual(stream.asked[0], {
    url: '/api/v1/streaming/hashtag?tag=DatosEnLaCalle',
    key: 'Bearer token-de-prueba',
  })
  const toot = {
    id: '5',
    html: '<p>Hola 26FICT00001</p>',
    at: '2026-03-03T12:00:00.000Z',
    acct: 'lagartijas',
    tags: ['DatosEnLaCalle'],
    url: 'https://ejemplo.mx/@lagartijas/5',
  }
  const update = `event: update\ndata: ${JSON.stringify(asStatus(toot))}\n\n`
  stream.say(update.slice(0, 40))
  stream.say(`${update.slice(40)}:thump\n\nevent: delete\ndata: 5\n\nevent: update\ndata: {"cort\n\n`)
  await until(async () => (await storedPosts(stage)).length === 1)
  stream.open[0]?.destroy()
  await until(() => stream.open.length === 2)
  stream.say(`event: status.update\ndata: ${JSON.stringify(asStatus({ ...toot, html: '<p>Editada</p>' }))}\n\n`)
  await until(async () => (await storedPosts(stage)).length === 2)
  assert.deepEqual(
    (await storedPosts(stage)).map(({ record }) => record.text),
    ['Hola 26FICT00001', 'Editada'],
  )
  await stage.db.updateTable('rally_sources').set({ is_on: false }).where('id', '=', id).execute()
  await until(() => stream.open[1]?.destroyed === true)
  stop.abort()
  await listening
  stream.close()
})
