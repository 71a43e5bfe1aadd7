import { PutObjectCommand } from '@aws-sdk/client-s3';
import { DatasetStorageError } from '../../generate-dataset/errors.ts';
import type { S3Sender } from '../../generate-dataset/listing/fetch-page.ts';
import { type StoredPlace, uriOf } from '../../generate-dataset/storage/stored-place.ts';
import type { EvaluationDocument } from '../outcome/evaluation-document.ts';
import { evaluationPage, shownImages } from './evaluation-page.ts';
import { readPictures } from './page-pictures.ts';

/** Writes the page of an evaluation, with pictures of the images below the folder. */
export async function putPage(
  s3: S3Sender,
  place: StoredPlace,
  document: EvaluationDocument,
  images: StoredPlace,
): Promise<void> {
  const pictures = await readPictures(s3, images, shownImages(document));
  const request = {
    Bucket: place.bucket,
    Key: place.key,
    Body: evaluationPage(document, pictures),
    ContentType: 'text/html; charset=utf-8',
  };
  try {
    await s3.send(new PutObjectCommand(request));
  } catch (error) {
    throw new DatasetStorageError(`writing ${uriOf(place)}`, error);
  }
}
