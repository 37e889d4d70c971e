/** MapLibre's own worker as a file of ours, so that no page needs to allow workers from a blob. */
import 'maplibre-gl/dist/maplibre-gl-worker.mjs'
