import type { C } from '../../../../platform/http/env.ts'
import type { MessageKey } from '../../../../platform/i18n.ts'
import { consultationPaths } from '../../paths.ts'
import { type Shown, textLanguages } from '../model.ts'

/** Where else the texts can be read, and that they are not in the language that was asked for. */
export function LanguagesNote({ c, shown }: { c: C; shown: Shown }) {
  const { t } = c.var
  const { consultation, language, others, isFallback } = shown
  const name = (one: string) => t(`consultations.language.${one}` as MessageKey)
  const offered = textLanguages.filter((one) => others.includes(one))
  if (!isFallback && offered.length === 0) return null
  return (
    <p class="small muted">
      {isFallback ? `${t('consultations.untranslated', { language: name(language) })} ` : null}
      {offered.length > 0 ? (
        <>
          {t('consultations.also-in')}{' '}
          {offered.map((one, index) => (
            <>
              {index > 0 ? ' · ' : null}
              <a href={consultationPaths.inLanguage(consultation, one)}>{name(one)}</a>
            </>
          ))}
        </>
      ) : null}
    </p>
  )
}
