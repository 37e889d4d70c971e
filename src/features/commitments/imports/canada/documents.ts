import { type Activity, type CommitmentDocument, emptyDocument, type KeyAction, type Source } from '../../model.ts'
import { dayOf, readDate } from '../dates.ts'
import { normalDocument } from '../normal.ts'

export type Bilingual = { en: string; fr: string }
export type Element = Bilingual & { code: string; row: number }
export type Deliverable = Element & {
  dueDate: string | null
  deadline: Bilingual
  lead: string
  support: string | null
}

/**
 * A commitment of Canada's plan: milestones are key actions, and the indicators, which are deliverables with a deadline, are
 * activities. The English text is the document; the French one is kept beside its code as a source note. No weights are published.
 */
export function canadaDocument(
  commitment: Element,
  milestones: readonly Element[],
  indicators: readonly Deliverable[],
): CommitmentDocument {
  const keyActions = milestones.map((milestone): KeyAction => {
    const own = indicators.filter((indicator) => parentOf(indicator.code) === milestone.code)
    return {
      code: milestone.code,
      title: milestone.en,
      weight: null,
      startsOn: null,
      endsOn: null,
      activities: own.map(activityOf),
    }
  })
  const leads = [...new Set(indicators.map((indicator) => indicator.lead).filter((lead) => lead !== ''))]
  return normalDocument({
    ...emptyDocument(commitment.code.toLowerCase(), commitment.code, commitment.en),
    language: 'en',
    country: 'CA',
    organizations: leads.map((name) => ({ part: 'lead', name, kind: 'public-institution', acronym: null })),
    keyActions,
    sources: [source(commitment), ...milestones.map(source), ...indicators.flatMap(deliverableSources)],
  })
}

export function parentOf(code: string): string {
  return code.split('.').slice(0, -1).join('.')
}

function activityOf(indicator: Deliverable): Activity {
  return {
    code: indicator.code,
    title: indicator.en,
    product: null,
    meansOfVerification: null,
    responsibleOffice: indicator.lead || null,
    startsOn: null,
    endsOn: dueOn(indicator),
    dueAsWritten: indicator.deadline.en || null,
    state: 'not-started',
  }
}

/** Last day of the month the file gives; without one, of a month that the deadline plainly names. */
function dueOn({ dueDate, deadline }: Deliverable): string | null {
  const month = /^(\d{4})-(\d{2})$/.exec(dueDate ?? '')
  if (month) return readDate(`${month[1]}-${month[2]}`, { order: null, edge: 'end' }).date
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(dueDate ?? '')
  if (day) return dayOf(Number(day[1]), Number(day[2]), Number(day[3]))
  return readDate(deadline.en.replace(/^by (?:the )?(?:end of )?/i, ''), { order: null, edge: 'end' }).date
}

const sourceTitle = 'Texte français'

function source(element: Element): Source {
  return { title: `${sourceTitle}, ${element.code}`, url: null, note: element.fr || null }
}

function deliverableSources(indicator: Deliverable): Source[] {
  const support = indicator.support ? `supt_sept: ${indicator.support}` : ''
  const note = [indicator.fr, indicator.deadline.fr, support].filter((text) => text !== '').join(' — ')
  return [{ title: `${sourceTitle}, ${indicator.code}`, url: null, note: note || null }]
}
