/** An artifact that predictions cannot be made with: it is not the rehearsal's, holds no weights, or is damaged. */
export class UnusableArtifactError extends Error {
  constructor(reason: string) {
    super(
      `[rehearsal] the artifact cannot be used for predictions: ${reason}. Only what a training job of the rehearsal has written can be loaded`,
    );
    this.name = 'UnusableArtifactError';
  }
}

/** The process that predicts has ended by itself, or was closed meanwhile. */
export class PredictorEndedError extends Error {
  constructor(what: string) {
    super(`[rehearsal] the process that predicts has ended (${what}); load the model again`);
    this.name = 'PredictorEndedError';
  }
}

/** Something that the request names and that cannot be used. */
export class OrderError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'OrderError';
    this.status = status;
  }
}
