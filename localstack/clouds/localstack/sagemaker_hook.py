"""Gives LocalStack Amazon SageMaker: mounted as /etc/localstack/init/start.d/sagemaker_hook.py, LocalStack runs it.

1. Requests for the service `sagemaker` go to the SageMaker emulator at SAGEMAKER_EMULATOR_URL, with the secret
   SAGEMAKER_EMULATOR_SECRET that it demands. Without that URL, in an image that has the emulator inside, one is started
   and kept running; it listens on the container's loopback only, and so needs no secret.
2. Step Functions gets the optimized integration `sagemaker`, `createTrainingJob.sync` and `createTransformJob.sync` included
   (https://docs.aws.amazon.com/step-functions/latest/dg/connect-sagemaker.html).
3. What a workflow that is safe to redrive and to stop needs and LocalStack does not have: `$$.Execution.RedriveCount`
   is 0, and DescribeExecution gives the error and cause with which an execution was stopped.

Written for the LocalStack of TESTED_VERSION. Where its internals have moved, nothing is changed and the start fails,
naming what was not found.
"""

import atexit
import datetime
import http.client
import importlib
import json
import logging
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import uuid

TESTED_VERSION = "4.14.0"
URL_VARIABLE = "SAGEMAKER_EMULATOR_URL"
SECRET_VARIABLE = "SAGEMAKER_EMULATOR_SECRET"
SECRET_HEADER = "x-sagemaker-emulator-secret"
# What the emulator is asked beside SageMaker's operations: faults that are to be rehearsed, and predictions.
OWN_PATHS = {"/_rehearsal/faults", "/_rehearsal/predictions"}
FORWARDED_HEADERS = {
    "amz-sdk-invocation-id",
    "authorization",
    "content-type",
    "origin",
    "sec-fetch-site",
    "user-agent",
    "x-amz-date",
    "x-amz-security-token",
    "x-amz-target",
}
# Where the image has the emulator, and its port there.
BUILT_IN_FOLDER = "/opt/sagemaker-emulator"
BUILT_IN_PORT = 4599
BUILT_IN_START_SECONDS = 60
RESTART_PAUSE_SECONDS = 1
# LocalStack's health is asked often, and by starters that do not wait long.
HEALTH_TIMEOUT_SECONDS = 1
UNREACHABLE_CODE = "SageMakerEmulatorUnreachable"

EMULATOR_TIMEOUT_SECONDS = 30
POLL_INTERVAL_SECONDS = 0.25
# A restart of the emulator takes a second; a longer silence means that it is gone.
UNREACHABLE_GRACE_SECONDS = 5

# Step Functions asks for these members and takes no others.
PARAMETERS = {
    "createTrainingJob": {
        "required": [
            "AlgorithmSpecification",
            "OutputDataConfig",
            "ResourceConfig",
            "RoleArn",
            "StoppingCondition",
            "TrainingJobName",
        ],
        "optional": [
            "CheckpointConfig",
            "EnableManagedSpotTraining",
            "HyperParameters",
            "InputDataConfig",
            "Tags",
            "VpcConfig",
        ],
    },
    "createTransformJob": {
        "required": ["ModelName", "TransformInput", "TransformJobName", "TransformOutput", "TransformResources"],
        "optional": [
            "BatchStrategy",
            "DataProcessing",
            "Environment",
            "MaxConcurrentTransforms",
            "MaxPayloadInMB",
            "ModelClientConfig",
            "Tags",
        ],
    },
    "createModel": {
        "required": ["ExecutionRoleArn", "ModelName"],
        "optional": ["Containers", "EnableNetworkIsolation", "PrimaryContainer", "Tags", "VpcConfig"],
    },
}
# Also documented; the emulator answers them with 501, so that their members do not matter.
OTHER_ACTIONS = {
    "createEndpoint",
    "createEndpointConfig",
    "createHyperParameterTuningJob",
    "createLabelingJob",
    "createProcessingJob",
    "updateEndpoint",
}
# What names a job, what its status is called, and the client's methods that describe and stop it.
JOBS = {
    "createTrainingJob": ("TrainingJobName", "TrainingJobStatus", "describe_training_job", "stop_training_job"),
    "createTransformJob": ("TransformJobName", "TransformJobStatus", "describe_transform_job", "stop_transform_job"),
}
# The emulator refuses the others when they are made.
SYNC_ACTIONS = {"createHyperParameterTuningJob", "createLabelingJob", "createProcessingJob", *JOBS}
TAGGED_ACTIONS = {"createModel", *JOBS}
# The exceptions that SageMaker's API lists; the Java SDK, whose class names Step Functions shows, has one for the rest.
MODELLED_ERRORS = {"ConflictException", "ResourceInUse", "ResourceLimitExceeded", "ResourceNotFound"}
ENDED_STATUSES = {"Completed", "Failed", "Stopped"}
DETAILS_OF_TASK = "taskFailedEventDetails"
DETAILS_OF_SUBMIT = "taskSubmitFailedEventDetails"

ASL = "localstack.services.stepfunctions.asl"
TASK = f"{ASL}.component.state.state_execution.state_task"
ERRORS = f"{ASL}.component.common.error_name"
# What this file uses of LocalStack: module -> names.
INTERNALS = {
    "localstack.config": ["GATEWAY_LISTEN"],
    "localstack.aws.handlers": ["serve_custom_service_request_handlers"],
    "localstack.aws.api.stepfunctions": ["HistoryEventType", "TaskFailedEventDetails", "TaskSubmitFailedEventDetails"],
    "localstack.services.plugins": ["SERVICE_PLUGINS", "ServiceState"],
    "localstack.services.stepfunctions.backend.execution": ["BaseExecutionWorkerCommunication"],
    "localstack.services.stepfunctions.backend.execution_worker": ["ExecutionData"],
    f"{TASK}.service.state_task_service_factory": ["state_task_service_for"],
    f"{TASK}.state_task_factory": ["state_task_service_for"],
    f"{TASK}.service.state_task_service_callback": ["StateTaskServiceCallback"],
    f"{TASK}.service.resource": ["ResourceCondition"],
    f"{ASL}.component.common.timeouts.timeout": ["EvalTimeoutError"],
    f"{ASL}.eval.callback.callback": ["HeartbeatTimeoutError"],
    f"{ASL}.eval.event.event_detail": ["EventDetails"],
    f"{ASL}.utils.boto_client": ["boto_client_for"],
    f"{ASL}.utils.encoding": ["to_json_str"],
    f"{ERRORS}.custom_error_name": ["CustomErrorName"],
    f"{ERRORS}.failure_event": ["FailureEvent", "FailureEventException"],
    f"{ERRORS}.states_error_name": ["StatesErrorName"],
    f"{ERRORS}.states_error_name_type": ["StatesErrorNameType"],
}
# Methods that the state task overrides or calls.
CALLBACK_METHODS = [
    "_after_eval_execution",
    "_eval_integration_pattern",
    "_eval_parameters",
    "_eval_service_task",
    "_evaluate_with_timeout",
    "_from_error",
    "_get_sfn_resource",
    "_get_sfn_resource_type",
    "_get_supported_parameters",
]

LOG = logging.getLogger("localstack.sagemaker_hook")


class HookError(Exception):
    """Why LocalStack goes without SageMaker, and what to do."""


class EmulatorUnreachableError(Exception):
    pass


# ---- The emulator beside LocalStack


class Emulator:
    """The SageMaker emulator. No proxy of the environment is asked: it is always on this machine."""

    def __init__(self, url, secret):
        parsed = urllib.parse.urlsplit(url)
        if parsed.scheme not in ("http", "https") or parsed.hostname is None:
            raise HookError(f"{URL_VARIABLE}={url} is not a URL such as http://host.docker.internal:4599")
        self.url = url
        self.secret = secret
        self._parsed = parsed

    def _connection(self):
        kind = http.client.HTTPSConnection if self._parsed.scheme == "https" else http.client.HTTPConnection
        return kind(self._parsed.hostname, self._parsed.port, timeout=EMULATOR_TIMEOUT_SECONDS)

    def answers(self):
        port = self._parsed.port or (443 if self._parsed.scheme == "https" else 80)
        try:
            socket.create_connection((self._parsed.hostname, port), HEALTH_TIMEOUT_SECONDS).close()
        except OSError:
            return False
        return True

    def send(self, method, target, headers, body):
        """Status, headers and body of the emulator's answer."""
        connection = self._connection()
        try:
            connection.request(method, target, body, forwarded_headers(headers, self.secret))
            answer = connection.getresponse()
            return answer.status, answered_headers(answer.getheaders()), answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise EmulatorUnreachableError(f"the SageMaker emulator at {self.url} does not answer: {error}") from error
        finally:
            connection.close()


def emulator_from(environment):
    missing = [name for name in (URL_VARIABLE, SECRET_VARIABLE) if not environment.get(name)]
    if missing:
        raise HookError(f"set {' and '.join(missing)} to the SageMaker emulator's URL and secret")
    return Emulator(environment[URL_VARIABLE], environment[SECRET_VARIABLE])


# ---- The emulator inside the image


class KeptProcess:
    """A program that runs as long as this one, and is started again when it ends before."""

    def __init__(self, command, pause_seconds=RESTART_PAUSE_SECONDS):
        self._command = command
        self._pause_seconds = pause_seconds
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._process = None

    def start(self):
        atexit.register(self.stop)
        threading.Thread(target=self._run, name="sagemaker-emulator", daemon=True).start()

    def stop(self):
        self._stopped.set()
        with self._lock:
            if self._process is not None:
                self._process.terminate()

    def _run(self):
        while not self._stopped.is_set():
            problem = self._problem_of_one_run()
            if self._stopped.is_set():
                return
            LOG.error("the SageMaker emulator %s; it is started again", problem)
            self._stopped.wait(self._pause_seconds)

    def _problem_of_one_run(self):
        try:
            with self._lock:
                if self._stopped.is_set():
                    return "was stopped"
                # What it prints is for a terminal; what it has to complain of is in LocalStack's log.
                self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
            return f"ended with status {self._process.wait()}"
        except OSError as error:
            return f"cannot be run: {error}"


def has_built_in(environment, folder=BUILT_IN_FOLDER):
    """Whether the emulator inside the image is to serve: one that is named goes before it."""
    named = environment.get(URL_VARIABLE) or environment.get(SECRET_VARIABLE)
    return not named and pathlib.Path(folder, "node").exists()


def built_in_command(localstack_port, data_folder, folder=BUILT_IN_FOLDER):
    return [
        f"{folder}/node",
        f"{folder}/package/dist/cloud/server/cli.js",
        *("--services", "sagemaker"),
        *("--endpoint-url", f"http://127.0.0.1:{localstack_port}"),
        *("--port", str(BUILT_IN_PORT)),
        *("--data", data_folder),
    ]


def start_built_in():
    """The emulator, which serves when this returns."""
    # As long-lived as LocalStack's own state.
    data_folder = tempfile.mkdtemp(prefix="sagemaker-emulator-")
    localstack_port = internal("localstack.config.GATEWAY_LISTEN")[0].port
    KeptProcess(built_in_command(localstack_port, data_folder)).start()
    emulator = Emulator(f"http://127.0.0.1:{BUILT_IN_PORT}", None)
    await_answer(emulator, BUILT_IN_START_SECONDS)
    return emulator


def await_answer(emulator, seconds):
    deadline = time.monotonic() + seconds
    while not emulator.answers():
        if time.monotonic() >= deadline:
            raise HookError(f"the SageMaker emulator at {emulator.url} does not answer after {seconds} s; see above")
        time.sleep(POLL_INTERVAL_SECONDS)


# ---- Requests and answers


def forwarded_headers(headers, secret):
    """What the emulator needs to know of the caller: operation, credentials' scope, format, and if a browser asks."""
    kept = {name: value for name, value in headers if name.lower() in FORWARDED_HEADERS}
    return kept if secret is None else {**kept, SECRET_HEADER: secret}


def answered_headers(headers):
    return {
        name: value for name, value in headers if name.lower() == "content-type" or name.lower().startswith("x-amzn-")
    }


def unreachable_answer(error):
    """An answer that every SDK reads as a fault of the service."""
    text = f"[rehearsal] {error}"
    headers = {
        "content-type": "application/x-amz-json-1.1",
        "x-amzn-errortype": UNREACHABLE_CODE,
        "x-amzn-requestid": str(uuid.uuid4()),
    }
    return 503, headers, json.dumps({"__type": UNREACHABLE_CODE, "message": text}).encode()


def forwarding_handler(emulator):
    """A handler of LocalStack's gateway."""

    def forward_to_sagemaker(chain, context, _response):
        request = context.request
        is_call = context.service is not None and context.service.service_name == "sagemaker"
        if not is_call and request.path not in OWN_PATHS:
            return
        try:
            answer = emulator.send(request.method, request.full_path, list(request.headers), request.get_data())
        except EmulatorUnreachableError as error:
            LOG.warning("%s", error)
            answer = unreachable_answer(error)
        status, headers, body = answer
        chain.respond(status, body, headers)
        chain.stop()

    return forward_to_sagemaker


def with_sagemaker_state(get_states, state_of_sagemaker):
    """LocalStack's list of services and their states, which /_localstack/health shows, with `sagemaker` in it."""

    def get_states_with_sagemaker():
        return {**get_states(), "sagemaker": state_of_sagemaker()}

    return get_states_with_sagemaker


# ---- Step Functions' side, as plain values


def is_supported(action, condition):
    if condition == "sync":
        return action in SYNC_ACTIONS
    return condition is None and (action in PARAMETERS or action in OTHER_ACTIONS)


def parameter_problems(action, names):
    known = PARAMETERS.get(action)
    if known is None:
        return []
    unsupported = [name for name in names if name not in known["required"] + known["optional"]]
    missing = [name for name in known["required"] if name not in names]
    return [
        *(f'The field "{name}" is not supported by Step Functions' for name in unsupported),
        *(f'The field "{name}" is required but was missing' for name in missing),
    ]


def with_step_functions_tags(action, parameters, execution_arn):
    """The request with the two tags that Step Functions adds."""
    if action not in TAGGED_ACTIONS:
        return parameters
    return {**parameters, "Tags": tags_for(parameters, execution_arn)}


def tags_for(parameters, execution_arn):
    own = parameters.get("Tags")
    return [
        *(own if isinstance(own, list) else []),
        {"Key": "AWS_STEP_FUNCTIONS_EXECUTION_ARN", "Value": execution_arn},
        {"Key": "MANAGED_BY_AWS", "Value": "STARTED_BY_STEP_FUNCTIONS"},
    ]


def task_output(description, tags):
    """A job's description as a state's output: times are milliseconds since 1970, tags are an object."""
    shown = {name: plain_value(value) for name, value in description.items() if name != "ResponseMetadata"}
    return {**shown, "Tags": {tag["Key"]: tag.get("Value", "") for tag in tags}}


def plain_value(value):
    if isinstance(value, datetime.datetime):
        return round(value.timestamp() * 1000)
    if isinstance(value, dict):
        return {name: plain_value(member) for name, member in value.items()}
    if isinstance(value, list):
        return [plain_value(member) for member in value]
    return value


def error_name(code):
    if code == UNREACHABLE_CODE:
        return "SageMaker.SdkClientException"
    if code not in MODELLED_ERRORS:
        return "SageMaker.AmazonSageMakerException"
    return f"SageMaker.{code}" if code.endswith("Exception") else f"SageMaker.{code}Exception"


def error_cause(answer):
    """`answer` is what botocore keeps of a refused call."""
    code, message = answer["Error"].get("Code", ""), answer["Error"].get("Message", "")
    if code == UNREACHABLE_CODE:
        return message
    metadata = answer.get("ResponseMetadata", {})
    facts = [
        "Service: AmazonSageMaker",
        f"Status Code: {metadata.get('HTTPStatusCode', '')}",
        f"Error Code: {code}",
        f"Request ID: {metadata.get('RequestId', '')}",
        "Proxy: null",
    ]
    return f"{message} ({'; '.join(facts)})"


def error_and_cause(error):
    """Of botocore's exceptions: one that has an answer, or one of a call that was not answered."""
    answer = getattr(error, "response", None)
    if answer is None:
        return "SageMaker.SdkClientException", f"[rehearsal] Unable to execute HTTP request: {error}"
    return error_name(answer["Error"].get("Code", "")), error_cause(answer)


def is_refusal(answer):
    """A 4xx answer to a poll: waiting would not help."""
    status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 500)
    return status < 500 and status != 429 and "Throttl" not in answer["Error"].get("Code", "")


class Patience:
    """How long polls may go unanswered."""

    def __init__(self, grace_seconds, now=time.monotonic):
        self._grace_seconds = grace_seconds
        self._now = now
        self.answered()

    def answered(self):
        self._last_answer = self._now()

    def is_over(self):
        return self._now() - self._last_answer >= self._grace_seconds


def with_redrive_count(execution_data):
    """LocalStack's maker of the context object's `Execution`, with the missing member; it has no redrive, so 0."""

    def execution_data_with_redrive_count(**members):
        return {"RedriveCount": 0, **execution_data(**members)}

    return execution_data_with_redrive_count


def with_stop_reason(reflect_status):
    """LocalStack's method that copies an execution's end from the engine, with the members it leaves out."""

    def reflect_status_with_stop_reason(communication):
        reflect_status(communication)
        execution = communication.execution
        end = execution.exec_worker.env.program_state()
        if execution.exec_status == "ABORTED":
            execution.error, execution.cause = getattr(end, "error", None), getattr(end, "cause", None)

    return reflect_status_with_stop_reason


class Job:
    """What a `.sync` task waits for."""

    def __init__(self, action, parameters):
        name_member, self.status_member, self._describe, self._stop = JOBS[action]
        self._named = {name_member: parameters[name_member]}

    def describe(self, client):
        return getattr(client, self._describe)(**self._named)

    def stop(self, client):
        """Best effort, as on AWS: a job that ended meanwhile refuses to be stopped. `client` makes one."""
        try:
            getattr(client(), self._stop)(**self._named)
        except Exception as error:
            LOG.info("job %s was not stopped: %s", self._named, error)


# ---- LocalStack's internals


def missing_internals(internals=None, load=importlib.import_module):
    """Names in LocalStack that this file needs and does not find."""
    missing = []
    for module_name, names in (INTERNALS if internals is None else internals).items():
        try:
            module = load(module_name)
        except Exception as error:
            missing.append(f"{module_name} ({error})")
            continue
        missing.extend(f"{module_name}.{name}" for name in names if not hasattr(module, name))
    return missing


def missing_methods(cls, names):
    return [f"{cls.__module__}.{cls.__name__}.{name}" for name in names if not callable(getattr(cls, name, None))]


def moved_message(version, missing):
    found = "\n".join(f" - {name}" for name in missing)
    return (
        f"LocalStack {version} cannot get SageMaker: this hook was written for LocalStack {TESTED_VERSION}, and these "
        f"of its internals have moved:\n{found}\nUse the image localstack/localstack:{TESTED_VERSION}."
    )


def localstack_version():
    from localstack.version import version

    return version


def internal(name):
    module, _, attribute = name.rpartition(".")
    return getattr(importlib.import_module(module), attribute)


def sagemaker_state_task():
    """The class of a Task state whose resource is `arn:aws:states:::sagemaker:...`."""
    from botocore.exceptions import BotoCoreError, ClientError

    callback_class = internal(f"{TASK}.service.state_task_service_callback.StateTaskServiceCallback")
    boto_client_for = internal(f"{ASL}.utils.boto_client.boto_client_for")
    to_json_str = internal(f"{ASL}.utils.encoding.to_json_str")
    heartbeat_timeout_error = internal(f"{ASL}.eval.callback.callback.HeartbeatTimeoutError")
    eval_timeout_error = internal(f"{ASL}.component.common.timeouts.timeout.EvalTimeoutError")
    task_failure = task_failure_maker()

    class StateTaskServiceSageMaker(callback_class):
        def __init__(self):
            super().__init__(supported_integration_patterns={"sync"})

        def _get_supported_parameters(self):
            # None makes LocalStack refuse the definition, in AWS's words.
            return set() if is_supported(self.resource.api_action, self.resource.condition) else None

        def _eval_parameters(self, env):
            parameters = super()._eval_parameters(env)
            problems = parameter_problems(self.resource.api_action, list(parameters))
            if problems:
                text = to_json_str(parameters, separators=(",", ":"))
                cause = f"The Parameters '{text}' could not be used to start the Task: [{', '.join(problems)}]"
                raise task_failure(self, env, "States.Runtime", cause)
            return parameters

        def _eval_service_task(self, env, resource_runtime_part, normalised_parameters, state_credentials):
            client = boto_client_for("sagemaker", resource_runtime_part.region, state_credentials)
            action = self.resource.api_action
            request = with_step_functions_tags(action, normalised_parameters, execution_arn_of(env))
            try:
                response = getattr(client, self._get_boto_service_action())(**request)
            except (ClientError, BotoCoreError) as error:
                submitting = self.resource.condition == "sync"
                raise task_failure(self, env, *error_and_cause(error), submitting=submitting) from error
            env.stack.append(plain_value({k: v for k, v in response.items() if k != "ResponseMetadata"}))

        def _eval_integration_pattern(self, env, resource_runtime_part, normalised_parameters, state_credentials):
            env.stack.pop()
            job = Job(self.resource.api_action, normalised_parameters)

            def client():
                # Made again for every call, since the role's credentials expire.
                return boto_client_for("sagemaker", resource_runtime_part.region, state_credentials)

            try:
                description = self._wait_for_end(env, client, job)
            except Exception:
                job.stop(client)
                raise
            output = task_output(description, tags_for(normalised_parameters, execution_arn_of(env)))
            if description[job.status_member] != "Completed":
                raise task_failure(self, env, "States.TaskFailed", json.dumps(output, separators=(",", ":")))
            env.stack.append(output)

        def _wait_for_end(self, env, client, job):
            started = time.monotonic()
            heartbeat_seconds = self._heartbeat_seconds(env)
            patience = Patience(UNREACHABLE_GRACE_SECONDS)
            while env.is_running():
                try:
                    description = job.describe(client())
                    patience.answered()
                    if description[job.status_member] in ENDED_STATUSES:
                        return description
                except (ClientError, BotoCoreError) as error:
                    refused = isinstance(error, ClientError) and is_refusal(error.response)
                    if refused or patience.is_over():
                        raise
                if heartbeat_seconds is not None and time.monotonic() - started >= heartbeat_seconds:
                    raise heartbeat_timeout_error()
                env.program_state_event.wait(POLL_INTERVAL_SECONDS)
            # Stopped, timed out, or a sibling branch has failed; nobody listens any more.
            raise eval_timeout_error()

        def _heartbeat_seconds(self, env):
            if self.heartbeat is None:
                return None
            self.heartbeat.eval(env=env)
            return env.stack.pop()

        def _evaluate_with_timeout(self, env):
            try:
                super()._evaluate_with_timeout(env)
            except Exception:
                # What ended the execution is its outcome, not what then became of this state.
                if env.is_running():
                    raise

        def _from_error(self, env, ex):
            if isinstance(ex, (ClientError, BotoCoreError)):
                return task_failure(self, env, *error_and_cause(ex)).failure_event
            return super()._from_error(env=env, ex=ex)

    return StateTaskServiceSageMaker


def execution_arn_of(env):
    return env.states.context_object.context_object_data["Execution"]["Id"]


def task_failure_maker():
    """A function that makes the exception of a failed task."""
    event_type = internal("localstack.aws.api.stepfunctions.HistoryEventType")
    event_details = internal(f"{ASL}.eval.event.event_detail.EventDetails")
    failed_details = internal("localstack.aws.api.stepfunctions.TaskFailedEventDetails")
    submit_failed_details = internal("localstack.aws.api.stepfunctions.TaskSubmitFailedEventDetails")
    failure_event = internal(f"{ERRORS}.failure_event.FailureEvent")
    failure_exception = internal(f"{ERRORS}.failure_event.FailureEventException")
    states_error_name = internal(f"{ERRORS}.states_error_name.StatesErrorName")
    states_error_type = internal(f"{ERRORS}.states_error_name_type.StatesErrorNameType")
    custom_error_name = internal(f"{ERRORS}.custom_error_name.CustomErrorName")
    states_errors = {
        "States.TaskFailed": states_error_type.StatesTaskFailed,
        "States.Runtime": states_error_type.StatesRuntime,
    }

    def task_failure(task, env, error, cause, submitting=False):
        known = states_errors.get(error)
        make_details = submit_failed_details if submitting else failed_details
        details = make_details(
            error=error, cause=cause, resource=task._get_sfn_resource(), resourceType=task._get_sfn_resource_type()
        )
        event = failure_event(
            env=env,
            error_name=custom_error_name(error) if known is None else states_error_name(typ=known),
            event_type=event_type.TaskSubmitFailed if submitting else event_type.TaskFailed,
            event_details=event_details(**{DETAILS_OF_SUBMIT if submitting else DETAILS_OF_TASK: details}),
        )
        return failure_exception(event)

    return task_failure


def use_for_sagemaker(state_task):
    """Puts `state_task` in the place of LocalStack's own for the service `sagemaker`, wherever that was imported."""
    original = internal(f"{TASK}.service.state_task_service_factory.state_task_service_for")

    def state_task_service_for(service_name):
        return state_task() if service_name == "sagemaker" else original(service_name=service_name)

    replace_everywhere("state_task_service_for", original, state_task_service_for)


def replace_everywhere(name, original, replacement):
    for module in list(sys.modules.values()):
        if getattr(module, "__name__", "").startswith("localstack.") and module.__dict__.get(name) is original:
            setattr(module, name, replacement)


def show_in_health(emulator):
    plugins = internal("localstack.services.plugins.SERVICE_PLUGINS")
    states = internal("localstack.services.plugins.ServiceState")
    plugins.get_states = with_sagemaker_state(
        plugins.get_states, lambda: states.RUNNING if emulator.answers() else states.ERROR
    )


def where(emulator, built_in):
    return "inside this container" if built_in else f"at {emulator.url}"


def install(environment):
    built_in = has_built_in(environment)
    emulator = None if built_in else emulator_from(environment)
    version = localstack_version()
    missing = missing_internals()
    if not missing:
        callback_class = internal(f"{TASK}.service.state_task_service_callback.StateTaskServiceCallback")
        missing = missing_methods(callback_class, CALLBACK_METHODS)
        communication = internal("localstack.services.stepfunctions.backend.execution.BaseExecutionWorkerCommunication")
        missing += missing_methods(communication, ["_reflect_execution_status"])
    if missing:
        raise HookError(moved_message(version, missing))
    if version != TESTED_VERSION:
        LOG.warning("this hook was tried with LocalStack %s, not with %s", TESTED_VERSION, version)
    if built_in:
        emulator = start_built_in()
    internal("localstack.aws.handlers.serve_custom_service_request_handlers").append(forwarding_handler(emulator))
    use_for_sagemaker(sagemaker_state_task())
    execution_data = internal("localstack.services.stepfunctions.backend.execution_worker.ExecutionData")
    if "RedriveCount" not in getattr(execution_data, "__annotations__", {}):
        replace_everywhere("ExecutionData", execution_data, with_redrive_count(execution_data))
    communication._reflect_execution_status = with_stop_reason(communication._reflect_execution_status)
    show_in_health(emulator)
    # Printed, so that it is seen at every log level.
    print(f"sagemaker_hook.py: SageMaker is served by the emulator {where(emulator, built_in)}", flush=True)


# LocalStack executes this text without a module of its own; a test imports it.
if __name__ == "builtins":
    install(os.environ)
