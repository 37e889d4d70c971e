import type { T } from '../../platform/i18n.ts'
import { Actions, Button } from '../Button.tsx'
import { Checkbox, CheckboxGroup, RadioGroup, Select } from '../Choices.tsx'
import { DateField, FileField } from '../DateField.tsx'
import { DraftKeeper } from '../DraftKeeper.tsx'
import { ErrorSummary } from '../ErrorSummary.tsx'
import { Field, TextArea } from '../Field.tsx'
import { Fieldset } from '../Fieldset.tsx'

const errors = [
  { field: 'titulo', message: 'Escribe el título del compromiso' },
  { field: 'conclusion', message: 'La conclusión debe ser posterior al inicio' },
]

const values = [
  { value: 'transparencia', label: 'Transparencia', hint: 'Información pública, completa y a tiempo.' },
  { value: 'participacion', label: 'Participación' },
  { value: 'rendicion', label: 'Rendición de cuentas', disabled: true },
]

export function FormSamples({ t }: { t: T }) {
  return (
    <>
      <ErrorSummary t={t} errors={errors} />
      <DraftKeeper t={t}>
        <form method="post" action="#" class="form">
          <Field
            t={t}
            name="titulo"
            label="Título"
            hint="En una frase, lo que cambia para la gente."
            required
            error={errors[0]?.message}
            value={'<script>alert("hola")</script>'}
          />
          <TextArea
            t={t}
            name="problema"
            label="Problema"
            hint="Hasta 600 palabras."
            value="No sabemos cuándo llega el agua."
          />
          <Select
            t={t}
            name="institucionResponsable"
            label="Institución responsable"
            empty="Elige una"
            value="agua"
            size="medium"
            options={[
              { value: 'tesoreria', label: 'Tesorería' },
              { label: 'Organismos', options: [{ value: 'agua', label: 'Organismo de Agua' }] },
            ]}
          />
          <Fieldset legend="Plazo" hint="La ley pide que quepa en el periodo del plan.">
            <DateField t={t} name="inicio" label="Inicio" value="2026-02-01" required />
            <DateField t={t} name="conclusion" label="Conclusión" value="31 de febrero" error={errors[1]?.message} />
          </Fieldset>
          <RadioGroup t={t} name="valor" label="Valor principal" options={values} value="participacion" required />
          <CheckboxGroup t={t} name="temas" label="Temas" options={values} values={['transparencia']} inline />
          <FileField t={t} name="documento" label="Documento" hint="PDF o imagen, hasta 10 MB." accept=".pdf,image/*" />
          <Checkbox t={t} name="acuerdo" label="Ya lo revisó la sociedad civil corresponsable" checked />
          <Actions>
            <Button>Guardar y seguir</Button>
            <Button kind="quiet" formnovalidate>
              Guardar borrador
            </Button>
          </Actions>
        </form>
      </DraftKeeper>
    </>
  )
}
