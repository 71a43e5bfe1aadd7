import type { EmulatedService, GuardedService } from '../core/emulated-service.ts';
import type { ClosingStack } from '../core/process/closing-stack.ts';
import type { IamServices } from '../iam/iam-services.ts';
import { authorizedService } from './authorized-service.ts';
import { forwardedService } from './forwarding/forwarded-service.ts';
import { keepingBucketPolicies } from './forwarding/kept-bucket-policies.ts';
import type { Endpoints } from './forwarding/probe-endpoints.ts';
import { inOneRegion } from './one-region.ts';
import { type ServiceName, signingNamesBeside } from './service-names.ts';

export interface ServedElsewhere {
  /** Default: all. The others are those of `beneath`, or refused without it. */
  readonly services?: readonly ServiceName[];
  /** Another local AWS, such as LocalStack, to which requests for services that are not chosen are handed on. */
  readonly beneath?: string;
  /** Single services that other emulators serve, beneath this one's port. */
  readonly endpoints?: Endpoints;
}

export interface ServiceSetOptions extends ServedElsewhere {
  readonly region: string;
  /** Of the S3 in `endpoints`. */
  readonly deniesInSpiteOfCondition: boolean;
  readonly identities: IamServices;
  /** Closes the services, in the other order. */
  readonly parts: ClosingStack;
}

/** The services behind one port: those that other emulators serve, and those of this process. */
export class ServiceSet {
  readonly #options: ServiceSetOptions;
  /** Signing names of what this process does not serve. */
  readonly #elsewhere: ReadonlySet<string>;
  readonly #served = new Map<string, EmulatedService>();

  constructor(options: ServiceSetOptions) {
    const { services, beneath, endpoints = {} } = options;
    this.#options = options;
    const leftOut = services === undefined ? [] : signingNamesBeside(services);
    this.#elsewhere = new Set([...leftOut, ...Object.keys(endpoints)]);
    if (beneath !== undefined) for (const name of leftOut) this.#forward(name, endpoints[name] ?? beneath);
    for (const [name, url] of Object.entries(endpoints)) this.#forward(name, url);
  }

  /** Whether policies decide: those that another IAM keeps are not known here. */
  get isEnforced(): boolean {
    return !this.#elsewhere.has('iam');
  }

  /** Starts a service, unless it is left out or another emulator has it. */
  start(signingName: string, make: () => GuardedService): void {
    if (this.#elsewhere.has(signingName)) return;
    const { region, identities } = this.#options;
    const service = make();
    // One that keeps regions apart can do so only where the services that it calls do.
    const isApart = service.keepsRegionsApart === true && !this.isEnforced;
    const here = isApart ? service : inOneRegion(service, region);
    this.#keep(service, this.isEnforced ? authorizedService(here, identities) : here);
  }

  list(): readonly EmulatedService[] {
    return [...this.#served.values()];
  }

  #forward(signingName: string, endpointUrl: string): void {
    if (this.#served.has(signingName)) return;
    const service = forwardedService(signingName, endpointUrl);
    const keepsPolicies = signingName === 's3' && this.#options.deniesInSpiteOfCondition;
    this.#keep(service, keepsPolicies ? keepingBucketPolicies(service) : service);
  }

  #keep(service: EmulatedService, served = service): void {
    this.#served.set(service.signingName, served);
    this.#options.parts.defer(() => service.close());
  }
}
