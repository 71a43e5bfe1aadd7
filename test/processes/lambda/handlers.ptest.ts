import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { LambdaFixture } from '../../unit/emulators/lambda/lambda-fixture.ts';

describe('loading a handler', () => {
  let fixture: LambdaFixture;
  before(async () => {
    fixture = await LambdaFixture.start();
    const outside = join(fixture.folder, 'node_modules', 'outside');
    await mkdir(outside, { recursive: true });
    await writeFile(join(outside, 'index.js'), 'module.exports = 1;');
  });
  after(() => fixture.stop());

  const kinds: [string, Record<string, string>, string][] = [
    ['an ES module', { 'index.mjs': 'export const handler = async () => "ok";' }, 'index.handler'],
    [
      'a CommonJS .js file',
      {
        'index.js': 'exports.handler = () => require("./part").text;',
        'part.js': 'exports.text = "ok"',
      },
      'index.handler',
    ],
    ['a .cjs file', { 'index.cjs': 'exports.handler = async () => "ok";' }, 'index.handler'],
    [
      'a .js file that package.json makes an ES module',
      {
        'package.json': '{"type":"module"}',
        'index.js': 'export const handler = async () => import.meta.url && "ok";',
      },
      'index.handler',
    ],
    ['a default export', { 'index.mjs': 'export default { handler: async () => "ok" };' }, 'index.handler'],
    [
      'a nested export in a folder',
      { 'src/app/main.mjs': 'export const api = { run: async () => "ok" };' },
      'src/app/main.api.run',
    ],
    ['a handler that returns no promise', { 'index.mjs': 'export const handler = () => "ok";' }, 'index.handler'],
    [
      'a package in the bundle',
      {
        'index.mjs': 'import text from "p"; export const handler = () => text;',
        'node_modules/p/index.js': 'module.exports = "ok"',
      },
      'index.handler',
    ],
    [
      'the AWS SDK, which the runtime brings along',
      {
        'index.mjs':
          'import { S3Client } from "@aws-sdk/client-s3"; export const handler = () => typeof S3Client === "function" && "ok";',
      },
      'index.handler',
    ],
  ];
  for (const [name, files, handler] of kinds) {
    it(`takes ${name}`, async () => {
      const { payload } = await fixture.run(files, {}, { Handler: handler, MemorySize: 256 });
      expect(payload).to.equal('ok');
    });
  }

  const faults: [string, Record<string, string>, string, string, RegExp][] = [
    [
      'a missing file',
      { 'a.mjs': '' },
      'index.handler',
      'Runtime.ImportModuleError',
      /^Error: Cannot find module 'index'/,
    ],
    [
      'a missing export',
      { 'index.mjs': '' },
      'index.handler',
      'Runtime.HandlerNotFound',
      /^index\.handler is undefined or not exported$/,
    ],
    [
      'an export that is no function',
      { 'index.mjs': 'export const handler = 1;' },
      'index.handler',
      'Runtime.HandlerNotFound',
      /^index\.handler is not a function$/,
    ],
    ['a name without an export', { 'index.mjs': '' }, 'index', 'Runtime.MalformedHandlerName', /^Bad handler$/],
    [
      'a name that leaves the folder',
      { 'index.mjs': '' },
      '../index.handler',
      'Runtime.MalformedHandlerName',
      /^'\.\.\/index/,
    ],
    [
      'a syntax error',
      { 'index.js': 'exports.handler = ' },
      'index.handler',
      'Runtime.UserCodeSyntaxError',
      /^SyntaxError: /,
    ],
    [
      'an error while loading',
      { 'index.mjs': 'throw new RangeError("at load");' },
      'index.handler',
      'RangeError',
      /^at load$/,
    ],
    [
      'a callback handler, which nodejs24.x no longer has',
      { 'index.mjs': 'export const handler = (event, context, callback) => callback(null, 1);' },
      'index.handler',
      'Runtime.CallbackHandlerDeprecated',
      /^ERROR: AWS Lambda has removed support for callback-based function handlers/,
    ],
    // `outside` is in a node_modules folder above that of the code, as this project's own packages do.
    [
      'a required package that is not in the bundle',
      { 'index.js': 'require("outside"); exports.handler = () => 1;' },
      'index.handler',
      'Runtime.ImportModuleError',
      /^Error: Cannot find module 'outside'\nRequire stack:\n- .*index\.js$/,
    ],
    [
      'an imported package that is not in the bundle',
      { 'index.mjs': 'import "outside"; export const handler = () => 1;' },
      'index.handler',
      'Error',
      /^Cannot find package 'outside' imported from .*index\.mjs$/,
    ],
  ];
  for (const [name, files, handler, errorType, message] of faults) {
    it(`refuses ${name}`, async () => {
      const { payload, functionError, log } = await fixture.run(files, {}, { Handler: handler });
      const error = payload as { errorType: string; errorMessage: string };
      expect([functionError, error.errorType]).to.deep.equal(['Unhandled', errorType]);
      expect(error.errorMessage).to.match(message);
      expect(log).to.include('\tundefined\tERROR\tInit Error \t{');
    });
  }
});
