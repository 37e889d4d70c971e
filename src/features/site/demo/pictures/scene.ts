export type SceneKind = 'bridge' | 'school' | 'road' | 'clinic' | 'well' | 'park' | 'lot'

/** A drawn stand-in for a photograph: what is built (0 nothing, 1 all of it) and from where it is seen. */
export type Scene = { kind: SceneKind; built: number; view: number; hasSign: boolean }

const width = 960
const height = 720

/** An SVG of a work that does not exist. `view` (any whole number) moves the light, the ground and the point of sight. */
export function sceneSvg(scene: Scene): string {
  const turn = turnOf(scene.view)
  const horizon = 300 + turn(1) * 140
  const sky = `hsl(${195 + turn(2) * 40} ${45 + turn(3) * 30}% ${62 + turn(4) * 22}%)`
  const ground = `hsl(${35 + turn(5) * 55} ${22 + turn(6) * 20}% ${38 + turn(7) * 22}%)`
  const scale = 0.75 + turn(8) * 0.6
  const at = `translate(${(turn(9) - 0.5) * 320} ${(turn(10) - 0.5) * 90}) rotate(${(turn(11) - 0.5) * 9} 480 ${horizon})`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="${width}" height="${height}" fill="${sky}"/>
<circle cx="${100 + turn(12) * 760}" cy="${50 + turn(13) * 130}" r="${26 + turn(14) * 34}" fill="#fff3c4"/>
${hills(turn, horizon)}
<rect y="${horizon}" width="${width}" height="${height - horizon}" fill="${ground}"/>
${stones(turn, horizon)}
<g transform="${at}"><g transform="translate(480 ${horizon}) scale(${scale}) translate(-480 ${-horizon})">${work(scene, horizon)}
${scene.hasSign ? sign(turn, horizon) : ''}</g></g>
<text x="20" y="${height - 20}" font-family="sans-serif" font-size="22" fill="#ffffff" fill-opacity="0.85">dibujo de la demostración</text>
</svg>`
}

type Turn = (salt: number) => number

/** Numbers between 0 and 1 that are the same for the same view. */
function turnOf(view: number): Turn {
  return (salt) => {
    let mixed = Math.imul(view + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b)
    for (const factor of [0x7feb352d, 0x846ca68b]) mixed = Math.imul(mixed ^ (mixed >>> 16), factor)
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 4294967295
  }
}

function hills(turn: Turn, horizon: number): string {
  const points = [0, 1, 2, 3, 4, 5].map((index) => `${index * 192},${horizon - 30 - turn(20 + index) * 150}`)
  return `<polygon points="0,${horizon} ${points.join(' ')} ${width},${horizon}" fill="hsl(${110 + turn(30) * 60} 25% ${30 + turn(31) * 20}%)"/>`
}

function stones(turn: Turn, horizon: number): string {
  return [0, 1, 2, 3, 4, 5, 6]
    .map(
      (index) =>
        `<ellipse cx="${turn(40 + index) * width}" cy="${horizon + 60 + turn(50 + index) * 320}" rx="${20 + turn(60 + index) * 90}" ry="${8 + turn(70 + index) * 30}" fill="#000" fill-opacity="${0.08 + turn(80 + index) * 0.18}"/>`,
    )
    .join('')
}

function sign(turn: Turn, horizon: number): string {
  const x = 120 + turn(90) * 60
  return `<g><rect x="${x + 60}" y="${horizon + 40}" width="12" height="110" fill="#555"/><rect x="${x}" y="${horizon - 40}" width="140" height="90" fill="#fdfdfd" stroke="#333" stroke-width="4"/><rect x="${x + 14}" y="${horizon - 22}" width="112" height="10" fill="#0b5d4b"/><rect x="${x + 14}" y="${horizon}" width="90" height="8" fill="#999"/><rect x="${x + 14}" y="${horizon + 18}" width="100" height="8" fill="#999"/></g>`
}

/** The part of a work that stands: pieces in the order in which they are built. */
function work({ kind, built }: Scene, horizon: number): string {
  const pieces = piecesOf(kind, horizon)
  return pieces.slice(0, Math.round(pieces.length * built)).join('')
}

function piecesOf(kind: SceneKind, y: number): string[] {
  const box = (x: number, top: number, w: number, h: number, fill: string) =>
    `<rect x="${x}" y="${top}" width="${w}" height="${h}" fill="${fill}" stroke="#2b2b2b" stroke-width="3"/>`
  switch (kind) {
    case 'bridge':
      return [
        ...[300, 420, 540, 660].map((x) => box(x, y - 20, 26, 180, '#8d8d8d')),
        ...[280, 400, 520, 640].map((x) => box(x, y - 50, 120, 34, '#b8b2a6')),
        `<path d="M280 ${y - 50}v-46h480v46" fill="none" stroke="#c0392b" stroke-width="9"/>`,
      ]
    case 'school':
      return [
        ...[320, 460, 600].map((x) => box(x, y - 40, 120, 130, '#e8d9b5')),
        ...[350, 490, 630].map((x) => box(x, y - 10, 60, 50, '#7fb3d5')),
        `<polygon points="290,${y - 40} 520,${y - 130} 750,${y - 40}" fill="#a93226"/>`,
      ]
    case 'road':
      return [0, 1, 2, 3, 4].flatMap((index) => [
        `<polygon points="${400 - index * 55},${y + index * 75} ${560 + index * 55},${y + index * 75} ${615 + index * 55},${y + 75 + index * 75} ${345 - index * 55},${y + 75 + index * 75}" fill="#4d4d4d"/>`,
        `<rect x="474" y="${y + 18 + index * 75}" width="12" height="38" fill="#f4d03f"/>`,
      ])
    case 'clinic':
      return [
        box(300, y - 90, 380, 190, '#fbfcfc'),
        box(340, y - 50, 80, 60, '#85c1e9'),
        box(560, y - 50, 80, 60, '#85c1e9'),
        box(455, y - 10, 70, 110, '#566573'),
        `<path d="M490 ${y - 80}v50M465 ${y - 55}h50" stroke="#c0392b" stroke-width="16"/>`,
      ]
    case 'well':
      return [
        box(430, y + 10, 120, 90, '#909497'),
        box(440, y - 120, 16, 130, '#6e2c00'),
        box(524, y - 120, 16, 130, '#6e2c00'),
        `<polygon points="410,${y - 120} 490,${y - 180} 570,${y - 120}" fill="#935116"/>`,
        box(580, y - 60, 150, 160, '#5dade2'),
      ]
    case 'park':
      return [
        ...[300, 400, 560, 680].map(
          (x) => `${box(x, y - 20, 16, 90, '#6e2c00')}<circle cx="${x + 8}" cy="${y - 45}" r="46" fill="#239b56"/>`,
        ),
        box(450, y + 50, 110, 18, '#935116'),
        box(455, y + 68, 12, 34, '#935116'),
        box(543, y + 68, 12, 34, '#935116'),
      ]
    case 'lot':
      return [
        ...[260, 380, 500, 620].map(
          (x, index) =>
            `<path d="M${x} ${y + 80}q20 -${50 + index * 14} 40 0q18 -${40 + index * 9} 40 0" fill="#7d8f4e"/>`,
        ),
      ]
  }
}
