import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';

const INTERVAL_MS = 50;
const agent = new Agent({ keepAlive: true });

/** Each request is sent whether or not the one before was answered. */
async function watch(endpointUrl: string): Promise<void> {
  let [slowestMs, isOver] = [0, false];
  const underWay = new Set<Promise<void>>();
  const stopped = new Promise<void>((resolve) => parentPort?.once('message', () => resolve()));
  const end = stopped.then(() => {
    isOver = true;
  });
  await healthMs(endpointUrl);
  parentPort?.postMessage('watching');
  while (!isOver) {
    const one = healthMs(endpointUrl).then((ms) => {
      slowestMs = Math.max(slowestMs, ms);
      underWay.delete(one);
    });
    underWay.add(one);
    await delay(INTERVAL_MS);
  }
  await Promise.all([end, ...underWay]);
  parentPort?.postMessage(slowestMs);
}

function healthMs(endpointUrl: string): Promise<number> {
  const startMs = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(`${endpointUrl}/absent-bucket`, { method: 'HEAD', agent }, (response) => {
      response.resume();
      response.once('end', () => resolve(performance.now() - startMs));
    });
    sent.once('error', reject);
    sent.end();
  });
}

await watch(String(workerData));
