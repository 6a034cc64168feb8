import { ConfigurationError, type System } from '../errors.js'
import { isObject } from '../shape/fits.js'
import { type HttpRequest, type HttpResponse, type Transport, UnreadableBody } from './transport.js'

/** A transport of another author: what it returns is checked, and the names and values of its headers may have any form. */
export class CustomTransport implements Transport {
  readonly #transport: Transport

  /** @throws ConfigurationError if it lacks a method */
  constructor(system: System, transport: Transport) {
    for (const name of ['send', 'close'] as const)
      if (typeof transport[name] !== 'function')
        throw new ConfigurationError({
          system,
          summary: `transport has no method ${name}()`,
          hint: 'Pass an object with send(request) and close()',
        })
    this.#transport = transport
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    const response: unknown = await this.#transport.send(request)
    const { status, headers, body } = isObject(response) ? response : {}
    if (!Number.isInteger(status) || !isStatus(status as number) || !isObject(headers) || !isObject(body))
      throw new UnreadableBody(
        'the transport returned no HTTP response',
        'Its send() must return { status, headers, body }, with a status from 200 to 999',
      )
    return {
      status: status as number,
      headers: lowerCase(headers),
      body: body as unknown as HttpResponse['body'],
    }
  }

  async close(): Promise<void> {
    await this.#transport.close()
  }
}

const isStatus = (status: number): boolean => status >= 200 && status <= 999

/** Values that are no text have none: objects, null and undefined. */
const lowerCase = (headers: Record<string, unknown>): Record<string, string> => {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers))
    if (Array.isArray(value)) flat[name.toLowerCase()] = value.join(', ')
    else if (typeof value === 'string' || typeof value === 'number') flat[name.toLowerCase()] = String(value)
  return flat
}
