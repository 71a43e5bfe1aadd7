import { connectDocker } from '../../../localstack/clouds/docker/docker-engine.ts';

// Started by docker-users.ts. Root may use every socket, so it steps down first; everything is loaded by then.
const NOBODY = 65_534;
if (process.geteuid?.() === 0) process.seteuid?.(NOBODY);
try {
  await connectDocker();
  console.log('connected');
} catch (error) {
  console.log(String(error));
}
