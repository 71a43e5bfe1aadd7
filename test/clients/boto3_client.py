"""boto3 against `npm run up`, with nothing but environment variables."""

import datetime
import time
import unittest

import boto3
import botocore.exceptions
import rehearsal

DEADLINE_SECONDS = 60
# The waiter's own delay of two minutes is meant for jobs that take ten.
QUICKLY = {"Delay": 1, "MaxAttempts": DEADLINE_SECONDS}
PAGE_SIZE = 7

s3 = boto3.client("s3")
sagemaker = boto3.client("sagemaker")
logs = boto3.client("logs")
cloudwatch = boto3.client("cloudwatch")


def start(**changes):
    name = rehearsal.new_job_name("boto3")
    sagemaker.create_training_job(**rehearsal.training_request(name, **changes))
    return name


def wait(job_name):
    sagemaker.get_waiter("training_job_completed_or_stopped").wait(TrainingJobName=job_name, WaiterConfig=QUICKLY)


def describe(job_name):
    return sagemaker.describe_training_job(TrainingJobName=job_name)


def filtered_events(job_name, start_ms=0):
    pages = logs.get_paginator("filter_log_events").paginate(
        logGroupName=rehearsal.LOG_GROUP, logStreamNamePrefix=f"{job_name}/", startTime=start_ms
    )
    return [event for page in pages for event in page["events"]]


class TrainingJob(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        for path, key in rehearsal.files():
            s3.upload_file(str(path), rehearsal.BUCKET, key)
        cls.name = start()
        wait(cls.name)
        cls.job = describe(cls.name)
        # Points are kept under the begun minute.
        cls.times = {
            "StartTime": cls.job["TrainingStartTime"] - datetime.timedelta(minutes=1),
            "EndTime": cls.job["TrainingEndTime"] + datetime.timedelta(minutes=1),
        }
        cls.dimensions = [{"Name": "TrainingJobName", "Value": cls.name}]

    def test_completes_with_an_artifact_and_final_metrics(self):
        self.assertEqual(self.job["TrainingJobStatus"], "Completed", self.job.get("FailureReason"))
        artifact = self.job["ModelArtifacts"]["S3ModelArtifacts"]
        self.assertEqual(artifact, rehearsal.artifact_of(self.name))
        self.assertEqual({metric["MetricName"] for metric in self.job["FinalMetricDataList"]}, rehearsal.METRICS)
        key = artifact.removeprefix(f"s3://{rehearsal.BUCKET}/")
        self.assertEqual(s3.get_object(Bucket=rehearsal.BUCKET, Key=key)["Body"].read(2), b"\x1f\x8b")

    def test_has_its_metrics_in_cloudwatch(self):
        listed = cloudwatch.list_metrics(Namespace=rehearsal.METRICS_NAMESPACE, Dimensions=self.dimensions)["Metrics"]
        self.assertEqual({metric["MetricName"] for metric in listed}, rehearsal.METRICS)
        for name in rehearsal.METRICS:
            points = cloudwatch.get_metric_statistics(
                Namespace=rehearsal.METRICS_NAMESPACE,
                MetricName=name,
                Dimensions=self.dimensions,
                Period=60,
                Statistics=["SampleCount"],
                **self.times,
            )["Datapoints"]
            self.assertEqual(sum(point["SampleCount"] for point in points), rehearsal.EPOCHS, name)

    def test_has_in_cloudwatch_what_its_log_says(self):
        metric = {
            "Namespace": rehearsal.METRICS_NAMESPACE,
            "MetricName": "train:accuracy",
            "Dimensions": self.dimensions,
        }
        query = {"Id": "train", "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Sum"}}
        pages = cloudwatch.get_paginator("get_metric_data").paginate(MetricDataQueries=[query], **self.times)
        values = [value for page in pages for result in page["MetricDataResults"] for value in result["Values"]]
        messages = [event["message"] for event in filtered_events(self.name)]
        logged = [float(message.split("=")[1]) for message in messages if "Train-accuracy=" in message]
        self.assertEqual(len(logged), rehearsal.EPOCHS)
        self.assertAlmostEqual(sum(values), sum(logged), places=5)

    def test_pages_through_its_log(self):
        streams = logs.describe_log_streams(
            logGroupName=rehearsal.LOG_GROUP, logStreamNamePrefix=f"{self.name}/", orderBy="LogStreamName"
        )["logStreams"]
        self.assertEqual(len(streams), 1)
        where = {"logGroupName": rehearsal.LOG_GROUP, "logStreamName": streams[0]["logStreamName"]}
        messages, page_token = [], {}
        while True:
            page = logs.get_log_events(**where, startFromHead=True, limit=PAGE_SIZE, **page_token)
            messages += [event["message"] for event in page["events"]]
            if page["nextForwardToken"] == page_token.get("nextToken"):
                break
            page_token = {"nextToken": page["nextForwardToken"]}
        self.assertEqual(messages[0], rehearsal.FIRST_LINE)
        self.assertEqual(messages, [event["message"] for event in filtered_events(self.name)])
        self.assertGreater(len(messages), PAGE_SIZE)

    def test_refuses_its_name_a_second_time(self):
        with self.assertRaises(sagemaker.exceptions.ResourceInUse) as caught:
            sagemaker.create_training_job(**rehearsal.training_request(self.name))
        self.assertEqual(
            caught.exception.response["Error"]["Message"],
            "Training job names must be unique within an AWS account and region, "
            f"and a training job with this name already exists ({self.job['TrainingJobArn']})",
        )

    def test_becomes_a_model(self):
        container = {"Image": rehearsal.IMAGE, "ModelDataUrl": rehearsal.artifact_of(self.name)}
        made = sagemaker.create_model(
            ModelName=self.name, ExecutionRoleArn=rehearsal.MODEL_ROLE_ARN, PrimaryContainer=container
        )
        self.assertEqual(made["ModelArn"], f"arn:aws:sagemaker:us-east-1:{rehearsal.ACCOUNT_ID}:model/{self.name}")
        described = sagemaker.describe_model(ModelName=self.name)["PrimaryContainer"]
        self.assertEqual(described["ModelDataUrl"], rehearsal.artifact_of(self.name))
        sagemaker.delete_model(ModelName=self.name)


class OtherEnds(unittest.TestCase):
    def test_a_failed_job_fails_the_waiter_and_says_why(self):
        name = start(mini_batch_size=rehearsal.IMAGE_COUNT + 1)
        with self.assertRaises(botocore.exceptions.WaiterError) as caught:
            wait(name)
        self.assertEqual(caught.exception.last_response["TrainingJobStatus"], "Failed")
        self.assertEqual(describe(name)["FailureReason"], rehearsal.TOO_FEW_IMAGES)

    def test_the_log_of_a_running_job_can_be_followed_until_it_is_stopped(self):
        name = start(epochs=rehearsal.MANY_EPOCHS)
        try:
            seen, start_ms, epochs = set(), 0, []
            deadline = time.monotonic() + DEADLINE_SECONDS
            # As `aws logs tail --follow` reads: from the last event on, leaving out what was shown.
            while len(epochs) <= rehearsal.EPOCHS and time.monotonic() < deadline:
                for event in filtered_events(name, start_ms):
                    if event["eventId"] in seen:
                        continue
                    seen.add(event["eventId"])
                    start_ms = max(start_ms, event["timestamp"])
                    if "Train-accuracy=" in event["message"]:
                        epochs.append(event["message"].split("Epoch[")[1].split("]")[0])
            self.assertEqual(epochs, [str(number) for number in range(len(epochs))])
            self.assertGreater(len(epochs), rehearsal.EPOCHS)
            self.assertEqual(describe(name)["TrainingJobStatus"], "InProgress")
        finally:
            sagemaker.stop_training_job(TrainingJobName=name)
        wait(name)
        self.assertEqual(describe(name)["TrainingJobStatus"], "Stopped")


if __name__ == "__main__":
    unittest.main()
