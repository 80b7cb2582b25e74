declare module "virtual:basemap" {
  /** One string a ring: the steps from point to point on the grid, x and y by turns. */
  export const land: readonly string[];
  /** From the grid to degrees. */
  export const transform: { readonly scale: readonly [number, number]; readonly translate: readonly [number, number] };
  /** A line each: name, longitude and latitude in thousandths of a degree, people in hundreds. */
  export const places: string;
}
