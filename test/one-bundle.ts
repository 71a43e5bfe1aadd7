import { registerHooks } from 'node:module';

// Read by mocha before the tests (.mocharc.yml). Every deployment in a test evaluates the program anew, and many tests of the
// preview have a copy of it, which would bundle the same function again, for 0.4 s of processor time. A copy whose function a
// test has changed is bundled as ever (test/support/program/built-once.ts).
const BUNDLE = '/infra/components/function-bundle.ts';
/** The query keeps it from being loaded anew with the program (localstack/testing/fresh-modules.ts). */
const ONCE = `${import.meta.resolve('./support/program/built-once.ts')}?once`;

registerHooks({
  resolve(specifier, context, nextResolve) {
    const isOfBundle = specifier === 'esbuild' && context.parentURL?.split('?')[0]?.endsWith(BUNDLE) === true;
    return isOfBundle ? nextResolve(ONCE, context) : nextResolve(specifier, context);
  },
});
