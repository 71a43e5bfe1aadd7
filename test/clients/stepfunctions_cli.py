"""The AWS CLI's stepfunctions commands against `npm run up`, with only the environment variables that it prints."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import time
import unittest
import uuid

_BESIDE = pathlib.Path(sys.executable).with_name("aws")
AWS = str(_BESIDE) if _BESIDE.exists() else shutil.which("aws")
DEADLINE_SECONDS = 60
POLL_SECONDS = 0.2

with open(os.environ["REHEARSAL_OUTPUTS"], encoding="utf-8") as _file:
    WORKFLOW_ARN = json.load(_file)["stateMachineArn"]


def run(command, *arguments):
    line = [AWS, "stepfunctions", command, *arguments, "--output", "json"]
    return subprocess.run(line, capture_output=True, text=True, check=False, timeout=DEADLINE_SECONDS)


def sfn(command, *arguments):
    """The answer; a command that fails is an error with its text."""
    ended = run(command, *arguments)
    if ended.returncode != 0:
        raise AssertionError(f"aws stepfunctions {command}: exit status {ended.returncode}\n{ended.stderr}")
    return json.loads(ended.stdout) if ended.stdout.strip() else {}


def refusal(command, *arguments):
    return run(command, *arguments).stderr


def until(what, ask):
    deadline = time.monotonic() + DEADLINE_SECONDS
    while True:
        answer = ask()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {DEADLINE_SECONDS} s in vain for {what}")
        time.sleep(POLL_SECONDS)


def new_name():
    return f"cli-{uuid.uuid4().hex[:8]}"


ROLE_ARN = sfn("describe-state-machine", "--state-machine-arn", WORKFLOW_ARN)["roleArn"]
PASS = {"StartAt": "P", "States": {"P": {"Type": "Pass", "End": True}}}
FAIL = {"StartAt": "F", "States": {"F": {"Type": "Fail", "Error": "Boom"}}}
EACH = {
    "StartAt": "M",
    "States": {
        "M": {
            "Type": "Map",
            "Label": "Each",
            "ItemProcessor": {
                "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                **PASS,
            },
            "End": True,
        }
    },
}


def iam(command, *arguments):
    line = [AWS, "iam", command, *arguments, "--output", "json"]
    return subprocess.run(line, capture_output=True, text=True, check=True, timeout=DEADLINE_SECONDS).stdout


def map_role():
    """A role that may start the children of a distributed Map, which the workflow's own need not."""
    name = new_name()
    trusted = {"Effect": "Allow", "Principal": {"Service": "states.amazonaws.com"}, "Action": "sts:AssumeRole"}
    allowed = {"Effect": "Allow", "Action": "states:StartExecution", "Resource": "*"}
    documents = [json.dumps({"Version": "2012-10-17", "Statement": one}) for one in (trusted, allowed)]
    made = iam("create-role", "--role-name", name, "--assume-role-policy-document", documents[0])
    iam("put-role-policy", "--role-name", name, "--policy-name", "map", "--policy-document", documents[1])
    return json.loads(made)["Role"]["Arn"]


def create(definition, *arguments, role_arn=None):
    given = ["--name", new_name(), "--definition", json.dumps(definition), "--role-arn", role_arn or ROLE_ARN]
    return sfn("create-state-machine", *given, *arguments)["stateMachineArn"]


def start(machine, data, *arguments):
    answer = sfn("start-execution", "--state-machine-arn", machine, "--input", json.dumps(data), *arguments)
    return answer["executionArn"]


def ended(execution):
    def look():
        described = sfn("describe-execution", "--execution-arn", execution)
        return described if described["status"] != "RUNNING" else None

    return until("the execution's end", look)


class StateMachines(unittest.TestCase):
    def test_versions_and_aliases_route_executions(self):
        machine = create(PASS, "--publish")
        sfn("update-state-machine", "--state-machine-arn", machine, "--definition", json.dumps(FAIL), "--publish")
        listed = sfn("list-state-machine-versions", "--state-machine-arn", machine)["stateMachineVersions"]
        self.assertEqual([each["stateMachineVersionArn"] for each in listed], [f"{machine}:2", f"{machine}:1"])
        routes = json.dumps([{"stateMachineVersionArn": f"{machine}:1", "weight": 100}])
        alias = sfn("create-state-machine-alias", "--name", "live", "--routing-configuration", routes)
        alias = alias["stateMachineAliasArn"]
        self.assertEqual(ended(start(alias, {}))["status"], "SUCCEEDED")
        self.assertEqual(ended(start(machine, {}))["status"], "FAILED")
        self.assertEqual(
            sfn("describe-state-machine-alias", "--state-machine-alias-arn", alias)["routingConfiguration"],
            json.loads(routes),
        )
        sfn("delete-state-machine-alias", "--state-machine-alias-arn", alias)
        sfn("delete-state-machine-version", "--state-machine-version-arn", f"{machine}:1")

    def test_an_express_state_machine_answers_at_once(self):
        machine = create(PASS, "--type", "EXPRESS")
        answer = sfn("start-sync-execution", "--state-machine-arn", machine, "--input", '{"a":1}')
        self.assertEqual((answer["status"], answer["output"]), ("SUCCEEDED", '{"a":1}'))
        self.assertIn("billedDurationInMilliseconds", answer["billingDetails"])

    def test_a_definition_is_validated(self):
        wrong = {"StartAt": "P", "States": {"P": {"Type": "Pass", "Next": "Gone"}, "E": {"Type": "Succeed"}}}
        answer = sfn("validate-state-machine-definition", "--definition", json.dumps(wrong))
        self.assertEqual(answer["result"], "FAIL")
        self.assertEqual(
            [each["code"] for each in answer["diagnostics"]],
            ["MISSING_TRANSITION_TARGET", "MISSING_TRANSITION_TARGET"],
        )

    def test_one_state_is_tested_with_a_mock(self):
        state = {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "OutputPath": "$.Payload", "End": True}
        state["Parameters"] = {"FunctionName": "none"}
        mock = json.dumps({"result": '{"Payload":{"ok":true}}'})
        definition = json.dumps(state)
        answer = sfn("test-state", "--definition", definition, "--mock", mock, "--inspection-level", "DEBUG")
        self.assertEqual((answer["status"], answer["output"]), ("SUCCEEDED", '{"ok":true}'))
        self.assertEqual(answer["inspectionData"]["afterParameters"], '{"FunctionName":"none"}')


class Executions(unittest.TestCase):
    def test_a_name_is_taken_once(self):
        wait = {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 60, "End": True}}}
        machine = create(wait)
        name = new_name()
        first = start(machine, {"a": 1}, "--name", name)
        self.assertEqual(start(machine, {"a": 1}, "--name", name), first)
        other = refusal("start-execution", "--state-machine-arn", machine, "--name", name, "--input", "{}")
        self.assertIn("ExecutionAlreadyExists", other)
        sfn("stop-execution", "--execution-arn", first, "--error", "Enough")
        self.assertEqual(ended(first)["error"], "Enough")
        running = sfn("list-executions", "--state-machine-arn", machine, "--status-filter", "ABORTED")
        self.assertEqual([each["executionArn"] for each in running["executions"]], [first])

    def test_a_failed_execution_is_redriven(self):
        execution = start(create(FAIL), {})
        self.assertEqual(ended(execution)["redriveStatus"], "REDRIVABLE")
        sfn("redrive-execution", "--execution-arn", execution)
        described = ended(execution)
        self.assertEqual((described["status"], described["redriveCount"]), ("FAILED", 1))
        events = sfn("get-execution-history", "--execution-arn", execution)["events"]
        self.assertIn("ExecutionRedriven", [event["type"] for event in events])
        self.assertEqual([event["id"] for event in events], list(range(1, len(events) + 1)))

    def test_a_distributed_map_has_a_map_run_with_children(self):
        machine = create(EACH, role_arn=map_role())
        execution = start(machine, [1, 2, 3])
        self.assertEqual(json.loads(ended(execution)["output"]), [1, 2, 3])
        map_run = sfn("list-map-runs", "--execution-arn", execution)["mapRuns"][0]["mapRunArn"]
        described = sfn("describe-map-run", "--map-run-arn", map_run)
        self.assertEqual((described["status"], described["itemCounts"]["succeeded"]), ("SUCCEEDED", 3))
        children = sfn("list-executions", "--map-run-arn", map_run)["executions"]
        self.assertEqual(len(children), 3)
        described = sfn("describe-state-machine-for-execution", "--execution-arn", children[0]["executionArn"])
        self.assertEqual(described["label"], "Each")


class Tasks(unittest.TestCase):
    def test_an_activity_is_worked_on(self):
        activity = sfn("create-activity", "--name", new_name())["activityArn"]
        task = {"Type": "Task", "Resource": activity, "HeartbeatSeconds": 30, "TimeoutSeconds": 60, "End": True}
        execution = start(create({"StartAt": "A", "States": {"A": task}}), {"n": 1})
        taken = sfn("get-activity-task", "--activity-arn", activity, "--worker-name", "cli")
        self.assertEqual(json.loads(taken["input"]), {"n": 1})
        token = taken["taskToken"]
        sfn("send-task-heartbeat", "--task-token", token)
        sfn("send-task-success", "--task-token", token, "--task-output", '{"done":true}')
        self.assertEqual(json.loads(ended(execution)["output"]), {"done": True})
        self.assertIn("TaskTimedOut", refusal("send-task-success", "--task-token", token, "--task-output", "1"))
        self.assertIn("InvalidToken", refusal("send-task-heartbeat", "--task-token", "none"))
        sfn("delete-activity", "--activity-arn", activity)


if __name__ == "__main__":
    unittest.main()
