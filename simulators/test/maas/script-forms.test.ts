import { it } from 'vitest'
import { checkForms } from './forms.js'

const head = '#!/bin/sh\n# --- Start MAAS 1.0 script metadata ---\n'
const tail = '# --- End MAAS 1.0 script metadata ---\n'

it('a script says of itself what the form may not contradict', async () => {
  await checkForms([
    [
      'POST scripts/',
      { name: 'a', script: `${head}# name: b\n${tail}` },
      {
        name: ['May not override values defined in embedded YAML.'],
      },
    ],
    [
      'POST scripts/',
      { script: `${head}# name: b\n# hardware_type: soup\n${tail}` },
      {
        hardware_type: ['Hardware type must be node, cpu, memory, storage, or gpu'],
      },
    ],
    [
      'POST scripts/',
      { script: `${head}# name: b\nname: b\n${tail}` },
      {
        name: ['This field is required.'],
        script: ['Missing "#" on YAML line.'],
      },
    ],
    [
      'POST scripts/',
      { script: `${head}# name: b\n# tags: 5\n${tail}` },
      {
        name: ['This field is required.'],
        tags: ['Embedded tags must be a string of comma seperated values, or a list of strings.'],
      },
    ],
    [
      'POST scripts/',
      { script: `${head}# name: b\n# results: [1]\n${tail}` },
      {
        results: ['Each result in a result list must be a string.'],
      },
    ],
    [
      'POST scripts/',
      { script: `${head}# name: b\n# for_hardware: [usb:0000:0001]\n# timeout: 90\n${tail}` },
    ],
    ['PUT scripts/b', { script: `${head}# name: c\n${tail}`, name: 'c', comment: 'second' }],
  ])
})

it('the fields of a script are checked one by one, the rules of its name at the end', async () => {
  const script = '#!/bin/sh\n'
  await checkForms([
    ['POST scripts/', { name: 'none', script }, { name: ['"none" is a reserved name.'] }],
    ['POST scripts/', { name: '12', script }, { name: ['Cannot be a number.'] }],
    [
      'POST scripts/',
      { name: 'a b', script },
      {
        name: ["Name 'a b' contains disallowed characters, e.g. space or quotes."],
      },
    ],
    [
      'POST scripts/',
      { name: 'a'.repeat(256), script, type: '7', parallel: '9', timeout: 'x' },
      {
        name: ['Ensure this value has at most 255 characters (it has 256).'],
        script_type: ['Invalid script type numeric value.'],
        parallel: ['Invalid script parallel numeric value.'],
        timeout: ['Enter a valid duration.'],
      },
    ],
    ['POST scripts/', { name: 'a', script: '#! /bin/sh' }, { script: ['Must start with shebang.'] }],
    [
      'POST scripts/',
      { name: 'a', script, packages: '{"snap": {"mode": "x"}}' },
      {
        packages: ['Snap package name must be defined.', 'Snap mode must be classic, dev, or jail.'],
      },
    ],
    [
      'POST scripts/',
      { name: 'a', script, packages: 'x' },
      [500, 'Expecting value: line 1 column 1 (char 0)'],
    ],
    ['POST scripts/', { name: 'a', script, hardware_type: 'disk', timeout: '1 day, 1:00:00' }],
    [
      'PUT scripts/a',
      { comment: 'x' },
      {
        comment: ['"comment" may only be used when specifying a "script" as well.'],
      },
    ],
    [
      'PUT scripts/maas-lshw',
      { title: 'x', name: 'y' },
      {
        name: ['Not allowed to change on default scripts.'],
        title: ['Not allowed to change on default scripts.'],
      },
    ],
    ['GET scripts/?type=7', {}, 'Invalid script type numeric value.'],
    ['GET scripts/a?op=download&revision=x', {}, 'Invalid revision: Please enter an integer value'],
    ['GET scripts/a?op=download&revision=99999', {}, '99999 not found in history'],
    ['POST commissioning-scripts/', { name: 'a' }, 'No provided content!'],
  ])
})

it('a setting is a form of one field', async () => {
  const set = (name: string, value: string, message?: string): Parameters<typeof checkForms>[0][number] => [
    'POST maas/?op=set_config',
    { name, value },
    message === undefined ? undefined : { [name]: [message] },
  ]
  const port = 'Unable to change port number. Port number is '
  await checkForms([
    set('default_storage_layout', '', 'This field is required.'),
    set('node_timeout', ''),
    set('maas_proxy_port', '80', `${port}reserved for system services.`),
    set('maas_proxy_port', '5240', `${port}reserved for MAAS services.`),
    set('maas_proxy_port', '70000', `${port}not between 0 - 65535.`),
    set('maas_syslog_port', '5247'),
    set('http_proxy', 'http://x y/', 'Enter a valid URL.'),
    set('ntp_servers', 'a..b', 'Invalid hostname: DNS name contains an empty label.'),
    set('ntp_servers', 'fd00::1, ntp.example.com'),
    set('dns_trusted_acl', '10.0.0.0/33', "Invalid hostname: Label contains disallowed characters: '0/33'."),
    set('default_min_hwe_kernel', ''),
    set('maas_internal_domain', '-a', 'Invalid domain name: -a.'),
    set(
      'maas_auto_ipmi_cipher_suite_id',
      '4',
      'Select a valid choice. 4 is not one of the available choices.',
    ),
  ])
})
