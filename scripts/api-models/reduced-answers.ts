import { shapeOf, type WholeModel, type WholeShape } from './reduced-model.ts';

/** What an answer's member must be, beyond its type: `required` counts in mocks that are checked strictly. */
export interface AnswerConstraint {
  readonly required?: true;
  readonly enum?: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

type Structures = Record<string, Record<string, AnswerConstraint>>;

/** Of all structures that the operations answer with: the members with a constraint. */
export function answerConstraints(model: WholeModel, operations: readonly string[] | 'all'): Structures {
  const names = operations === 'all' ? Object.keys(model.operations) : operations;
  const open = names.flatMap((name) => model.operations[name]?.output?.shape ?? []);
  const seen = new Set<string>();
  const found: [string, Record<string, AnswerConstraint>][] = [];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const shape = shapeOf(model, name);
    const members = Object.entries(shape.members ?? {});
    for (const reference of [...members.map(([, member]) => member), shape.member, shape.value]) {
      if (reference !== undefined) open.push(reference.shape);
    }
    const constraints = members.flatMap(([member, reference]) => {
      const constraint = constraintOf(shapeOf(model, reference.shape), shape.required?.includes(member) === true);
      return Object.keys(constraint).length === 0 ? [] : [[member, constraint] as const];
    });
    if (constraints.length > 0) found.push([name, Object.fromEntries(constraints)]);
  }
  return Object.fromEntries(found.sort(([a], [b]) => a.localeCompare(b, 'en')));
}

/** Of lists and maps, only whether they are required: no recording shows how AWS says that one is too long. */
function constraintOf(shape: WholeShape, isRequired: boolean): AnswerConstraint {
  const { enum: values, min, max, type } = shape;
  const isScalar = type !== 'list' && type !== 'map';
  return {
    ...(isRequired ? { required: true } : {}),
    ...(values === undefined ? {} : { enum: values }),
    ...(isScalar && min !== undefined ? { min } : {}),
    ...(isScalar && max !== undefined ? { max } : {}),
  };
}
