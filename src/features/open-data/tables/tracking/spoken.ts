import { decisions, outcomes } from '../../../tracking/contestations/model.ts'
import { evidenceKinds } from '../../../tracking/evidence/model.ts'
import { stances, verdicts } from '../../../tracking/reports/model.ts'
import {
  always,
  type DataTable,
  date,
  type Field,
  moment,
  names,
  ofCommitment,
  oneOf,
  type Reference,
  text,
  toCommitment,
  whole,
  yesNo,
} from '../fields.ts'
import { claimWords, stateWords } from '../voices/model.ts'

const id = (name: string) => always(text(name, 'Identificador.', '0198f3c2-7a10-7cc0-8f00-5d2a6b1e9c11'))
const folio = always(text('folio', 'Folio, que no cambia.', 'REP-7F3A'))
const activity = always(text('codigo', 'Código de la actividad.', '1.1'))
const organization = always(text('organizacion', 'A nombre de quién.', 'Tesorería'))
const voice = always(
  oneOf(text('voz', 'institution: la institución; civil-society: la sociedad civil.', 'institution'), [
    'institution',
    'civil-society',
  ]),
)
const at = always(moment('momento', 'Cuándo (UTC).'))
const ofActivity: Field[] = [...ofCommitment, activity]
const toActivity: Reference = { fields: names(ofActivity), table: 'actividades', to: names(ofActivity) }
const to = (table: Reference['table'], field: string, key: string): Reference => ({ fields: [field], table, to: [key] })

const table = (
  name: DataTable['name'],
  title: string,
  about: string,
  rest: Pick<DataTable, 'fields' | 'primaryKey' | 'references'>,
): DataTable => ({ name, title, about, ...rest })

/** Words of institutions, civil society, evaluators and neighbours: a table each, so that no voice is taken for another (T-20). */
export const spokenTables: readonly DataTable[] = [
  table('reportes', 'Reportes', 'Todo lo que se reportó de cada actividad, de la institución y de la sociedad civil.', {
    fields: [
      ...[folio, ...ofActivity, organization, voice],
      always(date('desde', 'Primer día del periodo.')),
      always(date('hasta', 'Último día del periodo.')),
      always(oneOf(text('estado', 'En qué estado dice que está.', 'en-proceso'), claimWords)),
      whole('avance', 'Qué parte dice que lleva hecha, de 0 a 100. ND: no lo dijo.', '60'),
      always(text('texto', 'Lo que reportó.')),
      text('productos', 'Productos que dice haber entregado. ND: no lo dijo.'),
      text('motivo', 'Por qué regresa a un estado anterior. NA: no regresa.'),
      at,
    ],
    primaryKey: ['folio'],
    references: [toCommitment, toActivity],
  }),
  table(
    'respuestas',
    'Respuestas',
    'Respuestas a los reportes; vale la última de cada organización y ninguna se borra.',
    {
      fields: [
        ...[id('respuesta'), ...ofActivity],
        always(text('reporte', 'Folio del reporte al que responde.', 'REP-7F3A')),
        ...[organization, voice],
        always(
          oneOf(
            text('postura', 'agrees: de acuerdo; in-part: en parte; disagrees: en desacuerdo.', 'disagrees'),
            stances,
          ),
        ),
        text('motivo', 'Sus razones. NA: está de acuerdo y no dio ninguna.'),
        at,
      ],
      primaryKey: ['respuesta'],
      references: [toCommitment, toActivity, to('reportes', 'reporte', 'folio')],
    },
  ),
  table(
    'verificaciones',
    'Verificaciones',
    'Lo que dijo quien evalúa, que no reportó, ni subió la evidencia, ni es de la institución.',
    {
      fields: [
        ...[id('verificacion'), ...ofActivity],
        text('reporte', 'Folio del reporte que juzgó. NA: juzgó la actividad sin reporte.', 'REP-7F3A'),
        always(
          oneOf(
            text('resultado', 'accepted: verificada; observed: con observaciones; rejected: rechazada.', 'accepted'),
            verdicts,
          ),
        ),
        always(text('comentario', 'Lo que dijo.')),
        text('organizacion', 'A nombre de quién. NA: a nombre de nadie más.'),
        at,
      ],
      primaryKey: ['verificacion'],
      references: [toCommitment, toActivity, to('reportes', 'reporte', 'folio')],
    },
  ),
  table(
    'evidencias',
    'Evidencias',
    'Cada versión de cada evidencia, con la huella de sus bytes; lo retirado queda marcado con su motivo.',
    {
      fields: [
        ...[id('evidencia'), always(whole('version', 'Número de la versión.', '1')), ...ofActivity],
        text('reporte', 'Folio del reporte al que acompaña. NA: acompaña a una respuesta o va sola.', 'REP-7F3A'),
        text('respuesta', 'Identificador de la respuesta a la que acompaña. NA: no acompaña a ninguna.'),
        always(oneOf(text('tipo', 'Qué clase de evidencia es.', 'document'), evidenceKinds)),
        always(text('titulo', 'Cómo se llama.')),
        organization,
        text('sha256', 'Huella de los bytes recibidos. NA: es un enlace.'),
        text(
          'sha256_publico',
          'Huella de los bytes que se muestran: de una foto, sin lo que escribió la cámara. NP: se ocultó; NA: es un enlace.',
        ),
        text('formato', 'Tipo de archivo. NA: es un enlace.', 'application/pdf'),
        whole('bytes', 'Tamaño de lo recibido. NA: es un enlace.', '20480'),
        text('direccion', 'Dirección, si es un enlace. NA: es un archivo; NP: se ocultó.'),
        date('fechada', 'Fecha del documento. ND: no se dijo.'),
        text('advertencias', 'Lo que se advirtió al recibirla, separado por |. NA: nada.'),
        text('motivo', 'Por qué se hizo esta versión. NA: es la primera.'),
        at,
        always(yesNo('retirada', 'Si se retiró.')),
        text('motivo_retiro', 'Por qué se retiró. NA: no se retiró.'),
        moment('retirada_el', 'Cuándo se retiró. NA: no se retiró.'),
      ],
      primaryKey: ['evidencia', 'version'],
      references: [
        toCommitment,
        toActivity,
        to('reportes', 'reporte', 'folio'),
        to('respuestas', 'respuesta', 'respuesta'),
      ],
    },
  ),
  table(
    'impugnaciones',
    'Impugnaciones',
    'Lo que alguien dijo que no es cierto, y qué se decidió mostrar; sin nombres de personas.',
    {
      fields: [
        ...[folio, ...ofCommitment],
        text('codigo', 'Código de la actividad. NA: es de todo el compromiso.', '1.1'),
        always(oneOf(text('estado', 'El estado que impugna.', 'completa'), [...stateWords, 'sin-informacion'])),
        text('motivo', 'Sus razones. NP: se decidió no mostrarlas.'),
        text('evidencia', 'Dirección de su evidencia. NA: no dio ninguna; NP: se decidió no mostrarla.'),
        always(moment('momento', 'Cuándo se presentó (UTC).')),
        always(oneOf(text('decision', 'shown: se muestra; withheld: no se muestra.', 'shown'), decisions)),
        always(text('motivo_decision', 'Por qué se decidió así.')),
        always(moment('decidida', 'Cuándo se decidió (UTC).')),
        always(date('responder_antes_de', 'Hasta qué día tiene la institución para responder.')),
      ],
      primaryKey: ['folio'],
      references: [toCommitment],
    },
  ),
  table('contestaciones', 'Contestaciones', 'Lo que las instituciones respondieron a las impugnaciones.', {
    fields: [
      ...[id('contestacion'), ...ofCommitment],
      always(text('impugnacion', 'Folio de la impugnación.', 'IMP-2B9C')),
      organization,
      always(
        oneOf(
          text('resultado', 'corrected: se corrigió; explained: se explicó; rejected: no se acepta.', 'explained'),
          outcomes,
        ),
      ),
      always(text('texto', 'Lo que respondió.')),
      at,
    ],
    primaryKey: ['contestacion'],
    references: [toCommitment, to('impugnaciones', 'impugnacion', 'folio')],
  }),
  table('prorrogas', 'Prórrogas', 'Más plazo pedido para una actividad, y qué decidió el órgano del plan.', {
    fields: [
      ...[folio, ...ofActivity, organization],
      always(date('vencia', 'Cuándo vencía.')),
      always(date('pedida_hasta', 'Hasta cuándo se pidió.')),
      always(text('motivo', 'Por qué se pidió.')),
      at,
      oneOf(text('decision', 'granted: se dio; refused: no se dio. ND: no se ha decidido.', 'granted'), [
        'granted',
        'refused',
      ]),
      date('concedida_hasta', 'Hasta cuándo se dio. NA: no se dio.'),
      text('motivo_decision', 'Por qué se decidió así.'),
      text('aprobada_por', 'Qué órgano decidió.'),
      moment('decidida', 'Cuándo se decidió (UTC).'),
    ],
    primaryKey: ['folio'],
    references: [toCommitment, toActivity],
  }),
  table('estados', 'Cambios de estado', 'Cada cambio de estado de cada actividad; el último es el estado de hoy.', {
    fields: [
      ...[id('cambio'), ...ofActivity],
      always(oneOf(text('estado', 'A qué estado pasó.', 'en-proceso'), stateWords)),
      at,
      text('motivo', 'Por qué. ND: no se dijo.'),
      text('fuente', 'Dirección que lo respalda. NA: lo respalda un reporte; ND: no se dijo.'),
      text('reporte', 'Folio del reporte que lo movió. NA: no lo movió un reporte.', 'REP-7F3A'),
      text('aprobado_por', 'Órgano que lo aprobó, si se canceló. NA: no hacía falta.'),
    ],
    primaryKey: ['cambio'],
    references: [toCommitment, toActivity, to('reportes', 'reporte', 'folio')],
  }),
]
