import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ApiServer, startApi } from '../../../test/networks/api-server.ts'
import { isPublicAddress } from './addresses.ts'
import { createOutward, OutwardError } from './outward.ts'

const faultOf = async (asking: Promise<unknown>) => {
  const error = await asking.then(
    () => null,
    (reason) => reason,
  )
  assert.ok(error instanceof OutwardError, String(error))
  return error.fault
}

let api: ApiServer
let target = ''
before(async () => {
  api = await startApi((url) =>
    url.pathname === '/salta' ? { status: 302, headers: { location: target }, json: null } : { json: { ok: true } },
  )
})
after(() => api.close())

test('addresses of our own network, of this machine and of clouds’ own services are not public', () => {
  const inside = [
    ...['127.0.0.1', '10.1.2.3', '172.31.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1'],
    ...[
      '::1',
      '::',
      'fe80::1',
      'fd00::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      'localhost',
    ],
    ...['::127.0.0.1', 'fe80::1%eth0', '255.255.255.255'],
  ]
  assert.deepEqual(inside.filter(isPublicAddress), [])
  assert.ok(['1.1.1.1', '172.32.0.1', '2606:4700::1111'].every(isPublicAddress))
})

test('a name or number that leads inside is not asked, however it is written', async () => {
  const outward = createOutward()
  const { port } = new URL(api.base)
  const ways = [
    `http://127.0.0.1:${port}/`,
    `http://localhost:${port}/`,
    `http://2130706433:${port}/`,
    `http://0x7f.1:${port}/`,
  ]
  for (const url of [...ways, `http://[::ffff:127.0.0.1]:${port}/`, 'file:///etc/passwd', 'http://a:b@1.1.1.1/'])
    assert.equal(await faultOf(outward.ask(url)), 'inside', url)
  assert.equal(api.asked.length, 0)
})

test('a redirect is checked like a first address, takes no key along, and does not go round for ever', async () => {
  const { port } = new URL(api.base)
  const outward = createOutward([api.base])
  target = `http://localhost:${port}/dentro`
  assert.equal(await faultOf(outward.ask(`${api.base}/salta`, { headers: { authorization: 'Bearer x' } })), 'inside')
  target = `${api.base}/salta`
  assert.equal(await faultOf(outward.ask(`${api.base}/salta`)), 'redirects')
  target = `http://localhost:${port}/ok`
  const both = createOutward([api.base, `http://localhost:${port}`])
  assert.equal((await both.ask(`${api.base}/salta`, { headers: { authorization: 'Bearer x' } })).status, 200)
  assert.equal(api.headers.at(-1)?.authorization, undefined)
})

test('an answer has an end in bytes and in time, and half of one is none', async () => {
  const outward = createOutward([api.base])
  api.mishaps.push('huge', 'cut', 'hang')
  assert.equal(await faultOf(outward.ask(api.base)), 'too-large')
  assert.equal(await faultOf(outward.ask(api.base)), 'cut')
  assert.equal(await faultOf(outward.ask(api.base, { timeoutMs: 50 })), 'timeout')
  assert.equal(await faultOf(createOutward(['http://127.0.0.1:1']).ask('http://127.0.0.1:1')), 'unreachable')
})
