import { found } from '../../../platform/errors.ts'
import { answerAct, answerSubmission } from '../../../platform/http/answer-submission.ts'
import type { App, C } from '../../../platform/http/env.ts'
import { type Typed, typedFrom } from '../../../platform/http/form.ts'
import { receivedForm } from '../../../platform/http/received-form.ts'
import type { Consultation } from '../model.ts'
import { consultationPaths } from '../paths.ts'
import { consultationPath, loadRun } from '../routes/loading.ts'
import { removeTranslation, translateConsultation } from './commands.ts'
import { type TextLanguage, textLanguages } from './model.ts'
import { TranslationPage } from './pages/translation-page.tsx'
import { TranslationsPage } from './pages/translations-page.tsx'
import { translationsOf } from './queries.ts'
import { axisWordsFrom, translationForm } from './schema.ts'

const path = `${consultationPath}/traducciones`
const one = `${path}/:language{[a-z]{2,3}}`

/** Where whoever convenes gives a consultation's texts in other languages. */
export function mountTranslations(app: App): void {
  app.get(path, async (c) => {
    const consultation = await loadRun(c)
    const translations = await translationsOf(c.var.context.db, consultation.id)
    return c.html(<TranslationsPage c={c} consultation={consultation} translations={translations} />)
  })

  app.get(one, async (c) => {
    const { consultation, language } = await load(c)
    const kept = (await translationsOf(c.var.context.db, consultation.id)).find((row) => row.language === language)
    const typed: Typed = kept ? { title: kept.title, question: kept.question, summary: kept.summary ?? '' } : {}
    for (const [id, { name, guidingQuestion }] of Object.entries(kept?.axes ?? {})) {
      typed[`axis.${id}`] = name
      typed[`axis.${id}.question`] = guidingQuestion ?? ''
    }
    return c.html(<TranslationPage c={c} {...{ consultation, language, typed, errors: {} }} />)
  })

  app.post(one, async (c) => {
    const { consultation, language } = await load(c)
    const all = typedFrom(await receivedForm(c))
    return answerSubmission(c, {
      schema: translationForm,
      again: ({ errors }) => <TranslationPage c={c} {...{ consultation, language, typed: all, errors }} />,
      act: async (words) => {
        const axes = axisWordsFrom(all, consultation.axes)
        await translateConsultation(c.var.context, consultation, { language, ...words, axes })
        return consultationPaths.inLanguage(consultation, language)
      },
    })
  })

  app.post(`${one}/quitar`, async (c) => {
    const { consultation, language } = await load(c)
    const translations = await translationsOf(c.var.context.db, consultation.id)
    return answerAct(c, {
      again: () => <TranslationsPage c={c} consultation={consultation} translations={translations} />,
      act: async () => {
        await removeTranslation(c.var.context, consultation, language)
        return consultationPaths.translations(consultation)
      },
    })
  })
}

/** A language that is not offered has no page, nor has the consultation's own. */
async function load(c: C): Promise<{ consultation: Consultation; language: TextLanguage }> {
  const consultation = await loadRun(c)
  const language = found(textLanguages.find((one) => one === c.req.param('language')))
  found(language === consultation.space.language ? null : language)
  return { consultation, language }
}
