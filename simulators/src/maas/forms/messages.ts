/** The texts of the validators of Django 3.2 and MAAS. */
export const messages = {
  required: 'This field is required.',
  blank: 'This field cannot be blank.',
  nullCharacters: 'Null characters are not allowed.',
  value: 'Enter a valid value.',
  whole: 'Enter a whole number.',
  number: 'Enter a number.',
  url: 'Enter a valid URL.',
  json: 'Enter a valid JSON.',
  address: 'Enter a valid IPv4 or IPv6 address.',
  list: 'Enter a list of values.',
  thatChoice: 'Select a valid choice. That choice is not one of the available choices.',
  choice: (value: string) => `Select a valid choice. ${value} is not one of the available choices.`,
  listedChoice: (value: string, what: string, choices: readonly (string | number)[]) =>
    `'${value}' is not a valid ${what}.  It should be one of: ${choices.map((choice) => `'${choice}'`).join(', ')}.`,
  key: (value: string) => `\u201C${value}\u201D is not a valid value.`,
  atLeast: (limit: number) => `Ensure this value is greater than or equal to ${limit}.`,
  atMost: (limit: number) => `Ensure this value is less than or equal to ${limit}.`,
  shorter: (limit: number, length: number) =>
    `Ensure this value has at most ${limit} character${limit === 1 ? '' : 's'} (it has ${length}).`,
  longer: (limit: number, length: number) =>
    `Ensure this value has at least ${limit} character${limit === 1 ? '' : 's'} (it has ${length}).`,
  mac: (value: string) => `'${value}' is not a valid MAC address.`,
  exists: (what: string) => `${what} already exists.`,
  noneFound: (value: string) => `None found with id=${value}.`,
} as const
