/** A space's own two colours, as '#rrggbb'. */
export interface SpaceTheme {
  primary: string
  accent: string
}

/** WCAG 2.2, 1.4.3: text against what lies behind it. */
export const textContrast = 4.5

/** The grounds text stands on (src/styles/tokens.css; a test keeps both alike). */
const grounds = {
  light: ['#fbf8f3', '#ffffff'],
  dark: ['#16151a', '#1f1d24'],
} as const

type Rgb = readonly [number, number, number]

function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

function hexOf(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = rgbOf(hex).map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0)
}

/** From 1 (alike) to 21 (black on white). */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

/** `share` of `other`, the rest of `one`. */
export function mixed(one: string, other: string, share: number): string {
  const [a, b] = [rgbOf(one), rgbOf(other)]
  const blend = (index: 0 | 1 | 2) => a[index] * (1 - share) + b[index] * share
  return hexOf([blend(0), blend(1), blend(2)])
}

/** '#0B5D4B' or '0b5d4b' → '#0b5d4b'; null when it is not a colour. */
export function parseColour(text: string): string | null {
  const hex = /^#?([0-9a-f]{6})$/i.exec(text.trim())?.[1]
  return hex ? `#${hex.toLowerCase()}` : null
}

/** The nearest shade, towards black or white, that can be read on every ground of that theme. */
export function legible(colour: string, theme: 'light' | 'dark'): string {
  const towards = theme === 'light' ? '#000000' : '#ffffff'
  for (let share = 0; share < 1; share += 0.02) {
    const shade = mixed(colour, towards, share)
    if (grounds[theme].every((ground) => contrast(shade, ground) >= textContrast)) return shade
  }
  return towards
}

/** '/recursos/tema/<primary>-<accent>.css'; an address, because the policy of the pages allows no style inside them. */
export function themeHref(theme: SpaceTheme): string {
  return `/recursos/tema/${theme.primary.slice(1)}-${theme.accent.slice(1)}.css`.toLowerCase()
}

/** Read back from its address; null when it is not one. */
export function themeFromPath(path: string): SpaceTheme | null {
  const found = /^\/recursos\/tema\/([0-9a-f]{6})-([0-9a-f]{6})\.css$/.exec(path)
  return found ? { primary: `#${found[1]}`, accent: `#${found[2]}` } : null
}

/** Colours that could not be read are darkened (or, on dark, lightened) until they can. */
export function themeStylesheet({ primary, accent }: SpaceTheme): string {
  const light = legible(primary, 'light')
  const dark = legible(primary, 'dark')
  const tokens = [
    `--primary:light-dark(${light},${dark})`,
    `--primary-soft:light-dark(${mixed('#ffffff', light, 0.07)},${mixed('#1f1d24', dark, 0.14)})`,
    `--accent:light-dark(${legible(accent, 'light')},${legible(accent, 'dark')})`,
  ]
  return `@layer base{:root{${tokens.join(';')}}}`
}
