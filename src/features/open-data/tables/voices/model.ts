import { vocabularies } from '../../../commitments/imports/template/cells.ts'
import { claims, stances, verdicts } from '../../../tracking/reports/model.ts'
import { type Field, moment, oneOf, text, whole, yesNo } from '../fields.ts'

/** State words as the template writes them. */
export const stateWords = Object.values(vocabularies.state)
export const claimWords = claims.map((claim) => vocabularies.state[claim])

const stancesText = 'agrees: de acuerdo; in-part: en parte; disagrees: en desacuerdo.'
const verdictsText = 'accepted: verificada; observed: con observaciones; rejected: rechazada.'

/** What was said of an activity: reported, validated and verified, each apart and none made of another (T-20). */
export const voiceFields: readonly Field[] = [
  moment('estado_desde', 'Desde cuándo está en su estado (UTC). ND: nadie lo ha dicho.'),
  oneOf(
    text(
      'reportado',
      'Lo último que reportó la institución. ND: no ha reportado; NA: se canceló sin reporte.',
      'completa',
    ),
    claimWords,
  ),
  moment('reportado_el', 'Cuándo lo reportó.'),
  text('reporte', 'Folio de ese reporte.', 'REP-7F3A'),
  whole(
    'avance_reportado',
    'Qué parte dijo la institución que lleva hecha, de 0 a 100; no entra en ningún porcentaje.',
    '60',
  ),
  oneOf(
    text(
      'respuesta',
      `Lo último que respondió la sociedad civil: ${stancesText} NR: no ha respondido; NA: nadie comparte la responsabilidad.`,
      'agrees',
    ),
    stances,
  ),
  moment('respondido_el', 'Cuándo respondió.'),
  yesNo('validado', 'Si la sociedad civil confirma el reporte más nuevo y nadie lo niega.'),
  yesNo('en_disputa', 'Si la sociedad civil está en desacuerdo o dice otro estado que la institución.'),
  oneOf(
    text(
      'verificado',
      `Lo último que dijo quien evalúa: ${verdictsText} NR: nadie la ha evaluado; NA: se canceló.`,
      'accepted',
    ),
    verdicts,
  ),
  moment('verificado_el', 'Cuándo se evaluó.'),
]
