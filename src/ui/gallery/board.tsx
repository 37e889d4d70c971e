import { ButtonLink } from '../Button.tsx'
import { Card, WithAside } from '../Card.tsx'
import { Chips } from '../Chips.tsx'
import { Select } from '../Choices.tsx'
import { Facts } from '../Facts.tsx'
import { Field } from '../Field.tsx'
import { Filters } from '../Filters.tsx'
import { formatPercent } from '../format.ts'
import { Items } from '../Items.tsx'
import { Pager } from '../Pager.tsx'
import { StackedBar } from '../StackedBar.tsx'
import { StaticMap } from '../StaticMap.tsx'
import { Status, type StatusKind } from '../Status.tsx'
import { VoicesBars } from '../VoicesBars.tsx'
import type { Sample } from './sample.ts'

const states: readonly (readonly [StatusKind, string])[] = [
  ['late', 'Atrasado'],
  ['at-risk', 'Por vencer'],
  ['dispute', 'En disputa'],
  ['done', 'Cumplido'],
  ['on-time', 'A tiempo'],
  ['paused', 'En pausa'],
  ['no-information', 'Sin información'],
  ['not-started', 'Sin empezar'],
]

function voicesOf(lang: string, reported: number | null, validated: number | null, verified: number | null) {
  const text = (value: number | null) => (value === null ? 'sin dato' : formatPercent(value, lang, 0))
  return [
    { label: 'Reportado', by: 'por las instituciones', short: 'R', tone: 'reported', percent: reported },
    { label: 'Validado', by: 'por sociedad civil', short: 'V', tone: 'validated', percent: validated },
    { label: 'Verificado', by: 'por evaluación externa', short: 'E', tone: 'verified', percent: verified },
  ].map((voice) => ({ ...voice, text: text(voice.percent) })) as Parameters<typeof VoicesBars>[0]['voices']
}

export function BoardSample({ t, lang }: Sample) {
  return (
    <>
      <Card>
        <VoicesBars voices={voicesOf(lang, 68, 57, null)} />
      </Card>
      <Facts
        items={[
          { label: 'Compromisos', value: 5 },
          { label: 'Cumplidos y verificados', value: 1 },
          { label: 'Atrasados', value: 1, tone: 'late', href: '#' },
          { label: 'Por vencer en 30 días', value: 1, tone: 'at-risk' },
          { label: 'En disputa', value: 1, note: 'desde el 14 de noviembre' },
        ]}
      />
      <StackedBar label="Actividades según su estado" parts={parts} />
      <WithAside aside={<Aside t={t} lang={lang} />} label="Más sobre este plan">
        <div>
          <SampleFilters t={t} lang={lang} />
          <Chips
            label="Por estado"
            items={[
              { href: '#', label: 'Todos', count: 5, current: true },
              ...states.map(([kind, word]) => ({ href: '#', label: <Status kind={kind} word={word} />, count: 1 })),
            ]}
          />
        </div>
        <Items label="Compromisos" items={items(lang)} />
        <Pager t={t} page={4} pages={12} hrefOf={(page) => `?pagina=${page}`} />
      </WithAside>
    </>
  )
}

function SampleFilters({ t }: Sample) {
  return (
    <Filters
      t={t}
      label="Buscar compromisos"
      action="#"
      kept={{ orden: 'avance' }}
      result="5 compromisos"
      clearHref="#"
      more={<Select t={t} name="estado" label="Entidad" empty="Todas" options={[{ value: '20', label: 'Oaxaca' }]} />}
    >
      <Field t={t} name="q" label="Buscar" type="search" size="grow" />
      <Select
        t={t}
        name="institucion"
        label="Institución"
        empty="Todas"
        options={[{ value: 'tesoreria', label: 'Tesorería Municipal y Finanzas Públicas' }]}
      />
      <Select t={t} name="ods" label="ODS" empty="Todos" options={[{ value: '6', label: '6. Agua limpia' }]} />
    </Filters>
  )
}

const parts = [
  { label: 'Cumplidas', percent: 33.33, tone: 'done', text: '33.33 %' },
  { label: 'A tiempo', percent: 25, tone: 'on-time', text: '25.00 %' },
  { label: 'Por vencer', percent: 8.33, tone: 'at-risk', text: '8.33 %' },
  { label: 'Atrasadas', percent: 16.67, tone: 'late', text: '16.67 %' },
  { label: 'En pausa', percent: 8.34, tone: 'paused', text: '8.34 %' },
  { label: 'Sin empezar', percent: 8.33, tone: 'not-started', text: '8.33 %' },
] as const

const rows = [
  ['Gasto abierto en los programas sociales del municipio', 'Tesorería · con Cuentas Claras A. C.', 82, 61, 40],
  [
    'Agua: horarios de tandeo publicados y verificados por colonia',
    'Organismo de Agua · con Red por el Agua',
    55,
    20,
    15,
  ],
  ['Obra pública con letrero, avance y fotografía cada mes', 'Obras Públicas · con Vigía Ciudadana', 34, 34, null],
  ['Ventanilla sin vueltas: diez trámites evaluados por quien los usa', 'Mejora Regulatoria', 71, 70, 66],
  ['Presupuesto participativo con seguimiento hasta la entrega', 'Participación · con Barrio Vivo', 100, 100, 100],
] as const

const reasons = [
  ['on-time', 'A tiempo', 'próximo hito: 12 de diciembre'],
  ['dispute', 'En disputa', 'la OSC reporta 9 colonias sin horario'],
  ['late', 'Atrasado', 'venció hace 18 días; toca a Obras Públicas'],
  ['at-risk', 'Por vencer', 'faltan 6 días y una evidencia'],
  ['done', 'Cumplido', 'verificado el 3 de octubre'],
] as const

function items(lang: string) {
  return rows.map(([title, meta, reported, validated, verified], index) => {
    const [kind, word, why] = reasons[index] ?? reasons[0]
    return {
      number: index + 1,
      title,
      href: '#',
      meta,
      bars: <VoicesBars compact voices={voicesOf(lang, reported, validated, verified)} />,
      state: <Status kind={kind} word={word} why={why} />,
    }
  })
}

function Aside({ t }: Sample) {
  return (
    <>
      <Card title="Otros ejercicios en el país" size="small">
        <StaticMap
          t={t}
          id="mapa"
          label="Ejercicios por entidad"
          viewBox="0 0 90 60"
          regions={[
            { id: 'a', name: 'Sonora', path: 'M0 0h30v30H0z', level: 0, value: 'sin ejercicio' },
            { id: 'b', name: 'Puebla', path: 'M30 0h30v30H30z', level: 1, value: '1 compromiso', href: '#puebla' },
            { id: 'c', name: 'Oaxaca', path: 'M0 30h45v30H0z', level: 2, value: '5 compromisos', href: '#oaxaca' },
            {
              id: 'd',
              name: 'Veracruz',
              path: 'M45 30h45v30H45z',
              level: 3,
              value: '13 compromisos',
              href: '#veracruz',
            },
          ]}
          legend={[
            { level: 0, label: 'sin ejercicio' },
            { level: 1, label: '1 a 4' },
            { level: 2, label: '5 a 12' },
            { level: 3, label: '13 o más' },
          ]}
        />
      </Card>
      <Card title="Entérate cuando algo cambie" size="small">
        <p class="small muted">Un correo por semana, o en cuanto haya evidencia nueva. Te sales con un clic.</p>
        <p>
          <ButtonLink href="#">Seguir este plan</ButtonLink>
        </p>
      </Card>
    </>
  )
}
