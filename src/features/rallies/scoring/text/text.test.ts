import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { fractionOf, hasTwoPlaces, hundredths, readHundredths, timesFactor, writtenPoints } from './decimals.ts'
import { compareInstants, readInstant, writtenInstant } from './instants.ts'
import { byCodePoint, caseFolded, composed, foldedHandle, foldingOf, withoutDiacritics } from './unicode.ts'
import { copyWords, hashtagsIn, tokensOf } from './words.ts'

const shared = new URL('../../../../../../shared/data/conformance/', import.meta.url)

test('case folding is that of CaseFolding.txt, full, for every character', {
  skip: existsSync(shared) ? false : 'the shared data is not here',
}, () => {
  const text = readFileSync(new URL('unicode/CaseFolding.txt', shared), 'utf8')
  const expected = new Map<string, string>()
  for (const [, code = '', mapping = ''] of text.matchAll(/^([0-9A-F]+); [CF]; ([0-9A-F ]+);/gm)) {
    const folded = mapping.split(' ').map((point) => String.fromCodePoint(Number.parseInt(point, 16)))
    expected.set(String.fromCodePoint(Number.parseInt(code, 16)), folded.join(''))
  }
  assert.ok(expected.size > 1400)
  // Above, what later versions of Unicode added would differ from a file of version 15.
  for (let point = 0; point < 0x10000; point++) {
    const character = String.fromCharCode(point)
    const known = expected.get(character)
    if (known !== undefined) assert.equal(foldingOf(character), known, point.toString(16))
    else if (/\p{L}/u.test(character) && !/\p{Lu}|\p{Lt}/u.test(character))
      assert.equal(foldingOf(character), character)
  }
})

test('handles, hashtags and keys of every script fold as people expect', () => {
  assert.equal(foldedHandle('@MASSE'), foldedHandle('Maße'))
  assert.equal(foldedHandle('ΟΔΟΣ'), foldedHandle('@οδος'))
  assert.equal(foldedHandle('@@ana'), '@ana')
  assert.notEqual(foldedHandle('niño'), foldedHandle('nino'))
  assert.equal(foldedHandle('NIN\u0303O'), foldedHandle('niño'))
  assert.equal(withoutDiacritics('DátosEnLaCálle'), 'datosenlacalle')
  assert.equal(withoutDiacritics('İstanbul'), 'istanbul')
  assert.equal(caseFolded('ẞ'), 'ss')
  assert.equal(caseFolded('ı'), 'ı')
})

test('strings are ordered by code point, not by UTF-16 unit', () => {
  assert.ok('\u{1F4F7}' < '\uff5e')
  assert.ok(byCodePoint('\u{1F4F7}', '\uff5e') > 0)
  assert.ok(byCodePoint('a', 'ab') < 0)
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      assert.equal(Math.sign(byCodePoint(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b)))
    }),
  )
})

test('a token is a run of letters and digits of any script; _ and marks separate', () => {
  assert.deepEqual(tokensOf('a_b c1d-é २३ 𝟙𐐀 x\u0301 ½Ⅳ'), ['a', 'b', 'c1d', 'é', '२३', '𝟙𐐀', 'x'])
  assert.deepEqual(tokensOf('https://x.mx/2151GYN0001?a=1'), ['https', 'x', 'mx', '2151GYN0001', 'a', '1'])
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.deepEqual(tokensOf(text), text.match(/[\p{L}\p{Nd}]+/gu) ?? [])
      assert.deepEqual(
        hashtagsIn(`#a${text}`),
        Array.from(`#a${text}`.matchAll(/#([\p{L}\p{Nd}_]+)/gu), ([, tag]) => tag),
      )
    }),
  )
})

test('hashtags are taken from the text in any script, also within words', () => {
  assert.deepEqual(hashtagsIn('#Datos_2026, x#dos ##tres # cuatro #日本 #𐐀!'), [
    'Datos_2026',
    'dos',
    'tres',
    '日本',
    '𐐀',
  ])
})

test('contract rule 10: addresses, mentions, hashtags, keys and digits go; words stay, folded', () => {
  const isKey = (token: string) => token.toUpperCase() === '2151GYN0001'
  const text =
    'Visité 2151gyn0001 con @ana_1 en https://x.mx/a#b?c=2151GYN0001 #DatosEnLaCalle: 50% de 3er piso, STRASSE'
  assert.deepEqual(copyWords(text, isKey), ['visité', 'con', 'en', 'de', 'er', 'piso', 'strasse'])
})

test('instants are exact: offsets, fractions, leap seconds, years of any size', () => {
  const written = (text: string) => {
    const instant = readInstant(text)
    return instant && writtenInstant(instant.ms)
  }
  assert.equal(written('2026-03-05T10:14:03.6419-06:00'), '2026-03-05T16:14:03.641Z')
  assert.equal(written('2016-12-31t23:59:60z'), '2017-01-01T00:00:00.000Z')
  assert.equal(written('2016-12-31T17:59:60.5-06:00'), '2017-01-01T00:00:00.500Z')
  assert.equal(written('0001-01-01T00:00:00Z'), '0001-01-01T00:00:00.000Z')
  assert.equal(written('2024-02-29T00:00:00-00:00'), '2024-02-29T00:00:00.000Z')
  for (const wrong of [
    ...['2026-03-05', '2026-03-05T10:14Z', '2026-03-05T10:14:03', '2026-02-29T00:00:00Z', '2026-13-01T00:00:00Z'],
    ...['2026-03-05T24:00:00Z', '2026-03-05T10:60:00Z', '2026-03-05T10:14:60Z', '2026-03-05T10:14:03.Z'],
    ...['2026-03-05 10:14:03Z', '2026-03-05T10:14:03+0600', '2026-03-05T10:14:03+24:00', ' 2026-03-05T10:14:03Z'],
    ...['2026-03-05T10:14:03Zx', '', '٢٠٢٦-03-05T10:14:03Z', '2026-03-00T10:14:03Z', '2026-03-05T10:14:03.5'],
  ])
    assert.equal(readInstant(wrong), null, wrong)
})

test('two instants within a millisecond keep their order', () => {
  const at = (fraction: string) => readInstant(`2026-03-05T10:14:03${fraction}Z`) ?? assert.fail()
  assert.ok(compareInstants(at('.6411'), at('.64109')) > 0)
  assert.ok(compareInstants(at('.641'), at('.6410001')) < 0)
  assert.equal(compareInstants(at('.641'), at('.64100000')), 0)
})

test('instants agree with Date for every second it can say', () => {
  const date = fc.date({
    min: new Date('0000-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59Z'),
    noInvalidDate: true,
  })
  fc.assert(fc.property(date, (at) => assert.equal(readInstant(at.toISOString())?.ms, at.getTime())))
})

test('points are exact: 0.1 + 0.2, 5 x 0.33, halves away from zero', () => {
  assert.equal(writtenPoints(hundredths(0.1) + hundredths(0.2)), '0.30')
  assert.equal(writtenPoints(timesFactor(hundredths(5), 0.33)), '1.65')
  assert.equal(writtenPoints(timesFactor(hundredths(5), 0.333)), '1.67')
  assert.equal(writtenPoints(timesFactor(hundredths(0.25), 0.5)), '0.13')
  assert.equal(writtenPoints(timesFactor(hundredths(1.15), 3)), '3.45')
  assert.equal(writtenPoints(timesFactor(hundredths(1000000), 1e-7)), '0.10')
  assert.equal(writtenPoints(-250n), '-2.50')
  assert.deepEqual(fractionOf(1e21), { digits: 10n ** 21n, places: 0 })
  assert.equal(hasTwoPlaces(1.005), false)
  assert.equal(readHundredths('12.340'), 1234n)
  for (const wrong of ['1.005', '1,5', '', ' 1', '1e3', '.5']) assert.equal(readHundredths(wrong), null, wrong)
})

test('naughty strings pass through NFC, tokens, hashtags and folding unharmed', {
  skip: existsSync(new URL('blns/blns.json', shared)) ? false : 'the shared data is not here',
}, () => {
  const strings = JSON.parse(readFileSync(new URL('blns/blns.json', shared), 'utf8')) as string[]
  assert.ok(strings.length > 400)
  for (const text of strings) {
    assert.equal(composed(text), text.normalize('NFC'))
    assert.deepEqual(tokensOf(text), text.match(/[\p{L}\p{Nd}]+/gu) ?? [])
    assert.equal(caseFolded(caseFolded(text)), caseFolded(text))
    assert.equal(withoutDiacritics(withoutDiacritics(text)), withoutDiacritics(text))
    copyWords(text, () => false)
  }
})
