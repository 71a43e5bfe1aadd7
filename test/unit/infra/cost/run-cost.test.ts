import { expect } from 'chai';
import { runCost, runCostProblem } from '../../../../infra/cost/run-cost.ts';
import { hourlyPriceUsd } from '../../../../infra/cost/training-prices.ts';
import { sampleConfig } from '../config/sample-config.ts';

const REGION = 'us-east-1';
/** Of which no price is known. */
const ELSEWHERE = 'eu-west-1';

describe('what a run can cost', () => {
  it('is the instance’s price for the longest run time of all instances, rounded up to cents', () => {
    // 0.736 x 2 h = 1.472; 3 instances for half an hour: 1.104.
    expect(runCost(sampleConfig(), REGION).maximumPerRun).to.equal(1.48);
    expect(runCost(sampleConfig({ instanceCount: 3, maxRuntimeSeconds: 1800 }), REGION).maximumPerRun).to.equal(1.11);
    expect(
      runCost(sampleConfig({ instanceType: 'ml.p3.16xlarge', maxRuntimeSeconds: 3600 }), REGION).maximumPerRun,
    ).to.equal(28.16);
    expect(runCost(sampleConfig(), REGION).text).to.equal(
      'At most 1.48 USD a run (1 x ml.g4dn.xlarge at 0.736 USD an hour as of 2026-11, 7200 s at the longest)',
    );
  });

  // On-demand prices of EC2 in us-east-1 (its price list), and what SageMaker's training adds to each.
  for (const [size, ec2Price, factor] of [
    ['g4dn.xlarge', 0.526, 1.4],
    ['g4dn.2xlarge', 0.752, 1.25],
    ['g4dn.4xlarge', 1.204, 1.25],
    ['g4dn.8xlarge', 2.176, 1.25],
    ['g4dn.12xlarge', 3.912, 1.25],
    ['g5.xlarge', 1.006, 1.4],
    ['g5.2xlarge', 1.212, 1.25],
    ['g5.4xlarge', 1.624, 1.25],
    ['g5.8xlarge', 2.448, 1.25],
    ['g5.12xlarge', 5.672, 1.25],
    ['p3.2xlarge', 3.06, 1.25],
    ['p3.8xlarge', 12.24, 1.2],
    ['p3.16xlarge', 24.48, 1.15],
  ] as const) {
    it(`is, for an hour of ml.${size}, EC2's price and SageMaker's share`, () => {
      for (const region of ['us-east-1', 'us-west-2']) {
        expect(hourlyPriceUsd(region, `ml.${size}`)).to.be.closeTo(ec2Price * factor, 0.001);
      }
    });
  }

  it('is unknown and never zero where no price is known', () => {
    const unknown = runCost(sampleConfig(), ELSEWHERE);
    expect(unknown).to.deep.equal({
      currency: 'USD',
      instanceType: 'ml.g4dn.xlarge',
      text: "Cost of a run: unknown, since no price of ml.g4dn.xlarge in eu-west-1 is known; set instancePricePerHour to the price on AWS's page",
    });
    expect(runCost(sampleConfig({ instanceType: 'ml.g5.48xlarge' }), REGION)).to.not.have.property('maximumPerRun');
  });

  it('follows the price that the stack gives', () => {
    const cost = runCost(sampleConfig({ instancePricePerHour: 0.8, maxRuntimeSeconds: 3600 }), ELSEWHERE);
    expect(cost.maximumPerRun).to.equal(0.8);
    expect(cost.pricePerInstanceHour).to.equal(0.8);
    expect(cost.text).to.contain('at 0.8 USD an hour as configured');
  });

  it('is that of the dearest instance type on which a job may be repeated', () => {
    const repeated = { repeatTrainingSeconds: 3600, alternativeInstanceTypes: ['ml.g5.xlarge', 'ml.g4dn.2xlarge'] };
    // 1.408 x 2 h = 2.816.
    const cost = runCost(sampleConfig(repeated), REGION);
    expect(cost).to.include({ maximumPerRun: 2.82, instanceType: 'ml.g4dn.xlarge', pricePerInstanceHour: 0.736 });
    expect(cost.text).to.equal(
      'At most 2.82 USD a run (1 x ml.g5.xlarge at 1.408 USD an hour as of 2026-11, 7200 s at the longest; a job that SageMaker itself ended in the middle comes on top)',
    );
    const unknown = { ...repeated, alternativeInstanceTypes: ['ml.g5.48xlarge'] };
    expect(runCost(sampleConfig(unknown), REGION).text).to.match(/no price of ml\.g5\.48xlarge in us-east-1 is known/);
    const configured = runCost(sampleConfig({ ...unknown, instancePricePerHour: 20 }), REGION);
    expect(configured.maximumPerRun).to.equal(40);
  });

  it('is also given for a month where there is a schedule', () => {
    // 30.436875 days a month: 4.348125 weeks, at 1.48 USD.
    const weekly = runCost(sampleConfig({ schedule: 'rate(7 days)' }), REGION);
    expect(weekly.maximumPerMonth).to.equal(6.44);
    expect(weekly.text).to.match(/, at most 6\.44 USD a month \(4\.3 runs\)$/);
    const last = runCost(sampleConfig({ schedule: 'cron(0 3 L * ? *)' }), REGION);
    expect(last).to.not.have.property('maximumPerMonth');
    expect(last.text).to.match(/, how much a month is unknown/);
  });
});

describe('what judging a model can cost', () => {
  const register = { lifecycle: 'register', evaluationMaxSeconds: 1800 } as const;

  it('is that of two batch transform jobs, which come to the training job', () => {
    // 1.472 + 2 x 0.94 x 0.5 h = 2.412.
    const cost = runCost(sampleConfig({ ...register, evaluationInstanceType: 'ml.g4dn.2xlarge' }), REGION);
    expect(cost.maximumPerRun).to.equal(2.42);
    expect(cost.text).to.equal(
      'At most 2.42 USD a run (1 x ml.g4dn.xlarge at 0.736 USD an hour as of 2026-11, 7200 s at the longest; to judge the model and the champion, 2 x ml.g4dn.2xlarge at 0.94 USD an hour, 1800 s at the longest)',
    );
  });

  it('is unknown where no price of its instance is known, or given', () => {
    const onProcessors = { ...register, evaluationInstanceType: 'ml.m5.xlarge' };
    expect(runCost(sampleConfig(onProcessors), REGION).text).to.equal(
      "Cost of a run: unknown, since no price of ml.m5.xlarge in us-east-1 is known; set evaluationPricePerHour to the price on AWS's page",
    );
    // 1.472 + 2 x 0.3 x 0.5 h = 1.772.
    expect(runCost(sampleConfig({ ...onProcessors, evaluationPricePerHour: 0.3 }), REGION).maximumPerRun).to.equal(
      1.78,
    );
  });

  it('leaves the training job what is left of the allowed', () => {
    // 3.236 - 2 x 0.736 = 1.764 USD are 8,628.2 s at 0.736 USD an hour; of 0.70 nothing is left.
    const config = { ...register, evaluationMaxSeconds: 3600, maxRuntimeSeconds: 10_000 };
    expect(runCostProblem(sampleConfig({ ...config, maximumRunCost: 3.236 }), REGION)).to.contain(
      '; lower maxRuntimeSeconds to 8628 or less, take a cheaper instance, or raise it',
    );
    expect(runCostProblem(sampleConfig({ ...config, maximumRunCost: 0.7 }), REGION)).to.contain(
      '; take a cheaper instance, or raise it',
    );
  });
});

describe('the most that a stack allows a run to cost', () => {
  it('may be reached, and not passed', () => {
    expect(runCostProblem(sampleConfig({ maximumRunCost: 1.48 }), REGION)).to.equal(undefined);
    // 1.47 USD are 7,190.2 s at 0.736 USD an hour.
    expect(runCostProblem(sampleConfig({ maximumRunCost: 1.47 }), REGION)).to.match(
      /^maximumRunCost is "1\.47": At most 1\.48 USD a run .*; lower maxRuntimeSeconds to 7190 or less/,
    );
  });

  it('cannot be kept without a price: that is a problem, too', () => {
    expect(runCostProblem(sampleConfig({ maximumRunCost: 5 }), ELSEWHERE)).to.match(
      /^maximumRunCost is "5": it cannot be checked\. Cost of a run: unknown/,
    );
  });

  it('is none where nothing is set', () => {
    expect(runCostProblem(sampleConfig({ instanceCount: 100 }), REGION)).to.equal(undefined);
  });
});
