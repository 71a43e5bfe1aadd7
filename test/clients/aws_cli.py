"""The AWS CLI against `npm run up`, with nothing but environment variables."""

import json
import pathlib
import subprocess
import sys
import time
import unittest

import rehearsal

AWS = str(pathlib.Path(sys.executable).with_name("aws"))
DEADLINE_SECONDS = 60
POLL_SECONDS = 0.5


def run(*arguments):
    return subprocess.run([AWS, *arguments], capture_output=True, text=True, check=False, timeout=DEADLINE_SECONDS)


def aws(*arguments):
    """What the command prints; one that fails is an error with its text."""
    ended = run(*arguments)
    if ended.returncode != 0:
        raise AssertionError(f"aws {' '.join(arguments)}: exit status {ended.returncode}\n{ended.stderr}")
    return ended.stdout


def start(**changes):
    name = rehearsal.new_job_name("cli")
    request = json.dumps(rehearsal.training_request(name, **changes))
    aws("sagemaker", "create-training-job", "--cli-input-json", request)
    return name


def describe(name):
    return json.loads(aws("sagemaker", "describe-training-job", "--training-job-name", name, "--output", "json"))


def ended_job(**changes):
    """`aws sagemaker wait` looks at once and then every two minutes: it is asked about jobs that have ended."""
    name = start(**changes)
    deadline = time.monotonic() + DEADLINE_SECONDS
    while "TrainingEndTime" not in describe(name):
        if time.monotonic() > deadline:
            raise AssertionError(f"{name} did not end within {DEADLINE_SECONDS} s")
        time.sleep(POLL_SECONDS)
    return name


def synced():
    """One line a file that is uploaded."""
    target = f"s3://{rehearsal.BUCKET}/{rehearsal.PREFIX}"
    return aws("s3", "sync", "--no-progress", str(rehearsal.DATASET), target).splitlines()


class DataSet(unittest.TestCase):
    def test_sync_uploads_every_file_once(self):
        lines = synced()
        self.assertEqual(len(lines), rehearsal.FILE_COUNT, lines)
        self.assertEqual(synced(), [])
        listed = aws("s3", "ls", "--recursive", f"s3://{rehearsal.BUCKET}/{rehearsal.PREFIX}/").splitlines()
        self.assertEqual(
            {line.split()[3]: int(line.split()[2]) for line in listed},
            {key: path.stat().st_size for path, key in rehearsal.files()},
        )

    def test_the_caller_is_the_root_of_the_account(self):
        self.assertEqual(
            aws("sts", "get-caller-identity", "--query", "Arn", "--output", "text"),
            f"arn:aws:iam::{rehearsal.ACCOUNT_ID}:root\n",
        )


class TrainingJob(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        synced()
        cls.name = ended_job()
        cls.job = describe(cls.name)

    def test_ends_the_wait_when_it_has_completed(self):
        aws("sagemaker", "wait", "training-job-completed-or-stopped", "--training-job-name", self.name)
        self.assertEqual(self.job["TrainingJobStatus"], "Completed", self.job.get("FailureReason"))
        artifact = self.job["ModelArtifacts"]["S3ModelArtifacts"]
        self.assertEqual(artifact, rehearsal.artifact_of(self.name))
        self.assertEqual(len(aws("s3", "ls", artifact).splitlines()), 1)

    def test_shows_its_log(self):
        where = ("--log-group-name", rehearsal.LOG_GROUP, "--log-stream-name-prefix", f"{self.name}/")
        query = ("--query", "events[].message", "--output", "json")
        messages = json.loads(aws("logs", "filter-log-events", *where, *query))
        self.assertEqual(messages[0], rehearsal.FIRST_LINE)
        accuracies = json.loads(aws("logs", "filter-log-events", *where, "--filter-pattern", "accuracy", *query))
        self.assertEqual(accuracies, [message for message in messages if "accuracy" in message])
        self.assertEqual(len([line for line in accuracies if "Train-accuracy=" in line]), rehearsal.EPOCHS)

    def test_shows_its_metrics(self):
        dimension = ("--dimensions", f"Name=TrainingJobName,Value={self.name}")
        namespace = ("--namespace", rehearsal.METRICS_NAMESPACE)
        names = aws(
            "cloudwatch", "list-metrics", *namespace, *dimension, "--query", "Metrics[].MetricName", "--output", "text"
        )
        self.assertEqual(set(names.split()), rehearsal.METRICS)
        counts = aws(
            *("cloudwatch", "get-metric-statistics", *namespace, "--metric-name", "validation:accuracy", *dimension),
            *("--start-time", str(self.job["TrainingStartTime"]), "--end-time", "2999-01-01T00:00:00Z"),
            *("--period", "315360000", "--statistics", "SampleCount"),
            *("--query", "Datapoints[].SampleCount", "--output", "json"),
        )
        self.assertEqual(json.loads(counts), [rehearsal.EPOCHS])

    def test_fails_the_wait_when_it_has_failed(self):
        failed = ended_job(mini_batch_size=rehearsal.IMAGE_COUNT + 1)
        waited = run("sagemaker", "wait", "training-job-completed-or-stopped", "--training-job-name", failed)
        self.assertEqual(waited.returncode, 255)
        self.assertIn("Waiter TrainingJobCompletedOrStopped failed", waited.stderr)
        self.assertEqual(describe(failed)["FailureReason"], rehearsal.TOO_FEW_IMAGES)

    def test_ends_the_wait_when_it_was_stopped(self):
        name = start(epochs=rehearsal.MANY_EPOCHS)
        aws("sagemaker", "stop-training-job", "--training-job-name", name)
        deadline = time.monotonic() + DEADLINE_SECONDS
        while "TrainingEndTime" not in describe(name) and time.monotonic() < deadline:
            time.sleep(POLL_SECONDS)
        aws("sagemaker", "wait", "training-job-completed-or-stopped", "--training-job-name", name)
        self.assertEqual(describe(name)["TrainingJobStatus"], "Stopped")


if __name__ == "__main__":
    unittest.main()
