import { isApplicationName, isModelName, isUserName } from './patterns.js'

/** Whether a text is the URL of an offer: `model.offer`, `owner/model.offer`, `controller:owner/model.offer`, with `:endpoint` or not. */
export function isOfferUrl(text: string): boolean {
  const parts = text.split(':')
  const hasController = parts.length === 3 || (parts.length === 2 && !/^[a-zA-Z0-9]+$/.test(parts[1] ?? ''))
  const url = hasController ? parts.slice(1).join(':') : text
  const [, owner, model = '', offer = ''] = /^\/?(?:([^/]+)\/)?([^.]*)\.([^:]*)/.exec(url) ?? []
  return (
    !text.startsWith(':') &&
    isModelName(model) &&
    isApplicationName(offer) &&
    (owner === undefined || isUserName(owner))
  )
}
