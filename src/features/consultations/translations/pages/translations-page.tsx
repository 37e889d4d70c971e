import type { C } from '../../../../platform/http/env.ts'
import { Button } from '../../../../ui/Button.tsx'
import type { Consultation } from '../../model.ts'
import { ConsultationFrame } from '../../pages/frame.tsx'
import { consultationPaths } from '../../paths.ts'
import { type Translation, textLanguages } from '../model.ts'

type Props = { c: C; consultation: Consultation; translations: readonly Translation[] }

/** In which languages the consultation can be read, and which could be added. */
export function TranslationsPage({ c, consultation, translations }: Props) {
  const { t } = c.var
  const title = t('consultations.translations')
  const kept = new Map(translations.map((one) => [one.language, one]))
  return (
    <ConsultationFrame c={c} space={consultation.space} consultation={consultation} title={title} noindex>
      <h1>{title}</h1>
      <p class="lead">{t('consultations.translations.lead')}</p>
      <ul class="plain-list stack">
        {textLanguages
          .filter((language) => language !== consultation.space.language)
          .map((language) => (
            <li>
              <a href={consultationPaths.translation(consultation, language)}>
                {t(`consultations.language.${language}`)}
              </a>
              {kept.has(language) ? (
                <form method="post" action={consultationPaths.removeTranslation(consultation, language)}>
                  <span lang={language}>{kept.get(language)?.title}</span>{' '}
                  <Button kind="quiet">
                    {t('consultations.translations.remove', { language: t(`consultations.language.${language}`) })}
                  </Button>
                </form>
              ) : null}
            </li>
          ))}
      </ul>
    </ConsultationFrame>
  )
}
