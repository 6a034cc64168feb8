/** The result of one benchmark, printed as a JSON line. */
export interface Measured {
  measure: string
  /** Medians, in the unit of the benchmark. Only their ratio matters. */
  ours: number
  reference: number
  ratio: number
  goal: string
  ok: boolean
}

export interface Comparison {
  measure: string
  /** Limit of `ours / reference`. */
  goal: { atMost: number } | { atLeast: number }
  rounds?: number
  /** Each returns one figure. They alternate; the first one changes every round. */
  ours: () => Promise<number>
  reference: () => Promise<number>
}

/** Runs both sides alternately in one process, after a warm-up round, and compares the medians. */
export async function interleave({
  measure,
  goal,
  rounds = 7,
  ours,
  reference,
}: Comparison): Promise<Measured> {
  const figures: { ours: number[]; reference: number[] } = { ours: [], reference: [] }
  await ours()
  await reference()
  for (let round = 0; round < rounds; round++) {
    const turns = [
      async () => figures.ours.push(await ours()),
      async () => figures.reference.push(await reference()),
    ]
    for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn()
  }
  const a = median(figures.ours)
  const b = median(figures.reference)
  const ratio = a / b
  const ok = 'atMost' in goal ? ratio <= goal.atMost : ratio >= goal.atLeast
  const round = (value: number): number => Number(value.toPrecision(4))
  return {
    measure,
    ours: round(a),
    reference: round(b),
    ratio: round(ratio),
    goal: 'atMost' in goal ? `<= ${goal.atMost}` : `>= ${goal.atLeast}`,
    ok,
  }
}

const median = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number

/** Duration of `work` in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  await work()
  return performance.now() - startMs
}
