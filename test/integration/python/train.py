"""Trains once with boto3 at AWS_ENDPOINT_URL, as somebody would who has the image and no line of TypeScript."""

import io
import json
import zlib

import boto3

TRAINING_IMAGE = "811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1"
PER_CLASS = 8
SIDE = 32
BUCKET = "from-python"
TRUST = {"Effect": "Allow", "Principal": {"Service": "sagemaker.amazonaws.com"}, "Action": "sts:AssumeRole"}
ALLOW = {"Effect": "Allow", "Action": ["s3:*", "logs:*", "ecr:*", "cloudwatch:PutMetricData"], "Resource": "*"}


def document(statement):
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def png(red, blue):
    """An image of one colour."""

    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    header = SIDE.to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    rows = (b"\0" + bytes([red, 0, blue]) * SIDE) * SIDE
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )


def upload(s3):
    s3.create_bucket(Bucket=BUCKET)
    for split in ("train", "validation"):
        rows = []
        for index in range(2 * PER_CLASS):
            is_blue, shade = index % 2, 255 - index
            name = f"{index}.png"
            s3.upload_fileobj(io.BytesIO(png(0, shade) if is_blue else png(shade, 0)), BUCKET, f"{split}/{name}")
            rows.append(f"{index}\t{is_blue}\t{name}\n")
        s3.put_object(Bucket=BUCKET, Key=f"{split}.lst", Body="".join(rows).encode())


def channel(name, path):
    source = {"S3DataType": "S3Prefix", "S3Uri": f"s3://{BUCKET}/{path}"}
    return {"ChannelName": name, "ContentType": "application/x-image", "DataSource": {"S3DataSource": source}}


def train(sagemaker, role_arn):
    sagemaker.create_training_job(
        TrainingJobName="from-python",
        RoleArn=role_arn,
        AlgorithmSpecification={"TrainingImage": TRAINING_IMAGE, "TrainingInputMode": "File"},
        HyperParameters={
            "num_layers": "18",
            "image_shape": f"3,{SIDE},{SIDE}",
            "num_classes": "2",
            "num_training_samples": str(2 * PER_CLASS),
            "mini_batch_size": "8",
            "epochs": "3",
        },
        InputDataConfig=[
            channel("train", "train/"),
            channel("validation", "validation/"),
            channel("train_lst", "train.lst"),
            channel("validation_lst", "validation.lst"),
        ],
        OutputDataConfig={"S3OutputPath": f"s3://{BUCKET}/output"},
        ResourceConfig={"InstanceType": "ml.g4dn.xlarge", "InstanceCount": 1, "VolumeSizeInGB": 50},
        StoppingCondition={"MaxRuntimeInSeconds": 3600},
    )
    waiter = sagemaker.get_waiter("training_job_completed_or_stopped")
    waiter.wait(TrainingJobName="from-python", WaiterConfig={"Delay": 1, "MaxAttempts": 60})
    return sagemaker.describe_training_job(TrainingJobName="from-python")


def train_once():
    """What the job came to; its artifact was found in S3."""
    s3, iam, sagemaker = (boto3.client(name) for name in ("s3", "iam", "sagemaker"))
    upload(s3)
    role = iam.create_role(RoleName="training", AssumeRolePolicyDocument=document(TRUST))["Role"]
    iam.put_role_policy(RoleName="training", PolicyName="all", PolicyDocument=document(ALLOW))
    job = train(sagemaker, role["Arn"])
    if job["TrainingJobStatus"] != "Completed":
        return {"status": job["TrainingJobStatus"], "reason": job.get("FailureReason")}
    artifact = job["ModelArtifacts"]["S3ModelArtifacts"]
    s3.head_object(Bucket=BUCKET, Key=artifact.removeprefix(f"s3://{BUCKET}/"))
    return {"status": job["TrainingJobStatus"], "artifact": artifact}


if __name__ == "__main__":
    print(json.dumps(train_once()))
