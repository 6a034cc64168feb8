import { text, whole } from '../forms/fields.js'
import { type Field, type Fields, Invalid, readForm, type Reading } from '../forms/form.js'
import type { Params } from '../server/params.js'
import { refuse } from '../server/refusal.js'
import type { DnsRecord, DnsResource } from '../state/extras.js'
import type { MaasState } from '../state/state.js'
import { checkDomainName } from './domains.js'

const types = ['CNAME', 'MX', 'SSHFP', 'TXT', 'NS', 'SRV']
const invalidMx = "Invalid MX: Should be '<preference> <server>'. Range for preference is 0-65535."
const invalidSrv =
  "Invalid SRV: Should be '<priority> <weight> <port> <server>'. Range for priority, weight, and port are 0-65536."
const cnameLabel = '[_a-zA-Z0-9](?:[-_a-zA-Z0-9]{0,62}[_a-zA-Z0-9])?'

interface RecordFields extends Fields {
  rrtype: Field<string>
  rrdata: Field<string>
}

/** The form of a record below its name. */
export function readRecord(
  state: MaasState,
  data: Params,
  resource: DnsResource,
  current?: DnsRecord,
): Pick<DnsRecord, 'ttl' | 'rrtype' | 'rrdata'> {
  const values = readForm(
    data,
    {
      ttl: whole({ min: 0, clears: true }),
      rrtype: text({
        required: true,
        max: 8,
        check: (type) => {
          const upper = type.toUpperCase()
          if (!types.includes(upper)) throw new Invalid(`${upper} is not one of ${types.join(' ')}.`)
        },
      }),
      rrdata: text({ required: true }),
    },
    { current, clean: (form) => cleanRecord(form, state, resource, current) },
  )
  return { ...values, rrtype: values.rrtype.toUpperCase() }
}

function cleanRecord(
  form: Reading<RecordFields>,
  state: MaasState,
  resource: DnsResource,
  current: DnsRecord | undefined,
): void {
  const { rrtype = '', rrdata = '' } = form.values
  if (!form.isRight('rrtype')) return
  const type = rrtype.toUpperCase()
  try {
    checkData(type, rrdata, state)
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    return form.fail('__all__', ...error.messages)
  }
  if (current) return
  const others = state.extras.dnsRecords.filter((record) => record.resourceId === resource.id)
  const cnames = others.filter((record) => record.rrtype === 'CNAME').length
  const rest = others.length - cnames + resource.ips.length
  if (type === 'CNAME' ? rest > 0 : cnames > 0)
    form.fail('__all__', 'CNAME records for a name cannot coexist with non-CNAME records.')
  else if (type === 'CNAME' && cnames > 0)
    form.fail('__all__', 'Only one CNAME can be associated with a name.')
}

/** @throws Invalid for data that is not of the type. */
function checkData(type: string, data: string, state: MaasState): void {
  if (type === 'CNAME' && !new RegExp(`^(?:${cnameLabel}[.])*${cnameLabel}[.]?$`).test(data))
    throw new Invalid("Invalid CNAME: Should be '<server>'.")
  if (type === 'SSHFP' && !/^\d+\s+\d+\s+(?:\S.*)?$/.test(data))
    throw new Invalid("Invalid SSHFP: Should be '<algorithm> <fptype> <fingerprint>'.")
  if (type === 'NS') checkDomainName(data, state)
  if (type === 'MX') {
    const found = /^(\d+)\s+(\S.*)$/.exec(data)
    if (!found || Number(found[1]) > 65_535) throw new Invalid(invalidMx)
    checkDomainName(found[2] ?? '', state)
  }
  if (type === 'SRV') {
    const found = /^(\d+)\s+(\d+)\s+(\d+)\s+(.*)/.exec(data)
    // 3.4.10 crashes on data that does not match.
    if (!found) throw refuse(500, "'NoneType' object has no attribute 'groupdict'")
    if (found.slice(1, 4).some((number) => Number(number) > 65_535)) throw new Invalid(invalidSrv)
    if (found[4] !== '.') checkDomainName(found[4] ?? '', state)
  }
}
