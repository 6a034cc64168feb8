const mark = '\u0000float:'

/** A number that Python keeps as a float: the emitter writes it with a decimal point, `2500000.0`, also when it is whole. */
export const float = (value: number): number | string => (Number.isInteger(value) ? `${mark}${value}` : value)

const marked = new RegExp(`"${JSON.stringify(mark).slice(1, -1).replaceAll('\\', '\\\\')}(-?\\d+)"`, 'g')

/** The text of a JSON value, with its floats. */
export const withFloats = (json: string): string => json.replace(marked, '$1.0')
