import { expect } from 'chai';
import { cloudWatchModel } from '../../../../../emulators/cloudwatch/cloudwatch-model.ts';
import { type ApiModel, type Shape, shapeOf } from '../../../../../emulators/core/validation/api-model.ts';
import { queryMembers } from '../../../../../emulators/core/validation/query-input.ts';
import { inputShape } from '../../../../../emulators/core/validation/request-validation.ts';
import { iamModel, stsModel } from '../../../../../emulators/iam/iam-model.ts';

const MODELS: readonly [service: string, model: () => ApiModel][] = [
  ['IAM', iamModel],
  ['STS', stsModel],
  ['CloudWatch', cloudWatchModel],
];

/** Every scalar that the shape can hold, by its name in a form, with the path by which the input has it. */
function leaves(model: ApiModel, shape: Shape, name: string, path: readonly string[]): [string, readonly string[]][] {
  if (shape.type === 'structure') {
    return Object.entries(shape.members).flatMap(([member, reference]) =>
      leaves(model, shapeOf(model, reference), name === '' ? member : `${name}.${member}`, [...path, member]),
    );
  }
  if (shape.type === 'list') return leaves(model, shapeOf(model, shape.member), `${name}.member.1`, [...path, '0']);
  return shape.type === 'map' ? [] : [[name, path]];
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined),
    value,
  );
}

describe('The input of a query request', () => {
  for (const [service, model] of MODELS) {
    for (const operation of Object.keys(model().inputs)) {
      it(`has every member of ${service}'s ${operation}, however deep`, () => {
        const shape = inputShape(model(), operation);
        const lost = leaves(model(), shape, '', []).filter(
          ([name, path]) => at(queryMembers(model(), shape, new URLSearchParams([[name, 'x']])), path) !== 'x',
        );
        expect(lost.map(([name]) => name)).to.deep.equal([]);
      });
    }
  }

  it('has dimensions nine names deep, and empty lists', () => {
    const shape = inputShape(cloudWatchModel(), 'GetMetricData');
    const metric = 'MetricDataQueries.member.1.MetricStat.Metric';
    const read = (form: string) => queryMembers(cloudWatchModel(), shape, new URLSearchParams(form));
    const query = (Dimensions: object[]) => ({ MetricDataQueries: [{ MetricStat: { Metric: { Dimensions } } }] });
    expect(read(`${metric}.Dimensions.member.1.Name=a`)).to.deep.equal(query([{ Name: 'a' }]));
    expect(read(`${metric}.Dimensions=`)).to.deep.equal(query([]));
  });
});
