/** The parts of a multipart body: name, content, and the file name where it has one. */
export function multipartParts(type: string, body: string): [string, string, string?][] {
  const boundary = /boundary=(.+)$/.exec(type)?.[1]
  if (boundary === undefined) throw new Error(`not multipart: ${type}`)
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [head = '', ...rest] = part.replace(/^\r\n/, '').split('\r\n\r\n')
      const content = rest.join('\r\n\r\n').replace(/\r\n$/, '')
      const name = / name="([^"]*)"/.exec(head)?.[1] ?? ''
      return [name, content, /filename="([^"]*)"/.exec(head)?.[1]]
    })
}
