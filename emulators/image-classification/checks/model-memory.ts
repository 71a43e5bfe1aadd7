import { CustomerError } from './customer-error.ts';

/**
 * With more classes the last layer of a ResNet-152 alone (2,048 values a class and three numbers of four bytes each, for value,
 * gradient and momentum) no longer fits into the 16 GiB of the smallest GPU that the algorithm trains on.
 */
const MOST_CLASSES = Math.floor((16 * 2 ** 30) / (2048 * 3 * 4));

/** Throws CustomerError, in the words of the algorithms' family, for a model that is too large whatever the images are. */
export function checkModelMemory(numClasses: number): void {
  if (numClasses <= MOST_CLASSES) return;
  throw new CustomerError(
    'Out of Memory. Please use a larger instance type or reduce batch size. For additional hyper-parameters that may have an effect on memory usage, please check the algorithm documentation.',
    [`[rehearsal] num_classes ${numClasses} is more than a GPU of 16 GiB can hold (${MOST_CLASSES}).`],
  );
}
