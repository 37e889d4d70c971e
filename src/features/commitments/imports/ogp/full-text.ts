import type { CommitmentDocument, TextField } from '../../model.ts'
import { normalText } from '../normal.ts'

/** The questions of OGP's form (2022 and the ones before), in the wordings that plans use. */
const questions: readonly (readonly [TextField | null, RegExp])[] = [
  ['problem', /what (?:is the )?(?:public )?problem (?:does|that|will|being|the)[^?\n]{0,90}\?/gi],
  ['problem', /¿cuál es (?:el|la) (?:problema|problemática)(?: público)? que[^?\n]{0,80}\?/gi],
  ['causes', /what are the causes of the problem\?/gi],
  ['causes', /¿cuáles son las causas del problema\?/gi],
  ['previousActions', /what has been done so far to solve the problem\?/gi],
  ['previousActions', /¿qué se ha hecho hasta ahora para resolver el problema\?/gi],
  ['solution', /what solution are you proposing\?/gi],
  ['solution', /what is the commitment\?/gi],
  ['solution', /¿qué solución propone[^?\n]{0,40}\?/gi],
  ['solution', /¿cuál es el compromiso\?/gi],
  ['expectedResults', /what results do we want to achieve[^?\n]{0,80}\?/gi],
  ['expectedResults', /¿qué resultados queremos lograr[^?\n]{0,100}\?/gi],
  ['transparency', /how will (?:the )?commitment promote transparency\?/gi],
  ['transparency', /¿cómo promoverá la transparencia el compromiso\?/gi],
  ['accountability', /how will (?:the )?commitment help foster accountability\?/gi],
  ['accountability', /¿cómo ayudará el compromiso a fomentar la rendición de cuentas\?/gi],
  ['participation', /how will (?:the )?commitment improve citizen participation[^?]{0,80}\?/gi],
  ['participation', /¿cómo mejorará el compromiso la participación ciudadana[^?]{0,80}\?/gi],
  // Headings and questions that end an answer and have no field of their own.
  [
    null,
    /^ *(?:problem definition|commitment (?:description|analysis|planning)|definición del problema|descripción del compromiso|análisis del compromiso|planificación del compromiso|programación del compromiso)\b/gim,
  ],
  [null, /how (?:will|does|would)[^?\n]{0,60}(?:contribut|solv|address)[^?\n]{0,80}\?/gi],
  [null, /why is (?:this|the|it)[^?\n]{0,80}relevant[^?\n]{0,80}\?/gi],
  [null, /¿(?:cómo contribuirá|por qué (?:es|este)|cómo contribuye|de qué manera|el problema afecta)[^?\n]{0,120}\?/gi],
  [null, /^ *(?:milestones?|hitos?|additional information|información adicional)\b/gim],
  [null, /^milestone activity/gim],
]

type Heading = { field: TextField | null; start: number; end: number }

/**
 * Answers of the form that a plan's full text repeats; empty unless at least the problem and the solution are found in order,
 * so that a text which only mentions a question is left alone. The full text itself is always kept by the caller.
 */
export function answersIn(fullText: string): Partial<Pick<CommitmentDocument, TextField>> {
  const headings = headingsOf(fullText)
  const answers: Partial<Record<TextField, string>> = {}
  for (const [index, { field, end }] of headings.entries()) {
    if (!field || answers[field] !== undefined) continue
    const text = normalText(fullText.slice(end, headings[index + 1]?.start).replace(/\s*\b\d[.)]\s*$/, ''))
    if (text) answers[field] = text
  }
  const fields = headings.map((heading) => heading.field)
  const isForm = fields.includes('problem') && fields.indexOf('solution') > fields.indexOf('problem')
  return isForm ? answers : {}
}

function headingsOf(fullText: string): Heading[] {
  const found = questions.flatMap(([field, pattern]) =>
    [...fullText.matchAll(pattern)].map((match) => ({ field, start: match.index, end: match.index + match[0].length })),
  )
  const ordered = found.toSorted((a, b) => a.start - b.start || (a.field ? -1 : 1))
  return ordered.filter((heading, index) => !ordered.slice(0, index).some((before) => before.end > heading.start))
}
