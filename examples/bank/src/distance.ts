export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

/** The mean radius. Source: IUGG, Geodetic Reference System 1980. */
const EARTH_RADIUS_KM = 6371.0088;

/** Along the great circle, by the haversine formula; whole kilometres. */
export function distanceKm(from: Point, to: Point): number {
  const halfLatitude = radians(to.latitude - from.latitude) / 2;
  const halfLongitude = radians(to.longitude - from.longitude) / 2;
  const a =
    Math.sin(halfLatitude) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(halfLongitude) ** 2;
  return Math.round(2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(a))));
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
