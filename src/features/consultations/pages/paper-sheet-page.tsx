import type { C } from '../../../platform/http/env.ts'
import type { MessageKey } from '../../../platform/i18n.ts'
import { langOf } from '../../../ui/Said.tsx'
import { demographicQuestions } from '../model.ts'
import type { Shown } from '../translations/model.ts'
import { ConsultationFrame } from './frame.tsx'
import { phaseWords } from './words.ts'

const lines = 12

/** A sheet to print and hand out: the question, the axes to mark, lines to write on. */
export function PaperSheetPage({ c, shown }: { c: C; shown: Shown }) {
  const { t } = c.var
  const { consultation, language, languageOfAxis } = shown
  return (
    <ConsultationFrame
      c={c}
      space={consultation.space}
      consultation={consultation}
      title={t('consultations.sheet.title')}
      noindex
    >
      <div class="paper-sheet">
        <h1 {...langOf(c, language)}>{consultation.title}</h1>
        <p class="lead" {...langOf(c, language)}>
          {consultation.question}
        </p>
        <p class="small">{phaseWords(c, consultation)}</p>
        {consultation.axes.length > 0 ? (
          <>
            <h2>{t('consultations.sheet.mark')}</h2>
            <ul class="paper-marks">
              {consultation.axes.map((axis) => (
                <li {...langOf(c, languageOfAxis(axis))}>
                  <span aria-hidden="true">☐</span> {axis.name}
                  {axis.guidingQuestion ? <small> — {axis.guidingQuestion}</small> : null}
                </li>
              ))}
            </ul>
          </>
        ) : null}
        <h2>{t('consultations.sheet.write')}</h2>
        <div class="paper-lines" aria-hidden="true">
          {Array.from({ length: lines }, () => (
            <div />
          ))}
        </div>
        <p>{t('consultations.sheet.place')}</p>
        <p>{t('consultations.sheet.sign')}</p>
        <p class="small">{t('consultations.sheet.private')}</p>
        {consultation.demographics.length > 0 ? (
          <>
            <h2>{t('consultations.demographics.ask')}</h2>
            <p class="small">{t('consultations.demographics.hint')}</p>
            <ul class="paper-marks">
              {consultation.demographics.map((question) => (
                <li>
                  {t(`consultations.demographics.${question}`)}:{' '}
                  {demographicQuestions[question]
                    .map((answer) => `☐ ${t(`consultations.demographics.${question}.${answer}` as MessageKey)}`)
                    .join('  ')}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </ConsultationFrame>
  )
}
