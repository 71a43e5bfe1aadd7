"""The pure parts of LocalStack's hook, without LocalStack: python3 -m unittest discover test/python"""

import datetime
import http.server
import json
import pathlib
import sys
import tempfile
import threading
import time
import types
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "localstack" / "clouds" / "localstack"))

sys.dont_write_bytecode = True

import sagemaker_hook as hook  # noqa: E402

EXECUTION_ARN = "arn:aws:states:us-east-1:000000000000:execution:machine:one"


def answer(code, message="no", status=400):
    return {
        "Error": {"Code": code, "Message": message},
        "ResponseMetadata": {"HTTPStatusCode": status, "RequestId": "id-1"},
    }


class Settings(unittest.TestCase):
    def test_names_every_variable_that_is_missing(self):
        with self.assertRaises(hook.HookError) as caught:
            hook.emulator_from({})
        self.assertEqual(
            str(caught.exception),
            "set SAGEMAKER_EMULATOR_URL and SAGEMAKER_EMULATOR_SECRET to the SageMaker emulator's URL and secret",
        )

    def test_refuses_what_is_no_url(self):
        for url in ("localhost:4599", "ftp://host", "http://"):
            with self.assertRaises(hook.HookError) as caught:
                hook.emulator_from({"SAGEMAKER_EMULATOR_URL": url, "SAGEMAKER_EMULATOR_SECRET": "s"})
            self.assertIn(f"SAGEMAKER_EMULATOR_URL={url} is not a URL", str(caught.exception))


class BuiltIn(unittest.TestCase):
    def test_serves_where_the_image_has_it_and_no_other_is_named(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertFalse(hook.has_built_in({}, folder))
            (pathlib.Path(folder) / "node").touch()
            self.assertTrue(hook.has_built_in({}, folder))
            self.assertFalse(hook.has_built_in({"SAGEMAKER_EMULATOR_URL": "http://host:4599"}, folder))
            # Half of a setting is a mistake to be named, and not to be passed over.
            self.assertFalse(hook.has_built_in({"SAGEMAKER_EMULATOR_SECRET": "s"}, folder))

    def test_trains_on_what_this_localstack_has(self):
        self.assertEqual(
            hook.built_in_command(4510, "/tmp/data", "/opt/emulator"),
            [
                "/opt/emulator/node",
                "/opt/emulator/package/dist/cloud/server/cli.js",
                *("--services", "sagemaker"),
                *("--endpoint-url", "http://127.0.0.1:4510"),
                *("--port", "4599"),
                *("--data", "/tmp/data"),
            ],
        )

    def test_is_sent_no_secret(self):
        self.assertEqual(hook.forwarded_headers([("X-Amz-Target", "a")], None), {"X-Amz-Target": "a"})

    def test_is_started_again_when_it_ends_and_says_so(self):
        with tempfile.TemporaryDirectory() as folder:
            runs = pathlib.Path(folder) / "runs"
            line = f"open({str(runs)!r}, 'a').write('x'); raise SystemExit(3)"
            process = hook.KeptProcess([sys.executable, "-c", line], pause_seconds=0)
            with self.assertLogs("localstack.sagemaker_hook") as logged:
                process.start()
                deadline = time.monotonic() + 30
                while not (runs.exists() and len(runs.read_text()) >= 2) and time.monotonic() < deadline:
                    time.sleep(0.01)
                process.stop()
            self.assertGreaterEqual(len(runs.read_text()), 2)
            self.assertIn("the SageMaker emulator ended with status 3; it is started again", logged.output[0])

    def test_one_that_never_answers_is_named(self):
        with self.assertRaises(hook.HookError) as caught:
            hook.await_answer(hook.Emulator("http://127.0.0.1:1", None), 0)
        self.assertIn("the SageMaker emulator at http://127.0.0.1:1 does not answer after 0 s", str(caught.exception))


class Forwarding(unittest.TestCase):
    def test_sends_the_secret_and_what_tells_the_caller(self):
        headers = [("X-Amz-Target", "SageMaker.ListModels"), ("Authorization", "AWS4"), ("Host", "a"), ("Cookie", "b")]
        self.assertEqual(
            hook.forwarded_headers(headers, "secret"),
            {"X-Amz-Target": "SageMaker.ListModels", "Authorization": "AWS4", "x-sagemaker-emulator-secret": "secret"},
        )

    def test_tells_the_emulator_whether_a_browser_asks_and_which_tries_are_one_call(self):
        headers = [("Origin", "https://a.test"), ("Sec-Fetch-Site", "cross-site"), ("amz-sdk-invocation-id", "i")]
        self.assertEqual(hook.forwarded_headers(headers, "s"), {**dict(headers), "x-sagemaker-emulator-secret": "s"})

    def test_gives_back_status_headers_and_body(self):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                secret = self.headers["x-sagemaker-emulator-secret"].encode()
                self.send_response(400)
                self.send_header("Content-Type", "application/x-amz-json-1.1")
                self.send_header("x-amzn-RequestId", "id-1")
                self.send_header("Set-Cookie", "c")
                self.end_headers()
                self.wfile.write(body + secret)

            def log_message(self, *_):
                pass

        with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            emulator = hook.Emulator(f"http://127.0.0.1:{server.server_port}", "secret")
            status, headers, body = emulator.send("POST", "/", [], b"body ")
            server.shutdown()
        self.assertEqual((status, body), (400, b"body secret"))
        self.assertEqual(headers, {"Content-Type": "application/x-amz-json-1.1", "x-amzn-RequestId": "id-1"})

    def test_leaves_other_services_alone(self):
        chain = types.SimpleNamespace(respond=self.fail, stop=self.fail)
        handler = hook.forwarding_handler(hook.Emulator("http://127.0.0.1:1", "secret"))
        request = types.SimpleNamespace(path="/bucket")
        handler(chain, types.SimpleNamespace(service=None, request=request), None)
        s3 = types.SimpleNamespace(service_name="s3")
        handler(chain, types.SimpleNamespace(service=s3, request=request), None)

    def test_hands_on_what_is_no_operation_of_any_service(self):
        sent = []
        answer = (200, {}, b"{}")
        emulator = types.SimpleNamespace(send=lambda method, target, *_: sent.append((method, target)) or answer)
        chain = types.SimpleNamespace(respond=lambda *_: None, stop=lambda: None)
        for path, query in [("/_rehearsal/faults", ""), ("/_rehearsal/predictions", "?model=a")]:
            request = types.SimpleNamespace(
                method="POST", path=path, full_path=path + query, headers=[], get_data=lambda: b""
            )
            hook.forwarding_handler(emulator)(chain, types.SimpleNamespace(service=None, request=request), None)
        self.assertEqual(sent, [("POST", "/_rehearsal/faults"), ("POST", "/_rehearsal/predictions?model=a")])

    def test_answers_503_where_the_emulator_does_not(self):
        given = []
        chain = types.SimpleNamespace(respond=lambda *facts: given.append(facts), stop=lambda: None)
        request = types.SimpleNamespace(method="POST", path="/", full_path="/", headers=[], get_data=lambda: b"{}")
        service = types.SimpleNamespace(service_name="sagemaker")
        handler = hook.forwarding_handler(hook.Emulator("http://127.0.0.1:1", "secret"))
        with self.assertLogs("localstack.sagemaker_hook"):
            handler(chain, types.SimpleNamespace(service=service, request=request), None)
        ((status, body, headers),) = given
        self.assertEqual((status, headers["x-amzn-errortype"]), (503, "SageMakerEmulatorUnreachable"))
        self.assertTrue(
            json.loads(body)["message"].startswith(
                "[rehearsal] the SageMaker emulator at http://127.0.0.1:1 does not answer: "
            )
        )


class Integration(unittest.TestCase):
    def test_offers_what_step_functions_documents(self):
        self.assertTrue(hook.is_supported("createTrainingJob", None))
        self.assertTrue(hook.is_supported("createTrainingJob", "sync"))
        self.assertTrue(hook.is_supported("createTransformJob", None))
        self.assertTrue(hook.is_supported("createTransformJob", "sync"))
        self.assertTrue(hook.is_supported("createModel", None))
        self.assertTrue(hook.is_supported("updateEndpoint", None))
        for action, condition in [
            ("createModel", "sync"),
            ("createTrainingJob", "sync:2"),
            ("createTrainingJob", "waitForTaskToken"),
            ("describeTrainingJob", None),
        ]:
            self.assertFalse(hook.is_supported(action, condition), (action, condition))

    def test_tells_every_problem_with_the_parameters(self):
        self.assertEqual(
            hook.parameter_problems("createModel", ["ModelName", "Nme"]),
            [
                'The field "Nme" is not supported by Step Functions',
                'The field "ExecutionRoleArn" is required but was missing',
            ],
        )
        self.assertEqual(hook.parameter_problems("createModel", ["ModelName", "ExecutionRoleArn", "Tags"]), [])
        self.assertEqual(
            hook.parameter_problems("createTransformJob", ["TransformJobName", "ModelName", "TransformInput"]),
            [
                'The field "TransformOutput" is required but was missing',
                'The field "TransformResources" is required but was missing',
            ],
        )
        self.assertEqual(hook.parameter_problems("createEndpoint", ["Anything"]), [])

    def test_asks_for_a_job_by_its_own_name(self):
        calls = []
        client = types.SimpleNamespace(
            describe_transform_job=lambda **named: {"TransformJobStatus": "Completed", **named},
            stop_transform_job=lambda **named: calls.append(named),
        )
        job = hook.Job("createTransformJob", {"TransformJobName": "judged", "ModelName": "cats"})
        self.assertEqual(job.status_member, "TransformJobStatus")
        self.assertEqual(job.describe(client), {"TransformJobStatus": "Completed", "TransformJobName": "judged"})
        job.stop(lambda: client)
        self.assertEqual(calls, [{"TransformJobName": "judged"}])

    def test_lets_a_job_be_that_cannot_be_stopped_any_more(self):
        job = hook.Job("createTrainingJob", {"TrainingJobName": "ended"})
        with self.assertLogs("localstack.sagemaker_hook", "INFO"):
            job.stop(lambda: types.SimpleNamespace(stop_training_job=lambda **_: 1 / 0))

    def test_adds_the_two_tags(self):
        own = {"Key": "a", "Value": "b"}
        two = [
            {"Key": "AWS_STEP_FUNCTIONS_EXECUTION_ARN", "Value": EXECUTION_ARN},
            {"Key": "MANAGED_BY_AWS", "Value": "STARTED_BY_STEP_FUNCTIONS"},
        ]
        request = {"Tags": [own]}
        self.assertEqual(hook.with_step_functions_tags("createModel", request, EXECUTION_ARN), {"Tags": [own, *two]})
        self.assertEqual(request, {"Tags": [own]})
        self.assertEqual(hook.with_step_functions_tags("createTrainingJob", {}, EXECUTION_ARN), {"Tags": two})
        self.assertEqual(hook.with_step_functions_tags("updateEndpoint", {}, EXECUTION_ARN), {})

    def test_shows_times_in_milliseconds_and_tags_as_an_object(self):
        created = datetime.datetime(2020, 3, 28, 12, 14, 4, 473000, tzinfo=datetime.UTC)
        description = {
            "TrainingJobName": "j",
            "CreationTime": created,
            "SecondaryStatusTransitions": [{"Status": "Starting", "StartTime": created}],
            "ResponseMetadata": {"RequestId": "r"},
        }
        self.assertEqual(
            hook.task_output(description, [{"Key": "k", "Value": "v"}, {"Key": "empty"}]),
            {
                "TrainingJobName": "j",
                "CreationTime": 1585397644473,
                "SecondaryStatusTransitions": [{"Status": "Starting", "StartTime": 1585397644473}],
                "Tags": {"k": "v", "empty": ""},
            },
        )


class Errors(unittest.TestCase):
    def test_names_refusals_after_the_java_sdk(self):
        for code, name in [
            ("ResourceInUse", "SageMaker.ResourceInUseException"),
            ("ResourceLimitExceeded", "SageMaker.ResourceLimitExceededException"),
            ("ResourceNotFound", "SageMaker.ResourceNotFoundException"),
            ("ConflictException", "SageMaker.ConflictException"),
            ("ValidationException", "SageMaker.AmazonSageMakerException"),
            ("ThrottlingException", "SageMaker.AmazonSageMakerException"),
            ("SageMakerEmulatorUnreachable", "SageMaker.SdkClientException"),
        ]:
            self.assertEqual(hook.error_name(code), name)

    def test_puts_the_facts_of_the_call_into_the_cause(self):
        self.assertEqual(
            hook.error_cause(answer("ResourceInUse", "Training job names must be unique")),
            "Training job names must be unique (Service: AmazonSageMaker; Status Code: 400; "
            "Error Code: ResourceInUse; Request ID: id-1; Proxy: null)",
        )
        self.assertEqual(hook.error_cause(answer("SageMakerEmulatorUnreachable", "gone", 503)), "gone")

    def test_waits_through_faults_and_throttling_only(self):
        self.assertTrue(hook.is_refusal(answer("ValidationException")))
        self.assertTrue(hook.is_refusal(answer("AccessDeniedException", status=403)))
        self.assertFalse(hook.is_refusal(answer("ThrottlingException")))
        self.assertFalse(hook.is_refusal(answer("TooManyRequests", status=429)))
        self.assertFalse(hook.is_refusal(answer("InternalFailure", status=500)))

    def test_gives_up_when_no_poll_was_answered_for_the_grace(self):
        clock = iter([0, 4, 5, 9, 10])
        patience = hook.Patience(5, now=lambda: next(clock))
        self.assertFalse(patience.is_over())
        patience.answered()
        self.assertFalse(patience.is_over())
        self.assertTrue(patience.is_over())


class LocalStackInternals(unittest.TestCase):
    def test_names_modules_and_members_that_have_moved(self):
        def load(name):
            if name == "gone":
                raise ModuleNotFoundError("No module named 'gone'")
            return types.SimpleNamespace(there=1)

        missing = hook.missing_internals({"gone": ["x"], "stays": ["there", "away"]}, load)
        self.assertEqual(missing, ["gone (No module named 'gone')", "stays.away"])
        message = hook.moved_message("5.0.0", missing)
        self.assertIn("LocalStack 5.0.0 cannot get SageMaker: this hook was written for LocalStack 4.14.0", message)
        self.assertIn("\n - gone (No module named 'gone')\n - stays.away\n", message)

    def test_names_methods_that_have_moved(self):
        self.assertEqual(hook.missing_methods(dict, ["keys", "kees"]), ["builtins.dict.kees"])

    def test_completes_the_context_object(self):
        make = hook.with_redrive_count(dict)
        self.assertEqual(make(Id="a"), {"RedriveCount": 0, "Id": "a"})
        self.assertEqual(make(RedriveCount=2), {"RedriveCount": 2})

    def test_names_sagemaker_among_the_services(self):
        states = hook.with_sagemaker_state(lambda: {"s3": "running"}, lambda: "error")
        self.assertEqual(states(), {"s3": "running", "sagemaker": "error"})

    def test_knows_whether_the_emulator_answers(self):
        server = http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
        emulator = hook.Emulator(f"http://127.0.0.1:{server.server_port}", "secret")
        self.assertTrue(emulator.answers())
        server.server_close()
        self.assertFalse(emulator.answers())

    def test_completes_the_end_of_a_stopped_execution(self):
        def reflected(status, end):
            worker = types.SimpleNamespace(env=types.SimpleNamespace(program_state=lambda: end))
            execution = types.SimpleNamespace(exec_worker=worker, exec_status=None, error=None, cause=None)

            def reflect(communication):
                communication.execution.exec_status = status

            hook.with_stop_reason(reflect)(types.SimpleNamespace(execution=execution))
            return execution.exec_status, execution.error, execution.cause

        end = types.SimpleNamespace(error="Test", cause="enough")
        self.assertEqual(reflected("ABORTED", end), ("ABORTED", "Test", "enough"))
        self.assertEqual(reflected("SUCCEEDED", end), ("SUCCEEDED", None, None))


if __name__ == "__main__":
    unittest.main()
