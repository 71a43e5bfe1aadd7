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
  const { default: exported, ...named } = program;
  // A CommonJS module comes with its `module.exports` as the default, and with members of it, maybe itself, once more by name.
  const isAgain = (name: string) => name === 'module.exports' || name === '__esModule' || has(exported, name);
  const others = Object.keys(named).filter((name) => !isAgain(name));
  if (others.length === 0) return exported;
  throw new Error(
    `the program has a default export beside ${others.join(', ')}: Pulumi takes a default export or named exports, not both`,
  );
}

function has(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
}
