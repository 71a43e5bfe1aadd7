import { PassThrough, pipeline, Readable } from 'node:stream';
import { pipeline as piped } from 'node:stream/promises';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { type Pack, pack } from 'tar-stream';
import type { AwsClients } from '../../core/aws-clients.ts';
import type { TrainingJobRecord } from '../training-jobs/training-job-record.ts';
import { type ChannelFile, channelFiles, prefixFiles } from './channel-files.ts';
import { checkpointLocation } from './checkpoint-upload.ts';
import { configFiles } from './config-files.ts';

/** Open to every user: an image may run as another one than root. */
const FOLDER_MODE = 0o777;
const FILE_MODE = 0o666;

/** What is under /opt/ml when the container starts, as a tar archive of the container's root that is streamed from S3. */
export function inputArchive(role: AwsClients, job: TrainingJobRecord, signal: AbortSignal): Readable {
  const archive = pack();
  const stream = new PassThrough();
  // Whoever reads the stream gets the error.
  pipeline(archive, stream, () => undefined);
  new Input(archive, role, signal).write(job).then(
    () => archive.finalize(),
    (error: Error) => archive.destroy(error),
  );
  return stream;
}

class Input {
  readonly #archive: Pack;
  readonly #role: AwsClients;
  readonly #signal: AbortSignal;
  readonly #folders = new Set<string>();

  constructor(archive: Pack, role: AwsClients, signal: AbortSignal) {
    this.#archive = archive;
    this.#role = role;
    this.#signal = signal;
  }

  async write({ request }: TrainingJobRecord): Promise<void> {
    for (const folder of ['opt/ml/input/config', 'opt/ml/input/data', 'opt/ml/model', 'opt/ml/output/data']) {
      await this.#folder(folder);
    }
    for (const [name, content] of Object.entries(configFiles(request))) {
      await this.#file(`opt/ml/input/config/${name}`, Buffer.from(JSON.stringify(content)));
    }
    for (const channel of request.InputDataConfig ?? []) {
      const folder = `opt/ml/input/data/${channel.ChannelName}`;
      await this.#folder(folder);
      await this.#objects(channelFiles(this.#role, channel, this.#signal), folder);
    }
    const checkpoints = checkpointLocation(request);
    if (checkpoints === undefined) return;
    const folder = checkpoints.localPath.slice(1);
    await this.#folder(folder);
    await this.#objects(prefixFiles(this.#role, checkpoints.location, '', this.#signal), folder);
  }

  async #objects(files: AsyncIterable<ChannelFile>, folder: string): Promise<void> {
    for await (const { path, bucket, key, sizeBytes } of files) {
      const name = `${folder}/${path}`;
      await this.#folder(name.slice(0, name.lastIndexOf('/')));
      const command = new GetObjectCommand({ Bucket: bucket, Key: key });
      const { Body: body } = await this.#role.s3.send(command, { abortSignal: this.#signal });
      const entry = this.#archive.entry({ name, size: sizeBytes, mode: FILE_MODE, uid: 0, gid: 0 });
      await piped(body instanceof Readable ? body : Readable.from([]), entry);
    }
  }

  /** The folder and those above it, each once. */
  async #folder(path: string): Promise<void> {
    if (this.#folders.has(path) || path === 'opt') return;
    const parent = path.lastIndexOf('/');
    if (parent > 0) await this.#folder(path.slice(0, parent));
    this.#folders.add(path);
    await this.#entry({ name: path, type: 'directory', mode: FOLDER_MODE, uid: 0, gid: 0 });
  }

  #file(name: string, content: Buffer): Promise<void> {
    return this.#entry({ name, size: content.length, mode: FILE_MODE, uid: 0, gid: 0 }, content);
  }

  #entry(header: Parameters<Pack['entry']>[0], content: Buffer = Buffer.alloc(0)): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#archive.entry(header, content, (error) => (error ? reject(error) : resolve()));
    });
  }
}
