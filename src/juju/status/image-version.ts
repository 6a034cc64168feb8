const MAX_WIDTH = 30

/** `DOMAIN/PATH:TAG@ALGORITHM:DIGEST`; a domain has a dot or a port, or is localhost. */
const CANONICAL =
  /^(?:(?:[\w-]+\.)+[\w-]+|[\w-]+(?=:\d)|localhost)(?::\d+)?\/(?<path>[a-z0-9._/-]+)(?::(?<tag>\w[\w.-]{0,127}))?(?:@\w+:(?<digest>[0-9a-fA-F]{32,}))?$/

/** What may be the name of an image without its domain, such as a version number. */
const SHORT = /^[a-z0-9._/-]+(?::\w[\w.-]{0,127})?(?:@\w+:[0-9a-fA-F]{32,})?$/

/**
 * The version of an application on Kubernetes, which often is the reference of an image: without its registry, and `...` for a text that
 * is not a reference. A resource of Charmhub is shown as `res:NAME`.
 */
export function imageVersion(text: string, charm: { name: string; isFromCharmhub: boolean }): string {
  if (text === '') return ''
  const groups = CANONICAL.exec(text)?.groups
  let version = text
  if (groups !== undefined) {
    const { path, tag, digest } = groups
    version = `${path}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest.slice(0, 7)}`}`
  } else if (!SHORT.test(text)) version = '...'
  const parts = version.split('/')
  const isOfJuju = text.includes('jujucharms.') || text.includes('rocks.')
  if (
    isOfJuju &&
    charm.isFromCharmhub &&
    parts.length > 2 &&
    (version.length > MAX_WIDTH || parts[1] === charm.name)
  )
    version = `res:${parts.slice(2).join('/')}`
  const [, ...rest] = version.split('/')
  return rest.length > 0 && version.length > MAX_WIDTH ? ['...', ...rest].join('/') : version
}
