import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createSecureContext, type SecureContext } from 'node:tls';
import forge from 'node-forge';

const HOUR_MS = 3_600_000;
/** As long as one `npm run up` may reasonably last. */
const VALID_MS = 30 * 24 * HOUR_MS;
const ISSUER = [{ name: 'commonName', value: 'SageMaker retraining rehearsal' }];

/** Certificates for any host, signed by an authority of this process alone: its key is never written down. */
export class HostCertificates {
  /** Of the authority, in PEM, for clients that are to trust it. */
  readonly authorityPem: string;
  readonly #authorityKey: forge.pki.rsa.PrivateKey;
  readonly #hostKey = keyPair();
  readonly #contexts = new Map<string, SecureContext>();

  constructor() {
    const { privateKey, publicKey } = keyPair();
    this.#authorityKey = privateKey;
    const certificate = unsigned(publicKey, ISSUER, [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
      { name: 'subjectKeyIdentifier' },
    ]);
    certificate.sign(privateKey, forge.md.sha256.create());
    this.authorityPem = forge.pki.certificateToPem(certificate);
  }

  contextFor(host: string): SecureContext {
    const known = this.#contexts.get(host);
    if (known !== undefined) return known;
    const certificate = unsigned(
      this.#hostKey.publicKey,
      [{ name: 'commonName', value: host.slice(0, 64) }],
      [
        { name: 'basicConstraints', cA: false, critical: true },
        { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
        { name: 'extKeyUsage', serverAuth: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: host }] },
        { name: 'authorityKeyIdentifier', keyIdentifier: keyIdentifier(this.authorityPem) },
      ],
    );
    certificate.sign(this.#authorityKey, forge.md.sha256.create());
    const context = createSecureContext({
      cert: forge.pki.certificateToPem(certificate),
      key: forge.pki.privateKeyToPem(this.#hostKey.privateKey),
    });
    this.#contexts.set(host, context);
    return context;
  }
}

function keyPair(): { privateKey: forge.pki.rsa.PrivateKey; publicKey: forge.pki.rsa.PublicKey } {
  // Node's own generator: forge's needs seconds.
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    privateKey: forge.pki.privateKeyFromPem(privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()),
    publicKey: forge.pki.publicKeyFromPem(publicKey.export({ type: 'spki', format: 'pem' }).toString()),
  };
}

function unsigned(
  publicKey: forge.pki.rsa.PublicKey,
  subject: forge.pki.CertificateField[],
  extensions: object[],
): forge.pki.Certificate {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKey;
  // A leading zero nibble keeps the number positive.
  certificate.serialNumber = `0${randomBytes(8).toString('hex').slice(1)}`;
  certificate.validity.notBefore = new Date(Date.now() - HOUR_MS);
  certificate.validity.notAfter = new Date(Date.now() + VALID_MS);
  certificate.setSubject(subject);
  certificate.setIssuer(ISSUER);
  certificate.setExtensions(extensions);
  return certificate;
}

function keyIdentifier(pem: string): string {
  return forge.pki.certificateFromPem(pem).generateSubjectKeyIdentifier().getBytes();
}
