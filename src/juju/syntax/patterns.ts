const APPLICATION = '[a-z][a-z0-9]*(?:-[a-z0-9]*[a-z][a-z0-9]*)*'
const NUMBER = '(?:0|[1-9][0-9]*)'

/** A container, then a machine, a unit, or an application, each in its group. */
export const PLACEMENT = new RegExp(
  `^(?:(?<container>[a-z]+):)?(?:(?<application>${APPLICATION})(?:/(?<unit>${NUMBER}))?|(?<machine>${NUMBER}))$`,
)

const wholly =
  (pattern: string) =>
  (text: string): boolean =>
    new RegExp(`^(?:${pattern})$`).test(text)

/** Also the form of the names of charms, storage, devices and offers. */
export const isApplicationName = wholly(APPLICATION)
export const isEndpointName = wholly('[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*')
export const isSpaceName = wholly('[a-z0-9]+(?:-[a-z0-9]+)*')
export const isMachineNumber = wholly(NUMBER)
export const isModelName = wholly('[a-z0-9]+[a-z0-9-]*')
export const isUserName = wholly(
  '[a-zA-Z0-9][a-zA-Z0-9.+-]*[a-zA-Z0-9](?:@[a-zA-Z0-9][a-zA-Z0-9.+-]*[a-zA-Z0-9])?',
)

/** The architectures that Juju knows. */
export const ARCHITECTURES: readonly string[] = ['amd64', 'arm64', 'ppc64el', 'riscv64', 's390x']
