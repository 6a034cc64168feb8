/** Waits for a condition without a timer, which some tests would count as an open resource. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}
