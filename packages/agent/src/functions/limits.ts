// Every bound of the functions, with its reason.

/** Source: AWS Lambda Developer Guide, "Lambda quotas": 6 MB for a synchronous request and its response. */
export const payloadBytesMax = 6 * 1024 * 1024;
/** What Lambda takes and names in its error: "maximum allowed payload size (6291556 bytes)". */
export const responseBytesMax = payloadBytesMax + 100;
/** Request ids and client contexts travel in the frame's header. */
export const requestIdBytesMax = 1024;
/** Source: Lambda API Reference, "Invoke": up to 3,583 bytes of base64 text. */
export const clientContextBytesMax = 4096;
/** A frame from a worker: an answer and its header. Anything longer is not ours. */
export const answerBytesMax = payloadBytesMax + 1024;

export const processesMaxDefault = 64;
export const idleSecondsDefault = 300;
export const closeGraceSecondsDefault = 2;
/** Waiting invocations of one function, and the bytes of all payloads that wait or run. */
export const waitingMaxDefault = 10_000;
export const heldBytesMax = 256 * 1024 * 1024;

/** Processes that load their handler at the same time; more only take the processor from each other. */
export const startsAtOnceMax = 4;
/** Source: AWS Lambda Developer Guide, "Lambda execution environment lifecycle": 10 s for the init phase. */
export const initSecondsMax = 10;
/** After a failed start the function rests, longer each time, and invocations get the error at once. */
export const startBackoffMsMin = 250;
export const startBackoffMsMax = 10_000;

/** A worker may hold this much work ahead, in expected running time and in invocations. */
export const aheadMicrosMax = 5_000;
export const aheadMax = 32;
/** Payloads past this are not sent ahead: moving them back would cost more than the wait. */
export const aheadBytesMax = 64 * 1024;
/** What waits behind an invocation that runs longer than this is asked back. */
export const slowMs = 20;
/** Another process is started once the expected wait passes this. */
export const scaleOutWaitMicros = 25_000;
/** Weight of the newest running time in the moving average. */
export const averageWeight = 0.2;

/** Resident size that Node itself takes, on top of what the function may use. */
export const runtimeMegabytes = 64;
/** How often memory, idle workers and starts are looked at: while something runs, and while nothing does. */
export const watchBusyMs = 250;
export const watchIdleMs = 5_000;
/** After a worker's exit its last answers are read for at most this long. */
export const drainMs = 1_000;
/** A function without any worker may take one from another function that has had it this long. */
export const sliceMs = 1_000;

export const logLineBytesMax = 16 * 1024;
export const invocationLogBytesMax = 256 * 1024;
/** Past the bound, output is read this slowly, so that a flood costs its author and not the pool. */
export const floodPauseMs = 50;
