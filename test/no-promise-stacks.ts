import { registerHooks } from 'node:module';

// Read by mocha before the tests (.mocharc.yml). Pulumi's SDK notes the stack of each of the 2,000 promises of a deployment,
// to be printed where a program leaks one and PULUMI_DEBUG_PROMISE_LEAKS is set: a tenth of the processor time of a test that deploys.
const PROMISES = import.meta.resolve('@pulumi/pulumi/runtime/debuggable.js');
const STACK = 'new Error().stack';

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (url !== PROMISES) return loaded;
    const source = String(loaded.source);
    if (!source.includes(STACK)) throw new Error(`${PROMISES} has no ${STACK} any more: remove this file`);
    return { ...loaded, source: source.replace(STACK, "''") };
  },
});
