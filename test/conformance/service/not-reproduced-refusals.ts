const notServed = (operation: string) => `${operation} is not served and answers 501`;

/** Entries of control-plane-errors.json that no test holds, and why. */
export const SERVICE_NOT_REPRODUCED: Readonly<Record<string, string>> = {
  'validation.enum.listMember': `${notServed('CreateEndpointConfig')}; \`validation.enum\` holds the same in a channel`,
  'training.limit.old': 'the wording until about 2023; `training.limit` has the current one',
  'training.accessDenied': 'who may call is decided in front of the service: see the page of IAM',
  'training.passRole': 'who may pass a role is decided in front of the service: see the page of IAM',
  'model.imageMediaType': 'there is no image registry, so that the form of a manifest is not known',
  'endpointConfig.exists': notServed('CreateEndpointConfig'),
  'endpoint.exists': notServed('CreateEndpoint'),
  'endpoint.limit': notServed('CreateEndpoint'),
  throttling: 'the emulator has no rate limit; one can be asked for: see docs/faults.md',
};
