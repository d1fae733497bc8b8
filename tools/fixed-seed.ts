import { configureGlobal } from "fast-check";

// Loaded before every test file by `npm run test:unit`. In CI properties are tried with the cases of one seed, so that a
// commit is judged by what it changes; elsewhere by chance, where whoever is told of a case can look into it.

if (process.env["CI"] === "true") configureGlobal({ seed: 20_261_122 });
