/** Kinds of personal data that a text is looked through for before it is published. */
export const personalDataKinds = ['curp', 'email', 'phone', 'plate'] as const
export type PersonalDataKind = (typeof personalDataKinds)[number]

const curp = /\b[A-Z][AEIOUX][A-Z]{2}\d{6}[HMX][A-Z]{5}[A-Z0-9]\d\b/i
const email = /[\p{L}\d._%+-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,4}/iu
const phones = /(?<![\d$.,/-])\+?\(?\d{2,3}\)?(?:[\s.-]{0,2}\(?\d{1,4}\)?){2,6}(?![\d/]|[.,]\d)/g
const plates = [
  /\b[A-Z]{3}-\d{3}-[A-Z]\b/,
  /\b[A-Z]{3}-\d{2}-\d{2}\b/,
  /\b[A-Z]{2}-\d{2}-?\d{3}\b/,
  /\b[A-Z]\d{2}-[A-Z]{3}\b/,
  /\b\d{2,3}-[A-Z]{3}\b/,
  /\bplacas?\b[\s:.#-]{0,3}(?:n[uú]m(?:ero|\.)?|no\.?|son)?[\s:.#-]{0,3}(?=[A-Z-]{0,8}\d)(?=[\d-]{0,8}[A-Z])[A-Z0-9-]{5,9}\b/i,
]

/**
 * What in a text looks like a CURP, a mail address, a Mexican telephone (ten digits) or a vehicle's plates. It errs on the side of
 * asking: whoever wrote it is warned, and a person looks at what was sent all the same.
 */
export function personalDataIn(...texts: readonly (string | null)[]): PersonalDataKind[] {
  const text = texts
    .filter((one) => one !== null)
    .join('\n')
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, '')
  const found = { curp: curp.test(text), email: email.test(text), phone: hasPhone(text), plate: hasPlate(text) }
  return personalDataKinds.filter((kind) => found[kind])
}

function hasPhone(text: string): boolean {
  for (const [match] of text.matchAll(phones)) {
    const digits = match.replace(/\D/g, '')
    if (digits.length === 10 && !/^(19|20)\d\d\s?[-–]\s?(19|20)\d\d/.test(match)) return true
    if (/^52/.test(digits) && (digits.length === 12 || digits.length === 13)) return true
  }
  return false
}

function hasPlate(text: string): boolean {
  return plates.some((plate) => plate.test(text))
}
