import { startCloud } from '../localstack/index.ts';
import { LoopWatch } from './loop-watch.ts';

// A process with an embedded cloud, watched from inside: it says where it answers, and to each message since the last one how long
// its longest turn was.

const cloud = await startCloud({ kind: 'embedded', quotas: JSON.parse(process.argv[2] ?? '{}') });
const watch = new LoopWatch();
process.on('message', () => process.send?.(watch.take()));
process.send?.(cloud.endpointUrl);
process.on('disconnect', () => {
  watch[Symbol.dispose]();
  void cloud.close();
});
