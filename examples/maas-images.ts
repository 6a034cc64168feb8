// Selects a release of Ubuntu, imports it, and uploads an image of one's own.
// Needs MAAS_API_URL and MAAS_API_KEY of an admin. Run: npx tsx examples/maas-images.ts RELEASE FILE
import { createMaasClient } from 'canonical-stack/maas'

await using maas = createMaasClient.fromEnv()
const [release = 'noble', file = ''] = process.argv.slice(2)

// The selections of a source say what is imported from it.
const [source] = await maas.bootSources.list()
if (source === undefined) throw new Error('This MAAS has no boot source')
const selections = await maas.bootSourceSelections.list(source.id)
if (!selections.some((selection) => selection.release === release))
  await maas.bootSourceSelections.create(source.id, { os: 'ubuntu', release, arches: ['amd64'] })

await maas.bootResources.import()
const [synced] = await maas.bootResources.waitFor(`ubuntu/${release}`, {
  onProgress: ({ states }) => console.log(states),
})
console.log(`${synced?.name} ${synced?.architecture} is complete`)

// In chunks; after an interruption, the same call continues where it stopped.
const image = await maas.bootResources.upload(
  {
    name: 'custom/golden',
    title: 'Golden image',
    architecture: 'amd64/generic',
    filetype: 'tgz',
    base_image: 'ubuntu/jammy',
    file,
  },
  { onProgress: ({ sentBytes, totalBytes }) => console.log(`${sentBytes} of ${totalBytes} bytes`) },
)
console.log(`${image.name} is there: deploy it with distro_series: 'custom/golden'`)

for (const { id, type, name, architecture } of await maas.bootResources.list())
  console.log([id, type, name, architecture].join('\t'))
