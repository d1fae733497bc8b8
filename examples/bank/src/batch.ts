/** What the states of the workflow pass on: where the data is, never the data itself. */
export interface Batch {
  readonly execution: string;
  readonly folder: string;
  readonly airports: DataFile;
  readonly parts: readonly DataFile[];
}

/** A CSV file in the batch's folder. */
export interface DataFile {
  readonly file: string;
  readonly rowCount: number;
}

export const airportColumns = ["iata", "name", "city", "state", "country", "latitude", "longitude"] as const;
export const routeColumns = ["origin", "destination", "count"] as const;
export const enrichedColumns = [...routeColumns, "originState", "destinationState", "distanceKm"] as const;
