/** The configuration of one application as YAML, in the form of JSON. */
export const configYaml = (application: string, options: Readonly<Record<string, unknown>>): string =>
  `${JSON.stringify({ [application]: options })}\n`
