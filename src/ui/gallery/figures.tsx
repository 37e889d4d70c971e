import { ButtonLink } from '../Button.tsx'
import { Card, Columns, WithAside } from '../Card.tsx'
import { DescriptionList } from '../DescriptionList.tsx'
import { formatMoney, formatPercent } from '../format.ts'
import { Gantt } from '../Gantt.tsx'
import { Progress } from '../Progress.tsx'
import { Status } from '../Status.tsx'
import { Table } from '../Table.tsx'
import { Timeline } from '../Timeline.tsx'
import type { Sample } from './sample.ts'

export function FigureSamples({ t, lang }: Sample) {
  return (
    <>
      <Columns>
        <Card title="Reporta la institución" size="small" tone="on-time">
          <p class="big">55 %</p>
          <p>Horarios publicados en 31 de 40 colonias.</p>
          <p class="small muted">
            Organismo de Agua · 30 de octubre · <a href="#evidencias">2 evidencias</a>
          </p>
        </Card>
        <Card title="Responde sociedad civil" size="small" tone="dispute">
          <p class="big">20 %</p>
          <p>En 9 de las 31 el horario publicado no se cumple; hay bitácora de tres semanas.</p>
        </Card>
        <Card title="Verifica la evaluación externa" size="small" tone="done">
          <p class="big">15 %</p>
          <p>Solo se verificaron 6 colonias; falta método de muestreo.</p>
        </Card>
      </Columns>
      <WithAside aside={<History />} label="Historia">
        <Card title="Hoja de ruta" id="hoja">
          <Gantt t={t} locale={lang} id="crono" label="Cronograma de acciones clave" today="2026-07-18" rows={bars} />
        </Card>
        <Card title="Los ocho elementos" id="elementos">
          <DescriptionList items={elements} />
        </Card>
        <SampleTable lang={lang} />
        <Progress
          id="avance"
          label="Importación en curso"
          value={1204}
          max={10000}
          text="1,204 de 10,000 filas"
          estimate="faltan unos 12 segundos"
        />
      </WithAside>
    </>
  )
}

function History() {
  return (
    <>
      <Card title="Qué ha pasado" size="small">
        <Timeline items={moments} />
      </Card>
      <p>
        <ButtonLink href="#" kind="accent">
          Esto no es cierto en mi colonia
        </ButtonLink>
      </p>
    </>
  )
}

const bars = [
  ['Padrón publicado', '2026-01-01', '2026-03-31', 'done', 'Cumplida'],
  ['Tablero de gasto', '2026-03-01', '2026-06-30', 'on-time', 'A tiempo'],
  ['Taller con comités de agua de las cuarenta colonias', '2026-05-01', '2026-07-31', 'late', 'Atrasada'],
  ['Informe de uso', '2026-07-01', '2026-12-15', 'not-started', 'Sin empezar'],
].map(([label, start, end, kind, word]) => ({ label, start, end, kind, word })) as Parameters<typeof Gantt>[0]['rows']

const elements = [
  { term: 'Responsable pública', value: 'Dirección del Organismo de Agua' },
  { term: 'OSC corresponsable', value: 'Red por el Agua' },
  { term: 'Resultado final', value: 'Las 40 colonias conocen su horario y se cumple nueve de cada diez días.' },
  { term: 'Indicador', value: 'Colonias con horario cumplido ≥ 90 % de los días · línea base 0 · meta 40 · hoy 6' },
  { term: 'Actividades', value: <a href="#evidencias">Ver las 11 actividades</a> },
]

const moments = [
  { title: 'Verificación parcial: 6 colonias', when: '18 de noviembre de 2026', datetime: '2026-11-18', tone: 'done' },
  {
    title: 'Red por el Agua no está de acuerdo',
    when: '14 de noviembre de 2026',
    datetime: '2026-11-14',
    tone: 'dispute',
  },
  {
    title: 'La conclusión pasó de octubre a diciembre',
    text: 'Motivo: ruptura del acueducto. Aprobó el Secretariado.',
    when: '2 de agosto de 2026',
    datetime: '2026-08-02',
  },
] as const

function SampleTable({ lang }: { lang: string }) {
  const rows = [
    { name: 'Tesorería', late: 1, spent: 1234567.5, progress: 82 },
    { name: 'Organismo de Agua y Saneamiento', late: 0, spent: 48000, progress: 55.5 },
  ]
  return (
    <Table
      id="instituciones"
      caption="Avance por institución"
      rows={rows}
      columns={[
        { key: 'name', label: 'Institución', sortHref: '?orden=nombre', cell: (row) => row.name },
        {
          key: 'progress',
          label: 'Avance',
          numeric: true,
          sortHref: '?orden=avance',
          sorted: 'descending',
          cell: (row) => formatPercent(row.progress, lang),
        },
        { key: 'spent', label: 'Ejercido', numeric: true, cell: (row) => formatMoney(row.spent, lang) },
        {
          key: 'state',
          label: 'Estado',
          cell: (row) => (row.late ? <Status kind="late" word="Atrasada" why="venció hace 18 días" /> : '—'),
        },
      ]}
    />
  )
}
