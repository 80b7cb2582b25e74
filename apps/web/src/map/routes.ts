import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { behindSignIn, root } from "../shell/root.tsx";
import type { Look } from "./address.ts";

/** Of an address what the map knows. Whether it fits is looked at by the pages, so that no list of words is in the first load. */
const names = "near place km area q themes kind places fresh access audience free soon ended voice sort".split(" ");
const lookIn = (search: Record<string, unknown>): Look =>
  Object.fromEntries(names.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]]))) as Look;

const map = createRoute({
  getParentRoute: () => root,
  path: "/map",
  validateSearch: lookIn,
  component: behindSignIn(() => import("./map-page.tsx"), "MapPage"),
});
/** The same for everybody, without an account. */
const explore = createRoute({
  getParentRoute: () => root,
  path: "/explore",
  validateSearch: lookIn,
  component: lazyRouteComponent(() => import("./public-pages.tsx"), "ExplorePage"),
});

const asset = createRoute({
  getParentRoute: () => root,
  path: "/map/assets/$assetId",
  component: behindSignIn(() => import("./asset-page.tsx"), "AssetPage"),
});
const editAsset = createRoute({
  getParentRoute: () => root,
  path: "/map/assets/$assetId/edit",
  component: behindSignIn(() => import("./edit-page.tsx"), "EditAssetPage"),
});
const exploreAsset = createRoute({
  getParentRoute: () => root,
  path: "/explore/assets/$assetId",
  component: lazyRouteComponent(() => import("./public-pages.tsx"), "ExploreAssetPage"),
});
const gap = createRoute({
  getParentRoute: () => root,
  path: "/map/gaps/$gapId",
  component: behindSignIn(() => import("./gap-page.tsx"), "GapPage"),
});
const exploreGap = createRoute({
  getParentRoute: () => root,
  path: "/explore/gaps/$gapId",
  component: lazyRouteComponent(() => import("./public-pages.tsx"), "ExploreGapPage"),
});
const missing = createRoute({
  getParentRoute: () => root,
  path: "/map/missing",
  component: behindSignIn(() => import("./raise-page.tsx"), "RaiseGapPage"),
});
const exploreMissing = createRoute({
  getParentRoute: () => root,
  path: "/explore/missing",
  component: lazyRouteComponent(() => import("./public-pages.tsx"), "SuggestGapPage"),
});
const add = createRoute({
  getParentRoute: () => root,
  path: "/map/add",
  component: behindSignIn(() => import("./add-page.tsx"), "AddAssetPage"),
});
const exploreAdd = createRoute({
  getParentRoute: () => root,
  path: "/explore/add",
  component: lazyRouteComponent(() => import("./public-pages.tsx"), "SuggestAssetPage"),
});
const queue = createRoute({
  getParentRoute: () => root,
  path: "/map/queue",
  component: behindSignIn(() => import("./queue-page.tsx"), "MapQueuePage"),
});
const areas = createRoute({
  getParentRoute: () => root,
  path: "/map/areas",
  validateSearch: lookIn,
  component: behindSignIn(() => import("./areas-page.tsx"), "AreasPage"),
});
const exploreAreas = createRoute({
  getParentRoute: () => root,
  path: "/explore/areas",
  validateSearch: lookIn,
  component: lazyRouteComponent(() => import("./public-pages.tsx"), "ExploreAreasPage"),
});
const mine = createRoute({
  getParentRoute: () => root,
  path: "/map/mine",
  component: behindSignIn(() => import("./mine-page.tsx"), "MineOnMapPage"),
});
const print = createRoute({
  getParentRoute: () => root,
  path: "/map/print",
  validateSearch: lookIn,
  component: behindSignIn(() => import("./print-page.tsx"), "PrintMapPage"),
});
const meeting = createRoute({
  getParentRoute: () => root,
  path: "/map/meeting",
  component: behindSignIn(() => import("./meeting-page.tsx"), "MeetingPage"),
});

const imports = createRoute({
  getParentRoute: () => root,
  path: "/map/import",
  component: behindSignIn(() => import("./import-page.tsx"), "ImportPage"),
});
const oneImport = createRoute({
  getParentRoute: () => root,
  path: "/map/import/$importId",
  component: behindSignIn(() => import("./import-page.tsx"), "OneImportPage"),
});

/** Every address of the map. */
export const mapRoutes = [
  ...[map, explore, asset, editAsset, exploreAsset, gap, exploreGap, missing, exploreMissing, add, exploreAdd],
  ...[queue, areas, exploreAreas, mine, print, meeting, imports, oneImport],
] as const;
