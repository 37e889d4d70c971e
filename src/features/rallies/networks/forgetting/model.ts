/** Days after the results are final: as long as anybody may ask how a score came about. */
export const originalDays = 90
