/** The least that a function can do: what is measured is everything around it. */
export const handler = async (event) => event;
