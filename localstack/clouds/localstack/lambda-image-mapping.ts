const VARIABLE = 'LAMBDA_RUNTIME_IMAGE_MAPPING';
/** `{nodejs24.x:registry/image:tag,…}`: JSON that has lost its quotes. */
const UNQUOTED = /^\{([^"{}]+)\}$/;

/**
 * LocalStack's LAMBDA_RUNTIME_IMAGE_MAPPING for an image whose own is JSON without its quotes, as `docker import -c 'ENV …'`
 * leaves it: LocalStack would end every function as Failed. Undefined where the image has none, or one that can be read.
 * @param environment of the image, as `NAME=value`
 */
export function mendedLambdaImageMapping(environment: readonly string[]): string | undefined {
  const own = environment.find((entry) => entry.startsWith(`${VARIABLE}=`))?.slice(VARIABLE.length + 1);
  const pairs = UNQUOTED.exec(own ?? '')?.[1]
    ?.split(',')
    .map(runtimeAndImage);
  return pairs === undefined ? undefined : JSON.stringify(Object.fromEntries(pairs));
}

/** The runtime ends at the first colon; an image's name may hold more of them. */
function runtimeAndImage(pair: string): [runtime: string, image: string] {
  const colon = pair.indexOf(':');
  return [pair.slice(0, colon).trim(), pair.slice(colon + 1).trim()];
}
