import { type Check, must } from "./check.ts";

/** Protocol 4: whoever was taken over writes no more. */
export function epochs(): Check {
  let present = 0;
  return {
    law: "no write under an old epoch",
    acquired(epoch) {
      must(epoch > present, `epoch ${epoch} was given after ${present}`);
      present = epoch;
    },
    committed({ epoch }) {
      must(epoch === present, `an entry of epoch ${epoch} was applied in epoch ${present}`);
    },
  };
}
