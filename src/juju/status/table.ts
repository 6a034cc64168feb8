const GAP = 2

/**
 * Lays out lines whose cells end with tabs, as Go's tabwriter does: a column is as wide as its widest cell in the lines that follow each
 * other and have it; text after the last tab does not belong to a column.
 *
 * @param rightAligned indexes of columns
 */
export function layOut(rows: readonly (readonly string[])[], rightAligned: readonly number[] = []): string {
  // A cell may contain line breaks and tabs, which begin lines and cells.
  const lines = rows
    .map((cells) => cells.join('\t'))
    .join('\n')
    .split('\n')
    .map((line) => line.split('\t'))
  const widths = lines.map((): number[] => [])
  const columns = lines.reduce((most, cells) => Math.max(most, cells.length - 1), 0)
  for (let column = 0; column < columns; column++) {
    let start = 0
    while (start < lines.length) {
      let end = start
      let width = 0
      for (; end < lines.length && hasColumn(lines[end], column); end++)
        width = Math.max(width, lengthOf(lines[end]?.[column] ?? ''))
      for (let index = start; index < end; index++) (widths[index] as number[])[column] = width
      start = end + 1
    }
  }
  return lines
    .map((cells, index) =>
      cells
        .map((cell, column) => {
          const width = widths[index]?.[column]
          if (width === undefined) return cell
          const blanks = ' '.repeat(width - lengthOf(cell))
          return `${rightAligned.includes(column) ? blanks + cell : cell + blanks}${' '.repeat(GAP)}`
        })
        .join(''),
    )
    .join('\n')
}

const hasColumn = (cells: readonly string[] | undefined, column: number): boolean =>
  cells !== undefined && cells.length - 1 > column

/** In characters, not in units of UTF-16. */
const lengthOf = (text: string): number => Array.from(text).length
