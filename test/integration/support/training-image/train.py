#!/opt/code/localstack/.venv/bin/python3
"""A training program; the hyperparameter `do` says how it behaves."""
import json
import os
import signal
import socket
import sys
import time

ML = "/opt/ml"


def config(name):
    with open(f"{ML}/input/config/{name}.json") as file:
        return json.load(file)


def write(path, text):
    with open(f"{ML}/{path}", "w") as file:
        file.write(text)


def say(*words):
    print(*words, flush=True)


def finish():
    say("arguments", sys.argv[1:])
    say("hyperparameters", json.dumps(config("hyperparameters"), sort_keys=True))
    say("inputdataconfig", json.dumps(config("inputdataconfig"), sort_keys=True))
    say("hosts", config("resourceconfig")["hosts"], socket.gethostname())
    for folder, _, files in sorted(os.walk(f"{ML}/input/data")):
        for name in sorted(files):
            with open(os.path.join(folder, name)) as file:
                say("file", os.path.join(folder, name), repr(file.read()))
    say("job", os.environ["TRAINING_JOB_NAME"], os.environ["TRAINING_JOB_ARN"], os.environ["MINE"])
    print("validation accuracy=0.5;", file=sys.stderr, flush=True)
    say("train loss=0.25;")
    os.makedirs(f"{ML}/model/weights")
    write("model/weights/a.bin", "weights")
    os.symlink("weights/a.bin", f"{ML}/model/latest")
    write("output/data/curve.csv", "1,2")


def use_aws():
    import boto3

    s3 = boto3.client("s3")
    bucket = config("hyperparameters")["bucket"]
    s3.put_object(Bucket=bucket, Key="from-container", Body=b"x" * 3_000_000)
    say("size", s3.head_object(Bucket=bucket, Key="from-container")["ContentLength"])
    say("caller", boto3.client("sts").get_caller_identity()["Arn"])


def fail():
    write("output/failure", "the images are too dark")
    sys.exit(1)


def wait(on_terminate):
    signal.signal(signal.SIGTERM, on_terminate)
    say("waiting")
    while True:
        time.sleep(1)


def save_and_leave(_signal, _frame):
    write("model/weights", "as far as it came")
    sys.exit(0)


def look_around():
    say("interfaces", sorted(name for _, name in socket.if_nameindex()))
    say("variables", sorted(name for name in os.environ if name.startswith(("AWS_", "TRAINING_"))))


def tell_endpoint():
    say("endpoint", os.environ["AWS_ENDPOINT_URL"])


WAYS = {
    "finish": finish,
    "use-aws": use_aws,
    "fail": fail,
    "exit": lambda: sys.exit(3),
    "wait": lambda: wait(save_and_leave),
    "stubborn": lambda: wait(signal.SIG_IGN),
    "look-around": look_around,
    "tell-endpoint": tell_endpoint,
}

WAYS[config("hyperparameters")["do"]]()
