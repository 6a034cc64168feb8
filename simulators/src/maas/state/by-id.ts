/** The item with this id: found at once in a list in the order of ids, as new items are appended. */
export function byId<T extends { id: number }>(
  items: readonly T[],
  id: number | null | undefined,
): T | undefined {
  if (id === null || id === undefined) return undefined
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((items[middle]?.id ?? 0) < id) low = middle + 1
    else high = middle
  }
  return items[low]?.id === id ? items[low] : items.find((item) => item.id === id)
}
