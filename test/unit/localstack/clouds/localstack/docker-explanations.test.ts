import { networkInterfaces } from 'node:os';
import { expect } from 'chai';
import {
  explainForeignEngine,
  explainHostOverride,
  explainSocketError,
  isThisMachine,
} from '../../../../../localstack/clouds/docker/docker-engine.ts';
import { gatewayOf } from '../../../../../localstack/clouds/docker/host-gateway.ts';

const SOCKET = '/var/run/docker.sock';

describe('a Docker that cannot be used', () => {
  it('is not installed: says where to get it', () => {
    const text = explainSocketError(SOCKET, 'ENOENT');
    expect(text).to.contain('Docker was not found: there is no /var/run/docker.sock.');
    expect(text).to.contain('https://docs.docker.com/get-docker/');
  });

  it('may not be used by this user: says how to get permission', () => {
    expect(explainSocketError(SOCKET, 'EACCES')).to.match(/this user may not use it.*usermod -aG docker/);
  });

  it('does not run: says to start it', () => {
    expect(explainSocketError(SOCKET, 'ECONNREFUSED')).to.match(/^Docker is not running: .*Start it/);
  });

  it('is there, and the host given to Testcontainers is not: names the variable', () => {
    expect(explainHostOverride('nowhere.invalid', new Error('getaddrinfo ENOTFOUND nowhere.invalid'))).to.equal(
      'Docker answers, but TESTCONTAINERS_HOST_OVERRIDE=nowhere.invalid is not a host that can be used (getaddrinfo ENOTFOUND nowhere.invalid). Correct or unset it.',
    );
  });

  it('takes connections without answering', () => {
    expect(explainSocketError(SOCKET, undefined)).to.match(/^Docker does not answer at \/var\/run\/docker\.sock\. /);
  });
});

describe('a Docker that runs on another machine', () => {
  /** As RFC 5737 keeps it for documentation: no machine has it. */
  const NOBODY = '192.0.2.1';

  it('is not this one: loopback and any address of this machine are, and no other', async () => {
    const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    const ipv4 = own.filter(({ family }) => family === 'IPv4').map(({ address }) => address);
    for (const host of ['localhost', ...ipv4]) expect(await isThisMachine(host), host).to.equal(true);
    expect(await isThisMachine(NOBODY)).to.equal(false);
    expect(await isThisMachine('docker.example.com')).to.equal(false);
  });

  it('named by DOCKER_HOST: says to unset it', () => {
    expect(explainForeignEngine(NOBODY, `tcp://${NOBODY}:2375`)).to.equal(
      'Docker runs on another machine (192.0.2.1), from where the SageMaker emulator in this process cannot be reached; unset DOCKER_HOST to use the Docker of this machine',
    );
  });

  it('behind a socket mounted into this container: says so', () => {
    expect(explainForeignEngine(NOBODY, undefined)).to.match(
      /another machine \(192\.0\.2\.1\).*socket.*on that machine itself/,
    );
  });
});

describe('the gateway of Docker’s bridge', () => {
  it('is the one that Docker names', () => {
    expect(gatewayOf([{ Subnet: '172.17.0.0/16', Gateway: '172.17.0.1' }])).to.equal('172.17.0.1');
    expect(
      gatewayOf([
        { Subnet: 'fd00::/64', Gateway: 'fd00::1' },
        { Subnet: '10.1.0.0/24', Gateway: '10.1.0.9' },
      ]),
    ).to.equal('10.1.0.9');
  });

  it('is the first address of the subnet where Docker names none', () => {
    expect(gatewayOf([{ Subnet: '172.17.0.0/16' }])).to.equal('172.17.0.1');
  });

  it('is unknown without an IPv4 network', () => {
    expect(gatewayOf([])).to.equal(undefined);
    expect(gatewayOf([{ Subnet: 'fd00::/64' }])).to.equal(undefined);
  });
});
