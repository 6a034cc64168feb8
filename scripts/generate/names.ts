const words = (text: string): string[] => text.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[\s_.-]+/)

export const pascal = (text: string): string =>
  words(text)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

export const camel = (text: string): string => pascal(text).replace(/^./, (first) => first.toLowerCase())

export const singular = (text: string): string =>
  text.replace(/(ies|(?:addresse|chasse|switche)s|([^su])s)$/i, (end, _, letter: string | undefined) =>
    end === 'ies' ? 'y' : letter === undefined ? end.slice(0, -2) : letter,
  )
