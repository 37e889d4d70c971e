import type { WorkState } from '../listing/queries.ts'
import type { Cut } from '../model.ts'

/** One work as data: codes, not words; unknown is null. The source's own names for money. */
export function plainWork(work: WorkState, url: string) {
  return {
    key: work.key,
    name: work.name,
    url,
    description: work.description,
    kind: work.kind,
    kind_source: work.kindSource,
    branch: work.branch,
    unit: work.unit,
    state_key: work.stateKey,
    state: work.stateName,
    coverage: work.coverage,
    municipality_key: work.municipalityKey,
    municipality: work.municipality,
    location: work.locationText,
    latitude: work.latitude,
    longitude: work.longitude,
    location_precision: work.precision,
    coordinate_fault: work.coordinateFault,
    physical_progress: work.progress,
    starts_on: work.startsOn,
    ends_on: work.endsOn,
    status: work.status,
    status_source: work.statusSource,
    total_amount: work.totalAmount,
    visitable: work.isVisitable,
    rows: work.rows,
    flags: work.flags,
    amounts: work.amounts,
  }
}

export type PlainWork = ReturnType<typeof plainWork>

/** Where data come from, beside the data wherever they go: the licence asks for name, publisher, address and date. */
export function plainCut(cut: Cut) {
  return {
    id: cut.id,
    number: cut.number,
    dataset: cut.dataset.title,
    publisher: cut.dataset.publisher,
    source_url: cut.sourceUrl ?? cut.dataset.sourceUrl,
    dated_on: cut.datedOn,
    downloaded_on: cut.downloadedOn,
    product: cut.product,
    licence: cut.licence,
    licence_url: cut.dataset.licenceUrl,
    sha256: cut.sha256,
    schema: cut.sourceSchema,
    works: cut.works,
  }
}

export const csvColumns = [
  ...(['key', 'name', 'url', 'kind', 'kind_source', 'branch', 'unit', 'state_key', 'state', 'coverage'] as const),
  ...(['municipality_key', 'municipality', 'location', 'latitude', 'longitude', 'location_precision'] as const),
  ...(['coordinate_fault', 'physical_progress', 'starts_on', 'ends_on', 'status', 'status_source'] as const),
  ...(['total_amount', 'visitable', 'rows', 'flags'] as const),
] as const
