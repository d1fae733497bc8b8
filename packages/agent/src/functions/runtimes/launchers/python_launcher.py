"""Runs a handler by Lambda's Runtime API, with the context object and the errors of Lambda's Python runtimes."""

import http.client
import importlib
import json
import logging
import os
import sys
import time
import traceback

API = "/2018-06-01/runtime"
# Longer than any process lives without work: the other end closes first.
NO_TIMEOUT = None


class Identity:
    cognito_identity_id = None
    cognito_identity_pool_id = None


class Client:
    def __init__(self, fields):
        for name in ("installation_id", "app_title", "app_version_name", "app_version_code", "app_package_name"):
            setattr(self, name, fields.get(name))


class ClientContext:
    def __init__(self, fields):
        self.client = Client(fields.get("client") or {})
        self.custom = fields.get("custom")
        self.env = fields.get("env")


class Context:
    """Source: AWS Lambda Developer Guide, "Using the Lambda context object to retrieve Python function information"."""

    def __init__(self, headers):
        environment = os.environ
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = environment["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = environment["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = environment["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = environment["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = Identity()
        given = headers.get("Lambda-Runtime-Client-Context")
        self.client_context = ClientContext(json.loads(given)) if given else None
        self._deadline_ms = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline_ms - int(time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))


class LogFormatter(logging.Formatter):
    """As Lambda writes what goes through the root logger: level, time, request and message, between tabs."""

    converter = time.gmtime
    request_id = ""

    def __init__(self):
        super().__init__("[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(request_id)s\t%(message)s", "%Y-%m-%dT%H:%M:%S")

    def format(self, record):
        record.request_id = LogFormatter.request_id
        record.aws_request_id = LogFormatter.request_id
        return super().format(record)


def open_log():
    """Lambda's runtimes bring a handler along: functions set a level, and rely on it."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(LogFormatter())
    logging.getLogger().addHandler(handler)


def print_error(kind, message, trace=()):
    """In one piece, as Lambda logs what a handler raises."""
    lines = ["[ERROR] %s: %s" % (kind, message)]
    if trace:
        lines.append("Traceback (most recent call last):")
        lines.extend(line.rstrip("\n") for line in trace)
    print("\n".join(lines), file=sys.stderr)
    sys.stderr.flush()


class InitError(Exception):
    def __init__(self, kind, message, trace=()):
        super().__init__(message)
        self.kind = kind
        self.trace = list(trace)


def load_handler(name):
    module_name, dot, attribute = name.rpartition(".")
    if not dot:
        raise InitError("Runtime.MalformedHandlerName", "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % name)
    module_name = module_name.replace("/", ".")
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise InitError("Runtime.BuiltInModuleConflict", "Cannot use built-in module %s as a handler module" % module_name)
    try:
        module = importlib.import_module(module_name)
    except ImportError as error:
        raise InitError("Runtime.ImportModuleError", "Unable to import module '%s': %s" % (module_name, error))
    except SyntaxError as error:
        trace = ['  File "%s" Line %s\n    %s' % (error.filename, error.lineno, error.text)]
        raise InitError("Runtime.UserCodeSyntaxError", "Syntax error in module '%s': %s" % (module_name, error), trace)
    try:
        return getattr(module, attribute)
    except AttributeError:
        raise InitError("Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (attribute, module_name))


def trace_of(error):
    """Of the handler's own frames; how it was called is no news to its author."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if frame.filename != __file__]
    return traceback.format_list(own)


def error_body(kind, message, trace, request_id=None):
    body = {"errorMessage": message, "errorType": kind, "requestId": request_id or "", "stackTrace": list(trace)}
    return json.dumps(body)


class Api:
    def __init__(self, address):
        host, _, port = address.partition(":")
        self._connection = http.client.HTTPConnection(host, int(port), timeout=NO_TIMEOUT)

    def next(self):
        self._connection.request("GET", API + "/invocation/next")
        response = self._connection.getresponse()
        return response.headers, response.read()

    def post(self, path, body, kind=None):
        headers = {"Content-Type": "application/json"}
        if kind is not None:
            headers["Lambda-Runtime-Function-Error-Type"] = kind
        self._connection.request("POST", API + path, body.encode("utf-8", "replace"), headers)
        self._connection.getresponse().read()


def mark_output(sequence):
    """Tells the invocations' output apart: the number of each goes before it, behind a record separator."""
    for stream in (sys.stdout, sys.stderr):
        stream.write("\x1e%s\n" % sequence)
        stream.flush()


def run(handler, headers, payload):
    request_id = headers["Lambda-Runtime-Aws-Request-Id"]
    try:
        result = handler(json.loads(payload), Context(headers))
    except Exception as error:  # whatever the handler raises is the function's error
        kind, trace = type(error).__name__, trace_of(error)
        print_error(kind, error, trace)
        return None, (kind, error_body(kind, str(error), trace, request_id))
    try:
        return json.dumps(result, ensure_ascii=False, allow_nan=False), None
    except (TypeError, ValueError) as error:
        kind = "Runtime.MarshalError"
        print_error(kind, error)
        return None, (kind, error_body(kind, "Unable to marshal response: %s" % error, [], request_id))


def main():
    api = Api(os.environ["AWS_LAMBDA_RUNTIME_API"])
    open_log()
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    # The launcher's own folder is no place for a function's modules.
    sys.path[:] = [path for path in sys.path if path != os.path.dirname(os.path.abspath(__file__))]
    try:
        handler = load_handler(os.environ["_HANDLER"])
    except InitError as error:
        print_error(error.kind, error)
        api.post("/init/error", error_body(error.kind, str(error), error.trace), error.kind)
        sys.exit(1)
    except Exception as error:  # the module's own code, run when it is imported
        kind = type(error).__name__
        print_error(kind, error, trace_of(error))
        api.post("/init/error", error_body(kind, str(error), trace_of(error)), kind)
        sys.exit(1)
    while True:
        headers, payload = api.next()
        mark_output(headers["Landbridge-Sequence"])
        LogFormatter.request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        path = "/invocation/%s" % headers["Lambda-Runtime-Aws-Request-Id"]
        answer, failure = run(handler, headers, payload)
        sys.stdout.flush()
        sys.stderr.flush()
        if failure is None:
            api.post(path + "/response", answer)
        else:
            api.post(path + "/error", failure[1], failure[0])


if __name__ == "__main__":
    main()
