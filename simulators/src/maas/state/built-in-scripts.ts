import type { Script } from './scripts.js'

type Row = [name: string, title: string, tags: string, timeoutSeconds: number, parallel: 0 | 1 | 2]

/** The scripts of 3.4.10 in the order of their ids; `parallel` is 0 alone, 1 with others of its kind, 2 with any. */
const commissioning: Row[] = [
  ['20-maas-01-install-lldpd', 'Install and configure lldpd for passive capture.', 'node', 30, 0],
  ['20-maas-02-dhcp-unconfigured-ifaces', 'Bring up and run DHCP on all interfaces', 'node', 10, 0],
  ['30-maas-01-bmc-config', "Detect and configure BMC's for MAAS use.", 'bmc-config node', 300, 0],
  [
    '20-maas-03-machine-resources',
    'Download and run binary to collect machine details',
    'deploy-info node',
    60,
    0,
  ],
  ['40-maas-01-machine-config-hints', 'Generate machine configuration hints', 'node', 60, 0],
  ['50-maas-01-commissioning', 'Gather all commissioning data', 'deploy-info node', 60, 0],
  ['maas-support-info', 'Gather support information for the machine', 'deploy-info node', 300, 2],
  ['maas-lshw', 'Capture lshw -xml output', 'deploy-info node', 300, 2],
  ['maas-list-modaliases', 'Output all loaded modalises', 'deploy-info node', 10, 2],
  ['maas-get-fruid-api-data', 'Return discovered fruid API data', 'node', 60, 2],
  ['maas-kernel-cmdline', 'Capture the kernel command line', 'node', 10, 2],
  ['maas-serial-ports', 'Discover all serial ports', 'deploy-info node', 10, 2],
  ['maas-capture-lldpd', 'Capture lldpd output', 'node', 60, 2],
]

const testing: Row[] = [
  ['smartctl-validate', 'Storage status', 'commissioning storage', 300, 1],
  ['smartctl-short', 'Storage integrity', 'storage', 600, 1],
  ['smartctl-long', 'Storage integrity', 'storage', 0, 1],
  ['smartctl-conveyance', 'Storage integrity', 'storage', 0, 1],
  ['memtester', 'Memory integrity', 'memory', 0, 0],
  ['stress-ng-cpu-long', 'CPU validation', 'cpu', 50_400, 0],
  ['stress-ng-cpu-short', 'CPU validation', 'cpu', 300, 0],
  ['stress-ng-memory-long', 'Memory integrity', 'memory', 50_400, 0],
  ['stress-ng-memory-short', 'Memory integrity', 'memory', 300, 0],
  ['ntp', 'NTP validation', 'ntp network', 60, 2],
  ['badblocks', 'Storage integrity', 'storage', 0, 1],
  ['badblocks-destructive', 'Storage integrity', 'destructive storage', 0, 1],
  ['7z', 'CPU benchmark', 'cpu', 300, 0],
  ['fio', 'Storage benchmark', 'storage destructive', 0, 1],
  [
    'internet-connectivity',
    'Internet Connectivity Validation',
    'internet network-validation network',
    300,
    1,
  ],
  ['gateway-connectivity', 'Gateway Connectivity Validation', 'network-validation network', 300, 1],
  ['rack-controller-connectivity', 'Gateway Connectivity Validation', 'network-validation network', 300, 1],
]

/** Packages that a script installs, by the beginning of its name. */
const packages: Record<string, string[]> = {
  '20-maas-01': ['lldpd'],
  '30-maas-01': ['freeipmi-tools', 'ipmitool', 'python3-paramiko'],
  smartctl: ['smartmontools'],
  memtester: ['memtester'],
  'stress-ng': ['stress-ng'],
  '7z': ['p7zip-full'],
  fio: ['fio'],
}

const secret = (max: number, type: string, option: string): object => ({
  max,
  type,
  argument_format: `--${option}={input}`,
})

const parameters: Record<string, Record<string, unknown>> = {
  '30-maas-01': {
    maas_auto_ipmi_user: secret(20, 'string', 'username'),
    maas_auto_ipmi_k_g_bmc_key: secret(20, 'password', 'ipmi-k-g'),
    maas_auto_ipmi_user_password: secret(20, 'password', 'password'),
    maas_auto_ipmi_cipher_suite_id: secret(2, 'string', 'ipmi-cipher-suite-id'),
    maas_auto_ipmi_user_privilege_level: {
      type: 'choice',
      choices: [
        ['USER', 'User'],
        ['OPERATOR', 'Operator'],
        ['ADMIN', 'Administrator'],
      ],
      argument_format: '--ipmi-privilege-level={input}',
    },
  },
  smartctl: { storage: { type: 'storage', argument_format: '{path}' } },
  fio: { storage: { type: 'storage', argument_format: '{path}' } },
  badblocks: { storage: { type: 'storage' } },
  internet: {
    url: {
      type: 'url',
      default: 'https://connectivity-check.ubuntu.com',
      required: true,
      allow_list: true,
      description: 'The addresses that each interface must reach.',
    },
    interface: { type: 'interface' },
  },
  gateway: { interface: { type: 'interface' } },
  'rack-controller': { interface: { type: 'interface' } },
}

/** The names and titles of the values that a script reports. */
const results: Record<string, Record<string, string>> = {
  badblocks: {
    badblocks: 'Bad blocks',
    read_errors: 'Bad blocks read errors',
    write_errors: 'Bad blocks write errors',
    comparison_errors: 'Bad blocks comparison errors',
  },
  '7z': {
    compression_ru_mips: 'Compression RU MIPS',
    decompression_ru_mips: 'Decompression RU MIPS',
    compression_rating_mips: 'Compression Rating MIPS',
    decompression_rating_mips: 'Decompression Rating MIPS',
  },
  fio: {
    random_read: 'Random read',
    random_write: 'Random write',
    sequential_read: 'Sequential read',
    random_read_iops: 'Random read IOPS',
    sequential_write: 'Sequential write',
    random_write_iops: 'Random write IOPS',
    sequential_read_iops: 'Sequential read IOPS',
    sequential_write_iops: 'Sequential write IOPS',
  },
}

const of = <T>(table: Record<string, T>, name: string): T | undefined =>
  Object.entries(table).find(([start]) => name.startsWith(start))?.[1]

export type BuiltInScript = Pick<
  Script,
  | 'name'
  | 'title'
  | 'description'
  | 'type'
  | 'tags'
  | 'timeoutSeconds'
  | 'parallel'
  | 'packages'
  | 'parameters'
  | 'results'
>

const built =
  (type: Script['type']) =>
  ([name, title, tags, timeoutSeconds, parallel]: Row): BuiltInScript => {
    const apt = of(packages, name)
    return {
      name,
      title,
      description: title,
      type,
      tags: tags.split(' '),
      timeoutSeconds,
      parallel,
      packages: apt ? { apt } : {},
      parameters: of(parameters, name) ?? {},
      results: Object.fromEntries(
        Object.entries(of(results, name) ?? {}).map(([key, label]) => [
          key,
          { title: label, description: label },
        ]),
      ),
    }
  }

export const builtIn: readonly BuiltInScript[] = [
  ...commissioning.map(built('commissioning')),
  ...testing.map(built('testing')),
]
