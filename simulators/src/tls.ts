import { generateKeyPair, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { pki } from 'node-forge'

/** A private CA and a server certificate that it signed, all in PEM. */
export interface ServerCertificate {
  caCert: string
  cert: string
  key: string
}

const DAY_MS = 86_400_000

/**
 * Creates a private CA and a server certificate for the DNS names `names`, valid for 30 days.
 *
 * Two RSA keys take some tenths of a second. node-forge is loaded on first use.
 */
export async function createServerCertificate(
  names: string[],
  organization: string,
): Promise<ServerCertificate> {
  const { default: forge } = await import('node-forge')
  const [caKeys, serverKeys] = await Promise.all([rsaKeys(), rsaKeys()])
  const issuer = [
    { name: 'organizationName', value: organization },
    { name: 'commonName', value: `${organization} simulator CA` },
  ]
  const signingKey = forge.pki.privateKeyFromPem(caKeys.privateKey)

  const sign = (publicKey: string, subject: pki.CertificateField[], extensions: object[]) => {
    const certificate = forge.pki.createCertificate()
    certificate.publicKey = forge.pki.publicKeyFromPem(publicKey)
    // A first byte from 01 to 7f keeps the serial number positive in DER without padding, which OpenSSL rejects.
    certificate.serialNumber = `4a${randomBytes(15).toString('hex')}`
    certificate.validity.notBefore = new Date(Date.now() - DAY_MS)
    certificate.validity.notAfter = new Date(Date.now() + 30 * DAY_MS)
    certificate.setSubject(subject)
    certificate.setIssuer(issuer)
    certificate.setExtensions(extensions)
    certificate.sign(signingKey, forge.md.sha256.create())
    return forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n')
  }

  const caCert = sign(caKeys.publicKey, issuer, [
    { name: 'basicConstraints', cA: true, critical: true },
    { name: 'keyUsage', keyCertSign: true, cRLSign: true, digitalSignature: true, critical: true },
    { name: 'subjectKeyIdentifier' },
  ])
  const cert = sign(
    serverKeys.publicKey,
    [{ name: 'commonName', value: names[0] ?? organization }],
    [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
    ],
  )
  return { caCert, cert, key: serverKeys.privateKey }
}

function rsaKeys(): Promise<{ publicKey: string; privateKey: string }> {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
}
