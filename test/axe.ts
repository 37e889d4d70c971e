import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

type WithAxe = { axe?: { run(options: RunOptions): Promise<AxeResults> } }

/**
 * What axe finds on the page as it stands (WCAG 2.2 AA and good practice); empty when nothing. In the page itself and only what is wrong:
 * each run is a good part of what a browser test costs. `ofStyles` also asks what only style sheets tell, which is one for all pages.
 */
export async function axeProblems(page: Page, { ofStyles = false } = {}): Promise<string[]> {
  if (!(await page.evaluate(() => (globalThis as WithAxe).axe !== undefined))) await page.evaluate(source)
  return page.evaluate(
    async (options) => {
      const { axe } = globalThis as WithAxe
      if (!axe) throw new Error('axe did not come')
      const { violations } = await axe.run(options)
      return violations.flatMap((rule) =>
        rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`),
      )
    },
    {
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
      iframes: false,
      preload: ofStyles,
    } satisfies RunOptions,
  )
}
