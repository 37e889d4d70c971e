import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  contrast,
  legible,
  mixed,
  parseColour,
  textContrast,
  themeFromPath,
  themeHref,
  themeStylesheet,
} from './theme.ts'

type Scheme = 'light' | 'dark'
const source = readFileSync(new URL('../styles/tokens.css', import.meta.url), 'utf8')
const tokens = new Map(
  [...source.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(
    ([, name, light, dark]) => [name, { light, dark }] as [string, Record<Scheme, string>],
  ),
)

function colour(name: string, scheme: Scheme): string {
  const found = tokens.get(name)
  assert.ok(found, `There is no token ${name}`)
  return found[scheme]
}

const textOn: readonly (readonly [ground: string, texts: readonly string[]])[] = [
  ['paper', ['ink', 'muted', 'primary', 'accent', 'done', 'on-time', 'at-risk', 'late', 'dispute', 'paused']],
  ['surface', ['ink', 'muted', 'primary', 'accent', 'done', 'on-time', 'at-risk', 'late', 'dispute', 'paused']],
  ['primary-soft', ['ink', 'muted', 'primary', 'accent', 'done', 'on-time', 'at-risk', 'late', 'dispute', 'paused']],
  ['primary', ['surface']],
  ['accent', ['surface']],
  ['late', ['surface']],
  ['track', ['muted', 'ink']],
]

const shapeOn: readonly (readonly [ground: string, shapes: readonly string[]])[] = [
  ['surface', ['field-line', 'primary', 'accent', 'done', 'on-time', 'at-risk', 'late', 'dispute', 'paused']],
  ['paper', ['field-line', 'primary', 'accent', 'done', 'on-time', 'at-risk', 'late', 'dispute', 'paused']],
  ['track', ['done', 'on-time', 'at-risk', 'late', 'dispute', 'paused']],
]

for (const scheme of ['light', 'dark'] as const) {
  test(`every pair of text and ground can be read (${scheme})`, () => {
    for (const [ground, texts] of textOn) {
      for (const text of texts) {
        const found = contrast(colour(text, scheme), colour(ground, scheme))
        assert.ok(found >= textContrast, `${text} on ${ground}: ${found.toFixed(2)}`)
      }
    }
  })

  test(`every shape that means something stands out (${scheme})`, () => {
    for (const [ground, shapes] of shapeOn) {
      for (const shape of shapes) {
        const found = contrast(colour(shape, scheme), colour(ground, scheme))
        assert.ok(found >= 3, `${shape} on ${ground}: ${found.toFixed(2)}`)
      }
    }
  })

  test(`words that were taken out or put in can be read on their tint (${scheme})`, () => {
    for (const name of ['late', 'done']) {
      const tint = mixed(colour('surface', scheme), colour(name, scheme), 0.06)
      const found = contrast(colour(name, scheme), tint)
      assert.ok(found >= textContrast, `${name} on its tint: ${found.toFixed(2)}`)
    }
    const band = mixed(colour('paper', scheme), colour('at-risk', scheme), 0.14)
    assert.ok(contrast(colour('ink', scheme), band) >= textContrast)
  })
}

const anyColour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)

test('whatever colours a space chooses, its links and buttons can be read', () => {
  fc.assert(
    fc.property(anyColour, fc.constantFrom('light' as const, 'dark' as const), (chosen, scheme) => {
      const shade = legible(chosen, scheme)
      for (const ground of ['paper', 'surface']) {
        assert.ok(contrast(shade, colour(ground, scheme)) >= textContrast, `${chosen} → ${shade} on ${ground}`)
      }
    }),
  )
})

test('a colour that can be read is left as it was chosen', () => {
  assert.equal(legible('#0b5d4b', 'light'), '#0b5d4b')
})

test('the soft ground of a space keeps ink, quiet words and its links legible', () => {
  fc.assert(
    fc.property(anyColour, (chosen) => {
      const sheet = themeStylesheet({ primary: chosen, accent: chosen })
      const find = (name: string) => new RegExp(`--${name}:light-dark\\((#\\w+),(#\\w+)\\)`).exec(sheet)
      const [, softLight, softDark] = find('primary-soft') ?? []
      const [, light, dark] = find('primary') ?? []
      assert.ok(softLight && softDark && light && dark)
      assert.ok(contrast(softLight, colour('ink', 'light')) >= textContrast)
      assert.ok(contrast(softDark, colour('ink', 'dark')) >= textContrast)
    }),
  )
})

test('only six hexadecimal digits are a colour, and only a theme address is a theme', () => {
  assert.equal(parseColour(' 0B5D4B '), '#0b5d4b')
  assert.equal(parseColour('red'), null)
  assert.equal(parseColour('#fff;}body{display:none'), null)
  const theme = { primary: '#0b5d4b', accent: '#c2185b' }
  assert.deepEqual(themeFromPath(themeHref(theme)), theme)
  assert.equal(themeFromPath('/recursos/tema/0b5d4b-c2185b.css/../x'), null)
})
