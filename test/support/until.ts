/** Waits for a condition without a timer of its own, which would be among the resources that some tests count. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}
