import type { WorkState } from '../listing/queries.ts'
import type { Cut, WorkKind, WorkStatus } from '../model.ts'

/** Our registered-looking prefix for project identifiers; an operator with a prefix of the standard's own says so in the package. */
export const idPrefix = 'tequio'

type Package = { base: string; cut: Cut; address: string }

/** Domain 8.1. The end of the fiscal calendar is «completion» there; our extension says that it proves nothing (T-39). */
const statuses: Record<WorkStatus, string> = {
  registered: 'preparation',
  'ppp-registration': 'preparation',
  current: 'implementation',
  'being-modified': 'implementation',
  suspended: 'implementation',
  'being-cancelled': 'implementation',
  'fiscal-calendar-ended': 'completion',
  'ex-post': 'completion',
  cancelled: 'cancelled',
}

const types: Partial<Record<WorkKind, string>> = {
  economic: 'construction',
  social: 'construction',
  government: 'construction',
  buildings: 'construction',
}

/** A project package of OC4IDS 0.9, piece by piece. */
export async function* packagePieces(
  about: Package,
  works: AsyncIterable<readonly WorkState[]>,
): AsyncGenerator<string> {
  const { base, cut, address } = about
  const head = {
    uri: `${base}${address}.oc4ids.json`,
    version: '0.9',
    publishedDate: instantOf(cut.datedOn),
    publisher: { name: cut.dataset.publisher },
    ...(cut.dataset.licenceUrl ? { license: cut.dataset.licenceUrl } : {}),
    extensions: [`${base}/datos/oc4ids`],
  }
  yield `${JSON.stringify(head).slice(0, -1)},"projects":[`
  let isFirst = true
  for await (const batch of works) {
    yield (isFirst ? '' : ',') + batch.map((work) => JSON.stringify(projectOf(work, cut))).join(',')
    isFirst = false
  }
  yield ']}'
}

/**
 * A work as a project. `x_tequio` is our extension (T-61): what INEGI's keys, the source's words and our flags say, for which the
 * standard has no place.
 */
export function projectOf(work: WorkState, cut: Cut) {
  const original = work.other.CLAVE_ORIGINAL
  const scheme = cut.format === 'opa' ? 'MX-SHCP-PPI' : `${idPrefix}-${cut.dataset.slug}`
  const currency = work.other.MONEDA ?? 'MXN'
  return {
    id: `${idPrefix}-${cut.dataset.slug}-${work.key}`,
    updated: instantOf(cut.datedOn),
    title: work.name,
    identifiers: [{ id: original ?? work.key, scheme }],
    ...(work.description ? { description: work.description } : {}),
    ...(work.status ? { status: statuses[work.status] } : {}),
    ...(work.kind && types[work.kind] ? { type: types[work.kind] } : {}),
    ...periodOf(work),
    ...placeOf(work),
    ...(work.unit ? { publicAuthority: { name: work.unit, id: work.unitKey ?? work.unit } } : {}),
    ...(work.unit ? { parties: [{ id: work.unitKey ?? work.unit, name: work.unit, roles: ['publicAuthority'] }] } : {}),
    ...(work.totalAmount !== null && Number(work.totalAmount) >= 0
      ? { budget: { amount: { amount: Number(work.totalAmount), currency } } }
      : {}),
    ...progressOf(work, cut),
    x_tequio: {
      cut: cut.number,
      dated_on: cut.datedOn,
      sha256: cut.sha256,
      state_key: work.stateKey,
      municipality_key: work.municipalityKey,
      coverage: work.coverage,
      location_precision: work.precision,
      status_source: work.statusSource,
      kind: work.kind,
      visitable: work.isVisitable,
      flags: work.flags,
      amounts: work.amounts,
    },
  }
}

const instantOf = (day: string) => `${day}T00:00:00Z`

function periodOf({ startsOn, endsOn }: WorkState) {
  if (startsOn === null && endsOn === null) return {}
  return {
    period: {
      ...(startsOn ? { startDate: instantOf(startsOn) } : {}),
      ...(endsOn ? { endDate: instantOf(endsOn) } : {}),
    },
  }
}

/** GeoJSON's order, longitude first (T-62); no gazetteer of the standard knows INEGI. */
function placeOf(work: WorkState) {
  const { latitude, longitude, stateName, municipality, locationText } = work
  const address = {
    ...(municipality ? { locality: municipality } : {}),
    ...(stateName ? { region: stateName, countryName: 'México' } : {}),
  }
  const location = {
    id: '1',
    ...(locationText ? { description: locationText } : {}),
    ...(latitude !== null && longitude !== null
      ? { geometry: { type: 'Point', coordinates: [longitude, latitude] } }
      : {}),
    ...(Object.keys(address).length > 0 ? { address } : {}),
  }
  return Object.keys(location).length > 1 ? { locations: [location] } : {}
}

function progressOf({ progress }: WorkState, cut: Cut) {
  if (progress === null) return {}
  const observation = {
    id: `${cut.number}`,
    period: { startDate: instantOf(cut.datedOn), endDate: instantOf(cut.datedOn) },
    measure: String(progress),
    unit: { name: '%', scheme: 'UNCEFACT', id: 'P1' },
  }
  return { metrics: [{ id: 'physicalProgress', title: 'Avance físico reportado', observations: [observation] }] }
}
