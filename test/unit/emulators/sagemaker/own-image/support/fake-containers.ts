import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pack } from 'tar-stream';
import { tarEntries } from '../../../../../../emulators/sagemaker/own-image/tar-entries.ts';
import type {
  ContainerRequest,
  TrainingContainer,
  TrainingContainers,
} from '../../../../../../emulators/sagemaker/own-image/training-containers.ts';

export const ENDPOINT_FOR_CONTAINERS = 'http://172.17.0.1:1234/secret';

/** What a training program sees and does. */
export interface FakeContainer {
  readonly request: ContainerRequest;
  /** Files by absolute path, those that SageMaker put there and those that the program writes. */
  readonly files: Map<string, string>;
  /** Aborted by SIGTERM. */
  readonly terminated: AbortSignal;
  say(line: string): Promise<void> | void;
}

export type FakeProgram = (container: FakeContainer) => number | Promise<number>;

/** Containers whose files are in memory and whose program is a function that gives the exit code. */
export class FakeContainers implements TrainingContainers {
  readonly #program: FakeProgram;
  readonly requests: ContainerRequest[] = [];
  removed = 0;
  closed = false;
  unavailable: string | undefined;

  constructor(program: FakeProgram) {
    this.#program = program;
  }

  async whyUnavailable(): Promise<string | undefined> {
    return this.unavailable;
  }

  async endpointUrl(): Promise<string> {
    return ENDPOINT_FOR_CONTAINERS;
  }

  async create(request: ContainerRequest, _signal: AbortSignal): Promise<TrainingContainer> {
    this.requests.push(request);
    const files = new Map<string, string>();
    const terminated = new AbortController();
    let isRemoved = false;
    return {
      put: async (archive) => {
        for await (const entry of tarEntries(archive)) {
          const content = await text(Readable.from(entry));
          if (entry.header.type === 'file') files.set(`/${entry.header.name}`, content);
        }
      },
      run: async (say) => this.#program({ request, files, terminated: terminated.signal, say }),
      terminate: () => terminated.abort(),
      // As Docker: what has been removed holds nothing any more.
      read: async (path) => (isRemoved ? undefined : archiveOf(files, path)),
      remove: async () => {
        isRemoved = true;
        this.removed += 1;
      },
    };
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

/** As Docker gives it: entries begin with the last part of the path. A folder of /opt/ml is there even if empty. */
function archiveOf(files: ReadonlyMap<string, string>, path: string): Readable | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const archive = pack();
  const found = files.get(path);
  if (found !== undefined) archive.entry({ name }, found);
  else if (path.endsWith('/failure')) return undefined;
  else {
    archive.entry({ name: `${name}/`, type: 'directory' });
    for (const [file, content] of files) {
      if (file.startsWith(`${path}/`)) archive.entry({ name: `${name}${file.slice(path.length)}` }, content);
    }
  }
  archive.finalize();
  return Readable.from(archive);
}

/** Waits for SIGTERM and then saves a model. */
export const untilTold: FakeProgram = async ({ files, terminated, say }) => {
  say('waiting');
  await new Promise((resolve) => terminated.addEventListener('abort', resolve, { once: true }));
  files.set('/opt/ml/model/weights', 'as far as it came');
  return 143;
};
