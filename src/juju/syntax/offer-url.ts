import { isApplicationName, isModelName, isUserName } from './patterns.js'

/** Splits `controller:owner/model.offer:endpoint`; controller and endpoint are optional. */
function splitSource(url: string): { source?: string; path: string } {
  const [first = '', second = '', ...rest] = url.split(':')
  const hasSource =
    rest.length === 1 || (rest.length === 0 && url.includes(':') && !/^[a-zA-Z0-9]+$/.test(second))
  return hasSource ? { source: first, path: url.slice(first.length + 1) } : { path: url }
}

/** The controller in the URL of an offer; undefined for an offer of the same controller. */
export const offerSource = (url: string): string | undefined => splitSource(url).source

/** Whether a text is the URL of an offer: `model.offer`, `owner/model.offer`, `controller:owner/model.offer`, with `:endpoint` or not. */
export function isOfferUrl(text: string): boolean {
  const { path } = splitSource(text)
  const [, owner, model = '', offer = ''] = /^\/?(?:([^/]+)\/)?([^.]*)\.([^:]*)/.exec(path) ?? []
  return (
    !text.startsWith(':') &&
    isModelName(model) &&
    isApplicationName(offer) &&
    (owner === undefined || isUserName(owner))
  )
}
