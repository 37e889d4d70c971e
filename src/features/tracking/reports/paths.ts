import { commitmentPaths, planPaths } from '../../commitments/paths.ts'

type In = Parameters<typeof planPaths.plan>[0]

/** Where reports are written, read, answered and verified. */
export const reportPaths = {
  desk: (plan: In) => `${planPaths.plan(plan)}/reportes`,
  report: (plan: In, folio: string) => `${planPaths.plan(plan)}/reportes/${folio}`,
  answer: (plan: In, folio: string) => `${planPaths.plan(plan)}/reportes/${folio}/respuesta`,
  answerFiles: (plan: In, folio: string) => `${planPaths.plan(plan)}/reportes/${folio}/respuesta/cargas`,
  write: (plan: In, key: string, code: string) => `${commitmentPaths.activity(plan, key, code)}/reportar`,
  files: (plan: In, key: string, code: string) => `${commitmentPaths.activity(plan, key, code)}/reportar/cargas`,
  queue: (plan: In) => `${planPaths.plan(plan)}/verificaciones`,
  verify: (plan: In, key: string, code: string) => `${commitmentPaths.activity(plan, key, code)}/verificar`,
  /** Where the commitment's page says who says what of an activity: of many it shows some at a time. */
  voices: (plan: In, key: string, code: string) =>
    `${commitmentPaths.commitment(plan, key)}?voces=${encodeURIComponent(code)}#${voiceId(code)}`,
}

export const voiceId = (code: string) => `voz-${code.replace(/[^\w-]+/g, '-')}`
