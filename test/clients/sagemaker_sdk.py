"""The SageMaker Python SDK against `npm run up`: what a notebook does, with nothing but environment variables."""

import contextlib
import io
import logging
import unittest
import warnings

import boto3
import rehearsal
import sagemaker
from sagemaker import image_uris
from sagemaker.analytics import TrainingJobAnalytics
from sagemaker.estimator import Estimator
from sagemaker.exceptions import UnexpectedStatusException
from sagemaker.inputs import TrainingInput
from sagemaker.model import Model


def channels():
    return {
        channel: TrainingInput(rehearsal.s3_uri(channel), content_type="application/x-image")
        for channel in rehearsal.CHANNELS
    }


def estimator(session, **changes):
    return Estimator(
        image_uris.retrieve("image-classification", session.boto_region_name),
        rehearsal.ROLE_ARN,
        instance_count=1,
        instance_type="ml.g4dn.xlarge",
        output_path=rehearsal.output_path(),
        base_job_name=rehearsal.new_job_name("sdk"),
        sagemaker_session=session,
        hyperparameters=rehearsal.hyperparameters(**changes),
    )


class Notebook(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        warnings.simplefilter("ignore")
        logging.disable(logging.WARNING)
        cls.session = sagemaker.Session()
        cls.uploaded = cls.session.upload_data(str(rehearsal.DATASET), rehearsal.BUCKET, rehearsal.PREFIX)
        cls.estimator = estimator(cls.session)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            cls.estimator.fit(channels(), wait=True, logs="All")
        cls.printed = printed.getvalue()
        cls.job_name = cls.estimator.latest_training_job.name

    def test_has_a_default_bucket_of_the_usual_name(self):
        bucket = self.session.default_bucket()
        self.assertEqual(bucket, f"sagemaker-us-east-1-{rehearsal.ACCOUNT_ID}")
        found = [each["Name"] for each in boto3.client("s3").list_buckets()["Buckets"]]
        self.assertIn(bucket, found)

    def test_learns_its_account_from_sts(self):
        self.assertEqual(self.session.account_id(), rehearsal.ACCOUNT_ID)

    def test_finds_the_role_that_it_runs_as(self):
        issued = boto3.client("sts").assume_role(RoleArn=rehearsal.ROLE_ARN, RoleSessionName="SageMaker")["Credentials"]
        session = boto3.Session(issued["AccessKeyId"], issued["SecretAccessKey"], issued["SessionToken"])
        self.assertEqual(sagemaker.get_execution_role(sagemaker.Session(session)), rehearsal.ROLE_ARN)

    def test_says_as_on_aws_that_the_caller_has_no_role(self):
        with self.assertRaises(ValueError) as caught:
            sagemaker.get_execution_role(self.session)
        self.assertIn("The current AWS identity is not a role", str(caught.exception))

    def test_uploads_the_data_set(self):
        self.assertEqual(self.uploaded, f"s3://{rehearsal.BUCKET}/{rehearsal.PREFIX}")
        expected = sorted(key for _, key in rehearsal.files())
        listed = self.session.list_s3_files(rehearsal.BUCKET, rehearsal.PREFIX)
        self.assertEqual(sorted(key for key in listed if "/output/" not in key), expected)

    def test_takes_the_image_that_the_sdk_looks_up(self):
        self.assertEqual(self.estimator.training_image_uri(), rehearsal.IMAGE)

    def test_fit_prints_the_log_and_leaves_the_model(self):
        self.assertIn(rehearsal.FIRST_LINE, self.printed)
        self.assertEqual(self.printed.count("Train-accuracy="), rehearsal.EPOCHS)
        for status in ("Starting", "Downloading", "Training", "Uploading", "Completed"):
            self.assertIn(f" {status} - ", self.printed)
        self.assertIn("Training seconds: ", self.printed)
        self.assertEqual(self.estimator.model_data, rehearsal.artifact_of(self.job_name))

    def test_attaches_to_the_job(self):
        attached = Estimator.attach(self.job_name)
        self.assertEqual(attached.model_data, rehearsal.artifact_of(self.job_name))
        self.assertEqual(attached.hyperparameters(), rehearsal.hyperparameters())
        self.assertEqual(attached.role, rehearsal.ROLE_ARN)

    def test_shows_the_metrics_as_a_data_frame(self):
        by_minute = TrainingJobAnalytics(self.job_name).dataframe()
        self.assertEqual(list(by_minute.columns), ["timestamp", "metric_name", "value"])
        self.assertEqual(set(by_minute["metric_name"]), rehearsal.METRICS)
        one = TrainingJobAnalytics(self.job_name, metric_names=["validation:accuracy"], period=1).dataframe()
        self.assertEqual(set(one["metric_name"]), {"validation:accuracy"})
        self.assertTrue(one["value"].between(0, 1).all())
        self.assertEqual(set(self.estimator.training_job_analytics.dataframe()["metric_name"]), rehearsal.METRICS)

    def test_creates_a_model(self):
        model = Model(
            image_uri=rehearsal.IMAGE,
            model_data=self.estimator.model_data,
            role=rehearsal.MODEL_ROLE_ARN,
            name=self.job_name,
            sagemaker_session=self.session,
        )
        model.create(instance_type="ml.m5.large")
        described = self.session.sagemaker_client.describe_model(ModelName=self.job_name)
        self.assertEqual(described["PrimaryContainer"]["ModelDataUrl"], rehearsal.artifact_of(self.job_name))
        self.assertEqual(described["ExecutionRoleArn"], rehearsal.MODEL_ROLE_ARN)
        model.delete_model()

    def test_fit_raises_what_made_the_job_fail(self):
        failing = estimator(self.session, mini_batch_size=rehearsal.IMAGE_COUNT + 1)
        failing.fit(channels(), wait=False)
        with self.assertRaises(UnexpectedStatusException) as caught, contextlib.redirect_stdout(io.StringIO()):
            failing.latest_training_job.wait(logs=False)
        self.assertEqual(caught.exception.actual_status, "Failed")
        self.assertIn(rehearsal.TOO_FEW_IMAGES, str(caught.exception))

    def test_stops_a_job(self):
        running = estimator(self.session, epochs=rehearsal.MANY_EPOCHS)
        running.fit(channels(), wait=False)
        running.latest_training_job.stop()
        with contextlib.redirect_stdout(io.StringIO()):
            running.latest_training_job.wait(logs=False)
        self.assertEqual(running.latest_training_job.describe()["TrainingJobStatus"], "Stopped")


if __name__ == "__main__":
    unittest.main()
