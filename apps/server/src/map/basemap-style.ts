import type { StyleSpecification } from "@maplibre/maplibre-gl-style-spec";

type Loose = Readonly<Record<string, unknown>>;
const isLoose = (value: unknown): value is Loose => typeof value === "object" && value !== null && !Array.isArray(value);

/** Why a style can't be shown; `what` is for the log. */
export class StyleFault extends Error {
  override name = "StyleFault";
}

/** Where pieces of a style are, by their number in our addresses. */
export type Origins = {
  /** with `{z}`, `{x}` and `{y}` in them */
  tiles: string[];
  /** whole files */
  data: string[];
  /** with `{fontstack}` and `{range}` */
  glyphs: string | undefined;
  /** without their endings */
  sprites: string[];
};
export type Rewritten = {
  /** the style with our addresses alone */
  style: Loose;
  /** letters that it has, for what we write on it ourselves */
  fonts: readonly string[];
  origins: Origins;
  /** the hosts that are named in it: no other is ever asked */
  hosts: readonly string[];
};
type Reading = {
  /** where the style lies, https */
  address: string;
  /** the path under which its pieces are with us: `/basemap/<version>` */
  under: string;
  /** names of hosts that may be asked without https: for tests */
  near?: readonly string[] | undefined;
  /** fetches a file that a source is told of in (TileJSON) */
  tileJson(address: string): Promise<unknown>;
};

const most = { sources: 20, layers: 800, tiles: 30 } as const;
/** What of TileJSON and of a source is kept: how to draw it, never where it is. */
const kept = ["minzoom", "maxzoom", "bounds", "scheme", "attribution", "tileSize", "encoding", "promoteId"];
const ofData = ["attribution", "maxzoom", "buffer", "tolerance", "filter", "cluster", "clusterRadius", "clusterMaxZoom", "promoteId"];
const pick = (from: Loose, names: readonly string[]): Loose =>
  Object.fromEntries(names.flatMap((name) => (name in from ? [[name, from[name]]] : [])));

/** A MapLibre style as our pages may have it: every address in it is one of ours, and what it would fetch is written down beside it. */
export async function rewritten(file: unknown, { address, under, near = [], tileJson }: Reading): Promise<Rewritten> {
  if (!isLoose(file) || file.version !== 8) throw new StyleFault("it is no style of version 8");
  const { sources, layers, glyphs, sprite } = file;
  if (!isLoose(sources) || !Array.isArray(layers)) throw new StyleFault("it has no sources or no layers");
  if (Object.keys(sources).length > most.sources || layers.length > most.layers) throw new StyleFault("it has too many sources or layers");
  const origins: Origins = { tiles: [], data: [], glyphs: undefined, sprites: [] };
  const hosts = new Set<string>();

  /** An address that is named in the style, whole; its host may be asked from now on. */
  const named = (value: unknown, base = address): string => {
    const url = typeof value === "string" && value.length <= 2_000 ? URL.parse(value, base) : null;
    if (!url || url.username || url.password || !(url.protocol === "https:" || (url.protocol === "http:" && near.includes(url.host))))
      throw new StyleFault(`an address in it isn't https: ${String(value).slice(0, 100)}`);
    hosts.add(url.host);
    // what is filled in later is not to be quoted
    return url.href.replaceAll("%7B", "{").replaceAll("%7D", "}");
  };
  named(address);

  const tiled = async (source: Loose): Promise<Loose> => {
    const told = source.url === undefined ? source : await tileJson(named(source.url));
    if (!isLoose(told) || !Array.isArray(told.tiles)) throw new StyleFault("a source doesn't say where its tiles are");
    const template = named(told.tiles[0], source.url === undefined ? address : named(source.url));
    if (!["{z}", "{x}", "{y}"].every((part) => template.includes(part)))
      throw new StyleFault("tiles are asked for by something else than z, x and y");
    const at = origins.tiles.push(template) - 1;
    return { type: source.type, ...pick(told, kept), ...pick(source, kept), tiles: [`${under}/t/${at}/{z}/{x}/{y}`] };
  };
  const sourced = async (source: unknown): Promise<Loose> => {
    if (!isLoose(source)) throw new StyleFault("a source is none");
    if (source.type === "vector" || source.type === "raster" || source.type === "raster-dem") return tiled(source);
    if (source.type !== "geojson") throw new StyleFault(`a source is of a kind that isn't shown: ${String(source.type).slice(0, 40)}`);
    const how = { type: "geojson", ...pick(source, ofData) };
    if (isLoose(source.data)) return { ...how, data: source.data };
    return { ...how, data: `${under}/d/${origins.data.push(named(source.data)) - 1}` };
  };
  // names of ours stay free for what we draw on it
  const ours: Record<string, Loose> = {};
  for (const [name, source] of Object.entries(sources)) ours[`base-${name}`] = await sourced(source);
  if (!Object.values(ours).some(({ attribution }) => typeof attribution === "string" && attribution.trim() !== "")) {
    const [first] = Object.keys(ours);
    if (first !== undefined) ours[first] = { ...ours[first], attribution: `Map: ${new URL(address).host}` };
  }
  const drawn = layers.map((layer: unknown) => {
    if (!isLoose(layer) || typeof layer.id !== "string") throw new StyleFault("a layer is none");
    return { ...layer, id: `base-${layer.id}`, ...(typeof layer.source === "string" ? { source: `base-${layer.source}` } : {}) };
  });
  const style: Record<string, unknown> = { version: 8, sources: ours, layers: drawn };
  if (glyphs !== undefined) {
    origins.glyphs = named(glyphs);
    if (!["{fontstack}", "{range}"].every((part) => origins.glyphs?.includes(part)))
      throw new StyleFault("letters are asked for by something else");
    style.glyphs = `${under}/g/{fontstack}/{range}`;
  }
  const sprites = typeof sprite === "string" ? [{ id: "default", url: sprite }] : Array.isArray(sprite) ? sprite.slice(0, 10) : [];
  if (sprites.length > 0)
    style.sprite = sprites.map((one: unknown) => {
      if (!isLoose(one) || typeof one.id !== "string") throw new StyleFault("a set of signs is none");
      return { id: one.id, url: `${under}/s/${origins.sprites.push(named(one.url)) - 1}` };
    });
  // what draws it looks at it by the same rules, and shows nothing at all of a style with a fault
  const [fault] = (await import("@maplibre/maplibre-gl-style-spec")).validateStyleMin(style as unknown as StyleSpecification);
  if (fault) throw new StyleFault(fault.message);
  return { style, fonts: fontsIn(drawn), origins, hosts: [...hosts] };
}

/** The first letters that are named in it outright. */
function fontsIn(layers: readonly Loose[]): readonly string[] {
  for (const { layout } of layers) {
    const font = isLoose(layout) ? layout["text-font"] : undefined;
    const list = Array.isArray(font) && font[0] === "literal" ? font[1] : font;
    if (Array.isArray(list) && list.length > 0 && list.every((one) => typeof one === "string" && /^[A-Z]/.test(one)))
      return list as string[];
  }
  return [];
}

const number = String.raw`(0|[1-9]\d{0,7})`;
const asked = {
  tile: new RegExp(`^t/${number}/${number}/${number}/${number}$`),
  data: new RegExp(`^d/${number}$`),
  glyphs: /^g\/([^/]{1,600})\/(\d{1,7})-(\d{1,7})$/,
  sprite: new RegExp(`^s/${number}(@2x)?\\.(json|png)$`),
} as const;

/** What a path below a version asks for. */
export type Asked = { kind: "tile" | "data" | "glyphs" | "sprite"; address: string } | undefined;

/** Tile, or nothing: numbers that no map has are no tile. */
export function tileIn(path: string): { source: number; z: number; x: number; y: number } | undefined {
  const [, source, z, x, y] = (asked.tile.exec(path) ?? []).map(Number);
  if (source === undefined || z === undefined || x === undefined || y === undefined) return undefined;
  return z <= 22 && x < 2 ** z && y < 2 ** z ? { source, z, x, y } : undefined;
}

/** Where that is which a path of ours asks for; undefined for what isn't in the style. */
export function addressOf(path: string, { tiles, data, glyphs, sprites }: Origins): Asked {
  const tile = tileIn(path);
  if (tile) {
    const template = tiles[tile.source];
    const address = template
      ?.replace("{z}", String(tile.z))
      .replace("{x}", String(tile.x))
      .replace("{y}", String(tile.y))
      .replace("{ratio}", "");
    return address === undefined ? undefined : { kind: "tile", address };
  }
  const file = asked.data.exec(path)?.[1];
  if (file !== undefined) return given("data", data[Number(file)]);
  const letters = asked.glyphs.exec(path);
  if (letters) {
    const stack = decoded(letters[1]);
    const [from, to] = [Number(letters[2]), Number(letters[3])];
    const fits = stack !== undefined && /^[\p{L}\p{N} ,._'()+-]{1,200}$/u.test(stack) && !/^\.+$/.test(stack);
    if (!fits || from % 256 !== 0 || to !== from + 255 || to > 0x10ffff) return undefined;
    return given("glyphs", glyphs?.replace("{fontstack}", encodeURIComponent(stack)).replace("{range}", `${from}-${to}`));
  }
  const [, at, sharp = "", ending] = asked.sprite.exec(path) ?? [];
  const sprite = at === undefined ? undefined : sprites[Number(at)];
  if (sprite === undefined) return undefined;
  const url = new URL(sprite);
  url.pathname += `${sharp}.${ending}`;
  return { kind: "sprite", address: url.href };
}

const given = (kind: "data" | "glyphs", address: string | undefined): Asked => (address === undefined ? undefined : { kind, address });
function decoded(text: string | undefined): string | undefined {
  try {
    return decodeURIComponent(text ?? "");
  } catch {
    return undefined;
  }
}
