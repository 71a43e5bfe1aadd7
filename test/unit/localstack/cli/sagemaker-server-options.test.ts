import { resolve } from 'node:path';
import { expect } from 'chai';
import { parseOptions } from '../../../../emulators/core/command-line/parse-options.ts';
import { SAGEMAKER_TABLE, serverOptions } from '../../../../localstack/cli/sagemaker-server-options.ts';

function parseServerOptions(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const options = parseOptions(SAGEMAKER_TABLE, args);
  return options === undefined ? undefined : serverOptions(options, environment);
}

describe('the options of the SageMaker server', () => {
  it('have defaults that fit a LocalStack on this machine', () => {
    expect(parseServerOptions([], {})).to.deep.equal({
      port: 4599,
      endpointUrl: 'http://localhost:4566',
      dataFolder: resolve('.local/sagemaker'),
      region: 'us-east-1',
      faults: [],
    });
  });

  it('are what was asked for', () => {
    const args = ['--port', '0', '--endpoint-url', 'https://aws.test/', '--data', 'state', '--region', 'eu-west-1'];
    args.push('--fault', 'slow-start,for=30s', '--config', 'other.yaml');
    expect(parseServerOptions(args, { SAGEMAKER_EMULATOR_SECRET: 's', AWS_REGION: 'us-west-2' })).to.deep.equal({
      port: 0,
      endpointUrl: 'https://aws.test',
      dataFolder: resolve('state'),
      region: 'eu-west-1',
      secret: 's',
      configFile: resolve('other.yaml'),
      faults: [{ kind: 'slow-start', forMs: 30_000 }],
    });
  });

  it('take the region from where AWS’s own tools do', () => {
    expect(parseServerOptions([], { AWS_DEFAULT_REGION: 'eu-west-1' })?.region).to.equal('eu-west-1');
    expect(parseServerOptions([], { AWS_REGION: 'eu-west-2', AWS_DEFAULT_REGION: 'x' })?.region).to.equal('eu-west-2');
  });

  it('are refused with the value and what is possible', () => {
    for (const [args, text] of [
      [['--port', '70000'], '--port 70000: a port is a whole number from 0 to 65535'],
      [['--endpoint-url', 'localhost:4566'], '--endpoint-url localhost:4566: not a URL such as http://localhost:4566'],
      [['--nope'], '--nope'],
      [['--fault', 'nope'], '--fault nope: there is no fault "nope"; known are capacity, '],
    ] as const) {
      expect(() => parseServerOptions(args, {})).to.throw(text);
    }
  });

  it('may ask for help', () => {
    expect(parseServerOptions(['--help'], {})).to.equal(undefined);
  });
});
