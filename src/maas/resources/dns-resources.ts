import { checkFields, checkType, type Form } from '../../core/arguments.js'
import { extendResource } from '../../core/operations.js'
import type { RequestOptions } from '../../core/options.js'
import type { DnsRecord, DnsRecordCreateParams, MaasDnsRecords } from '../generated/api2/dns-records.js'
import type { DnsResource, GeneratedMaasDnsResources } from '../generated/api2/dns-resources.js'
import { readReplies } from '../read-replies.js'

/** Parameters of {@link MaasDnsResources.set}. */
export interface DnsResourceSetParams {
  /** All addresses of the name; absent: they stay. */
  ip_addresses?: readonly string[]
  /** In seconds; absent: it stays. */
  address_ttl?: number
  /** All other records of the name; absent: they stay. */
  records?: readonly Pick<DnsRecordCreateParams, 'rrtype' | 'rrdata' | 'ttl'>[]
}

/** DNS names, with their addresses and records. */
export interface MaasDnsResources extends GeneratedMaasDnsResources {
  /**
   * Gives a DNS name exactly these addresses and records: adds the name, adds and changes what differs, deletes the rest. Does nothing where
   * they are as described. Administrators only.
   *
   * @param fqdn the name with its domain
   * @returns the name; undefined where nothing is left of it
   * @throws NotFoundError for a domain that MAAS does not have, BadRequestError for records that exclude each other, such as a CNAME beside
   * an address
   *
   * API: `dnsresources/` and `dnsresourcerecords/`.
   *
   * @example
   * await maas.dnsResources.set('keystone.maas', { ip_addresses: ['10.0.0.7'], records: [{ rrtype: 'TXT', rrdata: 'vip' }] })
   */
  set(fqdn: string, params: DnsResourceSetParams, options?: RequestOptions): Promise<DnsResource | undefined>
}

const OPERATION = 'dnsResources.set'
const paramsForm: Form<DnsResourceSetParams> = { ip_addresses: 'ip[]', address_ttl: 'int', records: 'any[]' }
const recordForm: Form<NonNullable<DnsResourceSetParams['records']>[number]> = {
  rrtype: 'string',
  rrdata: 'string',
  ttl: 'int',
}

function checkRecord(at: string, record: NonNullable<DnsResourceSetParams['records']>[number]): void {
  checkFields('maas', at, recordForm, record)
  for (const name of ['rrtype', 'rrdata'] as const)
    if (record[name] === undefined) checkType('maas', at, name, 'string', undefined)
}

/** Adds `set` to the generated operations. */
export const extendDnsResources = (
  names: GeneratedMaasDnsResources,
  sources: { readonly dnsRecords: MaasDnsRecords },
): MaasDnsResources =>
  extendResource('dnsResources', names, {
    set: (
      fqdn: string,
      params: DnsResourceSetParams,
      options: RequestOptions = {},
    ): Promise<DnsResource | undefined> =>
      readReplies(OPERATION, async () => {
        checkType('maas', OPERATION, 'fqdn', 'string', fqdn)
        checkFields('maas', OPERATION, paramsForm, params)
        const { ip_addresses, address_ttl, records = [] } = params
        for (const [index, record] of records.entries()) checkRecord(`${OPERATION} records[${index}]`, record)
        for (const address of ip_addresses ?? [])
          if (address.trim() === '') checkType('maas', OPERATION, 'ip_addresses', 'ip', undefined)
        const find = async (): Promise<DnsResource | undefined> =>
          (await names.list({ fqdn }, options)).find((one) => one.fqdn === fqdn)

        const present = await sources.dnsRecords.list({ fqdn }, options).toArray()
        // What leaves goes first: a CNAME excludes everything else.
        if (params.records !== undefined)
          for (const record of present)
            if (!records.some((wanted) => isSame(record, wanted)))
              await sources.dnsRecords.delete(record.id, options)
        const name = await find()
        const changes = {
          ...(ip_addresses !== undefined &&
            !isSameSet(
              (name?.ip_addresses ?? []).map(({ ip }) => ip),
              ip_addresses,
            ) && { ip_addresses }),
          ...(address_ttl !== undefined && name?.address_ttl !== address_ttl && { address_ttl }),
        }
        if (name === undefined ? (ip_addresses?.length ?? 0) > 0 : Object.keys(changes).length > 0)
          await (name === undefined
            ? names.create({ fqdn, ...changes }, options)
            : names.update(
                name.id,
                // An empty text clears the addresses.
                { ...changes, ...(changes.ip_addresses?.length === 0 && { ip_addresses: '' }) },
                options,
              ))
        for (const wanted of records) {
          const record = present.find((one) => isSame(one, wanted))
          if (record === undefined) await sources.dnsRecords.create({ fqdn, ...wanted }, options)
          else if (wanted.ttl !== undefined && wanted.ttl !== record.ttl)
            await sources.dnsRecords.update(record.id, { ttl: wanted.ttl }, options)
        }
        return find()
      }),
  })

const isSame = (record: DnsRecord, wanted: Pick<DnsRecordCreateParams, 'rrtype' | 'rrdata'>): boolean =>
  record.rrtype === wanted.rrtype.toUpperCase() && record.rrdata === wanted.rrdata

const isSameSet = (present: readonly string[], wanted: readonly string[]): boolean =>
  present.length === wanted.length && wanted.every((address) => present.includes(address))
