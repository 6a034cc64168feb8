/** A placement in a bundle: a container, then a machine, a unit, or an application. */
export const PLACEMENT =
  /^(?:(?<container>[a-z]+):)?(?:(?<application>[a-z][a-z0-9]*(?:-[0-9]*[a-z][a-z0-9]*)*)(?:\/(?<unit>0|[1-9][0-9]*))?|(?<machine>0|[1-9][0-9]*))$/

/** Also the form of the names of charms, storage, devices and offers. */
export const isApplicationName = (text: string): boolean =>
  /^[a-z][a-z0-9]*(?:-[0-9]*[a-z][a-z0-9]*)*$/.test(text)

export const isEndpointName = (text: string): boolean => /^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$/.test(text)
export const isSpaceName = (text: string): boolean => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)
export const isMachineNumber = (text: string): boolean => /^(?:0|[1-9][0-9]*)$/.test(text)
export const isModelName = (text: string): boolean => /^[a-z0-9][a-z0-9-]*$/.test(text)

/** With or without the domain of the user. */
export const isUserName = (text: string): boolean =>
  /^[a-zA-Z0-9][a-zA-Z0-9.+-]*[a-zA-Z0-9](?:@[a-zA-Z0-9][a-zA-Z0-9.+-]*[a-zA-Z0-9])?$/.test(text)

/** The architectures that Juju knows. */
export const ARCHITECTURES: readonly string[] = ['amd64', 'arm64', 'ppc64el', 'riscv64', 's390x']
