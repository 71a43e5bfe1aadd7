/**
 * The outputs of a program, as Pulumi's CLI reads them from the module of its entry file (cmd/run of @pulumi/pulumi): its default
 * export where it has one, else its named exports; a function is called, and what it gives is awaited.
 */
export async function programOutputs(program: object): Promise<object> {
  const exported: unknown = 'default' in program ? defaultExport({ ...program, default: program.default }) : program;
  const outputs: unknown = typeof exported === 'function' ? await exported() : await exported;
  return typeof outputs === 'object' && outputs !== null ? { ...outputs } : {};
}

function defaultExport(program: Readonly<Record<string, unknown>>): unknown {
  // A CommonJS module comes with its `module.exports` as the default, and maybe once more by name.
  if ('module.exports' in program) return program['module.exports'];
  const named = Object.keys(program).filter((name) => name !== 'default');
  if (named.length === 0) return program['default'];
  throw new Error(
    `the program has a default export beside ${named.join(', ')}: Pulumi takes a default export or named exports, not both`,
  );
}
