/** Name of the box where a file is chosen, of the hidden one that says which came already, and of the one that lets it go. */
export const fileField = (name: string) => `file.${name}`
export const keptField = (name: string) => `kept.${name}`
export const dropField = (name: string) => `drop.${name}`
