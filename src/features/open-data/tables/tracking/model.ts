import { latenesses } from '../../../commitments/lateness/model.ts'
import { pauseKinds } from '../../../plans/model.ts'
import { standings } from '../../../tracking/board/model.ts'
import {
  always,
  type DataTable,
  date,
  decimal,
  moment,
  names,
  ofCommitment,
  ofPlan,
  oneOf,
  text,
  toCommitment,
  toPlan,
  whole,
  yesNo,
} from '../fields.ts'
import { spokenTables } from './spoken.ts'

const share = (name: string, about: string) =>
  decimal(name, `${about} Por ciento con dos decimales; ND: sin información, que no es cero.`)

const progress: DataTable = {
  ...{ name: 'avances', title: 'Avances' },
  about:
    'Lo que el tablero muestra de cada compromiso hoy, las tres voces por separado; se puede recalcular con la receta.',
  fields: [
    ...ofCommitment,
    always(
      oneOf(text('situacion', 'En qué va el trabajo, según los estados de sus actividades.', 'in-progress'), standings),
    ),
    share('reportado', 'Lo que la institución dice que terminó: completo más verificado.'),
    share('validado', 'Lo que la sociedad civil confirma como terminado.'),
    share('verificado', 'Lo que verificó quien evalúa, que no es quien reporta.'),
    share('completo', 'Reportado como terminado y todavía sin verificar.'),
    share('en_proceso', 'En proceso.'),
    share('sin_iniciar', 'Sin iniciar.'),
    always(yesNo('cuenta', 'Si entra en el porcentaje del plan; los proactivos se muestran y no entran.')),
    oneOf(text('plazo', 'La luz del plazo, aparte del avance. NA: está en pausa.', 'on-time'), latenesses),
    date('proximo_vencimiento', 'La próxima fecha que vence. ND: no hay fecha.'),
    whole('dias', 'Días que faltan para esa fecha; negativo si ya pasó.', '12'),
    whole(
      'sin_actualizar',
      'Días sin ninguna noticia, si pasaron del límite del plan. NA: no ha pasado del límite.',
      '95',
    ),
    always(whole('en_disputa', 'Cuántas actividades están en disputa.', '0')),
    oneOf(text('pausa', 'Si está en pausa, de qué clase. NA: no lo está.'), pauseKinds),
    text('evaluacion', 'Qué juzgó el informe independiente más reciente. NR: ninguno lo ha revisado.', 'completion'),
    text('etiqueta', 'Lo que dijo, con sus palabras.', 'Limited'),
    moment('ultima_noticia', 'Lo último que alguien dijo de sus actividades. ND: nadie ha dicho nada.'),
    always(moment('actualizado', 'Cuándo cambió por última vez el compromiso.')),
  ],
  primaryKey: names(ofCommitment),
  references: [toCommitment],
}

const pauses: DataTable = {
  ...{
    name: 'pausas',
    title: 'Pausas',
    about: 'Pausas, suspensiones y retiros de un plan o de un compromiso, con su motivo.',
  },
  fields: [
    always(text('pausa', 'Identificador.')),
    ...ofPlan,
    text('clave', 'Clave del compromiso. NA: todo el plan está en pausa.', '3'),
    always(oneOf(text('tipo', 'paused: en pausa; suspended: suspendido; withdrawn: retirado.', 'paused'), pauseKinds)),
    always(date('desde', 'Desde qué día.')),
    always(text('parte', 'Quién la pidió o la declaró.')),
    always(text('motivo', 'Por qué.')),
    text('fuente', 'Dirección del documento que la respalda. NP: no se publicó.'),
    always(moment('declarada', 'Cuándo se anotó (UTC).')),
    date('termino', 'Qué día terminó. NA: sigue.'),
    text('motivo_termino', 'Por qué terminó.'),
  ],
  primaryKey: ['pausa'],
  references: [toPlan],
}

const cuts: DataTable = {
  ...{
    name: 'cortes',
    title: 'Cortes',
    about: 'Tableros congelados de cada plan, con la huella del archivo que nadie puede cambiar.',
  },
  fields: [
    ...ofPlan,
    always(whole('corte', 'Número del corte en el plan.', '1')),
    always(text('titulo', 'Cómo se llama.', 'Primer corte')),
    always(moment('al', 'El instante del que es el tablero (UTC).')),
    always(moment('congelado', 'Cuándo se congeló (UTC).')),
    always(whole('registro', 'Último número del registro público que incluye.', '128')),
    always(text('sha256', 'Huella del archivo JSON.')),
    always(whole('bytes', 'Tamaño del archivo JSON.', '20480')),
    always(whole('opiniones_no_entregadas', 'Compromisos cuya sociedad civil no había opinado.', '0')),
    always(
      text(
        'direccion',
        'Dirección del archivo; con .csv en vez de .json, la tabla.',
        '/san-jacinto/planes/plan-local-2026/cortes/1.json',
      ),
    ),
  ],
  primaryKey: [...names(ofPlan), 'corte'],
  references: [toPlan],
}

/** What the board shows and everything said of it. */
export const trackingTables: readonly DataTable[] = [progress, ...spokenTables, pauses, cuts]
