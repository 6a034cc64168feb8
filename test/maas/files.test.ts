import { expect, it } from 'vitest'
import { startRegion } from './workflows/support.js'

// MAAS takes the content of a file as a part with a file name only, and that of a DHCP snippet as text only.
it('files are stored and read, as text and as bytes', async () => {
  await using region = await startRegion()
  const { files } = region.maas
  await files.create({ filename: 'racks/12.txt', file: 'row b' })
  await files.create({ filename: 'blob', file: new Uint8Array([0, 255, 1]) })
  expect((await files.list()).map(({ filename }) => filename)).toEqual(['blob', 'racks/12.txt'])
  expect(Buffer.from((await files.get('racks/12.txt')).content ?? '', 'base64').toString()).toBe('row b')
  expect(Buffer.from(await files.download({ filename: 'blob' }))).toEqual(Buffer.from([0, 255, 1]))
})

it('DHCP snippets are added and changed', async () => {
  await using region = await startRegion()
  const { dhcpSnippets } = region.maas
  const { id } = await dhcpSnippets.create({ name: 'ntp', value: 'option a 1;', global_snippet: true })
  expect((await dhcpSnippets.update(id, { value: 'option a 2;' })).value).toBe('option a 2;')
})
