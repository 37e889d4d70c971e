/**
 * MapLibre's own worker as a file of ours, so that no page needs to allow workers from a blob. Named, because its package says
 * that files without a name taken from them have no effect.
 */
// @ts-expect-error the package has types for its main file alone
export { default } from 'maplibre-gl/dist/maplibre-gl-worker.mjs'
