/** What a measure prints, one JSON line each. */
export interface Measured {
  measure: string
  /** Medians, in the unit of the measure; only their ratio matters. */
  ours: number
  reference: number
  ratio: number
  goal: string
  ok: boolean
}

export interface Contest {
  measure: string
  /** `ours / reference` must stay at or below `atMost`, or reach `atLeast`. */
  goal: { atMost: number } | { atLeast: number }
  rounds?: number
  /** Each gives one figure; they take turns, and who begins changes every round. */
  ours: () => Promise<number>
  reference: () => Promise<number>
}

/** Runs both sides in turns in one process, after a round that does not count, and compares the medians. */
export async function interleave({ measure, goal, rounds = 7, ours, reference }: Contest): Promise<Measured> {
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

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now()
  await work()
  return performance.now() - startMs
}
