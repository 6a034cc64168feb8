/** Where the simulator differs from the recordings on purpose, and why. */
export const deliberateDifferences: { file: string; entries: RegExp; why: string }[] = [
  {
    file: 'machines-list.json',
    entries: /simple_status=(ready|failed)$/,
    why: "The 500 lists every field of MAAS's database; the simulated one only says that the keyword is unknown.",
  },
  {
    file: 'machines-states.json',
    entries: /get_curtin_config$/,
    why: 'The curtin configuration of a real deployment is long and useless without a disk: the simulated one is a short sketch of it.',
  },
  {
    file: 'network.json',
    entries: /with machines$|with ranges and suggestions|without username and summary|^space undefined$/,
    why: 'These count the addresses and networks created by two hundred other exchanges and the rack.',
  },
  {
    file: 'images-and-files.json',
    entries:
      /^script: (with metadata|the same again|unknown|bad|broken|slash|name maas-x|metadata|extra|no name|empty file|no shebang)/,
    why: 'The contents of the uploaded scripts were not recorded.',
  },
  {
    file: 'images-and-files.json',
    entries: /^(boot resource with content in the request|get_by_key anonymous|synced boot resource)$/,
    why: 'The contents of the uploaded files were not recorded, and the synchronised images of the simulated region are its own.',
  },
]
