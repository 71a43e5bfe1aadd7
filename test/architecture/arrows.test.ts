import { expect } from 'chai';
import { FILES, within } from './source-files.ts';

/** A room and what its files may import besides their own room: files, or whole rooms. `everything` may import all. */
interface Room {
  readonly room: string;
  readonly imports: readonly string[] | 'everything';
  readonly because: string;
}

const CORE = 'emulators/core';
/** What the algorithm's processes are asked and answer. */
const ALGORITHM_PROTOCOLS = ['protocol.ts', 'prediction/prediction-protocol.ts'].map(
  (file) => `emulators/image-classification/${file}`,
);
const NO_SERVICES = within(CORE, 'emulators/cloud', 'emulators/image-classification');

/** Every other folder of the emulators is a service: a new one needs no line here. */
const SERVICES = new Set(
  FILES.filter(({ path }) => !NO_SERVICES(path)).flatMap(({ path }) => /^emulators\/[^/]+(?=\/)/.exec(path) ?? []),
);
const SERVICE_ROOMS: readonly Room[] = [...SERVICES].map((room) => ({
  room,
  imports: room === 'emulators/sagemaker' ? [CORE, ...ALGORITHM_PROTOCOLS] : [CORE],
  because: 'a service is one folder that can be taken out; it meets others by clients that are handed to it',
}));

const ROOMS: readonly Room[] = [
  { room: 'functions', imports: [], because: 'it runs alone in Lambda' },
  {
    room: 'infra',
    imports: ['functions/generate-dataset/handler.ts'],
    because: 'it must not know where it is deployed; the entry file is what it bundles',
  },
  { room: 'index.ts', imports: ['infra'], because: 'it is the program, which does not know where it is deployed' },
  { room: CORE, imports: [], because: 'services are built on it' },
  { room: 'emulators/image-classification', imports: [], because: 'it stands in for a container' },
  { room: 'emulators/cloud', imports: ['emulators'], because: 'it puts the services together' },
  { room: 'emulators/index.ts', imports: ['emulators'], because: 'it is what users of the package import' },
  ...SERVICE_ROOMS,
  {
    room: 'localstack/deploy',
    imports: [
      `${CORE}/aws-clients.ts`,
      `${CORE}/nearest-name.ts`,
      `${CORE}/user-error.ts`,
      `${CORE}/storage/private-files.ts`,
      `${CORE}/storage/whole-file.ts`,
    ],
    because: 'it sees endpoints, never emulators',
  },
  { room: 'localstack/clouds/aws-proxy', imports: [], because: 'it is put in front of any endpoint' },
  {
    room: 'localstack/clouds',
    imports: ['emulators', 'localstack/cli/interruption.ts'],
    because: 'a cloud knows nothing of the workflow that is run on it',
  },
  {
    room: 'localstack',
    imports: ['emulators', 'index.ts'],
    because: 'it rehearses the program, which it knows by its entry file only',
  },
  {
    room: 'preview',
    imports: [
      'localstack/deploy/config/stack-config.ts',
      'localstack/deploy/plain-inputs.ts',
      'localstack/deploy/outputs/program-outputs.ts',
      'localstack/cli/stack-option.ts',
      'localstack/cli/views/format.ts',
      `${CORE}/command-line`,
      `${CORE}/user-error.ts`,
    ],
    because: 'it reads configuration and formats lines as the rehearsal does, and knows nothing else of it',
  },
  {
    room: 'policy',
    imports: [
      'infra/config/resource-tags.ts',
      'infra/cost/training-prices.ts',
      `${CORE}/command-line`,
      'localstack/cli/stack-option.ts',
      'preview/program-snapshot.ts',
      'preview/record-tree.ts',
    ],
    because: 'it judges what the preview has recorded, by the rules and prices of the program',
  },
  {
    room: 'clean',
    imports: [
      'infra/config/workflow-name.ts',
      'localstack/cli/stack-option.ts',
      'localstack/deploy/config/stack-config.ts',
      `${CORE}/command-line`,
      `${CORE}/user-error.ts`,
    ],
    because: 'it is a client of AWS that knows how the program names things',
  },
  { room: 'console/model', imports: [], because: 'it makes what is shown of what AWS answers, and draws nothing' },
  { room: 'console/aws', imports: ['console/model'], because: 'it is a client of AWS' },
  { room: 'console', imports: [], because: 'it is a client of AWS and nothing else' },
  { room: 'examples', imports: ['infra'], because: 'they are programs of a user' },
  { room: 'bench', imports: 'everything', because: 'it measures all' },
  { room: 'scripts', imports: 'everything', because: 'they are tools of who works on all' },
  { room: 'test', imports: 'everything', because: 'it tests all' },
];

/** The smallest room that a file is in. */
function roomOf(path: string): Room | undefined {
  return ROOMS.filter(({ room }) => within(room)(path)).sort((a, b) => b.room.length - a.room.length)[0];
}

/** Imports of a room's files that its rule does not allow, as `from -> to`. */
function forbidden({ room, imports }: Room): string[] {
  if (imports === 'everything') return [];
  const allowed = within(room, ...imports);
  return FILES.filter(({ path }) => roomOf(path)?.room === room).flatMap((file) =>
    file.imports.filter((target) => !allowed(target)).map((target) => `${file.path} -> ${target}`),
  );
}

describe('the arrows between rooms', () => {
  it('are read off all files', () => {
    expect(FILES.length).to.be.greaterThan(1_000);
    expect(FILES.flatMap(({ imports }) => imports).length).to.be.greaterThan(3_000);
    for (const { room } of ROOMS)
      expect(
        FILES.some(({ path }) => within(room)(path)),
        room,
      ).to.equal(true);
  });

  it('are given for every file: a new folder needs a rule', () => {
    expect(FILES.filter(({ path }) => roomOf(path) === undefined).map(({ path }) => path)).to.deep.equal([]);
  });

  it('lead to files that exist', () => {
    const paths = new Set(FILES.map(({ path }) => path));
    const lost = FILES.flatMap(({ path, imports }) =>
      imports.filter((target) => /\.tsx?$/.test(target) && !paths.has(target)).map((target) => `${path} -> ${target}`),
    );
    expect(lost).to.deep.equal([]);
  });

  for (const room of ROOMS.filter(({ imports }) => imports !== 'everything')) {
    it(`${room.room} imports only what it may, since ${room.because}`, () => {
      expect(forbidden(room)).to.deep.equal([]);
    });
  }

  it('nothing but policy imports the preview, and nothing imports policy, clean, console, bench, scripts or examples', () => {
    const closed = within('preview', 'policy', 'clean', 'console', 'bench', 'scripts', 'examples');
    const into = FILES.flatMap(({ path, imports }) => imports.map((target) => [path, target] as const)).filter(
      ([from, to]) => closed(to) && !closed(from) && !within('test')(from),
    );
    expect(into).to.deep.equal([]);
  });

  it('never lead from product code into tests', () => {
    const into = FILES.filter(({ path }) => !within('test', 'bench', 'scripts')(path)).flatMap(({ path, imports }) =>
      imports.filter(within('test')).map((target) => `${path} -> ${target}`),
    );
    expect(into).to.deep.equal([]);
  });

  it('keep Pulumi and Docker out of the emulators, since others install them without either', () => {
    const heavy = /^(@pulumi\/|testcontainers$|typescript$)/;
    const uses = FILES.filter(({ path }) => within('emulators')(path)).flatMap(({ path, packages }) =>
      packages.filter((name) => heavy.test(name)).map((name) => `${path} -> ${name}`),
    );
    expect(uses).to.deep.equal([]);
  });
});
