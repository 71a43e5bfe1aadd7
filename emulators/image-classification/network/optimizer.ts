import type { Parameter } from './layer.ts';

export type OptimizerName = 'sgd' | 'nag' | 'adam' | 'rmsprop';

/** The algorithm's hyperparameters of the same names. */
export interface OptimizerSettings {
  readonly optimizer: OptimizerName;
  readonly momentum: number;
  readonly weightDecay: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly gamma: number;
  readonly eps: number;
}

/** Turns gradients into changes of the parameters, and clears the gradients. */
export class Optimizer {
  readonly #settings: OptimizerSettings;
  readonly #first: readonly Float32Array[];
  readonly #second: readonly Float32Array[];
  #steps = 0;

  readonly #parameters: readonly Parameter[];

  constructor(parameters: readonly Parameter[], settings: OptimizerSettings) {
    this.#parameters = parameters;
    this.#settings = settings;
    this.#first = parameters.map(({ values }) => new Float32Array(values.length));
    this.#second = parameters.map(({ values }) => new Float32Array(values.length));
  }

  step(learningRate: number): void {
    this.#steps++;
    this.#parameters.forEach((parameter, index) => {
      const first = this.#first[index];
      const second = this.#second[index];
      if (first !== undefined && second !== undefined) this.#change(parameter, first, second, learningRate);
      parameter.gradients.fill(0);
    });
  }

  #change(parameter: Parameter, first: Float32Array, second: Float32Array, learningRate: number): void {
    const { optimizer } = this.#settings;
    if (optimizer === 'adam') this.#adam(parameter, first, second, learningRate);
    else if (optimizer === 'rmsprop') this.#rmsprop(parameter, second, learningRate);
    else this.#momentum(parameter, first, learningRate, optimizer === 'nag');
  }

  /** Weight decay applies to sgd and nag only, as the algorithm's documentation says. */
  #momentum(parameter: Parameter, velocity: Float32Array, learningRate: number, nesterov: boolean): void {
    const { momentum, weightDecay } = this.#settings;
    const { values, gradients } = parameter;
    for (let index = 0; index < values.length; index++) {
      const value = values[index] as number;
      const gradient = (gradients[index] as number) + weightDecay * value;
      const moved = momentum * (velocity[index] as number) + gradient;
      velocity[index] = moved;
      values[index] = value - learningRate * (nesterov ? gradient + momentum * moved : moved);
    }
  }

  #adam(parameter: Parameter, means: Float32Array, squares: Float32Array, learningRate: number): void {
    const { beta1, beta2, eps } = this.#settings;
    const { values, gradients } = parameter;
    const correction = Math.sqrt(1 - beta2 ** this.#steps) / (1 - beta1 ** this.#steps);
    for (let index = 0; index < values.length; index++) {
      const gradient = gradients[index] as number;
      const mean = beta1 * (means[index] as number) + (1 - beta1) * gradient;
      const square = beta2 * (squares[index] as number) + (1 - beta2) * gradient * gradient;
      means[index] = mean;
      squares[index] = square;
      values[index] = (values[index] as number) - (learningRate * correction * mean) / (Math.sqrt(square) + eps);
    }
  }

  #rmsprop(parameter: Parameter, squares: Float32Array, learningRate: number): void {
    const { gamma, eps } = this.#settings;
    const { values, gradients } = parameter;
    for (let index = 0; index < values.length; index++) {
      const gradient = gradients[index] as number;
      const square = gamma * (squares[index] as number) + (1 - gamma) * gradient * gradient;
      squares[index] = square;
      values[index] = (values[index] as number) - (learningRate * gradient) / Math.sqrt(square + eps);
    }
  }
}
