// Made from the OpenAPI document by `npm run generate -w @landbridge/client`; do not edit.

export interface paths {
    readonly "/docs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * An interactive page of this document
         * @description Fetches nothing from elsewhere. The page needs no key; the calls made from it do.
         */
        readonly get: operations["getDocs"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/errors/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * What an error means
         * @description Where a problem document's `type` leads.
         */
        readonly get: operations["explainError"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/healthz": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Whether the process answers
         * @description 200 as long as the process runs. Says nothing of the store: restarting does not mend a disk.
         */
        readonly get: operations["getHealth"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Metrics for Prometheus
         * @description In Prometheus's text format. Needs a key, as names of jobs and volumes of work are in it; Prometheus sends one with `authorization: { credentials_file: … }`.
         *
         *     Action: `metrics:read`; needs the scope `read`.
         */
        readonly get: operations["getMetrics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * This document
         * @description OpenAPI 3.1, made from the schemas that check the requests.
         */
        readonly get: operations["getOpenApi"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/readyz": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Whether work is taken
         * @description For load balancers and deployments.
         */
        readonly get: operations["getReadiness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audit": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the audit trail
         * @description Newest first: every change and every try at one, and whatever was refused for want of a key or a grant.
         *
         *     Action: `audit:read`; needs the scope `admin`.
         */
        readonly get: operations["listAudit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audit/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Export the audit trail
         * @description Everything that is kept, oldest first, one JSON object a line, each with its hash.
         *
         *     Action: `audit:read`; needs the scope `admin`.
         */
        readonly get: operations["exportAudit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audit/verification": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Verify the audit trail
         * @description Walks the whole chain: numbers without gaps, each hash from the one before it, each block's seal, which only the holder of the master key can make.
         *
         *     Action: `audit:read`; needs the scope `admin`.
         */
        readonly get: operations["verifyAudit"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/callbacks/{token}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Tell a run how the work that it waits for ended
         * @description For services that a job calls and hands a callback URL (`http.callback` in its definition). The URL needs no key: nobody can guess it, and it is good for one outcome of one attempt, while that lives. The same outcome may be sent again, as after an answer that was lost.
         */
        readonly post: operations["callBackRun"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/dead-letters": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List what schedules could not launch
         * @description Of schedules that name a dead-letter queue, newest first, until it is deleted.
         *
         *     Action: `schedules:read`; needs the scope `read`.
         */
        readonly get: operations["listDeadLetters"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/dead-letters/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete a dead letter
         * @description Once it was dealt with, as one deletes a message from a queue.
         *
         *     Action: `schedules:write`; needs the scope `admin`.
         */
        readonly delete: operations["deleteDeadLetter"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/executions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List executions
         * @description Newest first, without inputs and outputs. Child executions of a map run are listed only by its name as `stateMachine`; a page may be short and still have a next one.
         *
         *     Action: `executions:read`; needs the scope `read` or a launch grant for the state-machine.
         */
        readonly get: operations["listExecutions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/executions/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Look at an execution
         * @description Its status, input, and output or error.
         *
         *     Action: `executions:read`; needs the scope `read` or a launch grant for the state-machine.
         */
        readonly get: operations["getExecution"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/executions/{id}/history": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read an execution's history
         * @description Its events, in the shapes of AWS Step Functions' GetExecutionHistory.
         *
         *     Action: `executions:read`; needs the scope `read` or a launch grant for the state-machine.
         */
        readonly get: operations["getExecutionHistory"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/executions/{id}/map-runs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List an execution's map runs
         * @description Newest first: one for each time that a Map state in distributed mode was entered.
         *
         *     Action: `map-runs:read`; needs the scope `read`.
         */
        readonly get: operations["listMapRuns"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/executions/{id}/redrive": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Redrive an execution
         * @description One that failed, timed out or was stopped, within 14 days, goes on from the steps that did not succeed, under the same ARN and definition. What succeeded is not run again. Answers as soon as this is stored.
         *
         *     Action: `executions:redrive`; needs the scope `operate`.
         */
        readonly post: operations["redriveExecution"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/executions/{id}/stop": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Stop an execution
         * @description It ends ABORTED, with this error and cause. One that has ended is left as it is.
         *
         *     Action: `executions:stop`; needs the scope `operate`.
         */
        readonly post: operations["stopExecution"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hosts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List hosts
         * @description By name; removed ones too, until their place is needed. `local` is the server's own.
         *
         *     Action: `hosts:read`; needs the scope `read`.
         */
        readonly get: operations["listHosts"];
        readonly put?: never;
        /**
         * Enrol a host
         * @description Makes a token with which one agent, once, gets a key of its own for this name. A host that is there already is enrolled anew: its old key holds until the token is used.
         *
         *     Action: `hosts:enrol`; needs the scope `admin`.
         */
        readonly post: operations["enrolHost"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hosts/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Look at a host
         * @description Its labels, what it has to give, and what runs take of it.
         *
         *     Action: `hosts:read`; needs the scope `read`.
         */
        readonly get: operations["getHost"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Remove a host
         * @description Its key is refused from the answer on. Refused while runs may be alive there.
         *
         *     Action: `hosts:enrol`; needs the scope `admin`.
         */
        readonly delete: operations["removeHost"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hosts/{name}/drain": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Drain a host
         * @description It gets no new runs; those that it has go on. Repeating it changes nothing.
         *
         *     Action: `hosts:operate`; needs the scope `operate`.
         */
        readonly post: operations["drainHost"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hosts/{name}/resume": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Resume a drained host
         * @description It gets new runs again.
         *
         *     Action: `hosts:operate`; needs the scope `operate`.
         */
        readonly post: operations["resumeHost"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/hosts/{name}/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Give a host a new key
         * @description Sent to its agent over its connection; the old key holds until the agent has stored the new one.
         *
         *     Action: `hosts:enrol`; needs the scope `admin`.
         */
        readonly post: operations["rotateHost"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List jobs
         * @description The jobs as they were last applied, newest first.
         *
         *     Action: `jobs:read`; needs the scope `read`.
         */
        readonly get: operations["listJobs"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Look at a job
         * @description The job's definition as it was last applied. The environment's values are not shown.
         *
         *     Action: `jobs:read`; needs the scope `read` or a launch grant for the job.
         */
        readonly get: operations["getJob"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/{name}/runs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Launch a job
         * @description Answers as soon as the launch is stored, not when the job ends. A launch that would overlap with a run of a job whose concurrency is `forbid` is refused with 409, and kept as a run with status REFUSED.
         *
         *     Action: `runs:launch`; needs the scope `operate` or a launch grant for the job.
         */
        readonly post: operations["launchJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List API keys
         * @description Newest first; revoked and expired ones too. Secrets are not kept.
         *
         *     Action: `keys:read`; needs the scope `admin`.
         */
        readonly get: operations["listKeys"];
        readonly put?: never;
        /**
         * Create an API key
         * @description The answer holds the whole key, this once.
         *
         *     Action: `keys:write`; needs the scope `admin`.
         */
        readonly post: operations["createKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/keys/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /**
         * Revoke an API key
         * @description From the answer on the key is refused. It stays in the list. Repeating it changes nothing.
         *
         *     Action: `keys:write`; needs the scope `admin`.
         */
        readonly delete: operations["revokeKey"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/keys/{id}/rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Rotate an API key
         * @description Makes a key with the same name, grants and limits, told this once; the old one opens what it did for `overlapSeconds` more, so that its holders can change over one by one.
         *
         *     Action: `keys:write`; needs the scope `admin`.
         */
        readonly post: operations["rotateKey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/map-runs/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Look at a map run
         * @description How far it is: its items and its child executions, by what became of them.
         *
         *     Action: `map-runs:read`; needs the scope `read`.
         */
        readonly get: operations["getMapRun"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/map-runs/{id}/update": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Change a map run that runs
         * @description Its concurrency and how many failures it tolerates; what is left out stays as it is.
         *
         *     Action: `map-runs:update`; needs the scope `operate`.
         */
        readonly post: operations["updateMapRun"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/nodes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List the nodes that share the database
         * @description Who is alive, what each holds, and how late work is. All of them in one page.
         *
         *     Action: `nodes:read`; needs the scope `read`.
         */
        readonly get: operations["getNodes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/nodes/{name}/drain": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Drain a node
         * @description It gives up its partitions to the others within seconds and takes none; then it can be stopped without anybody noticing. It lasts as long as its process does.
         *
         *     Action: `nodes:drain`; needs the scope `admin`.
         */
        readonly post: operations["drainNode"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/project": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Apply a project
         * @description Takes everything that a project folder defines, checks it whole and stores it in one commit: all of it or nothing. What the project had before and has no longer is deleted; open runs and executions go on with what they began with. `landbridge apply` sends this.
         *
         *     Action: `project:apply`; needs the scope `admin`.
         */
        readonly post: operations["applyProject"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List runs
         * @description Newest first, without inputs and results.
         *
         *     Action: `runs:read`; needs the scope `read` or a launch grant for the job.
         */
        readonly get: operations["listRuns"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Look at a run
         * @description One launch of a job, from launch to outcome.
         *
         *     Action: `runs:read`; needs the scope `read` or a launch grant for the job.
         */
        readonly get: operations["getRun"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/{id}/log": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read or follow a run's output
         * @description Bytes of one stream of one attempt, from `offset`; the headers say where to go on. With `follow=true` the answer is a stream of server-sent events instead: `output` with `offset`, `nextOffset`, `time` and `text`, and, when no more will come, one `end` with `nextOffset` and, where the host's disk was full, `mayLackAfter`. An event's id is its `nextOffset`, so a reader that reconnects with `Last-Event-ID` misses nothing and sees nothing twice. With `timestamps=true` the answer is lines of JSON, one a line of output: `time`, `offset`, and `text` with the line's end, or `base64` where the line is no UTF-8. `time` is when the line's first byte was written, to a tenth of a second; it is absent where it is not known.
         *
         *     Action: `runs:read`; needs the scope `read` or a launch grant for the job.
         */
        readonly get: operations["getRunLog"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/{id}/resolve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Declare an unreachable run gone
         * @description An operator's word that no process of the run is left, which sets it LOST and frees its slot. The word, the key's name and the time are kept. Only for runs that nobody can reach: if the process lives after all, the next run will overlap with it.
         *
         *     Action: `runs:resolve`; needs the scope `operate`.
         */
        readonly post: operations["resolveRun"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/{id}/signal": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Send a signal to a run
         * @description To the run's command and those of its descendants that kept its environment. Answers when the host has sent it; it is not sent again, nor kept for later. To end a run use stop, which is certain.
         *
         *     Action: `runs:signal`; needs the scope `operate`.
         */
        readonly post: operations["signalRun"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/runs/{id}/stop": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Stop a run
         * @description SIGTERM to the run's processes, then SIGKILL after the job's grace. Answers when the wish is stored; the run's status says when it is done. A run that has its outcome is left as it is.
         *
         *     Action: `runs:stop`; needs the scope `operate`.
         */
        readonly post: operations["stopRun"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/schedules": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List schedules
         * @description Each with the next time at which it is due.
         *
         *     Action: `schedules:read`; needs the scope `read`.
         */
        readonly get: operations["listSchedules"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/schedules/{name}/occurrences": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List what fired, and what comes
         * @description `when=past`: what fired, was skipped or missed, and why, newest first. `when=upcoming`: what comes, soonest first, as the schedule stands now.
         *
         *     Action: `schedules:read`; needs the scope `read`.
         */
        readonly get: operations["listOccurrences"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/secrets": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List secrets
         * @description Names and times of what our own encrypted store holds, oldest first; never a value.
         *
         *     Action: `secrets:read`; needs the scope `admin`.
         */
        readonly get: operations["listSecrets"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/secrets-rotation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Rotate the master key of the secrets
         * @description Makes a new master key where the keys are in a file, and encrypts every secret anew under the present one. Repeating it after it was cut off goes on.
         *
         *     Action: `secrets:write`; needs the scope `admin`.
         */
        readonly post: operations["rotateSecrets"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/secrets/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Keep a secret
         * @description Makes it, or replaces its value: the next process that is started gets the new one.
         *
         *     Action: `secrets:write`; needs the scope `admin`.
         */
        readonly put: operations["putSecret"];
        readonly post?: never;
        /**
         * Delete a secret
         * @description Whatever refers to it cannot be started any more.
         *
         *     Action: `secrets:write`; needs the scope `admin`.
         */
        readonly delete: operations["deleteSecret"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/state-machines": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List state machines
         * @description Newest first, without their definitions.
         *
         *     Action: `state-machines:read`; needs the scope `read`.
         */
        readonly get: operations["listStateMachines"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/state-machines/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Look at a state machine
         * @description With its definition as it was last applied.
         *
         *     Action: `state-machines:read`; needs the scope `read` or a launch grant for the state-machine.
         */
        readonly get: operations["getStateMachine"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/state-machines/{name}/executions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Start an execution
         * @description Answers as soon as the start is stored. The definition is pinned: a later apply does not change it.
         *
         *     Action: `executions:start`; needs the scope `operate` or a launch grant for the state-machine.
         */
        readonly post: operations["startExecution"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/task-tokens/failure": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Report a task's failure
         * @description As SendTaskFailure of AWS Step Functions; the state's Retry and Catch see `error`.
         *
         *     Action: `tasks:answer`; needs the scope `operate`.
         */
        readonly post: operations["failTask"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/task-tokens/heartbeat": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Report that a task is alive
         * @description As SendTaskHeartbeat of AWS Step Functions: the state's HeartbeatSeconds begin anew.
         *
         *     Action: `tasks:answer`; needs the scope `operate`.
         */
        readonly post: operations["heartbeatTask"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/task-tokens/success": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Report a task's success
         * @description As SendTaskSuccess of AWS Step Functions. The first result of a task counts.
         *
         *     Action: `tasks:answer`; needs the scope `operate`.
         */
        readonly post: operations["succeedTask"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook-deliveries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List deliveries that wait, and dead letters
         * @description Newest first. What arrived is not kept.
         *
         *     Action: `webhooks:read`; needs the scope `read`.
         */
        readonly get: operations["listWebhookDeliveries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhook-deliveries/{id}/redeliver": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Deliver a dead letter again
         * @description At once, and from then on as if it were new. One that waits is tried at once.
         *
         *     Action: `webhooks:redeliver`; needs the scope `operate`.
         */
        readonly post: operations["redeliverWebhook"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List webhooks
         * @description Oldest first.
         *
         *     Action: `webhooks:read`; needs the scope `read`.
         */
        readonly get: operations["listWebhooks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/webhooks/{name}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /**
         * Define a webhook
         * @description Makes it, or replaces it. Whatever ends from now on and is wanted is sent to its URL, signed as Standard Webhooks has it, until it is answered with a status of 2xx, for about a day; then it is a dead letter.
         *
         *     Action: `webhooks:write`; needs the scope `admin`.
         */
        readonly put: operations["putWebhook"];
        readonly post?: never;
        /**
         * Delete a webhook
         * @description What waits for it becomes a dead letter at its next attempt.
         *
         *     Action: `webhooks:write`; needs the scope `admin`.
         */
        readonly delete: operations["deleteWebhook"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly ApplyProjectRequest: {
            readonly functions: readonly {
                readonly concurrency: number;
                readonly entry: string;
                readonly environment: {
                    readonly [key: string]: string;
                };
                readonly handler: string;
                readonly memoryMegabytes: number;
                readonly name: string;
                /** @enum {string} */
                readonly runtime?: "nodejs" | "python" | "java" | "provided";
                readonly timeoutSeconds: number;
            }[];
            readonly jobs: readonly {
                readonly command: {
                    readonly argv: readonly [
                        string
                    ];
                    /** @constant */
                    readonly kind: "arguments";
                } | {
                    /** @constant */
                    readonly kind: "shell";
                    readonly line: string;
                };
                /** @enum {string} */
                readonly concurrency: "forbid" | "allow" | "queue" | "replace";
                /** @enum {string} */
                readonly data: "normal" | "sensitive";
                readonly description?: string;
                readonly environment: {
                    readonly [key: string]: string | {
                        /** @constant */
                        readonly as?: "file";
                        readonly input: string;
                    } | {
                        /** @constant */
                        readonly as?: "file";
                        readonly parameter: string;
                    } | {
                        /** @constant */
                        readonly as: "file";
                        readonly text: string;
                    };
                };
                /** @constant */
                readonly hasCallback?: true;
                readonly killGraceSeconds: number;
                /** @constant */
                readonly limits?: "ground";
                readonly name: string;
                readonly outputBytesMax: number;
                readonly parameters: {
                    readonly [key: string]: string;
                };
                readonly requires?: {
                    readonly cpuUnits?: number;
                    readonly memoryMebibytes?: number;
                    readonly slots?: number;
                };
                readonly restart?: {
                    readonly killAfterSeconds: number;
                    /** @constant */
                    readonly kind: "elsewhere";
                };
                readonly retry: {
                    readonly backoffRate: number;
                    readonly intervalSeconds: number;
                    /** @description Attempts after the first. */
                    readonly maxAttempts: number;
                };
                readonly successExitCodes: readonly number[];
                readonly target?: {
                    /** @constant */
                    readonly kind: "host";
                    readonly name: string;
                } | {
                    /** @enum {string} */
                    readonly choice: "least-loaded" | "sticky";
                    readonly expression: string;
                    /** @constant */
                    readonly kind: "hosts";
                };
                readonly timeoutSeconds?: number;
                readonly waitForHostSeconds?: number;
                readonly workingDirectory?: string;
            }[];
            readonly name: string;
            readonly schedules: readonly {
                /** @constant */
                readonly afterCompletion?: "DELETE";
                readonly deadLetterArn?: string;
                readonly description?: string;
                /** @description Epoch milliseconds. */
                readonly endAt?: number;
                readonly expression: string;
                readonly flexibleWindowMinutes?: number;
                /** @description Absent: default. */
                readonly group?: string;
                /** @description Any JSON value, at most 4194304 bytes as UTF-8 text. */
                readonly input: unknown;
                readonly kmsKeyArn?: string;
                readonly name: string;
                readonly retry?: {
                    readonly maxAgeSeconds: number;
                    readonly maxAttempts: number;
                };
                /** @description Epoch milliseconds. */
                readonly startAt?: number;
                /** @enum {string} */
                readonly state: "ENABLED" | "DISABLED";
                readonly target: {
                    readonly job: string;
                    /** @constant */
                    readonly kind: "job";
                } | {
                    /** @constant */
                    readonly kind: "state-machine";
                    readonly stateMachine: string;
                } | {
                    readonly function: string;
                    /** @constant */
                    readonly kind: "function";
                } | {
                    readonly arn: string;
                    /** @description In place of `input`. */
                    readonly input?: string;
                    /** @constant */
                    readonly kind: "aws";
                    /** @description A JSON object. */
                    readonly parameters?: unknown;
                    readonly roleArn: string;
                };
                readonly timezone: string;
            }[];
            readonly stateMachines: readonly {
                readonly definition: string;
                /** @constant */
                readonly limits?: "ground";
                readonly name: string;
                readonly roleArn: string;
                /** @enum {string} */
                readonly type: "STANDARD" | "EXPRESS";
            }[];
            readonly webhooks?: readonly {
                /** @description Such as `run.failed`, `run.*` or `*`. */
                readonly events: readonly ("*" | "run.*" | "run.succeeded" | "run.failed" | "run.timed_out" | "run.stopped" | "run.lost" | "execution.*" | "execution.succeeded" | "execution.failed" | "execution.timed_out" | "execution.aborted")[];
                readonly isEnabled: boolean;
                readonly name: string;
                /** @description What requests are signed with: a reference, looked up for each one. */
                readonly secret: string;
                readonly sources: readonly string[];
                /** Format: uri */
                readonly url: string;
            }[];
        };
        readonly AuditPage: {
            readonly items: readonly components["schemas"]["AuditRecord"][];
            /** @description The cursor of the next page; null at the end. */
            readonly next: string | null;
        };
        readonly AuditRecord: {
            readonly action?: string;
            /** @description Where the request came from; `local`: the server's own process. */
            readonly address: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly at: string;
            readonly code?: string;
            /** @description How many such attempts the record stands for, if not 1. */
            readonly count?: number;
            /** @description SHA-256 of the hash before, the number, and the record without these two: the chain. */
            readonly hash: string;
            /** @description Where what was made is. */
            readonly made?: string;
            readonly operation: string;
            /** @enum {string} */
            readonly outcome: "done" | "refused" | "failed";
            /** @description The key; null: none that was valid, or the server itself. */
            readonly principal: {
                readonly key: string;
                readonly name: string;
            } | null;
            /** @description The answer's X-Request-ID. */
            readonly request?: string;
            /** @description From 1, without gaps. */
            readonly seq: number;
            readonly status: number;
            /** @description The path, without its query. */
            readonly target: string;
            /** @description `native`, `server`, or the dialect. */
            readonly via: string;
        };
        readonly AuditVerification: {
            /** @description The number of the oldest record that is kept. */
            readonly first: number;
            /** @description The newest record. Kept elsewhere, it shows later whether the end was cut off. */
            readonly head: {
                readonly hash: string;
                readonly seq: number;
            };
            readonly isSound: boolean;
            /** @description Where the chain breaks first. */
            readonly problem?: string;
            readonly recordCount: number;
            /** @description Blocks that were sealed with a master key that is no longer there. */
            readonly uncheckedSealCount: number;
        };
        readonly CallBackRunRequest: {
            /** @description One sentence for the operator; it goes on the run's standard error. */
            readonly reason?: string;
            /** @description The run's result. At most 262,144 bytes as JSON; 4,194,304 with `limits: ground`. */
            readonly result?: unknown;
            /**
             * @description How the work ended; the run ends likewise.
             * @enum {string}
             */
            readonly status: "SUCCEEDED" | "FAILED";
        };
        readonly CreatedKey: {
            /** @description An access key pair, for AWS's clients: the id that they sign with. */
            readonly accessKeyId?: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly createdAt: string;
            readonly createdBy: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly expiresAt?: string;
            /** @description The part of the key between the two underscores; not secret. */
            readonly id: string;
            /**
             * Format: date-time
             * @description Written now and then: may lag by a minute.
             */
            readonly lastUsedAt?: string;
            /** @description What it may launch and then look at, besides its scopes: `job:NAME`, `state-machine:NA*`. */
            readonly launch: readonly string[];
            readonly limits?: {
                /** @description At once, after a pause. */
                readonly requestsBurst: number;
                /** @description In the long run. */
                readonly requestsPerSecond: number;
            };
            readonly name: string;
            /** @description The key that this one was rotated into. */
            readonly replacedBy?: string;
            /** @description The key that was rotated into this one. */
            readonly replaces?: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly revokedAt?: string;
            readonly scopes: readonly ("admin" | "operate" | "read")[];
            /** @description The whole key. It is told this once and is not kept. */
            readonly secret?: string;
            /** @description An access key pair's secret, in place of `secret`. It is told this once and is not kept. */
            readonly secretAccessKey?: string;
        };
        readonly CreateKeyRequest: {
            /**
             * @description Make an access key pair, which AWS's clients sign with.
             * @default false
             */
            readonly aws: boolean;
            /**
             * Format: date-time
             * @description Default: never.
             */
            readonly expiresAt?: string;
            /**
             * @description What it may launch and then look at, besides its scopes: `job:NAME`, `state-machine:NA*`.
             * @default []
             */
            readonly launch: readonly string[];
            readonly limits?: {
                /** @description At once, after a pause. */
                readonly requestsBurst: number;
                /** @description In the long run. */
                readonly requestsPerSecond: number;
            };
            /** @description Who or what holds it; it is the principal in audit records. */
            readonly name: string;
            /** @default [] */
            readonly scopes: readonly ("admin" | "operate" | "read")[];
        };
        readonly DrainNodeRequest: {
            /**
             * @description `true`: it may hold work again.
             * @default false
             */
            readonly undo: boolean;
        };
        readonly EnrolHostRequest: {
            /** @description How long the token holds. Default: a day. */
            readonly expiresInSeconds?: string;
            readonly name: string;
        };
        readonly ErrorExplanation: {
            readonly advice: string;
            /** @enum {string} */
            readonly code: "INVALID_JSON" | "INVALID_REQUEST" | "INVALID_CURSOR" | "TASK_TOKEN_INVALID" | "KEY_MISSING" | "KEY_INVALID" | "KEY_EXPIRED" | "KEY_REVOKED" | "SCOPE_MISSING" | "ROUTE_NOT_FOUND" | "JOB_NOT_FOUND" | "RUN_NOT_FOUND" | "HOST_NOT_FOUND" | "LOG_NOT_FOUND" | "STATE_MACHINE_NOT_FOUND" | "EXECUTION_NOT_FOUND" | "MAP_RUN_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "KEY_NOT_FOUND" | "NODE_NOT_FOUND" | "SECRET_NOT_FOUND" | "DEAD_LETTER_NOT_FOUND" | "WEBHOOK_NOT_FOUND" | "DELIVERY_NOT_FOUND" | "CALLBACK_NOT_FOUND" | "ERROR_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "REQUEST_TIMEOUT" | "RUN_BLOCKED" | "RUN_NOT_RUNNING" | "RUN_NOT_RESOLVABLE" | "EXECUTION_EXISTS" | "MAP_RUN_ENDED" | "EXECUTION_NOT_REDRIVABLE" | "TASK_CLOSED" | "CALLBACK_USED" | "WEBHOOK_OWNED" | "KEY_LAST_ADMIN" | "KEY_NOT_ROTATABLE" | "KEY_LIMIT" | "HOST_LIMIT" | "HOST_BUSY" | "CALLBACK_OVER" | "PRECONDITION_FAILED" | "BODY_TOO_LARGE" | "URI_TOO_LONG" | "UNSUPPORTED_MEDIA_TYPE" | "IDEMPOTENCY_KEY_REUSED" | "INVALID_DEFINITION" | "RATE_LIMITED" | "TOO_MANY_IN_FLIGHT" | "TOO_MANY_FOLLOWERS" | "LIMIT_EXCEEDED" | "HEADERS_TOO_LARGE" | "INTERNAL" | "OUTCOME_UNKNOWN" | "HOST_UNREACHABLE" | "NOT_READY" | "OVERLOADED" | "STORE_UNAVAILABLE" | "STORE_FULL";
            readonly status: number;
            readonly title: string;
        };
        readonly Execution: {
            readonly arn: string;
            readonly cause?: string;
            readonly error?: string;
            /** @description Where one execution is asked for. */
            readonly headroom?: {
                /** @description Events of the history. */
                readonly events: {
                    /** @description AWS's. */
                    readonly limit: number;
                    /** @description used / limit; above 1 it could not run on AWS. */
                    readonly share: number;
                    readonly used: number;
                };
                /** @description The task that used most of what AWS gives it: 900 s for a function, 300 s in an Express execution, else a year. */
                readonly longestTaskSeconds?: {
                    /** @description AWS's. */
                    readonly limit: number;
                    /** @description used / limit; above 1 it could not run on AWS. */
                    readonly share: number;
                    readonly used: number;
                };
                /** @description UTF-8 bytes of the largest input, output or parameters so far. */
                readonly payloadBytes: {
                    /** @description AWS's. */
                    readonly limit: number;
                    /** @description used / limit; above 1 it could not run on AWS. */
                    readonly share: number;
                    readonly used: number;
                };
            };
            readonly id: string;
            /** @description Any JSON value. */
            readonly input: unknown;
            readonly name: string;
            /** @description Once SUCCEEDED. */
            readonly output?: unknown;
            /** @description Whether it can be redriven now. Where one execution is asked for. */
            readonly redrive?: {
                /** @description Why not, in AWS's words. */
                readonly reason?: string;
                /** @enum {string} */
                readonly status: "REDRIVABLE" | "NOT_REDRIVABLE" | "REDRIVABLE_BY_MAP_RUN";
            };
            readonly redriveCount: number;
            /**
             * Format: date-time
             * @description The last time.
             */
            readonly redrivenAt?: string;
            readonly revision: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly startedAt: string;
            readonly stateMachine: string;
            /** @enum {string} */
            readonly status: "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly stoppedAt?: string;
        };
        readonly ExecutionPage: {
            readonly items: readonly components["schemas"]["ExecutionSummary"][];
            /** @description The cursor of the next page; null at the end. */
            readonly next: string | null;
        };
        readonly ExecutionSummary: {
            readonly arn: string;
            readonly id: string;
            readonly name: string;
            readonly redriveCount: number;
            /**
             * Format: date-time
             * @description The last time.
             */
            readonly redrivenAt?: string;
            readonly revision: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly startedAt: string;
            readonly stateMachine: string;
            /** @enum {string} */
            readonly status: "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly stoppedAt?: string;
        };
        readonly FailTaskRequest: {
            readonly cause?: string;
            readonly error?: string;
            /** @description As the task received it. In the body, so that it is in no log of addresses. */
            readonly token: string;
        };
        readonly Health: {
            /** @constant */
            readonly status: "ok";
        };
        readonly HeartbeatTaskRequest: {
            /** @description As the task received it. In the body, so that it is in no log of addresses. */
            readonly token: string;
        };
        /** @description An event as AWS Step Functions' GetExecutionHistory gives it, its details under AWS's name for them. */
        readonly HistoryEvent: {
            /** @description From 1, without gaps. */
            readonly id: number;
            readonly previousEventId: number;
            /** @description Seconds since 1970-01-01T00:00:00Z, with a fraction. */
            readonly timestamp: number;
            readonly type: string;
        } & {
            readonly [key: string]: unknown;
        };
        readonly HistoryPage: {
            readonly items: readonly components["schemas"]["HistoryEvent"][];
            /** @description The cursor of the next page; null at the end. */
            readonly next: string | null;
        };
        readonly Issue: {
            /** @description Stable, for programs. */
            readonly code: string;
            readonly hint?: string;
            /** @description What was expected, and what was found. */
            readonly message: string;
            /** @description A JSON pointer to what is meant; empty for the whole. */
            readonly path: string;
            /** @enum {string} */
            readonly severity: "error" | "warning";
        };
        readonly Job: {
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly appliedAt: string;
            readonly command: {
                readonly argv: readonly [
                    string
                ];
                /** @constant */
                readonly kind: "arguments";
            } | {
                /** @constant */
                readonly kind: "shell";
                readonly line: string;
            };
            /** @enum {string} */
            readonly concurrency: "forbid" | "allow" | "queue" | "replace";
            /** @enum {string} */
            readonly data: "normal" | "sensitive";
            readonly description?: string;
            readonly environmentNames: readonly string[];
            readonly killGraceSeconds: number;
            /** @constant */
            readonly limits?: "ground";
            readonly name: string;
            readonly outputBytesMax: number;
            readonly requires?: {
                readonly cpuUnits?: number;
                readonly memoryMebibytes?: number;
                readonly slots?: number;
            };
            readonly restart?: {
                readonly killAfterSeconds: number;
                /** @constant */
                readonly kind: "elsewhere";
            };
            readonly retry: {
                readonly backoffRate: number;
                readonly intervalSeconds: number;
                /** @description Attempts after the first. */
                readonly maxAttempts: number;
            };
            readonly successExitCodes: readonly number[];
            readonly target?: {
                /** @constant */
                readonly kind: "host";
                readonly name: unknown;
            } | {
                /** @enum {string} */
                readonly choice: "least-loaded" | "sticky";
                readonly expression: string;
                /** @constant */
                readonly kind: "hosts";
            };
            readonly timeoutSeconds?: number;
            readonly waitForHostSeconds?: number;
            readonly workingDirectory?: string;
        };
        readonly JobPage: {
            readonly items: readonly components["schemas"]["Job"][];
            /** @description The cursor of the next page; null at the end. */
            readonly next: string | null;
        };
        readonly Key: {
            /** @description An access key pair, for AWS's clients: the id that they sign with. */
            readonly accessKeyId?: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly createdAt: string;
            readonly createdBy: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly expiresAt?: string;
            /** @description The part of the key between the two underscores; not secret. */
            readonly id: string;
            /**
             * Format: date-time
             * @description Written now and then: may lag by a minute.
             */
            readonly lastUsedAt?: string;
            /** @description What it may launch and then look at, besides its scopes: `job:NAME`, `state-machine:NA*`. */
            readonly launch: readonly string[];
            readonly limits?: {
                /** @description At once, after a pause. */
                readonly requestsBurst: number;
                /** @description In the long run. */
                readonly requestsPerSecond: number;
            };
            readonly name: string;
            /** @description The key that this one was rotated into. */
            readonly replacedBy?: string;
            /** @description The key that was rotated into this one. */
            readonly replaces?: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly revokedAt?: string;
            readonly scopes: readonly ("admin" | "operate" | "read")[];
        };
        readonly KeyPage: {
            readonly items: readonly components["schemas"]["Key"][];
            /** @description The cursor of the next page; null at the end. */
            readonly next: string | null;
        };
        readonly LaunchJobRequest: {
            /** @description Default: an empty object. */
            readonly input?: unknown;
        };
        readonly Occurrence: {
            /** @description The run that held the slot, where the launch was refused. */
            readonly blockingRun?: string;
            /**
             * Format: date-time
             * @description When it was fired, skipped or found missed.
             */
            readonly decidedAt?: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly due: string;
            readonly execution?: string;
            /** @description One sentence: why it was not launched, or was refused. */
            readonly reason?: string;
            /** @description SKIPPED or MISSED: the same for programs; stable. */
            readonly reasonCode?: string;
            /** @description FIRED: the launch; REFUSED where it would have overlapped. */
            readonly run?: string;
            readonly schedule: string;
            /** @enum {string} */
            readonly status: "UPCOMING" | "FIRED" | "SKIPPED" | "MISSED";
            /** @description This item stands for so many occurrences, from `from` up to `due`. */
            readonly summary?: {
                readonly count: number;
                /**
                 * Format: date-time
                 * @description RFC 3339, in UTC, with milliseconds in answers.
                 */
                readonly from: string;
            };
        };
        readonly OccurrencePage: {
            readonly items: readonly components["schemas"]["Occurrence"][];
            /** @description The cursor of the next page; null at the end. */
            readonly next: string | null;
        };
        readonly Problem: {
            /** @description RUN_BLOCKED: the run that holds the job's slot. */
            readonly blockingRun?: string;
            /** @enum {string} */
            readonly code: "INVALID_JSON" | "INVALID_REQUEST" | "INVALID_CURSOR" | "TASK_TOKEN_INVALID" | "KEY_MISSING" | "KEY_INVALID" | "KEY_EXPIRED" | "KEY_REVOKED" | "SCOPE_MISSING" | "ROUTE_NOT_FOUND" | "JOB_NOT_FOUND" | "RUN_NOT_FOUND" | "HOST_NOT_FOUND" | "LOG_NOT_FOUND" | "STATE_MACHINE_NOT_FOUND" | "EXECUTION_NOT_FOUND" | "MAP_RUN_NOT_FOUND" | "SCHEDULE_NOT_FOUND" | "KEY_NOT_FOUND" | "NODE_NOT_FOUND" | "SECRET_NOT_FOUND" | "DEAD_LETTER_NOT_FOUND" | "WEBHOOK_NOT_FOUND" | "DELIVERY_NOT_FOUND" | "CALLBACK_NOT_FOUND" | "ERROR_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "REQUEST_TIMEOUT" | "RUN_BLOCKED" | "RUN_NOT_RUNNING" | "RUN_NOT_RESOLVABLE" | "EXECUTION_EXISTS" | "MAP_RUN_ENDED" | "EXECUTION_NOT_REDRIVABLE" | "TASK_CLOSED" | "CALLBACK_USED" | "WEBHOOK_OWNED" | "KEY_LAST_ADMIN" | "KEY_NOT_ROTATABLE" | "KEY_LIMIT" | "HOST_LIMIT" | "HOST_BUSY" | "CALLBACK_OVER" | "PRECONDITION_FAILED" | "BODY_TOO_LARGE" | "URI_TOO_LONG" | "UNSUPPORTED_MEDIA_TYPE" | "IDEMPOTENCY_KEY_REUSED" | "INVALID_DEFINITION" | "RATE_LIMITED" | "TOO_MANY_IN_FLIGHT" | "TOO_MANY_FOLLOWERS" | "LIMIT_EXCEEDED" | "HEADERS_TOO_LARGE" | "INTERNAL" | "OUTCOME_UNKNOWN" | "HOST_UNREACHABLE" | "NOT_READY" | "OVERLOADED" | "STORE_UNAVAILABLE" | "STORE_FULL";
            /** @description One sentence on this one request, and what to do. */
            readonly detail: string;
            /** @description Names this one answer; the server's log has the same. */
            readonly instance: string;
            /** @description Every mistake that was found, at once. */
            readonly issues?: readonly components["schemas"]["Issue"][];
            /** @description RUN_BLOCKED: this launch, kept as a run with status REFUSED. */
            readonly run?: string;
            readonly status: number;
            readonly title: string;
            /** @description Where the error is explained: a path on this server. */
            readonly type: string;
        };
        readonly ProjectChanges: {
            readonly changes: readonly {
                /** @enum {string} */
                readonly change: "created" | "updated" | "deleted";
                /** @enum {string} */
                readonly kind: "job" | "function" | "state-machine" | "schedule" | "webhook";
                readonly name: string;
            }[];
            /** @description true: this is what would change; nothing was. */
            readonly isPlan: boolean;
            readonly project: string;
            readonly unchangedCount: number;
            readonly warnings: readonly components["schemas"]["Issue"][];
        };
        readonly PutSecretRequest: {
            /** @description Never given back. */
            readonly value: string;
        };
        readonly PutWebhookRequest: {
            /** @description Such as `run.failed`, `run.*` or `*`. */
            readonly events: readonly ("*" | "run.*" | "run.succeeded" | "run.failed" | "run.timed_out" | "run.stopped" | "run.lost" | "execution.*" | "execution.succeeded" | "execution.failed" | "execution.timed_out" | "execution.aborted")[];
            /** @default true */
            readonly isEnabled: boolean;
            /** @description What requests are signed with: a reference, looked up for each one. */
            readonly secret: string;
            /**
             * @description Only of these jobs and state machines; none: of all.
             * @default []
             */
            readonly sources: readonly string[];
            /** Format: uri */
            readonly url: string;
        };
        readonly Readiness: {
            readonly checks: readonly {
                readonly detail?: string;
                readonly isReady: boolean;
                readonly name: string;
            }[];
            /** @enum {string} */
            readonly status: "ready" | "not-ready";
        };
        readonly RedriveExecutionRequest: {
            /** @description Sent again within 15 minutes, it redrives nothing and gives the first answer. */
            readonly clientToken?: string;
        };
        readonly ResolveRunRequest: {
            /** @description How you know that no process of the run is left; kept with your key's name. At most 1024 characters. */
            readonly reason: string;
        };
        readonly RotatedSecrets: {
            /** @description Secrets that were encrypted anew. */
            readonly changedCount: number;
            /** @description Of the present master key. */
            readonly keyId: string;
        };
        readonly RotateKeyRequest: {
            /**
             * Format: date-time
             * @description Of the new key. Default: it lives as long as the old one was made to.
             */
            readonly expiresAt?: string;
            /**
             * @description How long the old key still opens what it did.
             * @default 86400
             */
            readonly overlapSeconds: number;
        };
        readonly Run: {
            /** @description From 1; 0: nothing was started yet. */
            readonly attempt: number;
            /** @description REFUSED: the run that held the slot. */
            readonly blockingRun?: string;
            readonly cause: {
                /** @constant */
                readonly kind: "api";
                readonly principal: string;
            } | {
                /**
                 * Format: date-time
                 * @description RFC 3339, in UTC, with milliseconds in answers.
                 */
                readonly due: string;
                /** @constant */
                readonly kind: "schedule";
                readonly schedule: string;
            } | {
                readonly execution: string;
                /** @constant */
                readonly kind: "execution";
            };
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly endedAt?: string;
            readonly exit?: {
                readonly code: number;
                /** @constant */
                readonly kind: "code";
            } | {
                /** @constant */
                readonly kind: "signal";
                readonly signal: string;
            };
            readonly host?: string;
            readonly id: string;
            /** @description Any JSON value. */
            readonly input: unknown;
            readonly job: string;
            /** @description What the job said last in its LANDBRIDGE_PROGRESS_FILE. */
            readonly progress?: {
                /**
                 * Format: date-time
                 * @description RFC 3339, in UTC, with milliseconds in answers.
                 */
                readonly at: string;
                readonly message?: string;
                readonly metrics?: {
                    readonly [key: string]: number;
                };
                readonly percent?: number;
            };
            readonly reason?: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly requestedAt: string;
            /** @description What the job left in its result file. */
            readonly result?: unknown;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly startedAt?: string;
            /** @enum {string} */
            readonly status: "QUEUED" | "RUNNING" | "UNREACHABLE" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "STOPPED" | "REFUSED" | "LOST";
        };
        readonly RunPage: {
            readonly items: readonly components["schemas"]["RunSummary"][];
            /** @description The cursor of the next page; null at the end. */
            readonly next: string | null;
        };
        readonly RunSummary: {
            /** @description From 1; 0: nothing was started yet. */
            readonly attempt: number;
            /** @description REFUSED: the run that held the slot. */
            readonly blockingRun?: string;
            readonly cause: {
                /** @constant */
                readonly kind: "api";
                readonly principal: string;
            } | {
                /**
                 * Format: date-time
                 * @description RFC 3339, in UTC, with milliseconds in answers.
                 */
                readonly due: string;
                /** @constant */
                readonly kind: "schedule";
                readonly schedule: string;
            } | {
                readonly execution: string;
                /** @constant */
                readonly kind: "execution";
            };
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly endedAt?: string;
            readonly exit?: {
                readonly code: number;
                /** @constant */
                readonly kind: "code";
            } | {
                /** @constant */
                readonly kind: "signal";
                readonly signal: string;
            };
            readonly host?: string;
            readonly id: string;
            readonly job: string;
            /** @description What the job said last in its LANDBRIDGE_PROGRESS_FILE. */
            readonly progress?: {
                /**
                 * Format: date-time
                 * @description RFC 3339, in UTC, with milliseconds in answers.
                 */
                readonly at: string;
                readonly message?: string;
                readonly metrics?: {
                    readonly [key: string]: number;
                };
                readonly percent?: number;
            };
            readonly reason?: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly requestedAt: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly startedAt?: string;
            /** @enum {string} */
            readonly status: "QUEUED" | "RUNNING" | "UNREACHABLE" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "STOPPED" | "REFUSED" | "LOST";
        };
        readonly Schedule: {
            /** @constant */
            readonly afterCompletion?: "DELETE";
            readonly deadLetterArn?: string;
            readonly description?: string;
            /** @description Epoch milliseconds. */
            readonly endAt?: number;
            /** @description `cron(…)`, `rate(…)` or `at(…)`, as in EventBridge Scheduler. */
            readonly expression: string;
            readonly flexibleWindowMinutes?: number;
            /** @description Absent: default. */
            readonly group?: string;
            /** @description Any JSON value. */
            readonly input: unknown;
            readonly kmsKeyArn?: string;
            readonly name: string;
            /** @description null: never again, or DISABLED. */
            readonly nextDue: string | null;
            /**
             * @description Who made it: a project folder, or the Scheduler API.
             * @enum {string}
             */
            readonly owner: "project" | "api";
            readonly retry?: {
                readonly maxAgeSeconds: number;
                readonly maxAttempts: number;
            };
            /** @description Epoch milliseconds. */
            readonly startAt?: number;
            /** @enum {string} */
            readonly state: "ENABLED" | "DISABLED";
            readonly target: {
                readonly job: string;
                /** @constant */
                readonly kind: "job";
            } | {
                /** @constant */
                readonly kind: "state-machine";
                readonly stateMachine: string;
            } | {
                readonly function: string;
                /** @constant */
                readonly kind: "function";
            } | {
                readonly arn: string;
                /** @description In place of `input`. */
                readonly input?: string;
                /** @constant */
                readonly kind: "aws";
                /** @description A JSON object. */
                readonly parameters?: unknown;
                readonly roleArn: string;
            };
            readonly timezone: string;
        };
        readonly SchedulePage: {
            readonly items: readonly components["schemas"]["Schedule"][];
            /** @description The cursor of the next page; null at the end. */
            readonly next: string | null;
        };
        readonly Secret: {
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly createdAt: string;
            /** @description Of the master key that it is encrypted under. */
            readonly keyId: string;
            readonly name: string;
            /** @description What definitions write to mean it. */
            readonly reference: string;
            /** @description 1, then one more each time it is put. */
            readonly revision: number;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly updatedAt: string;
            readonly updatedBy: string;
        };
        readonly SecretPage: {
            readonly items: readonly components["schemas"]["Secret"][];
            /** @description The cursor of the next page; null at the end. */
            readonly next: string | null;
        };
        readonly SignalRunRequest: {
            /** @enum {string} */
            readonly signal: "SIGHUP" | "SIGINT" | "SIGQUIT" | "SIGUSR1" | "SIGUSR2" | "SIGTSTP" | "SIGCONT" | "SIGWINCH";
        };
        readonly StartExecutionRequest: {
            /** @description Default: an empty object. */
            readonly input?: unknown;
            /** @description Unique among the machine's executions. Default: one is made. The same name and input start nothing new. */
            readonly name?: string;
        };
        readonly StateMachine: {
            readonly arn: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly createdAt: string;
            /** @description The Amazon States Language, as JSON text. */
            readonly definition: string;
            readonly name: string;
            /** @description Names the definition that a new execution pins. */
            readonly revision: string;
            readonly roleArn: string;
            /** @enum {string} */
            readonly type: "STANDARD" | "EXPRESS";
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly updatedAt: string;
        };
        readonly StateMachinePage: {
            readonly items: readonly components["schemas"]["StateMachineSummary"][];
            /** @description The cursor of the next page; null at the end. */
            readonly next: string | null;
        };
        readonly StateMachineSummary: {
            readonly arn: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly createdAt: string;
            readonly name: string;
            /** @description Names the definition that a new execution pins. */
            readonly revision: string;
            /** @enum {string} */
            readonly type: "STANDARD" | "EXPRESS";
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly updatedAt: string;
        };
        readonly StopExecutionRequest: {
            readonly cause?: string;
            readonly error?: string;
        };
        readonly StopRunRequest: {
            readonly reason?: string;
        };
        readonly SucceedTaskRequest: {
            /** @description Any JSON value, at most 4194304 bytes as UTF-8 text. */
            readonly output: unknown;
            /** @description As the task received it. In the body, so that it is in no log of addresses. */
            readonly token: string;
        };
        readonly UpdateMapRunRequest: {
            /** @description 0: no limit of one's own. */
            readonly maxConcurrency?: number;
            readonly toleratedFailureCount?: number;
            readonly toleratedFailurePercentage?: number;
        };
        readonly Webhook: {
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly createdAt: string;
            /** @description Such as `run.failed`, `run.*` or `*`. */
            readonly events: readonly ("*" | "run.*" | "run.succeeded" | "run.failed" | "run.timed_out" | "run.stopped" | "run.lost" | "execution.*" | "execution.succeeded" | "execution.failed" | "execution.timed_out" | "execution.aborted")[];
            readonly isEnabled: boolean;
            readonly name: string;
            /**
             * @description project: it is of the project folder, which alone changes and deletes it.
             * @enum {string}
             */
            readonly owner: "project" | "api";
            /** @description What requests are signed with: a reference, looked up for each one. */
            readonly secret: string;
            readonly sources: readonly string[];
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly updatedAt: string;
            /** Format: uri */
            readonly url: string;
        };
        readonly WebhookDelivery: {
            readonly attempts: number;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly createdAt: string;
            /** @description The request's `webhook-id`: the same in every attempt. */
            readonly id: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly lastAt?: string;
            readonly lastError?: string;
            /**
             * Format: date-time
             * @description RFC 3339, in UTC, with milliseconds in answers.
             */
            readonly nextDue?: string;
            /**
             * @description DEAD: it is tried no more, until somebody asks for it. What arrived is not kept.
             * @enum {string}
             */
            readonly status: "PENDING" | "DEAD";
            readonly type: string;
            readonly webhook: string;
        };
        readonly WebhookDeliveryPage: {
            readonly items: readonly components["schemas"]["WebhookDelivery"][];
            /** @description The cursor of the next page; null at the end. */
            readonly next: string | null;
        };
        readonly WebhookPage: {
            readonly items: readonly components["schemas"]["Webhook"][];
            /** @description The cursor of the next page; null at the end. */
            readonly next: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly getDocs: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The page. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/html": string;
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly explainError: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The error. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ErrorExplanation"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ERROR_NOT_FOUND`: There is no error of that code. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getHealth: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It answers. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Health"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getMetrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The metrics. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getOpenApi: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The document. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly openapi: string;
                    } & {
                        readonly [key: string]: unknown;
                    };
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getReadiness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Ready. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not ready; `checks` says why. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    readonly listAudit: {
        readonly parameters: {
            readonly query?: {
                /** @description Such as `runs:launch`. */
                readonly action?: string;
                /** @description `next` from the page before; opaque. */
                readonly cursor?: string;
                /** @description At most so many items; a page may hold fewer though more follow. */
                readonly limit?: number;
                readonly outcome?: "done" | "refused" | "failed";
                /** @description The id or the name of a key. */
                readonly principal?: string;
                /** @description RFC 3339, in UTC, with milliseconds in answers. */
                readonly since?: string;
                /** @description RFC 3339, in UTC, with milliseconds in answers. */
                readonly until?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of records. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_CURSOR`: The cursor is not from this list. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly exportAudit: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The records. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/x-ndjson": string;
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly verifyAudit: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What was found. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuditVerification"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly callBackRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The last part of the callback URL, as the job handed it out. */
                readonly token: string;
            };
            readonly cookie?: never;
        };
        /** @description At most 5242880 bytes. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CallBackRunRequest"];
            };
        };
        readonly responses: {
            /** @description Stored; the run ends by it. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CALLBACK_NOT_FOUND`: The callback URL is not one of ours. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CALLBACK_USED`: Another outcome was told before. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CALLBACK_OVER`: Nobody waits for that callback any longer. */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listDeadLetters: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` from the page before; opaque. */
                readonly cursor?: string;
                /** @description At most so many items; a page may hold fewer though more follow. */
                readonly limit?: number;
                readonly queue?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of dead letters. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly attempts?: number;
                            /**
                             * Format: date-time
                             * @description RFC 3339, in UTC, with milliseconds in answers.
                             */
                            readonly due: string;
                            readonly id: string;
                            /** @description Any JSON value. */
                            readonly input: unknown;
                            /** @description The ARN that the schedule names. */
                            readonly queue: string;
                            /** @description One sentence: why it was not launched. */
                            readonly reason: string;
                            readonly reasonCode: string;
                            readonly schedule: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, in UTC, with milliseconds in answers.
                             */
                            readonly sentAt: string;
                            readonly target: {
                                readonly job: string;
                                /** @constant */
                                readonly kind: "job";
                            } | {
                                /** @constant */
                                readonly kind: "state-machine";
                                readonly stateMachine: string;
                            } | {
                                readonly function: string;
                                /** @constant */
                                readonly kind: "function";
                            } | {
                                readonly arn: string;
                                /** @description In place of `input`. */
                                readonly input?: string;
                                /** @constant */
                                readonly kind: "aws";
                                /** @description A JSON object. */
                                readonly parameters?: unknown;
                                readonly roleArn: string;
                            };
                        }[];
                        /** @description The cursor of the next page; null at the end. */
                        readonly next: string | null;
                    };
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_CURSOR`: The cursor is not from this list. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteDeadLetter: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `DEAD_LETTER_NOT_FOUND`: There is no dead letter with that id. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listExecutions: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` from the page before; opaque. */
                readonly cursor?: string;
                /** @description At most so many items; a page may hold fewer though more follow. */
                readonly limit?: number;
                /** @description Only executions of this state machine. */
                readonly stateMachine?: string;
                readonly status?: "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of executions. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ExecutionPage"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_CURSOR`: The cursor is not from this list. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getExecution: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The execution's id or its ARN. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The execution. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Execution"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `EXECUTION_NOT_FOUND`: There is no execution with that id. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getExecutionHistory: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` from the page before; opaque. */
                readonly cursor?: string;
                /** @description `false`: leave inputs and outputs out. */
                readonly includeData?: boolean;
                /** @description At most so many items; a page may hold fewer though more follow. */
                readonly limit?: number;
                /** @description `true`: newest first. */
                readonly reverse?: boolean;
            };
            readonly header?: never;
            readonly path: {
                /** @description The execution's id or its ARN. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of events. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HistoryPage"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_CURSOR`: The cursor is not from this list. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `EXECUTION_NOT_FOUND`: There is no execution with that id. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listMapRuns: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` from the page before; opaque. */
                readonly cursor?: string;
                /** @description At most so many items; a page may hold fewer though more follow. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                /** @description The execution's id or its ARN. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of map runs. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly arn: string;
                            /** @description What GET /v1/executions takes as `stateMachine` to list its child executions. */
                            readonly children: string;
                            /** @description The ARN of the execution whose Map state it is. */
                            readonly execution: string;
                            readonly executionCounts: {
                                readonly aborted: number;
                                readonly failed: number;
                                readonly failuresNotRedrivable: number;
                                readonly pending: number;
                                /** @description Unsuccessful ones that wait for the redrive that is under way. */
                                readonly pendingRedrive: number;
                                readonly resultsWritten: number;
                                readonly running: number;
                                readonly succeeded: number;
                                readonly timedOut: number;
                                /** @description Known so far; more may come while it is RUNNING. */
                                readonly total: number;
                            };
                            readonly id: string;
                            readonly itemCounts: {
                                readonly aborted: number;
                                readonly failed: number;
                                readonly failuresNotRedrivable: number;
                                readonly pending: number;
                                /** @description Unsuccessful ones that wait for the redrive that is under way. */
                                readonly pendingRedrive: number;
                                readonly resultsWritten: number;
                                readonly running: number;
                                readonly succeeded: number;
                                readonly timedOut: number;
                                /** @description Known so far; more may come while it is RUNNING. */
                                readonly total: number;
                            };
                            /** @description 0: no limit of the definition's. */
                            readonly maxConcurrency: number;
                            readonly redriveCount: number;
                            /**
                             * Format: date-time
                             * @description The last time.
                             */
                            readonly redrivenAt?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, in UTC, with milliseconds in answers.
                             */
                            readonly startedAt: string;
                            /** @enum {string} */
                            readonly status: "RUNNING" | "SUCCEEDED" | "FAILED" | "ABORTED";
                            /**
                             * Format: date-time
                             * @description RFC 3339, in UTC, with milliseconds in answers.
                             */
                            readonly stoppedAt?: string;
                            readonly toleratedFailureCount: number;
                            readonly toleratedFailurePercentage: number;
                        }[];
                        /** @description The cursor of the next page; null at the end. */
                        readonly next: string | null;
                    };
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_CURSOR`: The cursor is not from this list. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `EXECUTION_NOT_FOUND`: There is no execution with that id. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly redriveExecution: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The execution's id or its ARN. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        /** @description At most 1048576 bytes. */
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["RedriveExecutionRequest"];
            };
        };
        readonly responses: {
            /** @description The execution, as it is now. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Execution"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `EXECUTION_NOT_FOUND`: There is no execution with that id. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `EXECUTION_NOT_REDRIVABLE`: The execution cannot be redriven. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly stopExecution: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The execution's id or its ARN. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        /** @description At most 1048576 bytes. */
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["StopExecutionRequest"];
            };
        };
        readonly responses: {
            /** @description The execution, as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Execution"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `EXECUTION_NOT_FOUND`: There is no execution with that id. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listHosts: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` from the page before; opaque. */
                readonly cursor?: string;
                /** @description At most so many items; a page may hold fewer though more follow. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of hosts. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly items: readonly {
                            readonly agentVersion?: string;
                            readonly bootId?: string;
                            /** @description What it has to give; an absent member is no limit. */
                            readonly capacity: {
                                readonly cpuUnits?: number;
                                readonly memoryMebibytes?: number;
                                readonly slots?: number;
                            };
                            /**
                             * Format: date-time
                             * @description RFC 3339, in UTC, with milliseconds in answers.
                             */
                            readonly createdAt: string;
                            readonly isConnected: boolean;
                            readonly labels: {
                                readonly [key: string]: string;
                            };
                            /**
                             * Format: date-time
                             * @description RFC 3339, in UTC, with milliseconds in answers.
                             */
                            readonly lastSeenAt?: string;
                            /** @description What runs that may be alive there take together. */
                            readonly load: {
                                readonly cpuUnits: number;
                                readonly memoryMebibytes: number;
                                readonly runs: number;
                                readonly slots: number;
                            };
                            readonly name: string;
                            /**
                             * @description ENROLLED: it never came yet. SILENT: nothing was heard of it for too long.
                             * @enum {string}
                             */
                            readonly state: "ENROLLED" | "ONLINE" | "SILENT" | "DRAINING" | "REMOVED";
                        }[];
                        /** @description The cursor of the next page; null at the end. */
                        readonly next: string | null;
                    };
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_CURSOR`: The cursor is not from this list. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly enrolHost: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description At most 1048576 bytes. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EnrolHostRequest"];
            };
        };
        readonly responses: {
            /** @description The token. */
            readonly 201: {
                headers: {
                    /** @description The host: /v1/hosts/{name}. */
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /**
                         * Format: date-time
                         * @description RFC 3339, in UTC, with milliseconds in answers.
                         */
                        readonly expiresAt: string;
                        readonly host: {
                            readonly agentVersion?: string;
                            readonly bootId?: string;
                            /** @description What it has to give; an absent member is no limit. */
                            readonly capacity: {
                                readonly cpuUnits?: number;
                                readonly memoryMebibytes?: number;
                                readonly slots?: number;
                            };
                            /**
                             * Format: date-time
                             * @description RFC 3339, in UTC, with milliseconds in answers.
                             */
                            readonly createdAt: string;
                            readonly isConnected: boolean;
                            readonly labels: {
                                readonly [key: string]: string;
                            };
                            /**
                             * Format: date-time
                             * @description RFC 3339, in UTC, with milliseconds in answers.
                             */
                            readonly lastSeenAt?: string;
                            /** @description What runs that may be alive there take together. */
                            readonly load: {
                                readonly cpuUnits: number;
                                readonly memoryMebibytes: number;
                                readonly runs: number;
                                readonly slots: number;
                            };
                            readonly name: string;
                            /**
                             * @description ENROLLED: it never came yet. SILENT: nothing was heard of it for too long.
                             * @enum {string}
                             */
                            readonly state: "ENROLLED" | "ONLINE" | "SILENT" | "DRAINING" | "REMOVED";
                        };
                        /** @description Told this once. For `landbridge agent --token`. */
                        readonly token: string;
                    };
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HOST_LIMIT`: There are as many hosts as there may be. `HOST_BUSY`: Runs may be alive on the host. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getHost: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The host. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly agentVersion?: string;
                        readonly bootId?: string;
                        /** @description What it has to give; an absent member is no limit. */
                        readonly capacity: {
                            readonly cpuUnits?: number;
                            readonly memoryMebibytes?: number;
                            readonly slots?: number;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339, in UTC, with milliseconds in answers.
                         */
                        readonly createdAt: string;
                        readonly isConnected: boolean;
                        readonly labels: {
                            readonly [key: string]: string;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339, in UTC, with milliseconds in answers.
                         */
                        readonly lastSeenAt?: string;
                        /** @description What runs that may be alive there take together. */
                        readonly load: {
                            readonly cpuUnits: number;
                            readonly memoryMebibytes: number;
                            readonly runs: number;
                            readonly slots: number;
                        };
                        readonly name: string;
                        /**
                         * @description ENROLLED: it never came yet. SILENT: nothing was heard of it for too long.
                         * @enum {string}
                         */
                        readonly state: "ENROLLED" | "ONLINE" | "SILENT" | "DRAINING" | "REMOVED";
                    };
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HOST_NOT_FOUND`: There is no such host. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly removeHost: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The host. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly agentVersion?: string;
                        readonly bootId?: string;
                        /** @description What it has to give; an absent member is no limit. */
                        readonly capacity: {
                            readonly cpuUnits?: number;
                            readonly memoryMebibytes?: number;
                            readonly slots?: number;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339, in UTC, with milliseconds in answers.
                         */
                        readonly createdAt: string;
                        readonly isConnected: boolean;
                        readonly labels: {
                            readonly [key: string]: string;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339, in UTC, with milliseconds in answers.
                         */
                        readonly lastSeenAt?: string;
                        /** @description What runs that may be alive there take together. */
                        readonly load: {
                            readonly cpuUnits: number;
                            readonly memoryMebibytes: number;
                            readonly runs: number;
                            readonly slots: number;
                        };
                        readonly name: string;
                        /**
                         * @description ENROLLED: it never came yet. SILENT: nothing was heard of it for too long.
                         * @enum {string}
                         */
                        readonly state: "ENROLLED" | "ONLINE" | "SILENT" | "DRAINING" | "REMOVED";
                    };
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HOST_NOT_FOUND`: There is no such host. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HOST_BUSY`: Runs may be alive on the host. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly drainHost: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The host. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly agentVersion?: string;
                        readonly bootId?: string;
                        /** @description What it has to give; an absent member is no limit. */
                        readonly capacity: {
                            readonly cpuUnits?: number;
                            readonly memoryMebibytes?: number;
                            readonly slots?: number;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339, in UTC, with milliseconds in answers.
                         */
                        readonly createdAt: string;
                        readonly isConnected: boolean;
                        readonly labels: {
                            readonly [key: string]: string;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339, in UTC, with milliseconds in answers.
                         */
                        readonly lastSeenAt?: string;
                        /** @description What runs that may be alive there take together. */
                        readonly load: {
                            readonly cpuUnits: number;
                            readonly memoryMebibytes: number;
                            readonly runs: number;
                            readonly slots: number;
                        };
                        readonly name: string;
                        /**
                         * @description ENROLLED: it never came yet. SILENT: nothing was heard of it for too long.
                         * @enum {string}
                         */
                        readonly state: "ENROLLED" | "ONLINE" | "SILENT" | "DRAINING" | "REMOVED";
                    };
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HOST_NOT_FOUND`: There is no such host. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HOST_BUSY`: Runs may be alive on the host. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly resumeHost: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The host. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly agentVersion?: string;
                        readonly bootId?: string;
                        /** @description What it has to give; an absent member is no limit. */
                        readonly capacity: {
                            readonly cpuUnits?: number;
                            readonly memoryMebibytes?: number;
                            readonly slots?: number;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339, in UTC, with milliseconds in answers.
                         */
                        readonly createdAt: string;
                        readonly isConnected: boolean;
                        readonly labels: {
                            readonly [key: string]: string;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339, in UTC, with milliseconds in answers.
                         */
                        readonly lastSeenAt?: string;
                        /** @description What runs that may be alive there take together. */
                        readonly load: {
                            readonly cpuUnits: number;
                            readonly memoryMebibytes: number;
                            readonly runs: number;
                            readonly slots: number;
                        };
                        readonly name: string;
                        /**
                         * @description ENROLLED: it never came yet. SILENT: nothing was heard of it for too long.
                         * @enum {string}
                         */
                        readonly state: "ENROLLED" | "ONLINE" | "SILENT" | "DRAINING" | "REMOVED";
                    };
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HOST_NOT_FOUND`: There is no such host. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HOST_BUSY`: Runs may be alive on the host. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly rotateHost: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The host. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly agentVersion?: string;
                        readonly bootId?: string;
                        /** @description What it has to give; an absent member is no limit. */
                        readonly capacity: {
                            readonly cpuUnits?: number;
                            readonly memoryMebibytes?: number;
                            readonly slots?: number;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339, in UTC, with milliseconds in answers.
                         */
                        readonly createdAt: string;
                        readonly isConnected: boolean;
                        readonly labels: {
                            readonly [key: string]: string;
                        };
                        /**
                         * Format: date-time
                         * @description RFC 3339, in UTC, with milliseconds in answers.
                         */
                        readonly lastSeenAt?: string;
                        /** @description What runs that may be alive there take together. */
                        readonly load: {
                            readonly cpuUnits: number;
                            readonly memoryMebibytes: number;
                            readonly runs: number;
                            readonly slots: number;
                        };
                        readonly name: string;
                        /**
                         * @description ENROLLED: it never came yet. SILENT: nothing was heard of it for too long.
                         * @enum {string}
                         */
                        readonly state: "ENROLLED" | "ONLINE" | "SILENT" | "DRAINING" | "REMOVED";
                    };
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HOST_NOT_FOUND`: There is no such host. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HOST_BUSY`: Runs may be alive on the host. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HOST_UNREACHABLE`: The run's host does not answer. `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listJobs: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` from the page before; opaque. */
                readonly cursor?: string;
                /** @description At most so many items; a page may hold fewer though more follow. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of jobs. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobPage"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_CURSOR`: The cursor is not from this list. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The job. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Job"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `JOB_NOT_FOUND`: There is no job of that name. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly launchJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key with the same request gives the first answer again and launches nothing new. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        /** @description At most 5242880 bytes. */
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["LaunchJobRequest"];
            };
        };
        readonly responses: {
            /** @description The launch is stored. */
            readonly 202: {
                headers: {
                    /** @description `true` when this is the answer to an earlier request with the same key. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description The run: /v1/runs/{id}. */
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Run"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `JOB_NOT_FOUND`: There is no job of that name. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RUN_BLOCKED`: The launch would overlap with a run of the same job. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key was used for another request. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A limit on open work is reached. `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listKeys: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` from the page before; opaque. */
                readonly cursor?: string;
                /** @description At most so many items; a page may hold fewer though more follow. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of keys. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["KeyPage"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_CURSOR`: The cursor is not from this list. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description At most 1048576 bytes. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CreateKeyRequest"];
            };
        };
        readonly responses: {
            /** @description The key. */
            readonly 201: {
                headers: {
                    /** @description The key: /v1/keys/{id}. */
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreatedKey"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_LIMIT`: There are as many API keys as there may be. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly revokeKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The key. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Key"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_NOT_FOUND`: There is no API key with that id. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_LAST_ADMIN`: This is the last admin key. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly rotateKey: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        /** @description At most 1048576 bytes. */
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["RotateKeyRequest"];
            };
        };
        readonly responses: {
            /** @description The new key. */
            readonly 201: {
                headers: {
                    /** @description The key: /v1/keys/{id}. */
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CreatedKey"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_NOT_FOUND`: There is no API key with that id. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_LIMIT`: There are as many API keys as there may be. `KEY_NOT_ROTATABLE`: The API key cannot be rotated. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getMapRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The map run's id or its ARN. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The map run. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly arn: string;
                        /** @description What GET /v1/executions takes as `stateMachine` to list its child executions. */
                        readonly children: string;
                        /** @description The ARN of the execution whose Map state it is. */
                        readonly execution: string;
                        readonly executionCounts: {
                            readonly aborted: number;
                            readonly failed: number;
                            readonly failuresNotRedrivable: number;
                            readonly pending: number;
                            /** @description Unsuccessful ones that wait for the redrive that is under way. */
                            readonly pendingRedrive: number;
                            readonly resultsWritten: number;
                            readonly running: number;
                            readonly succeeded: number;
                            readonly timedOut: number;
                            /** @description Known so far; more may come while it is RUNNING. */
                            readonly total: number;
                        };
                        readonly id: string;
                        readonly itemCounts: {
                            readonly aborted: number;
                            readonly failed: number;
                            readonly failuresNotRedrivable: number;
                            readonly pending: number;
                            /** @description Unsuccessful ones that wait for the redrive that is under way. */
                            readonly pendingRedrive: number;
                            readonly resultsWritten: number;
                            readonly running: number;
                            readonly succeeded: number;
                            readonly timedOut: number;
                            /** @description Known so far; more may come while it is RUNNING. */
                            readonly total: number;
                        };
                        /** @description 0: no limit of the definition's. */
                        readonly maxConcurrency: number;
                        readonly redriveCount: number;
                        /**
                         * Format: date-time
                         * @description The last time.
                         */
                        readonly redrivenAt?: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, in UTC, with milliseconds in answers.
                         */
                        readonly startedAt: string;
                        /** @enum {string} */
                        readonly status: "RUNNING" | "SUCCEEDED" | "FAILED" | "ABORTED";
                        /**
                         * Format: date-time
                         * @description RFC 3339, in UTC, with milliseconds in answers.
                         */
                        readonly stoppedAt?: string;
                        readonly toleratedFailureCount: number;
                        readonly toleratedFailurePercentage: number;
                    };
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MAP_RUN_NOT_FOUND`: There is no map run with that id. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly updateMapRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The map run's id or its ARN. */
                readonly id: string;
            };
            readonly cookie?: never;
        };
        /** @description At most 1048576 bytes. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["UpdateMapRunRequest"];
            };
        };
        readonly responses: {
            /** @description The map run, as it is now. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly arn: string;
                        /** @description What GET /v1/executions takes as `stateMachine` to list its child executions. */
                        readonly children: string;
                        /** @description The ARN of the execution whose Map state it is. */
                        readonly execution: string;
                        readonly executionCounts: {
                            readonly aborted: number;
                            readonly failed: number;
                            readonly failuresNotRedrivable: number;
                            readonly pending: number;
                            /** @description Unsuccessful ones that wait for the redrive that is under way. */
                            readonly pendingRedrive: number;
                            readonly resultsWritten: number;
                            readonly running: number;
                            readonly succeeded: number;
                            readonly timedOut: number;
                            /** @description Known so far; more may come while it is RUNNING. */
                            readonly total: number;
                        };
                        readonly id: string;
                        readonly itemCounts: {
                            readonly aborted: number;
                            readonly failed: number;
                            readonly failuresNotRedrivable: number;
                            readonly pending: number;
                            /** @description Unsuccessful ones that wait for the redrive that is under way. */
                            readonly pendingRedrive: number;
                            readonly resultsWritten: number;
                            readonly running: number;
                            readonly succeeded: number;
                            readonly timedOut: number;
                            /** @description Known so far; more may come while it is RUNNING. */
                            readonly total: number;
                        };
                        /** @description 0: no limit of the definition's. */
                        readonly maxConcurrency: number;
                        readonly redriveCount: number;
                        /**
                         * Format: date-time
                         * @description The last time.
                         */
                        readonly redrivenAt?: string;
                        /**
                         * Format: date-time
                         * @description RFC 3339, in UTC, with milliseconds in answers.
                         */
                        readonly startedAt: string;
                        /** @enum {string} */
                        readonly status: "RUNNING" | "SUCCEEDED" | "FAILED" | "ABORTED";
                        /**
                         * Format: date-time
                         * @description RFC 3339, in UTC, with milliseconds in answers.
                         */
                        readonly stoppedAt?: string;
                        readonly toleratedFailureCount: number;
                        readonly toleratedFailurePercentage: number;
                    };
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MAP_RUN_NOT_FOUND`: There is no map run with that id. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `MAP_RUN_ENDED`: The map run has ended. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getNodes: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The nodes. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description Rises when the database was restored or failed over. */
                        readonly era: number;
                        readonly items: readonly {
                            /** @description Of this start of its process. */
                            readonly id: string;
                            readonly isAlive: boolean;
                            readonly isDraining: boolean;
                            /** @description It is the one that answers. */
                            readonly isSelf: boolean;
                            /** @description How late the most overdue work in its partitions is. */
                            readonly lagSeconds: number;
                            readonly lastBeatSecondsAgo?: number;
                            /** @description After that others take over what it holds. Absent: nobody else can. */
                            readonly leaseLeftSeconds?: number;
                            readonly name: string;
                            /** @description What it holds. */
                            readonly partitions: readonly number[];
                            readonly pid?: number;
                            readonly residentExecutions?: number;
                            /**
                             * Format: date-time
                             * @description RFC 3339, in UTC, with milliseconds in answers.
                             */
                            readonly startedAt?: string;
                            readonly version?: string;
                        }[];
                        readonly next: null;
                        readonly partitionCount: number;
                        /** @description What nodes have asked each other and nobody has answered yet. */
                        readonly questions: {
                            readonly oldestSeconds: number;
                            readonly open: number;
                        };
                        /** @description Nobody works on these; it should pass within seconds. */
                        readonly unheldPartitions: readonly number[];
                    };
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly drainNode: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        /** @description At most 1048576 bytes. */
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["DrainNodeRequest"];
            };
        };
        readonly responses: {
            /** @description What it is told. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly isDraining: boolean;
                        readonly name: string;
                    };
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NODE_NOT_FOUND`: There is no living node of that name. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly applyProject: {
        readonly parameters: {
            readonly query?: {
                /** @description `true`: only say what would change. */
                readonly plan?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description At most 33554432 bytes. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ApplyProjectRequest"];
            };
        };
        readonly responses: {
            /** @description What changed, or would. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProjectChanges"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INVALID_DEFINITION`: The definitions cannot be loaded. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listRuns: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` from the page before; opaque. */
                readonly cursor?: string;
                /** @description Only runs on this host. */
                readonly host?: string;
                /** @description Only runs of this job. */
                readonly job?: string;
                /** @description At most so many items; a page may hold fewer though more follow. */
                readonly limit?: number;
                /** @description Only runs that were launched at this instant or later. */
                readonly since?: string;
                readonly status?: "QUEUED" | "RUNNING" | "UNREACHABLE" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "STOPPED" | "REFUSED" | "LOST";
                /** @description Only runs that were launched before this instant. */
                readonly until?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of runs. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RunPage"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_CURSOR`: The cursor is not from this list. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The run. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Run"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RUN_NOT_FOUND`: There is no run with that id. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getRunLog: {
        readonly parameters: {
            readonly query?: {
                /** @description Default: the newest. */
                readonly attempt?: number;
                readonly follow?: boolean;
                /** @description At most so many bytes. */
                readonly limit?: number;
                /** @description In bytes, from the beginning of the stream. */
                readonly offset?: number;
                readonly stream?: "stdout" | "stderr";
                /** @description Lines of JSON, each with its time; events have it anyhow. */
                readonly timestamps?: boolean;
            };
            readonly header?: {
                /** @description With `follow`: go on after this event; wins over `offset`. */
                readonly "Last-Event-ID"?: number;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The bytes, or the events. */
            readonly 200: {
                headers: {
                    /** @description Which attempt this is. */
                    readonly "Landbridge-Attempt"?: string;
                    /** @description Output before this offset was given up to stay within its limit. */
                    readonly "Landbridge-Dropped-Before"?: string;
                    /** @description `true`: no more will come after these bytes. */
                    readonly "Landbridge-End"?: string;
                    /** @description Only where the host's disk was full: what the run wrote after this offset may be missing. */
                    readonly "Landbridge-May-Lack-After"?: string;
                    /** @description Where to go on. */
                    readonly "Landbridge-Next-Offset"?: string;
                    /** @description Where these bytes begin; later than asked for if older output was given up. */
                    readonly "Landbridge-Offset"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/x-ndjson": string;
                    readonly "text/event-stream": string;
                    readonly "text/plain": string;
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RUN_NOT_FOUND`: There is no run with that id. `LOG_NOT_FOUND`: That attempt of the run has no output. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TOO_MANY_FOLLOWERS`: Too many logs are being followed. `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HOST_UNREACHABLE`: The run's host does not answer. `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly resolveRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The run's ETag as you saw it: nothing is done (412) when the run is another by now. */
                readonly "If-Match"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        /** @description At most 1048576 bytes. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ResolveRunRequest"];
            };
        };
        readonly responses: {
            /** @description The run. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Run"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RUN_NOT_FOUND`: There is no run with that id. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RUN_NOT_RESOLVABLE`: Only a run that nobody can reach can be resolved by word. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PRECONDITION_FAILED`: What was to be changed is not as `If-Match` says. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly signalRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        /** @description At most 1048576 bytes. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SignalRunRequest"];
            };
        };
        readonly responses: {
            /** @description The run, and how many processes were reached. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        /** @description Processes of the run that the signal reached. */
                        readonly processCount: number;
                        readonly run: {
                            /** @description From 1; 0: nothing was started yet. */
                            readonly attempt: number;
                            /** @description REFUSED: the run that held the slot. */
                            readonly blockingRun?: string;
                            readonly cause: {
                                /** @constant */
                                readonly kind: "api";
                                readonly principal: string;
                            } | {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, in UTC, with milliseconds in answers.
                                 */
                                readonly due: string;
                                /** @constant */
                                readonly kind: "schedule";
                                readonly schedule: string;
                            } | {
                                readonly execution: string;
                                /** @constant */
                                readonly kind: "execution";
                            };
                            /**
                             * Format: date-time
                             * @description RFC 3339, in UTC, with milliseconds in answers.
                             */
                            readonly endedAt?: string;
                            readonly exit?: {
                                readonly code: number;
                                /** @constant */
                                readonly kind: "code";
                            } | {
                                /** @constant */
                                readonly kind: "signal";
                                readonly signal: string;
                            };
                            readonly host?: string;
                            readonly id: string;
                            /** @description Any JSON value. */
                            readonly input: unknown;
                            readonly job: string;
                            /** @description What the job said last in its LANDBRIDGE_PROGRESS_FILE. */
                            readonly progress?: {
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, in UTC, with milliseconds in answers.
                                 */
                                readonly at: string;
                                readonly message?: string;
                                readonly metrics?: {
                                    readonly [key: string]: number;
                                };
                                readonly percent?: number;
                            };
                            readonly reason?: string;
                            /**
                             * Format: date-time
                             * @description RFC 3339, in UTC, with milliseconds in answers.
                             */
                            readonly requestedAt: string;
                            /** @description What the job left in its result file. */
                            readonly result?: unknown;
                            /**
                             * Format: date-time
                             * @description RFC 3339, in UTC, with milliseconds in answers.
                             */
                            readonly startedAt?: string;
                            /** @enum {string} */
                            readonly status: "QUEUED" | "RUNNING" | "UNREACHABLE" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "STOPPED" | "REFUSED" | "LOST";
                        };
                    };
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RUN_NOT_FOUND`: There is no run with that id. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RUN_NOT_RUNNING`: The run has no process that a signal could reach. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HOST_UNREACHABLE`: The run's host does not answer. `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly stopRun: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The run's ETag as you saw it: nothing is done (412) when the run is another by now. */
                readonly "If-Match"?: string;
            };
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        /** @description At most 1048576 bytes. */
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["StopRunRequest"];
            };
        };
        readonly responses: {
            /** @description The run, as it is now. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Run"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RUN_NOT_FOUND`: There is no run with that id. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PRECONDITION_FAILED`: What was to be changed is not as `If-Match` says. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listSchedules: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` from the page before; opaque. */
                readonly cursor?: string;
                /** @description At most so many items; a page may hold fewer though more follow. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of schedules. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SchedulePage"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_CURSOR`: The cursor is not from this list. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listOccurrences: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` from the page before; opaque. */
                readonly cursor?: string;
                /** @description At most so many items; a page may hold fewer though more follow. */
                readonly limit?: number;
                readonly when?: "past" | "upcoming";
            };
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of occurrences. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OccurrencePage"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_CURSOR`: The cursor is not from this list. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCHEDULE_NOT_FOUND`: There is no schedule of that name. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listSecrets: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` from the page before; opaque. */
                readonly cursor?: string;
                /** @description At most so many items; a page may hold fewer though more follow. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of secrets. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SecretPage"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_CURSOR`: The cursor is not from this list. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly rotateSecrets: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What was done. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RotatedSecrets"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly putSecret: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        /** @description At most 1048576 bytes. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PutSecretRequest"];
            };
        };
        readonly responses: {
            /** @description The secret, without its value. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Secret"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A limit on open work is reached. `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteSecret: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SECRET_NOT_FOUND`: There is no secret with that name. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listStateMachines: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` from the page before; opaque. */
                readonly cursor?: string;
                /** @description At most so many items; a page may hold fewer though more follow. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of state machines. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StateMachinePage"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_CURSOR`: The cursor is not from this list. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getStateMachine: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The state machine. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["StateMachine"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STATE_MACHINE_NOT_FOUND`: There is no state machine of that name. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly startExecution: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The same key with the same request gives the first answer again and launches nothing new. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        /** @description At most 5242880 bytes. */
        readonly requestBody?: {
            readonly content: {
                readonly "application/json": components["schemas"]["StartExecutionRequest"];
            };
        };
        readonly responses: {
            /** @description The start is stored. */
            readonly 202: {
                headers: {
                    /** @description `true` when this is the answer to an earlier request with the same key. */
                    readonly "Idempotency-Replayed"?: string;
                    /** @description The execution: /v1/executions/{id}. */
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Execution"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STATE_MACHINE_NOT_FOUND`: There is no state machine of that name. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `EXECUTION_EXISTS`: An execution of that name exists with another input. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The Idempotency-Key was used for another request. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A limit on open work is reached. `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly failTask: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description At most 1048576 bytes. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["FailTaskRequest"];
            };
        };
        readonly responses: {
            /** @description Stored. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `TASK_TOKEN_INVALID`: The task token is not one of ours. `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TASK_CLOSED`: Nobody waits for that task any longer. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly heartbeatTask: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description At most 1048576 bytes. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["HeartbeatTaskRequest"];
            };
        };
        readonly responses: {
            /** @description Stored. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `TASK_TOKEN_INVALID`: The task token is not one of ours. `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TASK_CLOSED`: Nobody waits for that task any longer. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly succeedTask: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** @description At most 5242880 bytes. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SucceedTaskRequest"];
            };
        };
        readonly responses: {
            /** @description Stored. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `TASK_TOKEN_INVALID`: The task token is not one of ours. `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TASK_CLOSED`: Nobody waits for that task any longer. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listWebhookDeliveries: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` from the page before; opaque. */
                readonly cursor?: string;
                /** @description At most so many items; a page may hold fewer though more follow. */
                readonly limit?: number;
                /** @description DEAD: it is tried no more, until somebody asks for it. What arrived is not kept. */
                readonly status?: "PENDING" | "DEAD";
                readonly webhook?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of deliveries. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookDeliveryPage"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_CURSOR`: The cursor is not from this list. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly redeliverWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The delivery. */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `DELIVERY_NOT_FOUND`: There is no delivery with that id. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listWebhooks: {
        readonly parameters: {
            readonly query?: {
                /** @description `next` from the page before; opaque. */
                readonly cursor?: string;
                /** @description At most so many items; a page may hold fewer though more follow. */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of webhooks. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WebhookPage"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_CURSOR`: The cursor is not from this list. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly putWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        /** @description At most 1048576 bytes. */
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PutWebhookRequest"];
            };
        };
        readonly responses: {
            /** @description The webhook. */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. `INVALID_JSON`: The body is not JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `WEBHOOK_OWNED`: The webhook belongs to another owner. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `BODY_TOO_LARGE`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The body's type is not JSON. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A limit on open work is reached. `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteWebhook: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly name: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description It is gone. */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_REQUEST`: The request does not fit the operation. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `KEY_MISSING`: No API key was sent. `KEY_INVALID`: The API key is not valid. `KEY_EXPIRED`: The API key has expired. `KEY_REVOKED`: The API key was revoked. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `SCOPE_MISSING`: The API key may not do this. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `WEBHOOK_NOT_FOUND`: There is no webhook with that name. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `REQUEST_TIMEOUT`: The request took too long to arrive. */
            readonly 408: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `WEBHOOK_OWNED`: The webhook belongs to another owner. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `URI_TOO_LONG`: The path is too long. */
            readonly 414: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests. `TOO_MANY_IN_FLIGHT`: Too many requests at the same time. */
            readonly 429: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `HEADERS_TOO_LARGE`: The headers are too large. */
            readonly 431: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `OUTCOME_UNKNOWN`: Whether the request took effect is not known. `INTERNAL`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_READY`: The server is starting or stopping. `OVERLOADED`: The server has more work than it takes at once. `STORE_UNAVAILABLE`: The store cannot be written to at the moment. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `STORE_FULL`: The store's disk is full. */
            readonly 507: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
