/** Registry host of a private ECR image, in any partition. */
const PRIVATE_ECR_IMAGE = /^\d{12}\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.[a-z0-9.-]+\/.+$/u;

export function isPrivateEcrImage(image: string): boolean {
  return PRIVATE_ECR_IMAGE.test(image);
}
