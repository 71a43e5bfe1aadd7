import { join } from 'node:path';

// Read by mocha before the tests (.mocharc.yml). Node keeps what it has compiled, so that the processes that tests start
// (the command line, previews, training jobs) need not strip and compile the same 1,000 files each: 3 s of work a run.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, '..', 'node_modules', '.cache', 'compiled');
