const template = (name: string): string =>
  [
    '#!/bin/bash',
    '# --- Start MAAS 1.0 script metadata ---',
    `# name: ${name}`,
    '# title: My test',
    '# script_type: test',
    '# hardware_type: storage',
    '# parallel: instance',
    '# timeout: 00:10:00',
    '# tags: one, two',
    '# parameters: {storage: {type: storage}}',
    '# packages: {apt: [fio]}',
    '# --- End MAAS 1.0 script metadata ---',
    'echo hi',
    '',
  ].join('\n')

export const script = (name: string, from = '', to = ''): string => template(name).replace(from, to)

/**
 * The files of multipart requests, which were recorded with their sizes only. The script is the one that the recording
 * reads back; its variants follow from the names of the exchanges, their sizes and their replies.
 */
const uploads: Record<string, string | Buffer> = {
  'script: no shebang': 'echo hi\n',
  'script: with metadata': script('my-test'),
  'script: the same again': script('my-test'),
  'script: unknown hardware_type': script('my-test', 'hardware_type: storage', 'hardware_type: soup'),
  'script: bad timeout': script('x2', '00:10:00', 'soon'),
  'script: bad parallel': script('x3', 'instance', 'sometimes'),
  'script: unknown parameter type': script('x4', 'type: storage}', 'type: soup}'),
  'script: broken YAML': script('x5', '{storage: {type: storage}}', '{a: [}'),
  'script: slash in the name': script('a/b'),
  'script: name maas-x': script('maas-x'),
  'script: unknown script_type': script('x7', 'script_type: test', 'script_type: dance'),
  'script: metadata version 2.0': script('x6').replaceAll('MAAS 1.0', 'MAAS 2.0'),
  'script: extra line': script('x8', '# title', '# colour: red\n# title'),
  'boot resource with content in the request': 'D'.repeat(2000),
  'file: binary': Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
  'boot source with keyring_data': 'KEYDATA',
  'file create, the same name': 'second\n',
}

/** The contents of a recorded file; where they do not matter, a shell script of that size. */
export function uploaded(exchange: string, bytes: number): Buffer {
  const known = Buffer.from(uploads[exchange] ?? '')
  if (known.length === bytes) return known
  return Buffer.from(`#!/bin/sh\necho\n${'#'.repeat(bytes)}`.slice(0, bytes))
}
