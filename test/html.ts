import { HtmlValidate } from 'html-validate'

const validator = new HtmlValidate({
  extends: ['html-validate:recommended', 'html-validate:a11y'],
  rules: {
    // How hono/jsx writes; both ways are valid HTML.
    'void-style': 'off',
    'attribute-boolean-style': 'off',
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    // Titles carry the place and the product; search engines cut them, people do not mind.
    'long-title': 'off',
    // A named list is announced by name, which is what the board wants.
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button'] }],
  },
})

/** What is wrong with a page's markup, each with the piece it is about; empty when nothing is. */
export async function htmlProblems(html: string): Promise<string[]> {
  const report = await validator.validateString(html)
  const lines = html.split('\n')
  return report.results
    .flatMap((result) => result.messages)
    .map(({ ruleId, message, line, column }) => {
      const piece = lines[line - 1]?.slice(Math.max(0, column - 60), column + 80) ?? ''
      return `${ruleId}: ${message} (${piece})`
    })
}
