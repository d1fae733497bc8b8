// Prints, gives back its event, or fails as it is told.
export function handler(event) {
  console.log(`said ${event.say ?? "nothing"}`);
  if (event.fail === true) throw new TypeError("as told");
  return { event };
}
