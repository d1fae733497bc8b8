/** What a job's environment may name of its input; the same language as in the jobs package. */
const INPUT_PATH = /^\$(\.[A-Za-z_][A-Za-z0-9_-]*|\[(0|[1-9][0-9]{0,8})\])*$/;
const INPUT_PATH_CHARACTERS_MAX = 256;

export function isInputPath(text: string): boolean {
  return text.length <= INPUT_PATH_CHARACTERS_MAX && INPUT_PATH.test(text);
}
