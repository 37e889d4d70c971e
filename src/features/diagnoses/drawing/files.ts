import { stringify } from 'csv-stringify/sync'
import sharp from 'sharp'
import type { NodeComment } from '../comments/queries.ts'
import type { Evidence } from '../evidence/queries.ts'
import { inReadingOrder, type TreeNode } from '../model.ts'

const columns = ['node', 'kind', 'parent', 'position', 'wording', 'objective', 'contributions', 'sources', 'comments']

/** The tree as rows, in the order in which it is read; the tree of objectives is the column of its own. */
export function treeCsv(
  nodes: readonly TreeNode[],
  folios: ReadonlyMap<string, string[]>,
  evidence: ReadonlyMap<string, Evidence>,
  comments: readonly NodeComment[],
): string {
  const rows = inReadingOrder(nodes).map((node) => ({
    ...{ node: node.id, kind: node.kind, parent: node.parentId, position: node.position, wording: node.wording },
    objective: node.mirror,
    contributions: (folios.get(node.id) ?? []).join(' '),
    sources: (evidence.get(node.id)?.sources ?? [])
      .map(({ title, url }) => (url ? `${title} <${url}>` : title))
      .join('; '),
    comments: comments.filter(({ nodeId }) => nodeId === node.id).length,
  }))
  return stringify(rows, { header: true, columns, record_delimiter: 'windows', escape_formulas: true })
}

/** The largest tree, 200 boxes side by side, is 44,000 units wide: beyond this many pixels the picture is drawn smaller. */
const widest = 4000

/** The drawing as a picture, at twice its size where that stays below the widest. */
export async function pngOf(svg: string, width: number): Promise<Buffer> {
  const wanted = Math.min(width * 2, widest)
  return sharp(Buffer.from(svg), { density: Math.max(10, (72 * wanted) / width), limitInputPixels: 100_000_000 })
    .resize({ width: Math.round(wanted) })
    .png({ compressionLevel: 6 })
    .toBuffer()
}
