import { existsSync, rmSync } from 'node:fs';
import { expect } from 'chai';
import { useTrainingFixture } from '../conformance/algorithm/training-fixture.ts';
import { pollUntil } from '../support/poll-until.ts';
import { rule } from '../support/rule.ts';

const TABLE = 'sagemaker-algorithm';
const FACTS = 'training-failures.json';

describe('a training job whose process is ended or ends by itself', () => {
  const lab = useTrainingFixture('in processes');

  rule(
    {
      table: TABLE,
      id: 'algorithm.uncaught',
      aws: 'calls what it does not foresee AlgorithmError, with the exception and its class',
      here: 'same',
      note: 'in that form; the exceptions are those of Node',
      wording: 'partly AWS',
      source: FACTS,
    },
    async () => {
      const name = await lab().create({ hyperParameters: { epochs: '100' } });
      const folder = lab().workFolder(name);
      await pollUntil('the job has its folder', () => existsSync(folder) || undefined);
      rmSync(folder, { recursive: true });
      const { reason, log } = await lab().end(name);
      const prefix = `ENOENT: no such file or directory, open '${folder}/model.tar.gz.`;
      const text =
        /^AlgorithmError: \[rehearsal\] (?<text>.*) \(caused by Error\)$/m.exec(reason ?? '')?.groups?.['text'] ?? '';
      expect(text.startsWith(prefix), text).to.equal(true);
      expect(reason).to.equal(`AlgorithmError: [rehearsal] ${text} (caused by Error)\n\nCaused by: ${text}`);
      expect(log.at(-1)).to.contain(`Algorithm Error: [rehearsal] ${text} (caused by Error)`);
    },
  );

  rule(
    {
      table: TABLE,
      id: 'maxRuntime',
      aws: 'stops a job at MaxRuntimeInSeconds: Stopped, MaxRuntimeExceeded, no FailureReason',
      here: 'same',
      wording: 'none',
      source: FACTS,
    },
    async () => {
      const { description, status, reason } = await lab().run({
        maxRuntimeSeconds: 1,
        hyperParameters: { epochs: '1000000' },
      });
      expect([status, description.SecondaryStatus, reason]).to.deep.equal(['Stopped', 'MaxRuntimeExceeded', undefined]);
    },
  );
});
