import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'

/** What a page says, without its frame. */
export async function wordsOf(page: Page): Promise<string> {
  return ((await page.locator('main').textContent()) ?? '').replaceAll(/\s+/g, ' ')
}

/** The worker does it meanwhile; a person presses reload. */
export async function reloadUntil(page: Page, address: string, words: string | RegExp): Promise<void> {
  let said = ''
  for (let turn = 0; turn < 60; turn += 1) {
    await page.goto(address)
    said = await wordsOf(page)
    if (typeof words === 'string' ? said.includes(words) : words.test(said)) return
    await page.waitForTimeout(250)
  }
  assert.fail(`${address} never says «${words}»: ${said.slice(0, 2000)}`)
}

export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click()
}

/** Presses what leads to another page, and waits until that page is there whole: what is read next is not the one left. */
export async function follow(page: Page, link: Locator): Promise<void> {
  await page.waitForLoadState()
  await Promise.all([page.waitForEvent('load'), link.click()])
}
