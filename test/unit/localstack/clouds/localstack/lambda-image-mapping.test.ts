import { expect } from 'chai';
import { mendedLambdaImageMapping } from '../../../../../localstack/clouds/localstack/lambda-image-mapping.ts';

const mended = (value: string) =>
  mendedLambdaImageMapping(['PATH=/usr/bin', `LAMBDA_RUNTIME_IMAGE_MAPPING=${value}`, 'USER=localstack']);

describe('the images of Lambda’s runtimes that an image of LocalStack names', () => {
  it('get back the quotes that `docker import` took from their JSON', () => {
    expect(mended('{nodejs24.x:localhost:5000/lambda/nodejs:24, nodejs22.x:mirror/nodejs}')).to.equal(
      '{"nodejs24.x":"localhost:5000/lambda/nodejs:24","nodejs22.x":"mirror/nodejs"}',
    );
  });

  it('are left alone where LocalStack can read them, and where there are none', () => {
    expect(mended('{"nodejs24.x":"mirror/nodejs:24"}')).to.equal(undefined);
    expect(mended('mirror/<runtime>')).to.equal(undefined);
    expect(mended('')).to.equal(undefined);
    expect(mendedLambdaImageMapping(['PATH=/usr/bin'])).to.equal(undefined);
  });
});
