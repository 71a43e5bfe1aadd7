"""What the scripts share: the workflow that `npm run up` has deployed, the data set, and requests for jobs on it."""

import json
import os
import pathlib
import uuid

with open(os.environ["REHEARSAL_OUTPUTS"], encoding="utf-8") as _file:
    OUTPUTS = json.load(_file)

BUCKET = OUTPUTS["bucketName"]
PREFIX = OUTPUTS["datasetPrefix"]
ROLE_ARN = OUTPUTS["trainingRoleArn"]
# A training role may write artifacts, not read them.
MODEL_ROLE_ARN = OUTPUTS["modelRoleArn"]
ACCOUNT_ID = "000000000000"

# 2 classes of 12 images for training and 4 for validation each, and the two lists.
DATASET = pathlib.Path(os.environ["REHEARSAL_DATASET"])
FILE_COUNT = 34
IMAGE_COUNT = 24
EPOCHS = 3
# Longer than any test waits: such a job is stopped.
MANY_EPOCHS = 100_000

# By AWS's list of registry paths: the algorithm's account in us-east-1.
IMAGE = "811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1"
CHANNELS = {
    "train": "train/",
    "validation": "test/",
    "train_lst": "train-data.lst",
    "validation_lst": "test-data.lst",
}
METRICS = {"train:accuracy", "validation:accuracy", "throughput"}
METRICS_NAMESPACE = "/aws/sagemaker/TrainingJobs"
LOG_GROUP = "/aws/sagemaker/TrainingJobs"
FIRST_LINE = "Docker entrypoint called with argument(s): train"
TOO_FEW_IMAGES = "ClientError: The number of input images must be bigger or equal to the mini_batch_size."


def new_job_name(client):
    return f"{OUTPUTS['trainingJobNamePrefix']}-{client}-{uuid.uuid4().hex[:8]}"


def s3_uri(channel):
    return f"s3://{BUCKET}/{PREFIX}/{CHANNELS[channel]}"


def output_path():
    return f"s3://{BUCKET}/{PREFIX}/output"


def artifact_of(job_name):
    return f"{output_path()}/{job_name}/output/model.tar.gz"


def hyperparameters(epochs=EPOCHS, mini_batch_size=8):
    return {
        "num_layers": "18",
        "image_shape": "3,32,32",
        "num_classes": "2",
        "num_training_samples": str(IMAGE_COUNT),
        "mini_batch_size": str(mini_batch_size),
        "epochs": str(epochs),
    }


def training_request(job_name, **changes):
    channels = [
        {
            "ChannelName": channel,
            "ContentType": "application/x-image",
            "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": s3_uri(channel)}},
        }
        for channel in CHANNELS
    ]
    return {
        "TrainingJobName": job_name,
        "RoleArn": ROLE_ARN,
        "AlgorithmSpecification": {"TrainingImage": IMAGE, "TrainingInputMode": "File"},
        "HyperParameters": hyperparameters(**changes),
        "InputDataConfig": channels,
        "OutputDataConfig": {"S3OutputPath": output_path()},
        "ResourceConfig": {"InstanceType": "ml.g4dn.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 10},
        "StoppingCondition": {"MaxRuntimeInSeconds": 600},
    }


def files():
    """The data set's files with their keys in the bucket."""
    for path in sorted(DATASET.rglob("*")):
        if path.is_file():
            yield path, f"{PREFIX}/{path.relative_to(DATASET).as_posix()}"
