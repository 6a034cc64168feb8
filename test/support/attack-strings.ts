/** What a part of a pattern may match: words for literal text, single characters for classes. */
interface Part {
  samples: readonly string[]
}

const CLASSES: Record<string, string[]> = {
  s: [' ', '\t'],
  S: ['x'],
  d: ['1'],
  D: ['x'],
  w: ['a', '1'],
  W: [' '],
  n: ['\n'],
  r: ['\r'],
  t: ['\t'],
  '.': ['x'],
}

/** One character of a pattern, or one class of characters, or a piece of syntax that matches nothing by itself. */
const PIECE =
  /\[\^?\]?(?:\\.|[^\]\\])*\]|\\p\{[^}]*\}|\\u[\da-f]{4}|\\x[\da-f]{2}|\\.|\(\?<\w+>|\(\?<?[:=!]|\{\d*,?\d*\}|[^]/giu
const CANDIDATES = ['a', '1', '-', ' ', 'A', '/', ':', '"', '.', '\n', '<', 'x', '\0']

/** The parts of a pattern in their order. */
function partsOf(pattern: string): Part[] {
  const parts: Part[] = []
  let word = ''
  const endWord = (): void => {
    if (word !== '') parts.push({ samples: [word] })
    word = ''
  }
  for (const [piece] of pattern.matchAll(PIECE)) {
    const known = piece === '.' ? CLASSES['.'] : CLASSES[/^\\(\w)$/.exec(piece)?.[1] ?? '']
    if (piece.length === 1 && !'.()|?*+^$'.includes(piece)) word += piece
    else if (/^\\[^\w]$/.test(piece)) word += piece.slice(1)
    else if (known !== undefined || piece.startsWith('[') || /^\\[pux]/.test(piece)) {
      endWord()
      const single = new RegExp(`^${piece}$`, piece.startsWith(String.raw`\p`) ? 'u' : '')
      parts.push({ samples: known ?? CANDIDATES.filter((char) => single.test(char)).slice(0, 3) })
    } else endWord()
  }
  endWord()
  return parts.filter(({ samples }) => samples.length > 0)
}

/** A text to try: `prefix`, then `unit` many times, then `suffix`. */
export interface Attack {
  prefix: string
  unit: string
  suffix: string
}

const SUFFIXES = ['', '\0', '\n', ' ', '!\n\0']
const LONGEST_WINDOW = 5

/**
 * Texts that a slow pattern needs long for: every run of up to five parts of the pattern repeated, after nothing, after what the pattern
 * begins with, and before characters that may keep it from matching.
 */
export function attacksOn(pattern: string): Attack[] {
  const parts = partsOf(pattern)
  const chosen = [0, 1, 2].map((which) => parts.map(({ samples }) => samples[which % samples.length] ?? ''))
  const attacks = new Map<string, Attack>()
  for (const texts of chosen)
    for (let from = 0; from < texts.length; from++)
      for (let to = from + 1; to <= Math.min(texts.length, from + LONGEST_WINDOW); to++)
        for (const prefix of new Set(['', texts.slice(0, from).join('')]))
          for (const suffix of SUFFIXES) {
            const attack = { prefix, unit: texts.slice(from, to).join(''), suffix }
            attacks.set(JSON.stringify(attack), attack)
          }
  return [...attacks.values()]
}
