import { expect } from 'chai';
import { explainSocketError } from '../../../../localstack/container/docker-engine.ts';
import { gatewayOf } from '../../../../localstack/container/host-gateway.ts';

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

  it('takes connections without answering', () => {
    expect(explainSocketError(SOCKET, undefined)).to.match(/^Docker does not answer at \/var\/run\/docker\.sock\. /);
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
