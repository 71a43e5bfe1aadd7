import { expect } from 'chai';
import {
  filledParts,
  MACHINE,
  markdown,
  markdownDiff,
  SEE_MACHINE,
  terminalLines,
  usePreviewLab,
} from './preview-lab.ts';

describe('a preview shows exactly what has changed in what the program does', () => {
  const lab = usePreviewLab();

  it('a statement of a role', async () => {
    lab().program.edit(
      'infra/grants/logging-grants.ts',
      "['logs:CreateLogGroup', 'logs:DescribeLogStreams']",
      "['logs:CreateLogGroup', 'logs:DescribeLogGroups']",
    );
    const result = await lab().shown();
    const lines = [
      '~ aws:iam:RolePolicy retraining-training',
      '~   statement OpenTrainingLogGroup',
      '~     Action: logs:DescribeLogStreams -> logs:DescribeLogGroups',
    ];
    expect(terminalLines(result)).to.deep.equal(['1 updated, 26 unchanged', '', 'Resources', ...lines]);
    expect(markdownDiff(result)).to.deep.equal(lines.map((line) => line.replace(/^~/, '!')));
    expect(result.change.resources[0]?.statements).to.have.length(1);
    expect(result.change.resources[0]?.statements[0]).to.deep.include({
      kind: 'changed',
      statement: 'OpenTrainingLogGroup',
      members: [{ path: 'Action', before: 'logs:DescribeLogStreams', after: 'logs:DescribeLogGroups' }],
    });
  });

  it('a state more', async () => {
    lab().program.edit(
      'infra/definition/state-machine-definition.ts',
      '[KEEP]: keepLabels(args),',
      "[KEEP]: { ...keepLabels(args), End: undefined, Next: 'Done' }, Done: { Type: 'Succeed' },",
    );
    const result = await lab().shown();
    const lines = [
      '~ state Keep labels (Task)',
      '-   End: true',
      '+   Next: Done',
      '+ state Done (Succeed)',
      '+   Type: Succeed',
    ];
    expect(terminalLines(result)).to.deep.equal([
      '1 updated, 26 unchanged',
      '',
      'State machine retraining-workflow',
      ...lines,
      '',
      'Resources',
      MACHINE,
      SEE_MACHINE,
    ]);
    for (const line of ['  s4["Keep labels"]:::changed\n', '  s5["Done"]:::added\n', '  s4 --> s5\n']) {
      expect(markdown(result)).to.contain(line);
    }
    expect(result.change.resources[0]?.stateMachine?.states.map(({ kind, state }) => [kind, state])).to.deep.equal([
      ['changed', 'Keep labels'],
      ['added', 'Done'],
    ]);
  });

  it('a state less', async () => {
    lab().program.edit('infra/definition/state-machine-definition.ts', '      [KEEP]: keepLabels(args),\n', '');
    lab().program.edit(
      'infra/definition/state-machine-definition.ts',
      'function keepLabels',
      'export function keepLabels',
    );
    lab().program.edit('infra/definition/state-machine-definition.ts', 'Next: KEEP,', 'End: true,');
    const result = await lab().shown();
    expect(terminalLines(result).slice(2, 6)).to.deep.equal([
      'State machine retraining-workflow',
      '~ state Save Model (Task)',
      '-   Next: "Keep labels"',
      '+   End: true',
    ]);
    expect(terminalLines(result)[6]).to.equal('- state Keep labels (Task)');
    expect(markdown(result)).to.contain('["Keep labels"]:::removed\n');
    expect(filledParts(result.change)).to.deep.equal(['resources']);
  });

  it('a retrier', async () => {
    lab().program.edit('infra/definition/retry-rules.ts', 'MaxAttempts: 6,', 'MaxAttempts: 8,');
    const result = await lab().shown();
    expect(terminalLines(result)).to.deep.equal([
      '1 updated, 26 unchanged',
      '',
      'State machine retraining-workflow',
      '~ state Generate dataset (Task)',
      '~   Retry[0].MaxAttempts: 6 -> 8',
      '~ state Keep labels (Task)',
      '~   Retry[0].MaxAttempts: 6 -> 8',
      '',
      'Resources',
      MACHINE,
      SEE_MACHINE,
    ]);
    expect(markdownDiff(result)).to.include('!   Retry[0].MaxAttempts: 6 -> 8');
    expect(result.change.resources[0]?.stateMachine?.states[0]?.fields).to.deep.equal([
      { path: 'Retry[0].MaxAttempts', before: 6, after: 8 },
    ]);
  });

  it('the function’s code, as files with sizes and hashes', async () => {
    lab().program.edit(
      'functions/generate-dataset/handler.ts',
      'import { S3Client }',
      "console.log('a line that was not there');\nimport { S3Client }",
    );
    const result = await lab().shown();
    const [resource, ...others] = result.change.resources;
    expect(others).to.deep.equal([]);
    const [file] = resource?.files ?? [];
    expect(file).to.deep.include({ kind: 'changed', path: 'index.mjs' });
    const line = /^~ {3}file index\.mjs: \d+ bytes, sha256 [0-9a-f]{12} -> \d+ bytes, sha256 [0-9a-f]{12}$/;
    const lines = terminalLines(result);
    expect(lines.slice(0, 4)).to.deep.equal([
      '1 updated, 26 unchanged',
      '',
      'Resources',
      '~ aws:lambda:Function retraining-generate-dataset',
    ]);
    expect(lines[4]).to.match(line);
    expect(lines).to.have.length(5);
    expect(markdownDiff(result)[1]?.replace(/^!/, '~')).to.match(line);
    expect((file?.after?.bytes ?? 0) - (file?.before?.bytes ?? 0)).to.be.greaterThan(20);
  });
});
