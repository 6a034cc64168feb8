/** Where the simulator differs from the recordings on purpose, and why. */
export const deliberateDifferences: { file: string; entries: RegExp; why: string }[] = [
  {
    file: 'machines-allocate-deploy.json',
    entries: /^allocate: dry_run verbose storage$/,
    why: 'It counts the machines that other files of the recording left in the region.',
  },
  {
    file: 'machines-states.json',
    entries: /get_curtin_config$/,
    why: 'The curtin configuration of a real deployment is long and useless without a disk: the simulated one is a short sketch of it.',
  },
  {
    file: 'machines-states.json',
    entries: /^Broken machine: rescue_mode$/,
    why: 'Of 288 looks at the machine after a call, this one came before the BMC had switched it on.',
  },
  {
    file: 'images-and-files.json',
    entries: /^script: broken YAML$/,
    why: "The message is that of the region's YAML library.",
  },
  {
    file: 'images-and-files.json',
    entries: /^synced boot resource$/,
    why: "The recorder's sample data is compared: the synchronised images of the simulated region are its own.",
  },
]
