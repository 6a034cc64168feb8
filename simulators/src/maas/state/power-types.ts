/** The power types of 3.4 and their parameters; names of required ones end in `!`, of those with several choices in `*`. */
const spelled = {
  lxd: 'power_address! instance_name! project password certificate key',
  virsh: 'power_address! power_pass power_id!',
  amt: 'power_pass power_address!',
  apc: 'power_address! node_outlet! power_on_delay pdu_type',
  dli: 'outlet_id! power_address! power_user power_pass',
  eaton: 'power_address! node_outlet! power_on_delay',
  hmc: 'power_address! power_user power_pass server_name! lpar!',
  hmcz: 'power_address! power_user! power_pass! power_partition_name!',
  ipmi: 'power_driver power_boot_type power_address! power_user power_pass k_g cipher_suite_id privilege_level workaround_flags* mac_address',
  manual: '',
  moonshot: 'power_address! power_user power_pass power_hwaddress!',
  mscm: 'power_address! power_user power_pass node_id!',
  msftocs: 'power_address! power_port power_user power_pass blade_id!',
  nova: 'nova_id! os_tenantname! os_username! os_password! os_authurl!',
  openbmc: 'power_address! power_user! power_pass!',
  proxmox:
    'power_address! power_user! power_pass power_token_name power_token_secret power_vm_name! power_verify_ssl',
  raritan: 'power_address! node_outlet! power_on_delay',
  recs_box: 'node_id! power_address! power_port power_user power_pass',
  redfish: 'power_address! power_user! power_pass! node_id',
  sm15k: 'system_id! power_address! power_user power_pass power_control',
  ucsm: 'uuid! power_address! power_user power_pass',
  vmware: 'power_vm_name power_uuid power_address! power_user! power_pass! power_port power_protocol',
  webhook:
    'power_on_uri! power_off_uri! power_query_uri! power_on_regex power_off_regex power_user power_pass power_token power_verify_ssl',
  wedge: 'power_address! power_user power_pass',
}

export interface PowerParameter {
  name: string
  required: boolean
  isMultiple: boolean
}

/** By name; a repeated field is a list. */
export type PowerParameters = Record<string, string | string[]>

export const powerTypes: Readonly<Record<string, readonly PowerParameter[]>> = Object.fromEntries(
  Object.entries(spelled).map(([type, names]) => [
    type,
    names
      .split(' ')
      .filter(Boolean)
      .map((name) => ({
        name: name.replace(/[!*]$/, ''),
        required: name.endsWith('!'),
        isMultiple: name.endsWith('*'),
      })),
  ]),
)
