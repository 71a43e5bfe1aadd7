"""Starts the image named on the command line with Testcontainers' LocalStack module, and trains there with boto3."""

import json
import os
import sys

import train
from testcontainers.localstack import LocalStackContainer

with LocalStackContainer(sys.argv[1]) as localstack:
    os.environ["AWS_ENDPOINT_URL"] = localstack.get_url()
    print(json.dumps(train.train_once()))
