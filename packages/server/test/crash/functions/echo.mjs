export function handler(event) {
  return event;
}
