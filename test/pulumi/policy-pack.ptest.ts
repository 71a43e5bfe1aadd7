import { join } from 'node:path';
import { expect } from 'chai';
import { useCommandOnPath } from './command-on-path.ts';
import { EngineProject } from './engine-project.ts';
import { ProgramCopy } from './program-copy.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');
const PACK = join(PROJECT_FOLDER, 'policy');

describe('the policy pack on Pulumi’s engine, before a stack has anything', () => {
  // As in Pulumi's installation: it runs a pack by the SDK that the pack has.
  useCommandOnPath(
    'pulumi-analyzer-policy-nodejs',
    join(PROJECT_FOLDER, 'node_modules/@pulumi/pulumi/cmd/run-policy-pack'),
  );

  const violations = async (edit: (program: ProgramCopy) => void): Promise<readonly string[]> => {
    using project = new EngineProject();
    using program = new ProgramCopy();
    edit(program);
    project.take(program.folder);
    const stack = await project.stack('dev');
    const found: string[] = [];
    const preview = stack.preview({
      policyPacks: [PACK],
      onEvent: ({ policyEvent, diagnosticEvent }) => {
        if (policyEvent !== undefined) found.push(`${policyEvent.policyName}: ${policyEvent.message}`);
        if (diagnosticEvent?.severity === 'error') found.push(diagnosticEvent.message);
      },
    });
    await preview.catch((error: Error) => {
      if (found.length === 0) throw error;
    });
    return found;
  };

  it('finds nothing, and no rule ends over what is not known yet', async () => {
    expect(await violations(() => undefined)).to.deep.equal([]);
  });

  it('finds a bucket that does not block public access lists', async () => {
    const found = await violations((program) =>
      program.edit('infra/components/dataset-bucket.ts', 'blockPublicAcls: true', 'blockPublicAcls: false'),
    );
    expect(found.filter((text) => text.includes('no-public-bucket'))).to.have.length(1);
    expect(found[0]).to.contain('blockPublicAcls must be true');
  });
});
