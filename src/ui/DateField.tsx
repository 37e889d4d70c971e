import { described, FieldBox, type FieldFrame } from './Field.tsx'

export interface DateFieldProps extends FieldFrame {
  /** ISO, or whatever was typed: a wrong date is shown back as it came. */
  value?: string | undefined
  min?: string | undefined
  max?: string | undefined
}

/** The browser's own calendar; what is not a date is kept in a text box so that nothing typed is lost. */
export function DateField({ value, min, max, ...frame }: DateFieldProps) {
  const typed = value !== undefined && value !== '' && !/^\d{4}-\d{2}-\d{2}$/.test(value)
  return (
    <FieldBox frame={frame} size="short">
      <input
        type={typed ? 'text' : 'date'}
        {...described(frame)}
        {...(value === undefined ? {} : { value })}
        {...(min && !typed ? { min } : {})}
        {...(max && !typed ? { max } : {})}
      />
    </FieldBox>
  )
}

export interface FileFieldProps extends FieldFrame {
  /** What the browser offers first: '.csv,.xlsx'. */
  accept?: string | undefined
  multiple?: boolean | undefined
}

/** Its form needs enctype="multipart/form-data". A browser never gives a file back: the hint should say so after an error. */
export function FileField({ accept, multiple, ...frame }: FileFieldProps) {
  return (
    <FieldBox frame={frame}>
      <input type="file" {...described(frame)} {...(accept ? { accept } : {})} multiple={multiple === true} />
    </FieldBox>
  )
}
