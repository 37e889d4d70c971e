import type { C } from '../../../platform/http/env.ts'
import { Page } from '../../../ui/Page.tsx'
import { openDataPaths } from '../paths.ts'

const files = ['planes', 'compromisos', 'acciones', 'actividades', 'reportes', 'avances'] as const
const parts = ['weights', 'known', 'shares', 'rounding', 'voices', 'plan', 'past'] as const

/**
 * How every percentage of the board follows from the downloads, told so that somebody who never saw this program can repeat it.
 * The test of the recipe follows these sentences and not the program's code.
 */
export function RecipePage({ c }: { c: C }) {
  const { t, deps } = c.var
  return (
    <Page
      c={c}
      title={t('open-data.recipe.title')}
      description={t('open-data.recipe.lead')}
      canonical={deps.config.baseUrl + openDataPaths.recipe()}
      crumbs={[{ label: t('open-data.title'), href: openDataPaths.home() }, { label: t('open-data.recipe.title') }]}
    >
      <h1>{t('open-data.recipe.title')}</h1>
      <p class="lead">{t('open-data.recipe.lead')}</p>
      <h2>{t('open-data.recipe.files')}</h2>
      <ul>
        {files.map((file) => (
          <li>
            <a href={openDataPaths.table(file)}>{`${file}.csv`}</a>: {t(`open-data.recipe.file.${file}`)}
          </li>
        ))}
      </ul>
      <p>{withCode(t('open-data.recipe.narrow'))}</p>
      {parts.map((part) => (
        <section class="stack">
          <h2>{t(`open-data.recipe.${part}.title`)}</h2>
          <p>{withCode(t(`open-data.recipe.${part}`))}</p>
        </section>
      ))}
      <h2>{t('open-data.recipe.example.title')}</h2>
      <p>{t('open-data.recipe.example')}</p>
    </Page>
  )
}

/** What stands between backticks is written as it is: the name of a column, a value, an address. */
function withCode(text: string) {
  return text.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))
}
